"""`python -m actions --port 5055`: Rasa's action server, which has read the content before a first parent asks."""

from __future__ import annotations

import logging
import sys

from rasa_sdk.__main__ import main as serve

from knowledge.faults import KnowledgeError
from knowledge.settings_file import into_environment
from knowledge.versions.live import live_content

logger = logging.getLogger(__name__)


def main() -> None:
    """Read the content and start the server. Without an index it starts all the same, and reads it when it is there."""
    into_environment()
    try:
        live_content().current()
    except KnowledgeError as error:
        logger.warning("The content is not read yet: %s", error)
    sys.argv[1:1] = ["--actions", "actions"]
    serve()


if __name__ == "__main__":
    main()
