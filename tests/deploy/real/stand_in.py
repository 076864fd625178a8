"""Stands in for a part of the assistant in its unit: answers well on its port, and says in whose folder it runs.

`stand_in.py UNIT INSTANCE`: the instance is the port; the gateway's is 8000, and the other units listen on none. A
version with a file var/broken answers 503.
"""

from __future__ import annotations

import os
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

GATEWAY = "assistant-gateway"
GATEWAY_PORT = 8000


class Answer(BaseHTTPRequestHandler):
    """Answers anything with the folder it runs in."""

    def do_GET(self) -> None:
        said = os.getcwd().encode()
        self.send_response(503 if Path("var/broken").exists() else 200)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)


def main(unit: str, instance: str) -> None:
    """Serve, or wait for ever."""
    if not instance and unit != GATEWAY:
        threading.Event().wait()
    ThreadingHTTPServer(("127.0.0.1", int(instance or GATEWAY_PORT)), Answer).serve_forever()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "")
