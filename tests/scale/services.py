"""PostgreSQL, Redis and nginx for tests: on free ports of the loopback, each in a folder of its own, then stopped."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import psycopg2
import redis

from tests.support.running import free_ports

WITHOUT_PRIVILEGES = "postgres"
"""PostgreSQL does not run as root. Debian's package makes this user."""
START_SECONDS = 60
STOP_SECONDS = 20
FOLDERS = os.pathsep.join(
    [*sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin"))), "/usr/sbin", os.environ["PATH"]]
)


class NotInstalled(Exception):
    """A program is not there; the message says how to install it."""


class DidNotStart(Exception):
    """A program ended or did not answer in time; the message holds the end of its log."""


def program(name: str) -> str:
    """The path of a program.

    Raises:
        NotInstalled: it is not there.
    """
    if (found := shutil.which(name, path=FOLDERS)) is None:
        raise NotInstalled(f"{name} is not here. Install it: sudo apt-get install postgresql redis-server nginx-light")
    return found


@contextmanager
def folder() -> Iterator[Path]:
    """A new folder that belongs to who will write into it."""
    made = Path(tempfile.mkdtemp(prefix="assistant-"))
    if owner := _user():
        shutil.chown(made, owner)
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


@contextmanager
def started(
    command: Sequence[str], log: Path, environment: Mapping[str, str] | None = None, user: str | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """A process, stopped afterwards with all that it started.

    Args:
        command: its command line.
        log: a file for all that it prints.
        environment: by default, this process's own.
        user: who runs it, by default who runs this.
    """
    with log.open("ab") as output:
        process = subprocess.Popen(
            command, env=environment, stdout=output, stderr=output, start_new_session=True, user=user
        )
        try:
            yield process
        finally:
            _stop(process)


@contextmanager
def postgresql(*options: str) -> Iterator[str]:
    """An empty server of PostgreSQL: its address, such as postgresql://assistant@127.0.0.1:5432.

    Databases in it are made by `database`.

    Args:
        options: more of its command line.

    Raises:
        NotInstalled, DidNotStart: it is not there, or ended.
    """
    (port,) = free_ports(1)
    with folder() as place:
        data = place / "data"
        making = [program("initdb"), "--username=assistant", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"]
        subprocess.run([*making, str(data)], check=True, capture_output=True, user=_user())
        command = [program("postgres"), "-D", str(data), "-p", str(port), "-k", str(place), "-h", "127.0.0.1", *options]
        with started(command, place / "log", user=_user()) as process:
            wait_until(lambda: _answers_postgresql(port), process, place / "log")
            yield f"postgresql://assistant@127.0.0.1:{port}"


def database(server: str, name: str) -> str:
    """The URL of a new, empty database.

    Args:
        server: its address.
        name: of the database; letters and underscores.
    """
    with closing(psycopg2.connect(f"{server}/postgres")) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}"')
    return f"{server}/{name}"


@contextmanager
def redis_server() -> Iterator[str]:
    """An empty Redis: its URL.

    Raises:
        NotInstalled, DidNotStart: it is not there, or ended.
    """
    (port,) = free_ports(1)
    with folder() as place:
        command = [
            program("redis-server"),
            "--port",
            str(port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--dir",
            str(place),
        ]
        url = f"redis://127.0.0.1:{port}/0"
        with started(command, place / "log", user=_user()) as process, closing(redis.Redis.from_url(url)) as client:
            wait_until(lambda: _answers_redis(client), process, place / "log")
            yield url


@contextmanager
def nginx(configuration: str) -> Iterator[Path]:
    """nginx with what stands in its `http` block; gives the folder in which it writes access.log and log.

    Raises:
        NotInstalled, DidNotStart: it is not there, or the configuration is wrong.
    """
    with folder() as place:
        command = nginx_command(place, configuration)
        with started([*command, "-g", "daemon off;"], place / "log", user=_user()) as process:
            wait_until((place / "pid").exists, process, place / "log")
            yield place


def nginx_command(place: Path, configuration: str) -> list[str]:
    """The command line of an nginx that keeps everything in a folder."""
    kept = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    lines = [
        f"pid {place}/pid;",
        "error_log stderr warn;",
        "events {}",
        "http {",
        *(f"{name}_temp_path {place}/{name};" for name in kept),
        'log_format tried "$request_method $uri $status $upstream_addr $upstream_status";',
        f"access_log {place}/access.log tried;",
        configuration,
        "}",
    ]
    path = place / "nginx.conf"
    path.write_text("\n".join(lines))
    return [program("nginx"), "-p", str(place), "-c", str(path), "-e", "stderr"]


def wait_until(ready: Callable[[], bool], process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait for a process to be ready.

    Raises:
        DidNotStart: it ended, or was not ready in time.
    """
    deadline = time.monotonic() + START_SECONDS
    while not ready():
        if process.poll() is not None or time.monotonic() > deadline:
            end = "\n".join(log.read_text(errors="replace").splitlines()[-15:])
            raise DidNotStart(f"{process.args!r} did not start:\n{end}")
        time.sleep(0.1)


def _user() -> str | None:
    return WITHOUT_PRIVILEGES if os.geteuid() == 0 else None


def _answers_postgresql(port: int) -> bool:
    with suppress(psycopg2.OperationalError):
        psycopg2.connect(f"postgresql://assistant@127.0.0.1:{port}/postgres").close()
        return True
    return False


def _answers_redis(client: redis.Redis[bytes]) -> bool:
    with suppress(redis.RedisError):
        return bool(client.ping())
    return False


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End a process and its children; PostgreSQL and nginx end theirs, and finish quickly, at this signal."""
    if process.poll() is None:
        with suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            process.wait(STOP_SECONDS)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
