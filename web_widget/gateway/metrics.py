"""Numbers for the people who look after the machine, in Prometheus format. None of them is about a person."""

from __future__ import annotations

import ipaddress
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, g, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector

from actions.wire import Outcome
from knowledge import london
from knowledge.faults import KnowledgeError
from knowledge.files.records import Content
from knowledge.settings import Paths
from knowledge.versions.live import Live
from knowledge.versions.watch_status import last_attempt

SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
METHODS = frozenset({"GET", "HEAD", "POST", "DELETE", "OPTIONS"})
PREFIX = "assistant_"
SEVERAL_PROCESSES = "PROMETHEUS_MULTIPROC_DIR"


class Counted:
    """What this gateway counts, added to what its other processes count, if there are any."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(f"{PREFIX}requests", "Requests.", ("route", "method", "status"), registry=self.registry)
        self.seconds = Histogram(
            f"{PREFIX}request_seconds", "How long a reply took.", ("route",), buckets=SECONDS, registry=self.registry
        )
        self.outcomes = Counter(f"{PREFIX}outcomes", "Outcomes of messages.", ("outcome",), registry=self.registry)

    def answered(self, outcome: Outcome) -> None:
        """Count the outcome of a message."""
        self.outcomes.labels(outcome.value).inc()

    def collected(self) -> CollectorRegistry:
        """The numbers of all processes."""
        if SEVERAL_PROCESSES not in os.environ:
            return self.registry
        together = CollectorRegistry()
        MultiProcessCollector(together)  # type: ignore[no-untyped-call]
        return together


class ContentAge:
    """How old the content is, looked up when it is asked for.

    Args:
        live: the content in use.
        today: the day.
    """

    def __init__(self, live: Live[tuple[str, Content]], today: date) -> None:
        self._live = live
        self._today = today

    def collect(self) -> Iterator[Metric]:
        """Version of the index, oldest and last check, and how many pages are due for review."""
        try:
            version, content = self._live.current()
        except KnowledgeError:
            return
        info = InfoMetricFamily(f"{PREFIX}index", "The version of the content in use.")
        info.add_metric([], {"version": version})
        yield info
        checked = [entry.checked for entry in content.entries.values()]
        overdue = sum(entry.overdue(self._today) for entry in content.entries.values())
        yield _gauge("content_oldest_check_seconds", "When the page that waits longest was checked.", _at(min(checked)))
        yield _gauge("content_last_check_seconds", "When a page was checked last.", _at(max(checked)))
        yield _gauge("content_overdue_pages", "Pages that are due for review.", overdue)


class Upkeep:
    """What somebody must deal with, looked up when it is asked for.

    Args:
        index: the folder of the index.
    """

    def __init__(self, index: Path) -> None:
        self._index = index

    def collect(self) -> Iterator[Metric]:
        """Why the saved content is not live, as a number, and the room on the disk of the index."""
        attempt = last_attempt(self._index)
        refused = len(attempt.faults) if attempt else 0
        yield _gauge("content_refused_faults", "Faults for which the saved content is not live; 0 if it is.", refused)
        folders = (self._index, *self._index.parents)
        disk = shutil.disk_usage(next(folder for folder in folders if folder.is_dir()))
        yield _gauge("disk_free_bytes", "Free on the disk of the index.", disk.free)
        yield _gauge("disk_size_bytes", "The size of that disk.", disk.total)


def count(app: Flask) -> Counted:
    """Count the requests of an application, and how long they take."""
    counted = Counted()

    @app.before_request
    def begin() -> None:
        g.begun = time.perf_counter()

    @app.after_request
    def end(response: Response) -> Response:
        route = request.url_rule.rule if request.url_rule else "none"
        method = request.method if request.method in METHODS else "other"
        counted.requests.labels(route, method, response.status_code).inc()
        if "begun" in g:
            counted.seconds.labels(route).observe(time.perf_counter() - g.begun)
        return response

    return counted


def blueprint(counted: Counted, live: Live[tuple[str, Content]], token: str) -> Blueprint:
    """The route of the numbers.

    Args:
        counted: what was counted.
        live: the content in use.
        token: anyone who sends it may read them; without a token, only this machine may.
    """
    metrics = Blueprint("metrics", __name__)

    @metrics.get("/metrics")
    def read() -> Response:
        if not _may_read(token):
            abort(404)
        looked_up = CollectorRegistry()
        looked_up.register(ContentAge(live, london.today()))
        looked_up.register(Upkeep(Paths.from_environment().index))
        body = generate_latest(counted.collected()) + generate_latest(looked_up)
        return Response(body, content_type=CONTENT_TYPE_LATEST)

    return metrics


def shows(token: str) -> bool:
    """Whether the current request shows a token; nobody shows an empty one."""
    shown = request.headers.get("Authorization", "").encode()
    return bool(token) and secrets.compare_digest(shown, f"Bearer {token}".encode())


def _may_read(token: str) -> bool:
    if token:
        return shows(token)
    # What comes through a proxy on this machine comes from this machine, too, and is not meant.
    return "X-Forwarded-For" not in request.headers and _is_loopback(request.remote_addr or "")


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _gauge(name: str, what: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"{PREFIX}{name}", what, value=value)


def _at(day: date) -> float:
    return datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()
