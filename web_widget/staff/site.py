"""Joins the staff pages into one blueprint.

A new page is a module with `pages(parts) -> Blueprint`, a line in PAGES below and, where it stands in the
navigation, a line in `navigation.py`. Its templates extend `staff/layout.html` and make fields with
`staff/forms.html`. Whoever is not logged in is asked to; `role_required` says who else is turned away.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Flask, Response, abort, render_template, request
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from knowledge.documents import Council
from knowledge.faults import KnowledgeError
from web_widget.staff import (
    access,
    coverage,
    editing,
    entries,
    home,
    import_services,
    links,
    login,
    past,
    publishing,
    retiring,
    said,
    statutory,
    unanswered,
    use,
)
from web_widget.staff.navigation import pages_for
from web_widget.staff.parts import Parts

PAGES = (
    login.pages,
    home.pages,
    entries.pages,
    editing.pages,
    publishing.pages,
    past.pages,
    retiring.pages,
    statutory.pages,
    links.pages,
    import_services.pages,
    coverage.pages,
    unanswered.pages,
    said.pages,
    use.pages,
)
OPEN = frozenset({"staff.login.show", "staff.login.log_in"})
"""What can be seen without being logged in."""


def add_to(app: Flask, parts: Parts) -> None:
    """Add the staff pages to the gateway."""
    forms = access.prepare(app, parts.accounts, parts.settings.staff, parts.now)
    staff = Blueprint("staff", __name__, url_prefix=access.PREFIX)

    @staff.before_request
    def guard() -> Any:
        if current_user.is_authenticated:
            request.max_content_length = parts.settings.staff.largest_upload
        else:
            request.max_content_length = parts.settings.staff.largest_form
            if request.endpoint not in OPEN:
                return login.ask_first()
        forms.protect()
        return None

    @staff.after_request
    def keep_private(response: Response) -> Response:
        response.headers["Cache-Control"] = "no-store"
        return response

    @staff.context_processor
    def always() -> dict[str, Any]:
        navigation = pages_for(current_user.role) if current_user.is_authenticated else []
        return {"council": _council(parts), "navigation": navigation}

    @staff.errorhandler(HTTPException)
    def failed(error: HTTPException) -> Any:
        kind = "csrf" if isinstance(error, CSRFError) else error.code
        return render_template("staff/error.html", kind=kind), error.code or 500

    @staff.errorhandler(KnowledgeError)
    def no_content(_: KnowledgeError) -> Any:
        return render_template("staff/error.html", kind="content"), 503

    for pages in PAGES:
        staff.register_blueprint(pages(parts))
    staff.add_url_rule("/<path:_>", "not_found", lambda _: abort(404), methods=["GET", "POST"])
    app.register_blueprint(staff)


def _council(parts: Parts) -> Council | None:
    """The staff pages are there even where no content can be read: they say what is wrong with it."""
    try:
        return parts.live.current()[1].council
    except KnowledgeError:
        return None
