"""`python -m bot ...`: Rasa's own command line, without what this assistant does not use."""

from __future__ import annotations

from bot.spared import spare_memory, spare_time

if __name__ == "__main__":
    spare_memory()
    spare_time()
    from rasa.__main__ import main

    main()
