"""The headers that tell a browser what a page of ours may do."""

from __future__ import annotations

from flask import Flask, Response
from flask_talisman import DENY, Talisman
from werkzeug.middleware.proxy_fix import ProxyFix

from web_widget.gateway.security_txt import REPORTS

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "connect-src": "'self'",
    "img-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
    "report-uri": REPORTS,
}
UNUSED = "browsing-topics=(), camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def protect(app: Flask) -> None:
    """Put the security headers on every reply.

    HTTPS itself is the business of the proxy in front; only a reply to a request that came by HTTPS says that the
    next ones must, too.
    """
    Talisman(
        app,
        content_security_policy=POLICY,
        force_https=False,
        frame_options=DENY,
        permissions_policy=UNUSED,
        referrer_policy="same-origin",
        session_cookie_secure=False,  # set with the session: it must work on a loopback without HTTPS
        strict_transport_security_include_subdomains=False,  # other addresses of the council's are not ours
    )


def kept_nowhere(response: Response) -> Response:
    """Keeps out of caches and search engines what somebody looked for, or counted from a day in their life."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def trust_proxies(app: Flask, proxies: int) -> None:
    """Trust the proxies in front, and no more, about who asks and whether it is over HTTPS.

    Args:
        app: the gateway.
        proxies: their number. They must pass on the Host that was asked for.
    """
    if proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies)  # type: ignore[method-assign]
