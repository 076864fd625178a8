"""`python -m bot ...`: Rasa's own command line, without what this assistant does not use, and with its patches."""

from __future__ import annotations

import os
import sys

from bot.import_stubs import spare_pytorch, spare_tensorflow
from knowledge.faults import KnowledgeError
from knowledge.settings_file import into_environment


def main() -> None:
    """Start Rasa, or say in one line why not."""
    into_environment()
    spare_tensorflow()
    spare_pytorch()
    running = sys.argv[1:2] == ["run"]
    if running:
        _prepare()
    _patch(running)
    from bot.locks import choose_lock_store

    choose_lock_store(os.environ)
    from rasa.__main__ import main as rasa

    rasa()


def _prepare() -> None:
    from bot.start import ModelDamaged, prepare

    try:
        prepare(sys.argv[1:])
    except (KnowledgeError, ModelDamaged) as error:
        sys.exit(str(error))


def _patch(running: bool) -> None:
    """Only a Rasa that answers parents is changed; training and stories need no more than our own classes."""
    from bot.patching import PatchRefused, apply, check
    from bot.rasa_patches import PATCHES

    try:
        if running:
            apply(PATCHES)
        else:
            check(PATCHES)
    except PatchRefused as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
