"""`python -m bot ...`: Rasa's own command line, without what this assistant does not use."""

from __future__ import annotations

import os
import sys

from bot.spared import spare_pytorch, spare_tensorflow, spare_time
from knowledge.faults import KnowledgeError

if __name__ == "__main__":
    spare_tensorflow()
    spare_pytorch()
    spare_time()
    if sys.argv[1:2] == ["run"]:
        from bot.start import ModelDamaged, prepare

        try:
            prepare(sys.argv[1:])
        except (KnowledgeError, ModelDamaged) as error:
            sys.exit(str(error))
        from bot.whole_messages import fail_whole

        fail_whole()
    from bot.locks import choose_lock_store

    choose_lock_store(os.environ)
    from rasa.__main__ import main

    if "run" in sys.argv[1:2]:
        from bot.model_swap import follow_models

        follow_models()
    main()
