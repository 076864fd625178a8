"""`python -m bot ...`: Rasa's own command line, without what this assistant does not use."""

from __future__ import annotations

import os

from bot.spared import spare_pytorch, spare_tensorflow, spare_time

if __name__ == "__main__":
    spare_tensorflow()
    spare_pytorch()
    spare_time()
    from bot.locks import choose_lock_store

    choose_lock_store(os.environ)
    from rasa.__main__ import main

    main()
