"""What keeps saved content from going live: told once when it begins, and once when it is over."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.faults import Fault
from web_widget.mail.log import MailLog
from web_widget.mail.sending import Mail
from web_widget.mail.settings import MailSettings
from web_widget.mail.words import live_again, not_live

BEGAN, OVER = "refused:", "live-again:"


def refused_mail(faults: Sequence[Fault], log: MailLog, settings: MailSettings) -> Mail | None:
    """The e-mail that is due; None if the last one still tells how things are.

    It names files and lines only: what is wrong, in full, may quote the file.

    Args:
        faults: that there are now.
        log: what was told. If as many endings as beginnings were told, it is over.
        settings: where it goes.
    """
    began, over = log.count(BEGAN), log.count(OVER)
    home = f"{settings.origin}/staff/"
    if faults and began == over:
        text = not_live([f"{fault.file}, line {fault.line}" for fault in faults], home)
        return Mail(settings.to, text.subject, text.body, (f"{BEGAN}{began + 1}",))
    if not faults and began > over:
        text = live_again(home)
        return Mail(settings.to, text.subject, text.body, (f"{OVER}{began}",))
    return None
