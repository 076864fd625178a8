"""Numbers for whoever looks after the machine, in the form of Prometheus. None of them is about a person."""

from __future__ import annotations

import ipaddress
import os
import secrets
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime

from flask import Blueprint, Flask, Response, abort, g, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector

from knowledge.documents import Content
from knowledge.faults import KnowledgeError
from knowledge.live import Live
from web_widget.store.outcomes import Outcome

SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
METHODS = frozenset({"GET", "HEAD", "POST", "DELETE", "OPTIONS"})
PREFIX = "assistant_"
SEVERAL_PROCESSES = "PROMETHEUS_MULTIPROC_DIR"


class Counted:
    """What this gateway counts, together with the other processes of it where there are any."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(f"{PREFIX}requests", "Requests.", ("route", "method", "status"), registry=self.registry)
        self.seconds = Histogram(
            f"{PREFIX}request_seconds", "How long a reply took.", ("route",), buckets=SECONDS, registry=self.registry
        )
        self.outcomes = Counter(f"{PREFIX}outcomes", "What came of messages.", ("outcome",), registry=self.registry)

    def answered(self, outcome: Outcome) -> None:
        """Count what came of a message."""
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
        token: who shows it may read them; where there is none, only this machine may.
    """
    metrics = Blueprint("metrics", __name__)

    @metrics.get("/metrics")
    def read() -> Response:
        if not _may_read(token):
            abort(404)
        age = CollectorRegistry()
        age.register(ContentAge(live, datetime.now(UTC).date()))
        body = generate_latest(counted.collected()) + generate_latest(age)
        return Response(body, content_type=CONTENT_TYPE_LATEST)

    return metrics


def _may_read(token: str) -> bool:
    if token:
        shown = request.headers.get("Authorization", "").encode()
        return secrets.compare_digest(shown, f"Bearer {token}".encode())
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
