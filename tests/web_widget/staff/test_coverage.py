"""A tester sends a list of questions; the outcome of each is shown, marked, saved, asked again and compared."""

from __future__ import annotations

import html
import io
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Route, expect

from actions.wire import Outcome, Reply, WireCard
from tests.web_widget.conftest import FakeRasa, said
from tests.web_widget.staff.people import Person, send
from web_widget.coverage.runs import Beginning, Runs
from web_widget.jobs.job import JobState
from web_widget.store.keeping import Stores

PATIENCE = 300_000
ANSWER: WireCard = {
    "type": "answer",
    "entry": "short-breaks",
    "section": "answer",
    "title": "Short breaks",
    "body": [{"type": "section", "heading": "", "blocks": [{"type": "paragraph", "spans": [{"text": "A rest."}]}]}],
    "sources": [{"title": "A page of the council", "published": "2024-05"}, {"title": "Old", "published": "2019"}],
    "stale": True,
    "alternatives": [{"title": "Dentist?", "entry": "dentist", "message": "Dentist?"}],
    "confidence": 0.91,
}
CHOICE: WireCard = {"type": "choice", "text": "Which?", "options": [{"title": "A", "entry": "dentist", "message": "A"}]}
REPLIES = {
    "break": said(ANSWER, outcome=Outcome.ANSWERED, entry="short-breaks"),
    "unclear": said(CHOICE, outcome=Outcome.ASKED_BACK),
    "unknown": said({"type": "no_answer", "text": "I do not know.", "options": []}, outcome=Outcome.NOT_KNOWN),
    "passport": said({"type": "no_answer", "text": "Not here.", "options": []}, outcome=Outcome.OUT_OF_SCOPE),
    "hurt": said({"type": "crisis", "title": "Now", "text": "Ring 999."}, outcome=Outcome.DANGER),
}
LIST = """question,expected,asked by,asked on
can we have a break,short-breaks,parent,2026-10
can we please have a break,short-breaks,parent,2026-10
that is unclear,dentist,parent,2026-10
an unknown thing,,parent,2026-10
my passport,out of scope,parent,2026-10
somebody is hurt,danger,parent,2026-10
"""


@pytest.fixture(autouse=True)
def _script(rasa: FakeRasa, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rasa replies by the words of the question."""

    def ask(conversation: str, text: str, *_: Any) -> Reply:
        rasa.asked.append((conversation, text))
        return next((reply for word, reply in REPLIES.items() if word in text), rasa.reply)

    monkeypatch.setattr(rasa, "ask", ask)


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """The file with the questions."""
    file = tmp_path / "parents.csv"
    file.write_text(LIST, encoding="utf-8")
    return file


def upload(person: Person, file: Path) -> Person:
    person.go("/staff/coverage/")
    person.page.get_by_label("File with questions").set_input_files(file)
    person.press("Look at the list")
    expect(person.page.get_by_role("heading", name="Is this your list?")).to_be_visible()
    person.press("Ask these questions")
    return person


def asked(person: Person, file: Path) -> Person:
    """Upload and wait until the run is done; the page loads itself again."""
    upload(person, file)
    expect(person.page.get_by_role("heading", name="By topic")).to_be_visible(timeout=PATIENCE)
    return person


def count(person: Person, outcome: str) -> str:
    row = person.page.get_by_role("row").filter(has=person.page.get_by_role("link", name=outcome, exact=True)).first
    return row.get_by_role("cell").inner_text()


def test_tester_sees_the_counts_marks_two_saves_and_asks_again(tess: Person, listed: Path, stores: Stores) -> None:
    page = asked(tess, listed).page
    assert {name: count(tess, name) for name in ("Answered", "Asked back", "Not known", "Danger noticed")} == {
        "Answered": "2",
        "Asked back": "1",
        "Not known": "1",
        "Danger noticed": "1",
    }
    expect(
        page.get_by_text("2 of 4 questions about the Local Offer are covered (50%). 4 of 5 went as expected.")
    ).to_be_visible()
    for mark, question in (("Right", "can we have a break"), ("Hard to read", "that is unclear")):
        page.get_by_role("link", name=question, exact=True).last.click()
        page.get_by_label(mark, exact=True).check()
        page.get_by_label("Comment").fill("My son Jak Smith could not read it.")
        tess.press("Save")
        expect(page.get_by_role("status")).to_have_text("Mark saved.")
        expect(page.get_by_text("Last marked by Tess Tester.")).to_be_visible()
        assert "Smith" not in page.get_by_label("Comment").input_value()
        page.get_by_role("link", name="parents.csv, run 1").click()
    page.get_by_label("Show only").select_option("marked")
    tess.press("Show")
    expect(page.get_by_text("2 of 6 questions")).to_be_visible()
    page.get_by_label("Name of the list").fill("Autumn questions")
    tess.press("Save this list")
    expect(page.get_by_role("status")).to_contain_text("“Autumn questions”, version 1")
    tess.press("Ask these questions again")
    expect(page.get_by_role("heading", name="By topic")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("link", name="What has changed since the previous run").click()
    expect(page.get_by_text("0 better, 0 worse, 0 different in another way, 6 the same.")).to_be_visible()
    assert stores.records.asked_since("2000-01", 1) == []


def test_pictures_are_shown_with_their_numbers(tess: Person, listed: Path) -> None:
    page = asked(tess, listed).page
    for details in page.locator("details").all():
        details.evaluate("node => node.open = true")
    sizes = page.locator(".picture img").evaluate_all("images => images.map((image) => image.naturalWidth)")
    assert len(sizes) == 4
    assert all(sizes)
    expect(page.get_by_role("row", name="Short breaks 2 2 100%")).to_be_visible()


def test_run_can_be_stopped_and_gone_on_with(tess: Person, tmp_path: Path, rasa: FakeRasa) -> None:
    many = tmp_path / "many.txt"
    many.write_text("\n".join(f"can we have a break {number}" for number in range(150)), encoding="utf-8")
    page = upload(tess, many).page
    expect(page.get_by_role("progressbar")).to_be_visible()
    tess.press("Stop")
    expect(page.get_by_role("button", name="Resume")).to_be_visible(timeout=PATIENCE)
    before = len(rasa.asked)
    assert before < 150
    tess.press("Resume")
    expect(page.get_by_role("heading", name="By topic")).to_be_visible(timeout=PATIENCE)
    assert len(rasa.asked) == 150


def test_report_opens_without_a_network_and_has_its_charts(tess: Person, listed: Path, tmp_path: Path) -> None:
    page = asked(tess, listed).page
    with page.expect_download() as coming:
        page.get_by_role("link", name="Download the report (one page, HTML)").click()
    file = tmp_path / "report.html"
    coming.value.save_as(file)
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.context.set_offline(True)
    page.goto(file.as_uri())
    expect(page.get_by_role("img", name="Share covered by topic")).to_be_visible()
    assert [url for url in fetched if not url.startswith("file:")] == []
    page.get_by_role("combobox").select_option("danger")
    expect(page.get_by_role("status")).to_have_text("1 of 6 questions are shown.")
    page.get_by_role("combobox").select_option("")
    page.get_by_role("button", name="Outcome").click()
    first = page.locator("#questions tbody tr").first
    expect(first).to_contain_text("Answered")
    page.get_by_role("link", name="somebody is hurt").click()
    expect(page.get_by_text("Ring 999.")).to_be_visible()


def looks_well(person: Person) -> None:
    """In both colour schemes axe finds nothing, and nothing runs over the side of a narrow window."""
    for scheme in ("light", "dark"):
        person.page.emulate_media(color_scheme=scheme)
        assert person.axe() == []
    assert person.resize(320).misfits() == []
    person.resize(1280)


def test_axe_finds_nothing_on_any_page(tess: Person, listed: Path) -> None:
    looks_well(tess.go("/staff/coverage/"))
    tess.press("Look at the list")
    expect(tess.page.get_by_role("alert")).to_contain_text("Choose a file, or paste at least one question.")
    looks_well(tess)
    looks_well(asked(tess, listed))
    for path in ("", "runs/1?find=nothing&sort=unsure", "runs/1/questions/1", "compare?first=1&second=1"):
        looks_well(tess.go(f"/staff/coverage/{path}"))


def test_axe_finds_nothing_while_a_run_is_under_way_and_when_it_was_stopped(tess: Person, stores: Stores) -> None:
    runs = Runs(stores.engine)
    run = runs.begin(Beginning(None, "digest", "many.txt", 150, "Tess Tester", "version", None, {}))

    def stand_still(route: Route) -> None:
        reply = route.fetch()
        assert reply.headers["refresh"] == "2"
        route.fulfill(response=reply, headers={k: v for k, v in reply.headers.items() if k != "refresh"})

    tess.page.route(f"**/runs/{run}", stand_still)
    looks_well(tess.go(f"/staff/coverage/runs/{run}"))
    expect(tess.page.get_by_text("0 of 150 asked")).to_be_visible()
    tess.page.unroute_all()
    runs.jobs.end(runs.job(run), JobState.FAILED, "The assistant stopped answering. Start it: make run")
    looks_well(tess.go(f"/staff/coverage/runs/{run}"))
    expect(tess.page.get_by_text("Stopped by a problem after 0 of 150 questions.")).to_be_visible()


def send_list(client: FlaskClient, name: str, data: bytes) -> tuple[int, str]:
    reply = send(client, "/staff/coverage/", {"file": (io.BytesIO(data), name), "text": ""})
    return reply.status_code, reply.text


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.csv", b"name,answer\na,b\n", "but none called"),
        ("a.csv", b"question,expected\na,nowhere\n", "Row 2: there is no entry called"),
        ("a.xlsx", b"PK\x03\x04", "cannot be read as a workbook"),
        ("a.png", b"\0\0", "is neither text nor an Excel workbook"),
        ("<b>.csv", b"", "There are no questions in &lt;b&gt;.csv"),
    ],
)
def test_list_that_cannot_be_asked_is_refused_with_a_message(
    tester: FlaskClient, name: str, data: bytes, words: str
) -> None:
    status, page = send_list(tester, name, data)
    assert status == 422
    assert words in page


def test_file_of_50_mb_is_refused_with_a_message(tester: FlaskClient) -> None:
    status, page = send_list(tester, "large.csv", b"a" * 50_000_000)
    assert status == 413
    assert "large" in page


def test_formulas_and_markup_in_questions_are_only_words(tess: Person, tmp_path: Path) -> None:
    file = tmp_path / "hostile.csv"
    file.write_text("question\n\"=cmd|' /C calc'!A0\"\n<script>document.title='x'</script> break\n", encoding="utf-8")
    page = asked(tess, file).page
    expect(page.get_by_role("link", name="<script>document.title='x'</script> break").last).to_be_visible()
    with page.expect_download() as coming:
        page.get_by_role("link", name="Download the table (CSV)").click()
    assert "'=cmd" in coming.value.path().read_text(encoding="utf-8-sig")


def test_run_is_compared_with_the_last_one_of_its_list_and_not_of_another_with_its_title(
    tester: FlaskClient, stores: Stores
) -> None:
    runs = Runs(stores.engine)
    for digest in ("ours", "theirs", "ours"):
        run = runs.begin(Beginning(None, digest, "Pasted questions", 1, "Tess Tester", "version", None, {}))
        runs.jobs.end(runs.job(run), JobState.DONE)
    page = html.unescape(tester.get(f"/staff/coverage/runs/{run}").text)
    assert "/staff/coverage/compare?first=1&second=3" in page


def test_visitor_is_asked_to_log_in_and_unknown_runs_are_not_found(visitor: FlaskClient, tester: FlaskClient) -> None:
    assert visitor.get("/staff/coverage/").status_code == 302
    for path in ("runs/9", "runs/9/questions/1", "runs/9/report.html", "runs/9/map.svg", "compare?first=1&second=2"):
        assert tester.get(f"/staff/coverage/{path}").status_code == 404
