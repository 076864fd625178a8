"""How long things are kept: the stores of one installation, and the job that deletes what is too old."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from knowledge import london
from knowledge.settings import ROOT
from web_widget.store.dangers_noticed import DangersNoticed
from web_widget.store.database import connect, migrate
from web_widget.store.records import Records
from web_widget.store.trackers import Trackers

EVERY_SECONDS = 3600.0

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class KeepSettings:
    """Where things are kept, and for how long.

    Attributes:
        records_url: database of the records (RECORDS_URL).
        tracker_url: database of Rasa's trackers (TRACKER_URL).
        days: how long a conversation is kept from its first message on (KEEP_DAYS).
    """

    records_url: str = f"sqlite:///{ROOT / 'var' / 'records.db'}"
    tracker_url: str = f"sqlite:///{ROOT / 'var' / 'trackers.db'}"
    days: int = 30

    @classmethod
    def from_environment(cls) -> KeepSettings:
        """The settings of this installation.

        Raises:
            ValueError: KEEP_DAYS is not a number from 0 up.
        """
        days = os.environ.get("KEEP_DAYS", str(cls.days))
        if not days.isdecimal():
            raise ValueError(f'KEEP_DAYS is "{days}". Give a number of days, such as 30.')
        return cls(
            os.environ.get("RECORDS_URL", cls.records_url), os.environ.get("TRACKER_URL", cls.tracker_url), int(days)
        )


@dataclass(frozen=True)
class Tidied:
    """What the job did: events of Rasa's that were deleted, and rows that were made anonymous."""

    events: int
    rows: int


class Stores:
    """All that is kept.

    Args:
        settings: where.

    Attributes:
        engine: of the database of the records, which also holds the staff accounts.
    """

    def __init__(self, settings: KeepSettings) -> None:
        self.engine = connect(settings.records_url)
        migrate(self.engine)
        self.records = Records(self.engine)
        self.dangers = DangersNoticed(self.engine)
        self.trackers = Trackers(connect(settings.tracker_url))

    def close(self) -> None:
        """Close the connections to the databases."""
        self.engine.dispose()
        self.trackers.close()

    def forget(self, conversation: str) -> None:
        """Delete a conversation: records, feedback and tracker."""
        self.records.forget(conversation, london.today())
        self.trackers.forget(conversation)

    def tidy(self, days: int, now: datetime) -> Tidied:
        """Delete the trackers of conversations that began more than `days` days ago; make their records anonymous.

        Trackers of test questions are deleted at once.
        """
        moment = now - timedelta(days=days)
        events = self.trackers.forget_trials() + self.trackers.forget_begun_before(moment)
        return Tidied(events, self.records.make_anonymous(moment.date()))


def tidy(settings: KeepSettings) -> Tidied:
    """Do the job once."""
    with closing(Stores(settings)) as stores:
        done = stores.tidy(settings.days, datetime.now(UTC))
    logger.info("Deleted %d events of old conversations; made %d rows anonymous.", done.events, done.rows)
    return done


def keep_tidying(settings: KeepSettings, stopped: threading.Event, then: Callable[[], None] = lambda: None) -> None:
    """Do the job now and every hour, until it is stopped. A job that fails is done again an hour later.

    Args:
        settings: where things are kept, and for how long.
        stopped: set by whoever wants it to end.
        then: done after each job, also after one that failed.

    It waits for an hour instead of reading the clock: if that is set back by a day, the next job would be a day late.
    """
    while not stopped.is_set():
        try:
            tidy(settings)
        except Exception:
            logger.exception("Old conversations could not be deleted. It is tried again in an hour.")
        then()
        stopped.wait(EVERY_SECONDS)
