"""Sends what is due, each e-mail once; what could not be sent is tried again the next time."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from knowledge.faults import Fault
from knowledge.files.records import Content
from web_widget.mail.log import MailLog
from web_widget.mail.refused import refused_mail
from web_widget.mail.reviews import review_mails
from web_widget.mail.sending import Mail, MailNotSent, MailServerAway, send
from web_widget.mail.settings import MailSettings
from web_widget.mail.weekly import key_of, last_monday, weekly_mail
from web_widget.store.unanswered import Asked

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Sources:
    """What the e-mails are about, each read when it is needed.

    Attributes:
        faults: what keeps saved content from being live now.
        content: that parents are answered from.
        unanswered: the questions that fell short since a month such as "2026-11".
        nearest: the id of the page that comes nearest to a question.
    """

    faults: Callable[[], Sequence[Fault]]
    content: Callable[[], Content]
    unanswered: Callable[[str], list[Asked]]
    nearest: Callable[[str], str]


@dataclass(frozen=True)
class Sent:
    """How many e-mails were sent, and how many were not and are tried again."""

    sent: int
    waiting: int


def send_due(sources: Sources, log: MailLog, settings: MailSettings, now: datetime) -> Sent:
    """Send all e-mails that are due. No connection to the database is held while the server is waited for.

    Args:
        sources: what they are about.
        log: what was told before.
        settings: of the server.
        now: when, with the zone in which weeks begin.

    Raises:
        KnowledgeError: there is no index; what needs none was sent.
    """
    sent = waiting = 0
    for mail in _due(sources, log, settings, now):
        if not log.claim(mail.keys, now):
            continue
        try:
            send(mail, settings, now)
            sent += 1
        except MailNotSent as error:
            log.release(mail.keys)
            logger.warning("%s It is tried again in an hour.", error)
            waiting += 1
            if isinstance(error, MailServerAway):
                break
    return Sent(sent, waiting)


def _due(sources: Sources, log: MailLog, settings: MailSettings, now: datetime) -> Iterator[Mail]:
    """The most pressing first; the sentence model, which the last one needs, is read last."""
    if mail := refused_mail(sources.faults(), log, settings):
        yield mail
    content, today = sources.content(), now.date()
    yield from review_mails(content.entries.values(), today, log.known, settings)
    monday = last_monday(today)
    if not log.known([key_of(monday)]):
        asked = sources.unanswered(f"{monday:%Y-%m}")
        if mail := weekly_mail(asked, monday, content, sources.nearest, settings):
            yield mail
