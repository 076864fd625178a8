"""Containers of deploy/compose.yml, made by podman from deploy/Dockerfile.

Where no public image can be had, the first one is the files of the empty Debian under the name that the Dockerfile
gives. What takes a quarter of an hour, `make build` with all it downloads, is a stand-in that writes which image built.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from knowledge.settings import ROOT
from tests.deploy.real import root_files
from tests.deploy.real.telling import refused, say

NAME = "local-offer-assistant"
COMMAND_SECONDS = 300
SERVICES: dict[str, Any] = yaml.safe_load((ROOT / "deploy" / "compose.yml").read_text())["services"]
MAKEFILE = "build:\n\tmkdir -p models var && echo built by image $(cat image-number) > models/assistant.tar.gz\n"
BUILD = "RUN make build PYTHON=/usr/local/bin/python3.11"
NO_BUILD = (
    "RUN python3.11 -m venv --without-pip .venv && mkdir -p models var"
    " && echo built by image $(cat image-number) > models/assistant.tar.gz"
)


class Refused(Exception):
    """podman could not do it; the message is what it said."""


@dataclass(frozen=True)
class Way:
    """How podman is told to start a container.

    Attributes:
        said: in words.
        runtime: words after "podman".
        limits: words after "run" and "build".
    """

    said: str
    runtime: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()


LOW_LIMITS = ("--ulimit=nofile=1024:1024", "--ulimit=nproc=1024:1024")
WAYS = (
    Way("podman with its own runtime"),
    Way("podman with runc", ("--runtime=runc",)),
    Way("podman with runc, and limits that need not be raised", ("--runtime=runc",), LOW_LIMITS),
)


@cache
def way() -> Way:
    """The first way that this machine does not refuse; the others are told, each with its error.

    Raises:
        Refused: all are.
    """
    image = first_image()
    for number, tried in enumerate(WAYS):
        command = ["podman", *tried.runtime, "run", "--rm", "--network=host", *tried.limits, image, "true"]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode == 0:
            say(f"containers: {tried.said}")
            return tried
        if number + 1 < len(WAYS):
            refused(tried.said, done.stderr, WAYS[number + 1].said)
    raise Refused(done.stderr)


def podman(*arguments: str) -> str:
    """Run a command of podman; what it printed.

    Raises:
        Refused: it failed.
    """
    done = subprocess.run(
        ["podman", *way().runtime, *arguments], capture_output=True, text=True, timeout=COMMAND_SECONDS
    )
    if done.returncode:
        raise Refused(f"podman {' '.join(arguments[:2])}: {done.stderr.strip()}{done.stdout[-600:]}")
    return done.stdout.strip()


def first_image() -> str:
    """The image on which deploy/Dockerfile stands; its name.

    Raises:
        Refused: podman does not take the files.
    """
    (name,) = re.findall(r"^FROM (\S+)$", (ROOT / "deploy" / "Dockerfile").read_text(), re.MULTILINE)
    full = f"docker.io/library/{name}"
    if subprocess.run(["podman", "image", "exists", full]).returncode:
        say(f"podman import: the empty Debian in the place of {name}, which no registry gives here")
        packed = subprocess.Popen(["tar", "-C", str(root_files.base()), "-c", "."], stdout=subprocess.PIPE)
        done = subprocess.run(["podman", "import", "-", full], stdin=packed.stdout, capture_output=True, text=True)
        packed.wait()
        if done.returncode:
            raise Refused(done.stderr)
    return full


def build(place: Path, number: int) -> str:
    """Build an image of the program; its name.

    Args:
        place: an empty folder.
        number: stands in the image, so that one can be told from another.

    Raises:
        Refused: it could not be built.
    """
    left_out = (".git", ".venv", "models", "var", "__pycache__", ".*_cache", "assistant.env")
    shutil.copytree(ROOT, place, ignore=shutil.ignore_patterns(*left_out), dirs_exist_ok=True)
    (place / "image-number").write_text(f"{number}\n")
    (place / "Makefile").write_text(MAKEFILE.replace("$(cat", "$$(cat"))
    text = (place / "deploy" / "Dockerfile").read_text()
    assert BUILD in text
    text = text.replace(BUILD, NO_BUILD)
    # Debian has its Python in another place than the public image.
    text = text.replace("USER assistant", "RUN ln -sf /usr/bin/python3.11 /usr/local/bin/python3.11\nUSER assistant", 1)
    (place / "deploy" / "Dockerfile").write_text(text)
    say(f"podman build -f deploy/Dockerfile: image {number}")
    name = f"localhost/{NAME}:{number}"
    file = str(place / "deploy" / "Dockerfile")
    podman("build", "--quiet", "--network=host", *way().limits, "-f", file, "-t", name, str(place))
    return name


def options(service: str, volumes: str) -> list[str]:
    """What compose would tell podman of a service, except its command, image and settings.

    Args:
        service: its name in compose.yml.
        volumes: stands before the name of each volume.
    """
    told = SERVICES[service]
    words = [f"--network={told['network_mode']}", *(["--read-only"] if told.get("read_only") else [])]
    words += [f"--tmpfs={folder}" for folder in told.get("tmpfs", ())]
    words += [f"--volume={volumes}-{volume}" for volume in told.get("volumes", ())]
    words += [f"--env={name}={value}" for name, value in told.get("environment", {}).items()]
    words += [f"--ulimit={name}={value}" for name, value in told.get("ulimits", {}).items()]
    return [*words, *way().limits]
