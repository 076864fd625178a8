"""A feed on this machine, which can be slow, broken and wrong about itself."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from knowledge.open_referral.client import Client, ClientSettings
from tests.knowledge.open_referral import shapes

Json = dict[str, Any]

HASTY = ClientSettings(connect_seconds=1, read_seconds=0.4, reply_seconds=1.5, retries=2, backoff_seconds=0.01)


@dataclass
class Reply:
    """What is answered."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    drip: float = 0.0


@dataclass
class FeedServer:
    """A directory that is served.

    Attributes:
        services: whole records.
        version: 1 or 3, which decides how pages look.
        path: where its `/services` is.
        most: the most it puts on a page, whatever is asked for.
        before: may answer in its place; is given the path, the query and how often that was asked before.
        about: changes what a page says of itself.
        asked: paths with queries.
    """

    services: list[Any]
    version: int = 3
    path: str = "/api"
    most: int = 50
    counts_from: int = 1
    before: Callable[[str, dict[str, str], int], Reply | None] = lambda path, query, times: None
    about: Callable[[Json], Json] = lambda page: page
    asked: list[str] = field(default_factory=list)
    address: str = ""

    def answer(self, target: str) -> Reply:
        times = self.asked.count(target)
        self.asked.append(target)
        parts = urlsplit(target)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        instead = self.before(parts.path, query, times)
        if instead is not None:
            return instead
        if parts.path == f"{self.path}/services":
            return as_json(self.about(self._page(query)))
        wanted = unquote(parts.path.removeprefix(f"{self.path}/services/"))
        found = next((s for s in self.services if isinstance(s, dict) and str(s.get("id")) == wanted), None)
        return as_json(found) if found else Reply(404, b"{}")

    def _page(self, query: dict[str, str]) -> Json:
        size = min(int(query.get("per_page", 50)), self.most)
        number = int(query.get("page", self.counts_from)) - self.counts_from + 1
        chosen = self.services[(number - 1) * size : number * size]
        total, pages = len(self.services), -(-len(self.services) // size)
        if self.version == 1:
            return {
                **{"totalElements": total, "totalPages": pages, "number": number, "size": len(chosen)},
                **{"first": number == 1, "last": number >= pages, "content": chosen},
            }
        flat = [{k: s[k] for k in shapes.v3_flat() if k in s} if isinstance(s, dict) else s for s in chosen]
        return {
            **{"total_items": total, "total_pages": pages, "page_number": number, "size": len(chosen)},
            **{"first_page": number == 1, "last_page": number >= pages, "empty": not chosen, "contents": flat},
        }


def as_json(value: Any) -> Reply:
    """A reply in JSON."""
    return Reply(body=json.dumps(value).encode())


@contextmanager
def serving(feed: FeedServer) -> Iterator[FeedServer]:
    """The feed, while it listens."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            reply = feed.answer(self.path)
            time.sleep(reply.seconds)
            try:
                self.send_response(reply.status)
                self.send_header("Content-Length", str(len(reply.body)))
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                step = 1 if reply.drip else max(1, len(reply.body))
                for start in range(0, len(reply.body), step):
                    self.wfile.write(reply.body[start : start + step])
                    time.sleep(reply.drip)
            except OSError:
                self.close_connection = True  # the client had enough

        def log_message(self, format: str, *args: object) -> None:
            """Nothing is printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    feed.address = f"http://127.0.0.1:{server.server_port}{feed.path}"
    try:
        yield feed
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def hasty() -> Client:
    """A client that does not wait long."""
    return Client(HASTY)
