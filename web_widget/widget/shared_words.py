"""`shared_words` are the words that both the widget and the chat without JavaScript say; they are written once."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from web_widget.widget.bundle import MODULES

FILE = MODULES / "shared_words.json"


@lru_cache(maxsize=1)
def shared_words() -> dict[str, Any]:
    """The words by name. Names in braces are filled in: `words.step.format(number=1, of=3)`."""
    return dict(json.loads(FILE.read_text(encoding="utf-8"))["sharedWords"])
