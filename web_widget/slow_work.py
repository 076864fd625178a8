"""Every kind of slow work, and the process that does one piece of it. A new kind is a line in KINDS."""

from __future__ import annotations

import logging
import signal

from web_widget.coverage.kind import COVERAGE
from web_widget.jobs.job import JobState
from web_widget.jobs.job_table import JobTable
from web_widget.jobs.worker import carry_out, group_runs
from web_widget.links.job import LINKS
from web_widget.staff.content.draft_trial import DRAFT
from web_widget.staff.content.import_job import IMPORT
from web_widget.store.database import connect
from web_widget.store.keeping import KeepSettings

KINDS = {kind.name: kind for kind in (COVERAGE, DRAFT, IMPORT, LINKS)}
PATIENCE_SECONDS = 30.0
"""No parent waits for a job, so it may wait longer for a database that is locked."""


def do(identifier: int, gateway_group: int) -> int:
    """Do a job that waits; 0 if it was done.

    Args:
        identifier: of the job.
        gateway_group: the process group of the gateway that started it; the job stops if that is gone.
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    engine = connect(KeepSettings.from_environment().records_url, PATIENCE_SECONDS)
    jobs = JobTable(engine)
    job = jobs.get(identifier)
    kind = KINDS[job.kind]
    ended = carry_out(jobs, kind, job, lambda: kind.steps(job, engine), gateway_runs=lambda: group_runs(gateway_group))
    return 0 if ended and ended.state is JobState.DONE else 1
