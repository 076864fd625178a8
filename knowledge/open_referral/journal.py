"""How far an import has got: one line for each page that was applied, so that it can continue after a failure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from knowledge.open_referral.report import Report, ServiceOutcome, read_outcome

KEPT_FOR = timedelta(hours=24)
"""After this time a feed may have changed too much, and an import starts again."""


class Journal:
    """The pages of one feed that were applied.

    Args:
        folder: where journals are kept.
        feed: the feed's name.
        now: an import that began too long before is forgotten.
    """

    def __init__(self, folder: Path, feed: str, now: datetime | None = None) -> None:
        self._feed = feed
        self._now = now or datetime.now(UTC)
        self._path = folder / f"{hashlib.sha256(feed.encode('utf-8', 'replace')).hexdigest()[:16]}.jsonl"
        self._lines = self._read()
        if not self._lines:
            self.forget()

    @property
    def next_page(self) -> int:
        """The next page to read, counted from 1."""
        return len(self._lines)

    @property
    def services(self) -> int | None:
        """How many services the feed said that it had."""
        return next((line["services"] for line in self._lines[1:] if line["services"] is not None), None)

    def report(self) -> Report:
        """What was done so far."""
        report = Report(self._feed)
        for line in self._lines[1:]:
            report = report.with_page(tuple(map(read_outcome, line["outcomes"])), tuple(line["forms"]))
        return report

    def add(self, services: int | None, outcomes: Sequence[ServiceOutcome], forms: Sequence[str]) -> None:
        """Note that one more page was applied."""
        page = [asdict(outcome) for outcome in outcomes]
        self._append({"services": services, "outcomes": page, "forms": list(forms)})

    def forget(self) -> None:
        """Begin at page 1."""
        self._path.unlink(missing_ok=True)
        self._lines = []
        self._append({"feed": self._feed, "begun": self._now.isoformat()})

    def close(self) -> None:
        """The feed was read to its end, so there is nothing to continue."""
        self._path.unlink(missing_ok=True)

    def _read(self) -> list[dict[str, Any]]:
        try:
            lines = [json.loads(line) for line in self._path.read_text(encoding="utf-8").splitlines()]
            begun = datetime.fromisoformat(lines[0]["begun"])
        except (OSError, ValueError, LookupError, TypeError):
            return []
        return lines if self._now - begun < KEPT_FOR else []

    def _append(self, line: dict[str, Any]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
        self._lines.append(line)
