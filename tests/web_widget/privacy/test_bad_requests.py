"""What visitors get and what the log holds of requests that cannot be read or answered."""

from __future__ import annotations

import io
import logging
from typing import Any

import pytest
from flask.testing import FlaskClient
from gunicorn.config import Config
from gunicorn.http.errors import InvalidChunkSize, InvalidRequestMethod, LimitRequestLine

from web_widget.front.answering import Answering
from web_widget.privacy.access_log import AccessLog, asked
from web_widget.privacy.bad_requests import QuietFlask, WithoutWords, reply_to, without_words

WORDS = ("danuta", "kowalczyk", "07700900123")
UNREADABLE = (
    b"GET / HTTP/1.1\r\nHost: x\r\nmy son danuta kowalczyk 07700900123\r\n\r\n",
    b"MY-SON danuta HTTP/1.1\r\nHost: x\r\n\r\n",
    b"danuta kowalczyk\r\n\r\n",
    b"GET /danuta HTTP/danuta\r\n\r\n",
)


class Worker(WithoutWords):
    """As much of gunicorn's worker as a request needs."""

    def __init__(self, app: Any) -> None:
        self.cfg = Config()
        self.log = AccessLog(self.cfg)
        self.log.error_log.propagate = self.log.access_log.propagate = True
        self.alive = True
        self.wsgi = app


@pytest.fixture
def worker() -> Worker:
    """A worker with an application whose one page always fails."""
    app = QuietFlask(__name__)

    @app.route("/<path:page>")
    def broken(page: str) -> str:
        raise ValueError(f"cannot read {page}")

    return Worker(app)


@pytest.mark.parametrize("request_", UNREADABLE)
def test_unreadable_request_is_answered_and_logged_without_its_words(
    worker: Worker, request_: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        reply = Answering(worker).answer(request_, ("192.0.2.77", 5), ("127.0.0.1", 80)).data
    assert reply.startswith(b"HTTP/1.1 400 Bad Request")
    assert not any(word in reply.decode() + caplog.text for word in (*WORDS, "192.0.2.77"))


def test_error_of_the_application_is_logged_with_its_place_and_without_words(
    worker: Worker, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        Answering(worker).answer(b"GET /danuta HTTP/1.1\r\nHost: x\r\n\r\n", ("192.0.2.77", 5), ("127.0.0.1", 80))
    assert "ValueError" in caplog.text
    assert "in broken" in caplog.text
    assert not any(word in caplog.text for word in WORDS)


def test_bad_size_of_a_piece_is_a_bad_request_and_no_error(client: FlaskClient) -> None:
    class Broken(io.RawIOBase):
        def tell(self) -> int:
            return 0

        def seek(self, offset: int, whence: int = 0) -> int:
            return 0

        def readinto(self, buffer: Any) -> int:
            raise InvalidChunkSize(b"ZZZdanuta")

    reply = client.post(
        "/api/messages",
        input_stream=Broken(),
        environ_overrides={"wsgi.input_terminated": True},
        headers={"Transfer-Encoding": "chunked"},
        content_type="application/json",
    )
    assert reply.status_code == 400
    assert "danuta" not in reply.text


@pytest.mark.parametrize(
    ("error", "status"),
    [(InvalidRequestMethod("x"), 400), (LimitRequestLine(1, 2), 414), (ValueError("x"), 500)],
)
def test_each_fault_has_its_status(error: Exception, status: int) -> None:
    assert reply_to(error)[0] == status


def test_message_of_an_error_is_left_out() -> None:
    words = " ".join(("my", "son", "danuta"))
    assert words not in without_words(ValueError(words))


@pytest.mark.parametrize(
    ("method", "path", "status", "line"),
    [
        ("GET", "/chat", "200", "GET /chat"),
        ("GET", "/my son danuta", "404", "GET ?"),
        ("MY-SON", "/danuta", "405", "? ?"),
        ("GET", "/x\nFORGED \x1b[31m", "200", "GET /x\\x0aFORGED\\x20\\x1b\\x5b31m"),
    ],
)
def test_line_of_the_log_holds_no_words_and_cannot_be_forged(method: str, path: str, status: str, line: str) -> None:
    assert asked(method, path, status) == line
