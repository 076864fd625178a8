"""`python -m web_widget.store`: deletes what is too old, now and every hour, until it is stopped."""

from __future__ import annotations

import logging
import threading

from web_widget.store.keeping import KeepSettings, keep_tidying

if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    keep_tidying(KeepSettings.from_environment(), threading.Event())
