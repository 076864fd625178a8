"""Asks whether the databases, the Redis and the mail server that the settings name answer."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing

import sqlalchemy as sa
from redis import Redis, RedisError
from sqlalchemy.engine.url import make_url

from knowledge.settings_file import SettingFault
from web_widget.mail.sending import MailServerAway, try_server
from web_widget.mail.settings import MailSettings
from web_widget.settings_check import DATABASES

PATIENCE_SECONDS = 5
STORES = ("LOCKS_URL", "LIMITS_URL")


def service_faults(values: Mapping[str, str]) -> list[SettingFault]:
    """The services that do not answer. Addresses that are wrong in themselves are skipped; other checks report them.

    Args:
        values: the settings by name.
    """
    asked: dict[tuple[str, str], str] = {}
    for name in (*DATABASES, *STORES):
        kind, _, rest = values.get(name, "").partition("://")
        if kind.startswith("postgresql"):
            asked[name, values[name]] = _database_problem(values[name])
        elif kind.startswith("redis") and rest:
            asked[name, values[name]] = _redis_problem(values[name])
    if values.get("MAIL_HOST"):
        asked["MAIL_HOST", values["MAIL_HOST"]] = _mail_problem(values)
    return [SettingFault(name, problem, _REMEDY[name]) for (name, _), problem in asked.items() if problem]


_REMEDY = {
    **dict.fromkeys(DATABASES, "Start PostgreSQL, or correct name, password or address: systemctl status postgresql"),
    **dict.fromkeys(STORES, "Start Redis, or correct its address: systemctl status redis-server"),
    "MAIL_HOST": "Correct its name, MAIL_PORT, MAIL_SECURITY, MAIL_USER or MAIL_PASSWORD, or remove MAIL_HOST.",
}


def _database_problem(url: str) -> str:
    try:
        parsed = make_url(url)
        place = f"{parsed.host}:{parsed.port or 5432}/{parsed.database}"
        engine = sa.create_engine(parsed, connect_args={"connect_timeout": PATIENCE_SECONDS}, hide_parameters=True)
        with engine.connect() as connection:
            connection.execute(sa.text("SELECT 1"))
        engine.dispose()
    except (sa.exc.ArgumentError, ValueError):
        return ""
    except sa.exc.SQLAlchemyError as error:
        return f"The database {place} does not answer ({_first_line(error)})."
    return ""


def _redis_problem(url: str) -> str:
    try:
        client: Redis[bytes] = Redis.from_url(
            url, socket_connect_timeout=PATIENCE_SECONDS, socket_timeout=PATIENCE_SECONDS
        )
        with closing(client):
            client.ping()
    except RedisError as error:
        return f"Redis does not answer ({_first_line(error)})."
    except ValueError:  # its words may hold a piece of the password
        return "This is not a Redis address. In a password, write @ as %40, / as %2F, # as %23."
    return ""


def _mail_problem(values: Mapping[str, str]) -> str:
    try:
        if settings := MailSettings.of(values):
            try_server(settings)
    except MailServerAway as error:
        return str(error)
    except ValueError:
        return ""
    return ""


def _first_line(error: Exception) -> str:
    """What a driver said; neither of the two repeats a password."""
    return str(getattr(error, "orig", error)).strip().splitlines()[0].rstrip(".")
