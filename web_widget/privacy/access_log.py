"""The gateway's access log: what was asked for and how it went, without who asked or what they typed."""

from __future__ import annotations

import ipaddress
import logging
import os
import sys
from datetime import timedelta
from typing import Any

from gunicorn.config import Config
from gunicorn.glogging import Logger
from pythonjsonlogger.json import JsonFormatter

NAMES = {"levelname": "level", "name": "logger"}
TOLD = {"network": "h", "request": "r", "status": "s", "bytes": "B"}
"""What a line of JSON tells of a request, by gunicorn's own letters."""
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
        """What a line is made of."""
        atoms: dict[str, Any] = super().atoms(resp, req, environ, request_time)
        request = f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']} {environ['SERVER_PROTOCOL']}"
        return {**atoms, "h": network_of(environ.get("REMOTE_ADDR", "")), "r": request, "q": "", "f": "-", "a": "-"}

    def exception(self, msg: str, *args: Any, **kwargs: Any) -> None:
        """An error, with where it happened; half a request whose rest did not come in time is none."""
        if isinstance(sys.exc_info()[1], BlockingIOError):
            self.info("A visitor sent half a request and then nothing.")
        else:
            super().exception(msg, *args, **kwargs)


def network_of(address: str) -> str:
    """The network that an address is in: 192.0.2.0 for 192.0.2.77; "-" for what is no address."""
    try:
        version = ipaddress.ip_address(address).version
        return str(ipaddress.ip_network(f"{address}/{NETWORK_BITS[version]}", strict=False).network_address)
    except ValueError:
        return "-"
