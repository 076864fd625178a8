"""`Provider` sends people to the council's own log-in page and checks what it says of them (OpenID Connect)."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from knowledge.settings import THIS_MACHINE
from web_widget.staff.accounts.sso_settings import SsoSettings

SCOPE = "openid profile email"
SIGNATURES = ["RS256", "PS256", "ES256"]
"""Made with a key that only the provider has. None is made with a secret that we share with it."""
PATIENCE_SECONDS = 5
LEEWAY_SECONDS = 60
"""How far apart the provider's clock and ours may be."""
LONGEST_SUBJECT = 255
"""As OpenID Connect has it."""


class ProviderAway(Exception):
    """The provider did not answer, or not as a provider does; the message says what to look at."""


class LoginRefused(Exception):
    """What came back does not prove who somebody is; the message says why, without quoting it."""


@dataclass(frozen=True)
class Departure:
    """Somebody on their way to the provider.

    Attributes:
        address: where the browser goes.
        state: comes back with the browser, and shows that it is the same one.
        nonce: comes back in the ID token, and shows that it was made for this log-in.
        verifier: shows that whoever uses the code is whoever asked for it (PKCE).
    """

    address: str
    state: str
    nonce: str
    verifier: str


class Provider:
    """The council's provider of accounts. Its tokens are looked at and forgotten.

    Args:
        settings: which provider, and as whom we come.
        now: tells the time.
    """

    def __init__(self, settings: SsoSettings, now: Callable[[], datetime]) -> None:
        self._settings = settings
        self._now = now

    def depart(self, back: str) -> Departure:
        """Where to send somebody who wants to log in.

        Args:
            back: the address to which the provider sends them back.

        Raises:
            ProviderAway: it cannot be asked.
        """
        nonce, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(64)
        with self._session(back) as session:
            endpoint = self._described(session)["authorization_endpoint"]
            address, state = session.create_authorization_url(endpoint, nonce=nonce, code_verifier=verifier)
        return Departure(address, state, nonce, verifier)

    def claims(self, departure: Departure, back: str, answer: Mapping[str, str]) -> Mapping[str, Any]:
        """What the provider says of somebody who came back.

        Args:
            departure: of the same browser.
            back: the address to which they came back.
            answer: what the provider wrote into that address.

        Raises:
            LoginRefused: it is no proof.
            ProviderAway: the provider cannot be asked.
        """
        code = self._code(departure, answer)
        with self._session(back) as session:
            described = self._described(session)
            token = self._token(session, described["token_endpoint"], code, departure.verifier)
            keys = self._json(session, described["jwks_uri"])
        return self._checked(token, keys, departure.nonce)

    def _code(self, departure: Departure, answer: Mapping[str, str]) -> str:
        if not secrets.compare_digest(answer.get("state", "").encode(), departure.state.encode()):
            raise LoginRefused("The state is not the one that this browser was sent with.")
        if answer.get("iss", self._settings.issuer) != self._settings.issuer:
            raise LoginRefused("Another issuer answered.")
        if not answer.get("code"):
            raise LoginRefused("The provider let nobody in.")
        return answer["code"]

    def _token(self, session: OAuth2Session, endpoint: str, code: str, verifier: str) -> Mapping[str, Any]:
        try:
            return session.fetch_token(endpoint, code=code, code_verifier=verifier)
        except AuthlibBaseError as error:
            if error.error in ("invalid_client", "unauthorized_client"):
                raise ProviderAway("It does not accept SSO_CLIENT_ID with SSO_CLIENT_SECRET; has it expired?") from None
            raise LoginRefused("The provider does not accept the code.") from None
        except (requests.RequestException, ValueError) as error:
            raise ProviderAway(f"Its token endpoint did not answer ({type(error).__name__}).") from None

    def _checked(self, token: Mapping[str, Any], keys: Any, nonce: str) -> Mapping[str, Any]:
        wanted = self._settings
        try:
            read = jwt.decode(token["id_token"], KeySet.import_key_set(keys), algorithms=SIGNATURES)
            claims = CodeIDToken(
                read.claims,
                read.header,
                options={
                    "iss": {"essential": True, "value": wanted.issuer},
                    "aud": {"essential": True, "value": wanted.client_id},
                    "sub": {"essential": True},
                },
                params={"client_id": wanted.client_id, "nonce": nonce, "access_token": token.get("access_token")},
            )
            claims.validate(int(self._now().timestamp()), LEEWAY_SECONDS)
        except (JoseError, AuthlibBaseError, ValueError, TypeError, KeyError) as error:
            raise LoginRefused(f"The ID token is not valid ({type(error).__name__}).") from None
        subject = claims["sub"]
        if not (isinstance(subject, str) and subject.isprintable() and 0 < len(subject) <= LONGEST_SUBJECT):
            raise LoginRefused("The ID token names nobody.")
        return dict(claims)

    def _session(self, back: str) -> OAuth2Session:
        session = OAuth2Session(
            self._settings.client_id,
            self._settings.client_secret,
            token_endpoint_auth_method="client_secret_post",
            scope=SCOPE,
            redirect_uri=back,
            code_challenge_method="S256",
            default_timeout=PATIENCE_SECONDS,
        )
        session.max_redirects = 0  # the secret goes to the address that was checked, and nowhere else
        return session

    def _described(self, session: OAuth2Session) -> Mapping[str, str]:
        """The provider's description of itself."""
        described = self._json(session, discovery_address(self._settings.issuer))
        if fault := description_fault(described, self._settings.issuer):
            raise ProviderAway(fault)
        return described

    def _json(self, session: OAuth2Session, address: str) -> Any:
        try:
            reply = session.get(address, withhold_token=True)
            reply.raise_for_status()
            return reply.json()
        except (requests.RequestException, ValueError) as error:
            raise ProviderAway(f"{address} did not answer ({type(error).__name__}).") from None


def discovery_address(issuer: str) -> str:
    """Where a provider describes itself."""
    return f"{issuer.rstrip('/')}/.well-known/openid-configuration"


def description_fault(described: Any, issuer: str) -> str:
    """What is wrong with how a provider describes itself; "" if nothing is.

    Args:
        described: as it came.
        issuer: whose description was asked for.
    """
    if not isinstance(described, dict) or described.get("issuer") != issuer:
        return f"SSO_ISSUER is {issuer}, but the provider there gives another name for itself."
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        if not is_safe(described.get(name)):
            return f"The provider names no {name} with https."
    return ""


def is_safe(address: object) -> bool:
    """Whether nobody can read what is sent to an address on its way: https, or this machine."""
    if not isinstance(address, str):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(parts.hostname) and (
        parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in THIS_MACHINE)
    )
