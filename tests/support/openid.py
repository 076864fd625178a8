"""An OpenID provider on the loopback: discovery, keys, codes used once, PKCE and ID tokens signed with RS256."""

from __future__ import annotations

import base64
import hashlib
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from urllib.parse import urlencode

from flask import Flask, Response, abort, jsonify, redirect, request
from joserfc import jwt
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server

CLIENT, SECRET = "assistant", "a secret of the tests"


class OpenIdProvider:
    """Lets in whoever comes, as the person that a test chose.

    Attributes:
        address: where it listens, which is its issuer.
        person: the claims about whoever comes next.
        lies: claims of the next ID tokens that are not as they should be.
        tokens: the ID and access tokens that it gave.
        is_away: whether it answers with an error only.
        has_moved: whether its token endpoint sends on to another address.
        sent_on: what came to that address.
        key: which signs; the one that it publishes is the first.
    """

    def __init__(self, back: str) -> None:
        self.address = ""
        self.person: dict[str, Any] = {}
        self.lies: dict[str, Any] = {}
        self.tokens: list[str] = []
        self.is_away = self.has_moved = False
        self.sent_on: list[str] = []
        self.key = self._published = _signing_key()
        self._back = back
        self._codes: dict[str, dict[str, str]] = {}

    def application(self) -> Flask:
        """The provider as a website."""
        app = Flask("provider")
        app.before_request(lambda: abort(503) if self.is_away else None)
        app.add_url_rule("/.well-known/openid-configuration", "describe", self._describe)
        app.add_url_rule("/authorize", "authorize", self._authorize)
        app.add_url_rule("/token", "token", self._token, methods=["POST"])
        app.add_url_rule("/elsewhere", "elsewhere", self._elsewhere, methods=["POST"])
        app.add_url_rule("/keys", "keys", lambda: jsonify(keys=[self._published.as_dict(private=False)]))
        return app

    def _describe(self) -> Response:
        return jsonify(
            issuer=self.address,
            authorization_endpoint=f"{self.address}/authorize",
            token_endpoint=f"{self.address}/token",
            jwks_uri=f"{self.address}/keys",
        )

    def _authorize(self) -> Any:
        asked = request.args
        assert (asked["client_id"], asked["response_type"], asked["redirect_uri"]) == (CLIENT, "code", self._back)
        assert asked["code_challenge_method"] == "S256"
        assert "openid" in asked["scope"].split()
        code = secrets.token_urlsafe(16)
        self._codes[code] = {"nonce": asked["nonce"], "challenge": asked["code_challenge"]}
        answer = urlencode({"code": code, "state": asked["state"], "iss": self.address})
        return redirect(f"{self._back}?{answer}")

    def _elsewhere(self) -> str:
        self.sent_on.append(request.get_data(as_text=True))
        return "{}"

    def _token(self) -> Any:
        if self.has_moved:
            return redirect("/elsewhere", 307)
        sent = request.form
        asked = self._codes.pop(sent.get("code", ""), None)
        if (sent.get("client_id"), sent.get("client_secret")) != (CLIENT, SECRET):
            return jsonify(error="invalid_client"), 401
        digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if not asked or asked["challenge"] != challenge or sent.get("redirect_uri") != self._back:
            return jsonify(error="invalid_grant"), 400
        given = {"access_token": secrets.token_urlsafe(24), "id_token": self._id_token(asked["nonce"])}
        self.tokens += given.values()
        return jsonify(**given, token_type="Bearer", expires_in=300)

    def _id_token(self, nonce: str) -> str:
        now = int(time.time())
        usual = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": nonce}
        return jwt.encode({"alg": "RS256", "kid": "one"}, {**usual, **self.person, **self.lies}, self.key)


@cache
def _signing_key() -> RSAKey:
    """One key for all providers, as making one takes a quarter of a second."""
    return RSAKey.generate_key(2048, {"kid": "one"})


@contextmanager
def open_id_provider(back: str) -> Iterator[OpenIdProvider]:
    """A provider that listens.

    Args:
        back: the only address to which it sends people back.
    """
    provider = OpenIdProvider(back)
    server = make_server("127.0.0.1", 0, provider.application(), threaded=True)
    provider.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield provider
    server.shutdown()
    server.server_close()
