"""What is said once help has come is heard."""

from __future__ import annotations

import pytest

from knowledge.danger.relief import eased


@pytest.mark.parametrize(
    "text",
    [
        "we are at hospital now, he is all right",
        "found him, he was in the shed",
        "the police are here",
        "ok i rang them",
        "false alarm, she's home",
        "they found him, he's home safe",
    ],
)
def test_help_has_come(text: str) -> None:
    assert eased(text)


@pytest.mark.parametrize(
    "text",
    [
        "she is not all right",
        "he isn't ok",
        "i dont know if he is safe",
        "he has taken them all",
        "found him but he is bleeding",
        "she's safe. i want to kill myself",
        "we're home and he's hitting me again",
    ],
)
def test_help_has_not_come(text: str) -> None:
    assert not eased(text)
