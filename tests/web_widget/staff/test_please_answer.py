"""A volunteer sends a question to staff; the reply of staff comes back beside the question, in every list."""

from __future__ import annotations

import html
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import expect

from tests.web_widget.staff.people import Person, send
from web_widget.coverage.please_answer import Requests
from web_widget.coverage.results import Result
from web_widget.coverage.runs import Beginning, Runs
from web_widget.jobs.job import JobState
from web_widget.store.keeping import Stores

NOW = datetime(2026, 11, 30, tzinfo=UTC)
QUESTION = "Who helps with sleep?"


def asked(stores: Stores, *questions: str) -> int:
    """A run of these questions that is done."""
    runs = Runs(stores.engine)
    run = runs.begin(Beginning(None, "digest", "list.csv", len(questions), "Tess Tester", "version", None, {}))
    runs.add(run, [Result(n, words, "not_known") for n, words in enumerate(questions, start=1)], 1.0)
    runs.jobs.end(runs.job(run), JobState.DONE, None)
    return run


def page(client: FlaskClient, path: str) -> str:
    reply = client.get(path)
    assert reply.status_code == 200, reply.text
    return html.unescape(reply.text)


def test_reply_of_staff_is_beside_the_question_in_this_run_and_the_next(
    tester: FlaskClient, editor: FlaskClient, stores: Stores
) -> None:
    run = asked(stores, "Something else", QUESTION)
    reply = send(
        tester, f"/staff/coverage/runs/{run}/questions/2/please-answer", {"note": "My son Jak Smith could not read it."}
    )
    assert reply.status_code == 302
    assert "Staff have not replied yet." in page(tester, f"/staff/coverage/runs/{run}/questions/2")
    assert "Questions that were sent to staff: 1 waiting" in page(tester, "/staff/coverage/")
    (waiting,) = Requests(stores.engine).all()
    assert "Smith" not in waiting.note
    assert QUESTION in page(editor, "/staff/please-answer/")
    send(editor, f"/staff/please-answer/{waiting.id}", {"reply": "There is a page about sleep now."})
    later = asked(stores, "who helps with  sleep")
    for path in (f"runs/{run}/questions/2", f"runs/{run}", f"runs/{run}/report.html", f"runs/{run}/results.csv"):
        assert "There is a page about sleep now." in page(tester, f"/staff/coverage/{path}")
    assert "There is a page about sleep now." in page(tester, f"/staff/coverage/runs/{later}/questions/1")
    assert "There is a page about sleep now." in page(tester, "/staff/please-answer/")


def test_question_that_is_sent_again_waits_again(tester: FlaskClient, stores: Stores) -> None:
    run, requests = asked(stores, QUESTION), Requests(stores.engine)
    result = Runs(stores.engine).results(run)[0]
    requests.send(run, result, "first", "Tess", NOW)
    requests.reply(requests.all()[0].id, "done", "Edith", NOW)
    assert requests.waiting() == 0
    requests.send(run, result, "not yet", "Tess", NOW)
    assert [(each.note, each.reply) for each in requests.all()] == [("not yet", None)]


@pytest.mark.parametrize("reply", ["", "   "])
def test_empty_reply_is_refused_with_words(editor: FlaskClient, stores: Stores, reply: str) -> None:
    run, requests = asked(stores, QUESTION), Requests(stores.engine)
    requests.send(run, Runs(stores.engine).results(run)[0], "", "Tess", NOW)
    sent = send(editor, f"/staff/please-answer/{requests.all()[0].id}", {"reply": reply})
    assert (sent.status_code, "Write a reply." in sent.text) == (422, True)


def test_only_staff_reply_and_unknown_questions_are_not_found(tester: FlaskClient, editor: FlaskClient) -> None:
    assert tester.get("/staff/please-answer/1").status_code == 403
    assert editor.get("/staff/please-answer/1").status_code == 404
    assert send(tester, "/staff/coverage/runs/9/questions/1/please-answer", {"note": ""}).status_code == 404


def test_volunteer_sends_a_question_by_clicks_and_axe_finds_nothing(tess: Person, stores: Stores) -> None:
    run = asked(stores, QUESTION)
    tess.go(f"/staff/coverage/runs/{run}/questions/1")
    tess.page.get_by_label("What should the answer say? (optional)").fill("How to get a sleep clinic.")
    tess.press("Send to staff")
    expect(tess.page.get_by_role("status")).to_contain_text("Sent to staff.")
    expect(tess.page.get_by_text("Staff have not replied yet.")).to_be_visible()
    for path in (f"coverage/runs/{run}/questions/1", f"coverage/runs/{run}", "please-answer/"):
        assert tess.go(f"/staff/{path}").axe() == []
        assert tess.resize(320).misfits() == []
        tess.resize(1280)
