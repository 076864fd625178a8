"""Answers and logs requests that cannot be read: never with their words, which may be about a family."""

from __future__ import annotations

import traceback
from typing import Any

from flask import Flask, request
from gunicorn import util
from gunicorn.http.errors import (
    ExpectationFailed,
    ForbiddenProxyRequest,
    InvalidResponseHeader,
    InvalidResponseHeaderName,
    LimitRequestHeaders,
    LimitRequestLine,
    ParseException,
    UnsupportedTransferCoding,
)

BROKEN = (500, "Internal Server Error")
REPLIES = {
    InvalidResponseHeader: BROKEN,
    InvalidResponseHeaderName: BROKEN,
    UnsupportedTransferCoding: (501, "Not Implemented"),
    ExpectationFailed: (417, "Expectation Failed"),
    LimitRequestLine: (414, "URI Too Long"),
    LimitRequestHeaders: (431, "Request Header Fields Too Large"),
    ForbiddenProxyRequest: (403, "Forbidden"),
}
"""The faults that have a reply of their own."""
BAD = (400, "Bad Request")


class WithoutWords:
    """For a worker of gunicorn's, which by itself repeats the request in its reply and in its log."""

    log: Any

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Reply to a request that could not be read or answered, and log what sort of fault it was."""
        status, reason = reply_to(exc)
        if status == BROKEN[0]:
            self.log.error("A request could not be answered: %s", without_words(exc))
        else:
            self.log.warning("A request could not be read: %s", type(exc).__name__)
        try:
            util.write_error(client, status, reason, "")
        except OSError:
            self.log.debug("The visitor was gone before the reply.")


class QuietFlask(Flask):
    """An application that logs where an error happened, without the address and the words of the request."""

    def log_exception(self, exc_info: Any) -> None:
        """Log an error that nothing handled."""
        self.logger.error("Error on the page %s: %s", request.endpoint, without_words(exc_info[1]))


def reply_to(error: BaseException) -> tuple[int, str]:
    """Status and reason for a fault."""
    known = next((reply for kind, reply in REPLIES.items() if isinstance(error, kind)), None)
    return known or (BAD if isinstance(error, ParseException) else BROKEN)


def without_words(error: BaseException) -> str:
    """The kind of an error and where it happened; its message is left out, as it may repeat what was typed."""
    return f"{type(error).__name__}\n{''.join(traceback.format_tb(error.__traceback__))}".rstrip()
