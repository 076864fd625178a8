"""The gateway's access log: what was asked for and how it went, without who asked or what they typed."""

from __future__ import annotations

import ipaddress
import logging
import os
import string
import sys
from datetime import timedelta
from typing import Any

from gunicorn.config import Config
from gunicorn.glogging import Logger
from pythonjsonlogger.json import JsonFormatter

from web_widget.privacy.bad_requests import without_words

NAMES = {"levelname": "level", "name": "logger"}
TOLD = {"network": "h", "request": "r", "status": "s", "bytes": "B"}
"""What a line of JSON says about a request, by gunicorn's own letters."""
SHORTENED = "/deadlines/"
"""After it, the path holds the days that a family counts from."""
METHODS = frozenset("GET HEAD POST PUT PATCH DELETE OPTIONS".split())
NOT_OURS = frozenset(("400", "404", "405", "414"))
"""With these replies the path is not one of the gateway's, or not written as the gateway writes it."""
NETWORK_BITS = {4: 24, 6: 48}


class AccessLog(Logger):
    """Gunicorn's log with the visitor's network instead of the address, and without queries, referrers and browsers.

    Lines are text, or with LOG_FORMAT=json one JSON object each, those of the rest of the gateway, too.
    """

    def setup(self, cfg: Config) -> None:
        """Choose the form of the lines."""
        super().setup(cfg)
        self._in_json = os.environ.get("LOG_FORMAT") == "json"
        if self._in_json:
            form = JsonFormatter(["levelname", "name", "message"], timestamp=True, rename_fields=NAMES)
            logging.basicConfig(force=True)
            for logger in (logging.getLogger(), self.error_log, self.access_log):
                for handler in logger.handlers:
                    handler.setFormatter(form)

    def access(self, resp: Any, req: Any, environ: dict[str, Any], request_time: timedelta) -> None:
        """Write the line of a request."""
        if not self._in_json:
            super().access(resp, req, environ, request_time)
            return
        atoms = self.atoms(resp, req, environ, request_time)
        told = {name: atoms[atom] for name, atom in TOLD.items()}
        self.access_log.info("request", extra={**told, "seconds": round(request_time.total_seconds(), 4)})

    def atoms(self, resp: Any, req: Any, environ: dict[str, Any], request_time: timedelta) -> dict[str, Any]:
        """The parts of a line."""
        atoms: dict[str, Any] = super().atoms(resp, req, environ, request_time)
        status = str(getattr(resp, "status", "")).split(" ", 1)[0]
        told = asked(environ["REQUEST_METHOD"], environ["PATH_INFO"], status)
        request = f"{told} {environ['SERVER_PROTOCOL']}"
        return {**atoms, "h": network_of(environ.get("REMOTE_ADDR", "")), "r": request, "q": "", "f": "-", "a": "-"}

    def exception(self, msg: str, *args: Any, **kwargs: Any) -> None:
        """An error, with where it happened and without its words; a request that is cut short does not count as one."""
        error = sys.exc_info()[1]
        if isinstance(error, BlockingIOError):
            self.info("A visitor sent half a request and then nothing.")
        else:
            self.error("An error in the gateway: %s", without_words(error) if error else "unknown")


def asked(method: str, path: str, status: str) -> str:
    """What a line says of a request: method and path, if they are ours; anything else may be what somebody typed.

    Args:
        method: as it was sent.
        path: without the query; may hold any character.
        status: such as "404".
    """
    known = status not in NOT_OURS and method in METHODS
    return f"{method if method in METHODS else '?'} {_plain(_shortened(path)) if known else '?'}"


def _shortened(path: str) -> str:
    return SHORTENED if path.startswith(SHORTENED) else path


def _plain(path: str) -> str:
    """`path`, with everything escaped that could forge or hide a line."""
    harmless = frozenset(string.ascii_letters + string.digits + "/-_.~")
    return "".join(letter if letter in harmless else f"\\x{ord(letter):02x}" for letter in path)


def network_of(address: str) -> str:
    """The network that an address is in: 192.0.2.0 for 192.0.2.77; "-" for what is no address."""
    try:
        version = ipaddress.ip_address(address).version
        return str(ipaddress.ip_network(f"{address}/{NETWORK_BITS[version]}", strict=False).network_address)
    except ValueError:
        return "-"
