"""nginx itself takes both of its files, and lets through what it should."""

from __future__ import annotations

import os
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests

from knowledge.settings import ROOT
from tests.scale.profile import DEPLOY
from tests.scale.services import folder, nginx, nginx_command, started, wait_until
from tests.support.running import free_ports
from web_widget.staff.settings import StaffSettings

pytestmark = pytest.mark.scale


@contextmanager
def prepared() -> Iterator[Path]:
    """A new folder with a certificate."""
    with folder() as made:
        certificate(made)
        yield made


def certificate(place: Path) -> None:
    """One that nobody else signed, which nginx can read without privileges."""
    making = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=assistant.example"]
    files = ["-keyout", str(place / "assistant.example.key"), "-out", str(place / "assistant.example.pem")]
    subprocess.run([*making, *files], check=True, capture_output=True)
    (place / "assistant.example.key").chmod(0o644)


def configuration(place: Path, *names: str) -> str:
    """Files of deploy/nginx, with all that they read and write in a folder."""
    text = "\n".join((DEPLOY / "nginx" / name).read_text() for name in names)
    for installed in ("/etc/ssl/certs", "/etc/ssl/private", "/var/log/nginx"):
        text = text.replace(installed, str(place))
    return text


def test_front_and_balancer_are_good_configurations() -> None:
    with prepared() as place:
        text = configuration(place, "front.conf", "balancer.conf")
        looked = subprocess.run([*nginx_command(place, text), "-t"], capture_output=True, text=True)
    assert "test is successful" in looked.stderr, looked.stderr


@dataclass(frozen=True)
class Front:
    """The public door, with an application behind it that tells what reached it."""

    port: int

    def send(
        self, path: str, size: int = 0, headers: Mapping[str, str] = {}, address: str = "127.0.0.1"
    ) -> requests.Response:
        """Send a body of some bytes."""
        return requests.post(
            f"https://{address}:{self.port}{path}",
            data=b"x" * size,
            headers={"Host": "assistant.example", **headers},
            verify=False,  # nobody signed the certificate
            timeout=30,
        )

    def told(self, path: str, size: int = 0, headers: Mapping[str, str] = {}) -> dict[str, Any]:
        """What reached the application."""
        reply = self.send(path, size, headers)
        assert reply.status_code == 200, reply.text
        found: dict[str, Any] = reply.json()
        return found


@pytest.fixture(scope="module")
def front() -> Iterator[Front]:
    """nginx with front.conf, before gunicorn with its own settings."""
    gateway, plain, encrypted = free_ports(3)
    with prepared() as place:
        yield from _started(place, gateway, plain, encrypted)


def _started(place: Path, gateway: int, plain: int, encrypted: int) -> Iterator[Front]:
    text = configuration(place, "front.conf").replace("server 127.0.0.1:8000;", f"server 127.0.0.1:{gateway};")
    for listens, here in (("80", f"{plain}"), ("443", f"{encrypted}")):
        text = text.replace(f"listen {listens}", f"listen 127.0.0.1:{here}")
        text = text.replace(f"listen [::]:{listens}", f"listen [::1]:{here}")
    command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py"]
    command += ["--bind", f"127.0.0.1:{gateway}", "--chdir", str(ROOT), "tests.scale.echo:app"]
    log = place / "gateway.log"
    with started(command, log, {**os.environ, "WEB_CONCURRENCY": "1"}) as process, nginx(text):
        wait_until(lambda: _answers(gateway), process, log)
        yield Front(encrypted)


def _answers(port: int) -> bool:
    try:
        return requests.get(f"http://127.0.0.1:{port}/", timeout=5).ok
    except requests.RequestException:
        return False


@pytest.mark.filterwarnings("ignore:Unverified HTTPS request")
class TestFront:
    def test_upload_that_the_staff_pages_promise_reaches_them(self, front: Front) -> None:
        assert front.told("/staff/import", 4_900_000)["body"] == 4_900_000
        largest = StaffSettings().largest_upload
        assert front.told("/staff/coverage", largest)["body"] == largest

    def test_larger_one_is_refused(self, front: Front) -> None:
        assert front.send("/staff/import", 6_000_000).status_code == 413

    @pytest.mark.parametrize("path", ["/api/messages", "/chat", "/", "/staffroom", "/api/staff/"])
    def test_forty_kilobytes_reach_nobody_else(self, front: Front, path: str) -> None:
        assert front.send(path, 40_000).status_code == 413

    def test_a_message_of_a_parent_reaches_the_gateway(self, front: Front) -> None:
        assert front.told("/api/messages", 4_000)["body"] == 4_000

    def test_five_thousand_bytes_of_cookies_reach_the_gateway(self, front: Front) -> None:
        assert front.told("/chat", headers={"Cookie": "a=" + "b" * 4_998})["cookies"] == 5_000

    @pytest.mark.parametrize("path", ["/chat", "/staff/"])
    def test_what_a_visitor_says_of_their_own_address_is_not_believed(self, front: Front, path: str) -> None:
        told = front.told(path, headers={"X-Forwarded-For": "192.0.2.1", "X-Forwarded-Proto": "http"})
        assert (told["visitor"], told["scheme"], told["host"]) == ("127.0.0.1", "https", "assistant.example")

    def test_metrics_are_for_nobody_outside(self, front: Front) -> None:
        assert front.send("/metrics").status_code == 404

    @pytest.mark.parametrize("address", ["127.0.0.1", "[::1]"])
    def test_port_in_the_address_reaches_the_gateway_over_both_kinds_of_network(
        self, front: Front, address: str
    ) -> None:
        reply = front.send("/chat", headers={"Host": "assistant.example:8443"}, address=address)
        assert reply.json()["host"] == "assistant.example:8443"

    def test_who_sends_half_a_request_holds_a_connection_for_seconds_only(self, front: Front) -> None:
        with socket.create_connection(("127.0.0.1", front.port), timeout=20) as raw:
            untrusting = ssl._create_unverified_context()
            with untrusting.wrap_socket(raw, server_hostname="assistant.example") as half:
                half.sendall(b"GET / HTTP/1.1\r\nHost: assistant.ex")
                assert half.recv(1) == b"", "closed after 10 seconds"
