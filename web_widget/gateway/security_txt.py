"""Where to report security faults: security.txt (RFC 9116), and browsers' reports of broken policies."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from flask import Blueprint, Response, request

from knowledge.files.records import Content
from knowledge.versions.live import Live
from web_widget.gateway.json_body import any_json

REPORTS = "/csp-reports"
HOLDS = timedelta(days=180)
LONGEST_REPORT_BYTES = 8_192
DIRECTIVES = frozenset(
    {"default-src", "script-src", "script-src-elem", "style-src", "style-src-elem", "connect-src", "img-src"}
    | {"base-uri", "form-action", "frame-ancestors", "require-trusted-types-for", "trusted-types"}
)

logger = logging.getLogger(__name__)


def blueprint(live: Live[tuple[str, Content]], now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Blueprint:
    """The routes.

    Args:
        live: the content, for whom to write to.
        now: tells the time.
    """
    security = Blueprint("security", __name__)

    @security.get("/.well-known/security.txt")
    def text() -> Response:
        _, content = live.current()
        contact = content.council.main_contact
        where = f"mailto:{contact['email']}" if contact.get("email") else content.council.local_offer["url"]
        expires = (now() + HOLDS).strftime("%Y-%m-%dT00:00:00Z")
        return Response(f"Contact: {where}\nExpires: {expires}\nPreferred-Languages: en\n", mimetype="text/plain")

    @security.post(REPORTS)
    def report() -> tuple[str, int]:
        """What a browser refused to load. Only which rule it was is logged: addresses can hold a parent's words."""
        request.max_content_length = LONGEST_REPORT_BYTES
        sent = any_json()
        told = sent.get("csp-report") if isinstance(sent, dict) else None
        broken = (
            str(told.get("effective-directive") or told.get("violated-directive") or "")
            if isinstance(told, dict)
            else ""
        )
        if (rule := broken.partition(" ")[0]) in DIRECTIVES:
            logger.warning("A browser refused something by the content security policy: %s", rule)
        return "", 204

    return security
