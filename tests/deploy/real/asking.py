"""Sends one request as it is told, over https and in whose network it is started, and prints what came back as JSON.

What is told comes as JSON on standard input: the address, the port, the lines of the head, how many bytes of body or
which text. Uses nothing but Python itself.
"""

from __future__ import annotations

import json
import socket
import ssl
import sys
import time
from contextlib import suppress
from typing import Any

SECONDS = 20


def ask(told: dict[str, Any]) -> dict[str, Any]:
    """Send it; the status, the head and the text of the reply."""
    body = told.get("text", "x" * told.get("size", 0)).encode()
    head = [*told["head"], f"Content-Length: {len(body)}", "Connection: close"]
    began = time.monotonic()
    untrusting = ssl._create_unverified_context()  # nobody signed the certificate
    with (
        socket.create_connection((told["address"], told.get("port", 443)), timeout=SECONDS) as raw,
        untrusting.wrap_socket(raw, server_hostname="assistant.example") as connection,
    ):
        with suppress(OSError):  # refused before all of it was read
            connection.sendall("\r\n".join([*head, "", ""]).encode() + body)
        reply = b""
        while piece := _read(connection):
            reply += piece
    top, _, text = reply.partition(b"\r\n\r\n")
    lines = top.decode().split("\r\n")
    seconds = time.monotonic() - began
    return {"status": int(lines[0].split()[1]), "head": lines[1:], "text": text.decode(), "seconds": seconds}


def _read(connection: ssl.SSLSocket) -> bytes:
    try:
        return connection.recv(65536)
    except ConnectionResetError:
        return b""


if __name__ == "__main__":
    print(json.dumps(ask(json.load(sys.stdin))))
