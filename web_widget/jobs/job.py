"""What a job is, and what a kind of job must say about itself."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, StrEnum, auto
from typing import Any

from sqlalchemy.engine import Engine

from knowledge.faults import KnowledgeError


class JobState(StrEnum):
    """The state of a job."""

    WAITING = "waiting"
    WORKING = "working"
    STOPPING = "stopping"
    STOPPED = "stopped"
    FAILED = "failed"
    DONE = "done"


UNDER_WAY = (JobState.WAITING, JobState.WORKING, JobState.STOPPING)
CAN_GO_ON = (JobState.STOPPED, JobState.FAILED)


class AtOnce(Enum):
    """How many jobs of a kind may run at the same time."""

    ANY = auto()
    ONE = auto()
    """A second is refused."""
    QUEUED = auto()
    """One runs; the others wait for their turn."""


class JobRunning(KnowledgeError):
    """A job of this kind is running, and there may only be one."""


@dataclass(frozen=True)
class Job:
    """A job.

    Attributes:
        kind: the name of its kind.
        about: what it is about, such as the id of a run; empty if its kind needs none.
        title: for people.
        given: what it needs to know to start or resume.
        attempt: how often it was resumed; a process of an earlier attempt can no longer change it.
        done: how much is done.
        total: how much there is to do; None while nobody knows.
        found: what it has found so far, or its result.
        problem: why it ended before it was done, for people.
        started_by: full name.
        began: when it first began, in UTC without a zone, like all times here.
        seen: when its process last said that it is alive.
    """

    id: int
    kind: str
    about: str
    title: str
    given: Mapping[str, Any]
    state: JobState
    attempt: int
    done: int
    total: int | None
    found: Mapping[str, Any]
    problem: str | None
    started_by: str
    began: datetime
    seen: datetime

    @property
    def under_way(self) -> bool:
        """Whether it is waiting, running or about to stop."""
        return self.state in UNDER_WAY

    @property
    def can_go_on(self) -> bool:
        """Whether it ended before it was done."""
        return self.state in CAN_GO_ON


@dataclass(frozen=True)
class Order:
    """What somebody wants done; the fields are as in `Job`."""

    title: str
    started_by: str
    about: str = ""
    given: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class JobStep:
    """How far a job has got.

    Attributes:
        done, total: as in `Job`.
        found: replaces what was found before; None leaves that as it is.
        words: of this step, for people who watch in the terminal.
    """

    done: int
    total: int | None
    found: Mapping[str, Any] | None = None
    words: str = ""


Steps = Generator[JobStep, None, None]


@dataclass(frozen=True)
class JobKind:
    """A kind of job.

    Attributes:
        name: in the table.
        title: for people.
        at_once: how many of them may run at the same time.
        steps: does the job, from where an earlier attempt got to, and yields its progress. It is closed if the
            job is to stop. It raises KnowledgeError with words for people if it cannot continue.
    """

    name: str
    title: str
    at_once: AtOnce
    steps: Callable[[Job, Engine], Steps]
