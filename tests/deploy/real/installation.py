"""The assistant installed on a booted machine, by the lines of docs/running.md, "On a server".

Three things differ from a council's server. The packages of Python are those of this checkout, shown to the machine
instead of downloaded. The index and the model are copied from this checkout instead of built. And Rasa may be a
stand-in that answers on its port, where the question is not what Rasa does.
"""

from __future__ import annotations

import shutil
import site
import subprocess
from collections.abc import Sequence
from pathlib import Path

from knowledge.settings import ROOT
from tests.deploy.real.guide import block_with
from tests.deploy.real.machine import Machine
from tests.deploy.real.telling import say

SOURCE = "/mnt/program.git"
PACKAGES = "/mnt/packages"
PASSWORD = "only-for-tests"
NAME = "assistant.example:8443"
VERSIONS = "/opt/local-offer-assistant-versions"
PROGRAM = "/opt/local-offer-assistant"
CONTENT = "/srv/local-offer-content"
STATE = "/var/lib/local-offer-assistant"
SETTINGS = f"{STATE}/assistant.env"
STAND_IN = "/usr/local/lib/assistant-stand-in.py"
STAND_IN_CODE = Path(__file__).with_name("stand_in.py")
NO_MAKE = "/usr/local/bin/make"
BUILT = ("var/index", "var/encoders", "models")
"""What `make build` makes in a folder of the program."""


def shown(history: Path) -> dict[Path, str]:
    """The folders of this machine that the new one reads.

    Args:
        history: a bare git repository of the program.
    """
    return {history: SOURCE, Path(site.getsitepackages()[0]): PACKAGES}


def bare_copy(place: Path) -> Path:
    """A bare repository with what is committed here, which anybody may read."""
    subprocess.run(["git", "clone", "--quiet", "--bare", "--no-local", str(ROOT), str(place)], check=True)
    return place


def install(machine: Machine, version: str = "HEAD") -> None:
    """Follow docs/running.md line by line, up to the answer.

    Args:
        machine: with nothing on it yet but Debian's packages and what `shown` shows.
        version: of the program, for git.
    """
    machine.told(f"git config --system --add safe.directory {SOURCE}")
    follow(machine, block_with("apt-get install postgresql "), f"{VERSIONS}/1", version)


def follow(machine: Machine, lines: Sequence[str], folder: str, version: str = "HEAD", changed: str = "true") -> None:
    """Do what lines of the guide say, as a person would: names, passwords and a certificate are put in.

    Args:
        machine: it.
        lines: of the guide.
        folder: of the version of the program that they clone.
        version: of the program, for git.
        changed: a line of shell that is run in the folder before it is put in use.
    """
    for line in lines:
        say(f"# {line}")
        if line.startswith(("apt-get install", "cd ")):
            continue  # the first came with the root file system; every line runs in the folder that the second names
        if "systemctl reload nginx" in line:
            _certify(machine)
        if "deploy.upgrade" in line:
            make_ready(machine, folder)
            machine.told(f"cd {folder} && {changed}")
        typed = f"{PASSWORD}\n{PASSWORD}\n" if "--pwprompt" in line else ""
        where = folder if (machine.files / folder.lstrip("/")).exists() else "/"
        said = machine.told(f"cd {where} && {line.replace('<this repository>', SOURCE)}", typed)
        for told in said.splitlines()[-12:]:
            say(f"    {told}")
        if "git clone <" in line:
            machine.told(f"cd {folder} && su assistant -c 'git checkout --quiet {version}'")
        if "assistant.env.example" in line:
            fill_in(machine)


def stand_in(machine: Machine, units: tuple[str, ...]) -> None:
    """Let units run a stand-in, which answers well on a port, with all their other properties as they are."""
    machine.write(STAND_IN, STAND_IN_CODE.read_text())
    for unit in units:
        text = f"[Service]\nExecStart=\nExecStart=/usr/bin/python3.11 {STAND_IN} %p %i\n"
        machine.write(f"/etc/systemd/system/{unit}.service.d/stand-in.conf", text)
        say(f"{unit} runs a stand-in in its unit: tests/deploy/real/{STAND_IN_CODE.name}")


def stand_in_for_make(machine: Machine) -> None:
    """Let `make` say what it was asked for and do nothing, where the question is not what is built."""
    machine.write(NO_MAKE, "#!/bin/sh\necho stand-in: make $*\n")
    (machine.files / NO_MAKE.lstrip("/")).chmod(0o755)
    say("make is a stand-in that builds nothing")


def make_ready(machine: Machine, folder: str) -> None:
    """Give a version of the program what is otherwise downloaded and built: packages, index, model."""
    if not (machine.files / NO_MAKE.lstrip("/")).exists():
        for name in BUILT:
            place = machine.files / f"{folder}/{name}".lstrip("/")
            shutil.copytree(ROOT / name, place, dirs_exist_ok=True, symlinks=True)
    packages = f"$(echo {folder}/.venv/lib/python3.*/site-packages)"
    machine.told(
        f"chown -R assistant: {folder} && su assistant -c 'python3.11 -m venv --without-pip {folder}/.venv'"
        f" && echo \"import site; site.addsitedir('{PACKAGES}')\" > {packages}/shown.pth"
        f" && touch {folder}/.venv/.installed"
    )
    built = f"{folder}/var/index/current", f"{folder}/models/assistant.tar.gz"
    machine.told(f"for made in {' '.join(built)}; do test ! -e $made || touch $made; done")


def fill_in(machine: Machine) -> None:
    """Fill in the settings file, as its comments say."""
    file = machine.files / SETTINGS.lstrip("/")
    text = file.read_text().replace("<password>", PASSWORD)
    filled = {
        "ASSISTANT_SECRET": "s" * 43,
        "RASA_TOKEN": "r" * 43,
        "PUBLIC_ORIGIN": f"https://{NAME}",
        "WEB_CONCURRENCY": "1",
    }
    lines = [
        f"{name}={filled[name]}" if (name := line.partition("=")[0]) in filled else line for line in text.split("\n")
    ]
    file.write_text("\n".join(lines))


def _certify(machine: Machine) -> None:
    """Put a certificate where front.conf looks for it."""
    machine.told(
        "openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=assistant.example -days 2"
        " -keyout /etc/ssl/private/assistant.example.key -out /etc/ssl/certs/assistant.example.pem"
    )
