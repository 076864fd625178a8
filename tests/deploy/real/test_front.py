"""nginx with both files of deploy/nginx as they are, on ports 80 and 443, before the gateway itself."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.deploy.real import asking
from tests.deploy.real.installation import NAME
from tests.deploy.real.machine import Machine
from tests.deploy.real.telling import say

pytestmark = pytest.mark.deploy
BOTH = ["127.0.0.1", "::1"]
SLOW = 300


def ask(
    server: Machine,
    path: str,
    method: str = "GET",
    address: str = "127.0.0.1",
    head: Sequence[str] = (),
    host: str = NAME,
    **body: Any,
) -> dict[str, Any]:
    """Ask the server as a browser in its network does; what came back."""
    told = {"address": address, "head": [f"{method} {path} HTTP/1.1", f"Host: {host}", *head], **body}
    command = ["nsenter", f"--target={server.leader}", "--net", sys.executable, str(Path(asking.__file__))]
    done = subprocess.run(command, input=json.dumps(told), capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    told_size = body.get("size", len(body.get("text", "")))
    say(f"{method} https://[{address}] Host: {host} {path}, {told_size} bytes: {found['status']}")
    return found


def test_nginx_takes_both_files_without_a_warning(server: Machine) -> None:
    done = server.run("nginx -t")
    assert "successful" in done.stderr
    assert "[warn]" not in done.stderr


@pytest.mark.parametrize("address", BOTH)
def test_chat_is_there_over_both_kinds_of_network_with_a_port_in_its_address(server: Machine, address: str) -> None:
    assert ask(server, "/chat", address=address)["status"] == 200


def test_another_name_is_refused(server: Machine) -> None:
    assert ask(server, "/chat", host="elsewhere.example")["status"] == 400


def test_five_thousand_bytes_of_cookies_are_taken(server: Machine) -> None:
    assert ask(server, "/chat", head=["Cookie: a=" + "b" * 4_998])["status"] == 200


def test_forty_kilobytes_are_refused_and_a_message_is_not(server: Machine) -> None:
    kind = ["Content-Type: application/json"]
    assert ask(server, "/api/messages", "POST", head=kind, size=40_000)["status"] == 413
    reply = ask(server, "/api/messages", "POST", head=kind, text='{"text": "hello", "conversation": "none"}')
    assert "error" in json.loads(reply["text"]), "of the gateway"


def test_five_megabytes_reach_the_staff_pages_alone(server: Machine) -> None:
    form = ["Content-Type: application/x-www-form-urlencoded"]
    assert ask(server, "/staff/import", "POST", head=form, size=4_900_000)["status"] not in (413, 502)
    assert ask(server, "/staff/import", "POST", head=form, size=6_000_000)["status"] == 413
    assert ask(server, "/chat", "POST", head=form, size=4_900_000)["status"] == 413


def test_address_that_a_visitor_claims_is_not_believed(server: Machine) -> None:
    since = server.told("date '+%F %T'")
    assert ask(server, "/chat", head=["X-Forwarded-For: 192.0.2.1:4711"])["status"] == 200
    assert "192.0.2" not in server.told(f"journalctl -u assistant-gateway --since '{since}' --output=cat")


@pytest.mark.parametrize("address", BOTH)
@pytest.mark.parametrize("referer", [(), (f"Referer: https://{NAME}/staff/login",)])
def test_log_in_works_with_and_without_a_referer(server: Machine, address: str, referer: tuple[str, ...]) -> None:
    page = ask(server, "/staff/login", address=address)
    cookie = next(line for line in page["head"] if line.lower().startswith("set-cookie")).split(": ")[1].split(";")[0]
    (token,) = set(re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', page["text"]))
    form = ["Content-Type: application/x-www-form-urlencoded", f"Cookie: {cookie}", *referer]
    reply = ask(server, "/staff/login", "POST", address, form, text=f"csrf_token={token}&name=nobody&password=wrong")
    say("    " + re.sub(r"<[^>]+>|\s+", " ", reply["text"])[:160])
    assert reply["status"] == 422, "the password is wrong; the form is not"


def test_form_that_another_page_fills_in_is_refused(server: Machine) -> None:
    form = ["Content-Type: application/x-www-form-urlencoded", "Referer: https://evil.example/"]
    assert ask(server, "/staff/login", "POST", head=form, text="name=nobody&password=wrong")["status"] == 400


def test_many_who_send_half_a_request_keep_nobody_waiting(server: Machine) -> None:
    command = ["nsenter", f"--target={server.leader}", "--net", sys.executable, "-c", HALF, str(SLOW)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as slow:
        assert slow.stdout
        assert slow.stdout.readline() == "all are open\n"
        reply = ask(server, "/chat")
        say(f"a page while {SLOW} visitors sent half a request each: {reply['seconds']:.2f} s")
        closed = slow.stdout.readline()
        say(closed.strip())
    assert reply["seconds"] < 5
    assert closed == "all are closed\n"


def test_plain_http_leads_to_https(server: Machine) -> None:
    told = server.told(
        "python3.11 -c \"import http.client as h; c = h.HTTPConnection('::1', 80); "
        "c.request('GET', '/chat?a=b', headers={'Host': 'assistant.example'}); r = c.getresponse(); "
        "print(r.status, r.headers['Location'])\""
    )
    assert told == "301 https://assistant.example/chat?a=b"


HALF = """
import socket, ssl, sys
context = ssl._create_unverified_context()
made = [context.wrap_socket(socket.create_connection(("127.0.0.1", 443), 20)) for _ in range(int(sys.argv[1]))]
for one in made:
    one.sendall(b"GET / HTTP/1.1\\r\\nHost: assistant.ex")
print("all are open", flush=True)
print("all are closed" if all(one.recv(1) == b"" for one in made) else "one was answered", flush=True)
"""
