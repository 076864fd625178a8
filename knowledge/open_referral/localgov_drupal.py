"""LocalGov Drupal's `/openreferral/v1/services`: version 1, but a list of one is written as the one thing.

`values.many` takes either, so nothing is left to do but to say that it is this dialect.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from knowledge.open_referral.v1 import NESTED


def is_localgov_drupal(record: Mapping[str, Any]) -> bool:
    """Whether a list in the record is written as the one thing that is in it."""
    return any(isinstance(record.get(name), Mapping) for name in NESTED)
