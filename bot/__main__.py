"""`python -m bot ...`: Rasa's own command line, without what this assistant does not use."""

from __future__ import annotations

from bot.spared import spare_pytorch, spare_tensorflow, spare_time

if __name__ == "__main__":
    spare_tensorflow()
    spare_pytorch()
    spare_time()
    from rasa.__main__ import main

    main()
