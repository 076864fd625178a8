"""Single fields of a YAML file change, and every other line stays as it is."""

from __future__ import annotations

import pytest
import yaml

from knowledge.editing.yaml_fields import with_fields

LIST = """\
kinds:
# The first.
- id: bins   # not ours
  questions:
  - when is bin day
  - which bin

# The second.
- id: roads
  words: Ring us.   # by day
"""


@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        (("bins", "questions", ["when is bin day", "which bin", "new bin"]), "which bin\n", "which bin\n  - new bin\n"),
        (("roads", "words", "Write."), "words: Ring us.", "words: Write."),
        (("roads", "title", "Roads"), "# by day\n", "# by day\n  title: Roads\n"),
    ],
)
def test_record_of_a_list_changes_and_its_comments_stay(change: tuple[str, str, object], old: str, new: str) -> None:
    key, name, value = change
    kinds = yaml.safe_load(LIST)["kinds"]
    next(kind for kind in kinds if kind["id"] == key)[name] = value
    text = with_fields(LIST, {"kinds": kinds}, ["kinds"])
    assert text == LIST.replace(old, new)
    assert yaml.safe_load(text)["kinds"] == kinds


def test_record_without_a_field_loses_its_lines_alone() -> None:
    kinds = yaml.safe_load(LIST)["kinds"]
    del kinds[0]["questions"]
    text = with_fields(LIST, {"kinds": kinds}, ["kinds"])
    assert yaml.safe_load(text)["kinds"] == kinds
    assert "# not ours" in text
    assert "# The second." in text
