"""`python -m bot ...`: Rasa's own command line, without what it does not use."""

from __future__ import annotations

from bot.spared import spare_memory

if __name__ == "__main__":
    spare_memory()
    from rasa.__main__ import main

    main()
