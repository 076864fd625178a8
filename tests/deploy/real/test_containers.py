"""An image of deploy/Dockerfile, and containers with the volumes and the properties of deploy/compose.yml."""

from __future__ import annotations

import shlex
import subprocess
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deploy.real.container import SERVICES, build, options, podman
from tests.deploy.real.telling import say

pytestmark = pytest.mark.deploy
HEALTH_SECONDS = 40


@pytest.fixture(scope="module")
def images(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Two images, one after the other."""
    return [build(tmp_path_factory.mktemp("image"), number) for number in (1, 2)]


@pytest.fixture
def volumes() -> Iterator[str]:
    """What the names of new volumes begin with."""
    name = f"tried-{uuid.uuid4().hex[:8]}"
    yield name
    made = podman("volume", "ls", "--quiet", "--filter", f"name={name}").split()
    podman("volume", "rm", "--force", *made)


def in_container(service: str, volumes: str, image: str, command: str) -> str:
    """Run a line of shell in a container of a service; what it printed."""
    return podman("run", "--rm", *options(service, volumes), image, "sh", "-c", command)


def test_new_image_is_not_hidden_by_the_volume_of_an_old_one(images: list[str], volumes: str) -> None:
    first, second = images
    new_image = SERVICES["new-image"]["command"]
    look = "cat models/assistant.tar.gz"
    assert "are of this image" in in_container("new-image", volumes, first, new_image)
    assert in_container("rasa-5105", volumes, first, look) == "built by image 1"
    hidden = in_container("rasa-5105", volumes, second, look)
    say(f"image 2 with the volumes of image 1, at first: {hidden}")
    assert "were built again" in in_container("new-image", volumes, second, new_image)
    assert in_container("rasa-5105", volumes, second, look) == "built by image 2"
    assert "are of this image" in in_container("new-image", volumes, second, new_image)
    say("image 2 with the volumes of image 1, after the service new-image: built by image 2")


def test_what_staff_published_outlives_the_image(images: list[str], volumes: str) -> None:
    publish = "cd /srv/local-offer-content && echo changed > council.yml && git commit -qam changed --author='Jo <>'"
    identity = "export GIT_COMMITTER_NAME=assistant GIT_COMMITTER_EMAIL=; "
    in_container("gateway", volumes, images[0], identity + publish)
    told = in_container("gateway", volumes, images[1], "git -C /srv/local-offer-content log --format='%an: %s'")
    say(f"content in its volume, seen by image 2: {told!r}")
    assert told.splitlines() == ["Jo: changed", "assistant: As it came with the program"]


@pytest.mark.parametrize("path", ["/opt/local-offer-assistant/deploy/x", "/srv/x", "/home/assistant/x", "/etc/x"])
def test_nothing_is_written_outside_the_volumes(images: list[str], volumes: str, path: str) -> None:
    told = in_container("gateway", volumes, images[0], f"touch /tmp/x var/x models/x && ! touch {path} 2>&1")
    say(told)
    assert told.endswith(("Read-only file system", "Permission denied"))


def test_gateway_becomes_healthy_and_is_seen_when_it_is_not(images: list[str], volumes: str, tmp_path: Path) -> None:
    check = SERVICES["gateway"]["healthcheck"]
    name = f"{volumes}-gateway"
    health = [f"--health-cmd={shlex.join(check['test'][1:])}", "--health-interval=disable"]
    # The port is the container's own here, as others may use it on this machine.
    own = [word for word in options("gateway", volumes) if not word.startswith("--network")] + ["--network=none"]
    podman("run", "--detach", f"--name={name}", *own, *health, images[0], "sleep", "600")
    try:
        assert subprocess.run(["podman", "healthcheck", "run", name]).returncode == 1
        podman("exec", "--detach", name, ".venv/bin/python", "-c", STAND_IN)
        deadline = time.monotonic() + HEALTH_SECONDS
        while subprocess.run(["podman", "healthcheck", "run", name], capture_output=True).returncode:
            assert time.monotonic() < deadline
            time.sleep(0.5)
        say("the healthcheck of the gateway fails without it, and comes up with a stand-in that answers /healthz")
    finally:
        podman("rm", "--force", "--time=1", name)


STAND_IN = """
import http.server
class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/healthz" else 404)
        self.end_headers()
http.server.HTTPServer(("127.0.0.1", 8000), Answer).serve_forever()
"""
