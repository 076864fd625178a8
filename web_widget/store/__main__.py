"""`python -m web_widget.store`: deletes what is too old and has e-mails sent, now and every hour."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading

from knowledge.settings import ROOT
from knowledge.settings_file import into_environment
from web_widget.store.keeping import KeepSettings, keep_tidying

MAIL = ["nice", "-n", "10", sys.executable, "-m", "web_widget", "mail"]
LONGEST_MAIL_SECONDS = 900

logger = logging.getLogger(__name__)


def send_mails() -> None:
    """Send the e-mails that are due, if any are wanted, in a separate process: one of them needs a lot of memory."""
    if not os.environ.get("MAIL_HOST"):
        return
    try:
        subprocess.run(MAIL, cwd=ROOT, stdin=subprocess.DEVNULL, timeout=LONGEST_MAIL_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        logger.exception("E-mails could not be sent. It is tried again in an hour.")


if __name__ == "__main__":
    into_environment()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    keep_tidying(KeepSettings.from_environment(), threading.Event(), then=send_mails)
