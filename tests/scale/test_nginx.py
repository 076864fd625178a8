"""nginx itself takes both of its files."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scale.profile import DEPLOY
from tests.scale.services import folder, nginx_command

pytestmark = pytest.mark.scale


@pytest.fixture
def place() -> Iterator[Path]:
    with folder() as made:
        yield made


def certificate(place: Path) -> None:
    """One that nobody else signed."""
    making = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=assistant.example"]
    files = ["-keyout", str(place / "assistant.example.key"), "-out", str(place / "assistant.example.pem")]
    subprocess.run([*making, *files], check=True, capture_output=True)


def test_front_and_balancer_are_good_configurations(place: Path) -> None:
    certificate(place)
    files = [(DEPLOY / "nginx" / name).read_text() for name in ("front.conf", "balancer.conf")]
    text = "\n".join(files)
    for installed in ("/etc/ssl/certs", "/etc/ssl/private", "/var/log/nginx"):
        text = text.replace(installed, str(place))
    looked = subprocess.run([*nginx_command(place, text), "-t"], capture_output=True, text=True)
    assert "test is successful" in looked.stderr, looked.stderr
