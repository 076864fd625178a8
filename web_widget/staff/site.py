"""Joins the staff pages into one blueprint.

A new page is a module with `pages(parts) -> Blueprint`, a line in PAGES below and, if it belongs in the
navigation, a line in `navigation.py`. Its templates extend `staff/layout.html` and make fields with
`staff/forms.html`. Visitors who are not logged in are asked to; `role_required` says who else is turned away.
"""

from __future__ import annotations

import logging
from typing import Any

from flask import Blueprint, Flask, Response, abort, g, render_template, request
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from knowledge.faults import KnowledgeError
from knowledge.files.records import Council
from web_widget.staff import acts, background_work, home
from web_widget.staff.accounts import access, login, second_factor, sso
from web_widget.staff.content import (
    editing,
    entries,
    history,
    import_services,
    links,
    page_forms,
    publishing,
    retired_list,
    retiring,
    statutory,
    words,
)
from web_widget.staff.content.fault_words import of_job
from web_widget.staff.feedback import coverage_pages, please_answer_pages, said, unanswered, use
from web_widget.staff.navigation import pages_for
from web_widget.staff.parts import StaffParts
from web_widget.store.acts import Acts

logger = logging.getLogger(__name__)
PAGES = (
    login.pages,
    sso.pages,
    home.pages,
    entries.pages,
    editing.pages,
    publishing.pages,
    history.pages,
    retiring.pages,
    retired_list.pages,
    statutory.pages,
    words.pages,
    page_forms.pages,
    links.pages,
    import_services.pages,
    coverage_pages.pages,
    please_answer_pages.pages,
    unanswered.pages,
    said.pages,
    use.pages,
    background_work.pages,
    acts.pages,
    second_factor.pages,
)
OPEN = frozenset(
    {"staff.login.show", "staff.login.log_in", "staff.login.go_on", "staff.sso.start", "staff.sso.come_back"}
)
"""What can be seen without being logged in."""
WITHOUT_TOKEN = "staff.login.go_on"
"""Checks the origin of its form itself: a token belongs to one session, and here a new one has begun."""
BACK_FROM_COUNCIL = "staff.sso.come_back"
"""A log-in that is no form of ours."""


def add_to(app: Flask, parts: StaffParts) -> None:
    """Add the staff pages to the gateway."""
    forms = access.prepare(app, parts.accounts, parts.settings.staff, parts.now)
    kept_acts = Acts(parts.stores.engine)
    staff = Blueprint("staff", __name__, url_prefix=access.PREFIX)

    @staff.before_request
    def guard() -> Any:
        if current_user.is_authenticated:
            request.max_content_length = request.max_form_memory_size = parts.settings.staff.largest_upload
        else:
            request.max_content_length = parts.settings.staff.largest_form
            if request.endpoint not in OPEN:
                return login.ask_first()
        if request.endpoint != WITHOUT_TOKEN:
            forms.protect()
        return None

    @staff.before_request
    def note_who() -> None:
        g.acting = current_user.name if current_user.is_authenticated else ""

    @staff.after_request
    def note_act(response: Response) -> Response:
        who = g.get("acting") or (current_user.name if current_user.is_authenticated else "")
        acted = request.method == "POST" or request.endpoint == BACK_FROM_COUNCIL
        if who and acted and response.status_code < 400:
            _keep_act(kept_acts, who)
        return response

    @staff.after_request
    def keep_private(response: Response) -> Response:
        response.headers["Cache-Control"] = "no-store"
        return response

    @staff.context_processor
    def always() -> dict[str, Any]:
        navigation = pages_for(current_user.role) if current_user.is_authenticated else []
        return {"council": _council(parts), "navigation": navigation, **login.doors(parts.settings)}

    @staff.errorhandler(HTTPException)
    def failed(error: HTTPException) -> Any:
        kind = "csrf" if isinstance(error, CSRFError) else error.code
        return render_template("staff/error.html", kind=kind), error.code or 500

    @staff.errorhandler(KnowledgeError)
    def no_content(_: KnowledgeError) -> Any:
        return render_template("staff/error.html", kind="content"), 503

    staff.add_app_template_filter(of_job, "in_job_words")
    for pages in PAGES:
        staff.register_blueprint(pages(parts))
    staff.add_url_rule("/<path:_>", "not_found", lambda _: abort(404), methods=["GET", "POST"])
    app.register_blueprint(staff)


def _keep_act(acts: Acts, who: str) -> None:
    """No act fails because it could not be listed."""
    try:
        acts.keep(who, request.endpoint or "", request.path)
    except SQLAlchemyError as error:
        logger.warning("An act of staff could not be listed: %s", type(error).__name__)


def _council(parts: StaffParts) -> Council | None:
    """The staff pages work even if the content cannot be read: they say what is wrong with it."""
    try:
        return parts.live.current()[1].council
    except KnowledgeError:
        return None
