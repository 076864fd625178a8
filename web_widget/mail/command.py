"""`python -m web_widget mail`: sends what is due, from the settings and the index of this installation."""

from __future__ import annotations

import os
import sys
from contextlib import closing
from datetime import UTC, datetime
from functools import lru_cache

from knowledge.encoder.sentence_encoder import SentenceEncoder
from knowledge.faults import Fault, KnowledgeError
from knowledge.settings import Paths
from knowledge.versions.live import live_content, live_search
from knowledge.versions.watch_status import disk_faults, last_attempt
from web_widget.mail.delivery import Sources, send_due
from web_widget.mail.log import MailLog
from web_widget.mail.settings import MailSettings
from web_widget.staff.feedback.meaning import Meaning
from web_widget.store.keeping import KeepSettings, Stores
from web_widget.store.unanswered import UnansweredQuestions


def send_now() -> int:
    """Send what is due, and print how many e-mails; 1 if any has to wait."""
    try:
        settings = MailSettings.of(os.environ)
        if settings is None:
            print("No e-mails are sent: MAIL_HOST is not set.")
            return 0
        with closing(Stores(KeepSettings.from_environment())) as stores:
            done = send_due(_sources(stores), MailLog(stores.engine), settings, datetime.now(UTC).astimezone())
    except (KnowledgeError, ValueError) as error:
        print(f"E-mails could not be sent. {error}", file=sys.stderr)
        return 1
    print(f"Sent {done.sent} e-mail(s); {done.waiting} could not be sent.")
    return int(done.waiting > 0)


def _sources(stores: Stores) -> Sources:
    return Sources(
        faults=_faults,
        content=lambda: live_content().current()[1],
        unanswered=UnansweredQuestions(stores.engine).since,
        nearest=lambda question: _meaning().nearest(question).hits[0].entry,
    )


@lru_cache(maxsize=1)
def _meaning() -> Meaning:
    """The sentence model, which is read only where there is a question."""
    return Meaning(SentenceEncoder(), live_search())


def _faults() -> tuple[Fault, ...]:
    index = Paths.from_environment().index
    attempt = last_attempt(index)
    return (*disk_faults(index), *(attempt.faults if attempt else ()))
