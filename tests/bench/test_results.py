"""One run can be read by people and by programs."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from knowledge.evaluation.messages import Message
from knowledge.files import loading
from tests.bench.cost import Cost, change_one_file
from tests.bench.memory import Memory
from tests.bench.results import Results, ServedRun
from tests.bench.runs import counts, spread
from tests.bench.speed import Timing
from tests.bench.statistics import Estimate

RUN = ServedRun((Timing(1, 20.0, 30.0, 48.0, 2),), (Memory("rasa", 700.4, 600.2), Memory("gateway", 60.1, 50.1)), 9.5)
RESULTS = Results(
    machine="2 processors",
    questions={"in_scope": 3},
    quality={"ours": {"right first": Estimate(0.9, 0.8, 1.0), "right section": None}},
    floor=Timing(1, 10.0, 12.0, 99.0, 0),
    served={"ours": RUN},
    stock_training=111.1,
    cost=Cost(22.2, 33.3, 0.44),
)


def rows(text: str) -> list[list[str]]:
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_every_figure_is_in_a_table() -> None:
    printed = rows(RESULTS.to_text())
    assert ["ours", "90.0% (80.0–100.0)", "-"] in printed
    assert ["ours, 1 at once", "20.0", "30.0", "48.0", "2.0", "2"] in printed
    assert ["ours: all", "760", "650"] in printed
    assert ["ours: start to first answer", "9.5"] in printed
    assert ["stock Rasa: training", "111.1"] in printed
    assert ["index, after one changed file", "0.44"] in printed


def test_what_was_not_measured_is_left_out() -> None:
    text = replace(RESULTS, stock_training=None, cost=None).to_text()
    assert "training" not in text


def test_system_that_never_replied_has_no_speed() -> None:
    silent = replace(RUN, timings=(Timing(1, None, None, 0.0, 3),))
    printed = rows(replace(RESULTS, served={"ours": silent}).to_text())
    assert ["ours, 1 at once", "-", "-", "0.0", "-", "3"] in printed


def test_programs_get_the_same() -> None:
    messages = [Message("", "", (), kind) for kind in ("in_scope", "in_scope", "smalltalk")]
    read = json.loads(json.dumps(replace(RESULTS, questions=counts(messages)).to_json()))
    assert read["questions"] == {"in_scope": 2, "smalltalk": 1}
    assert read["quality"]["ours"]["right first"] == {"value": 0.9, "low": 0.8, "high": 1.0}
    assert read["served"]["ours"]["timings"][0]["failed"] == 2


def test_questions_are_taken_evenly() -> None:
    messages = [Message(str(number), "", (), "in_scope") for number in range(10)]
    assert [message.id for message in spread(messages, 4)] == ["0", "2", "5", "7"]
    assert spread(messages, 99) == messages


def test_changed_file_is_still_valid_and_has_one_more_wording(content_folder: Path) -> None:
    before = loading.load(content_folder)
    change_one_file(content_folder)
    after = loading.load(content_folder)
    added = [len(after.entries[topic].questions) - len(entry.questions) for topic, entry in before.entries.items()]
    assert sorted(added) == [0] * (len(added) - 1) + [1]
