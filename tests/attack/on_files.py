"""Attacks that need no running system: on content, feeds and what staff upload. Each gets a folder of its own."""

from __future__ import annotations

import contextlib
import io
import json
import time
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl

from knowledge.files.check import check
from knowledge.open_referral.client import Client, ClientSettings
from knowledge.open_referral.faults import FeedUnreadable
from knowledge.open_referral.feed import FileFeed
from knowledge.open_referral.importing import import_feed
from tests.attack.attack import Attack, Held
from tests.support.content import change, write
from tests.support.question_lists import read
from web_widget.coverage.questions import QuestionsInvalid

CRISIS_LINE = "services/crisis-line.yml"
PRIVATE = ("https://169.254.169.254/latest", "https://10.0.0.1/", "https://[::1]/", "https://127.0.0.1/", "http://a.b/")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
GOES_LIVE = "of these changes go live"


def _content_attack(change_it: Callable[[Path], None]) -> Callable[[Path], Held]:
    def run(folder: Path) -> Held:
        content = write(folder / "content")
        change_it(content)
        return Held(0 if check(content, date.today()).faults else 1, 0, GOES_LIVE)

    return run


def _symlink(content: Path) -> None:
    secret = content.parent / "secret"
    secret.write_text("signing secret", encoding="utf-8")
    (content / "services" / "zz-s.yml").symlink_to(secret)


def _retired(content: Path) -> None:
    (content / CRISIS_LINE).unlink()
    lines = "entries: []\nservices:\n- {id: crisis-line, successor: family-advice}\n"
    (content / "retired.yml").write_text(lines, encoding="utf-8")


def _feed_changes_number(folder: Path) -> Held:
    content = write(folder / "content")
    before = (content / CRISIS_LINE).read_bytes()
    service = {"id": "a1", "name": "The crisis line", "status": "active", "description": "A helpline."}
    named = {"organization": {"id": "o1", "name": "Testshire County Council"}}
    for number in ("0800 1111", "0900 000 111"):
        feed = folder / "feed.json"
        sent = {**service, **named, "phones": [{"number": number}]}
        feed.write_text(json.dumps({"contents": [sent]}), encoding="utf-8")
        import_feed(FileFeed(feed, "A feed"), content, folder / "imports", date.today())
    return Held(int((content / CRISIS_LINE).read_bytes() != before), 0, "emergency numbers changed")


def _feeds_inside(_: Path) -> Held:
    read_anyway = 0
    client = Client(ClientSettings(retries=0, connect_seconds=1, read_seconds=1))
    for address in PRIVATE:
        try:
            client.json(address)
            read_anyway += 1
        except FeedUnreadable:
            pass
    return Held(read_anyway, 0, "private addresses read")


def _workbook(sheet: str) -> Callable[[Path], Held]:
    def run(_: Path) -> Held:
        good, made = io.BytesIO(), io.BytesIO()
        openpyxl.Workbook().save(good)
        with zipfile.ZipFile(good) as parts, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
            for part in parts.infolist():
                data = sheet.encode() if part.filename == "xl/worksheets/sheet1.xml" else parts.read(part)
                packed.writestr(part.filename, data)
        begun = time.monotonic()
        with contextlib.suppress(QuestionsInvalid):
            read("hostile.xlsx", made.getvalue())
        return Held(time.monotonic() - begun, 30, "seconds until it was refused")

    return run


def _wide() -> str:
    cells = "".join(f'<row r="{n}"><c r="XFD{n}" t="inlineStr"><is><t>x</t></is></c></row>' for n in range(1, 5_500))
    return f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'


ON_FILES: tuple[Attack[Path], ...] = (
    Attack("a link to a secret", "content", _content_attack(_symlink)),
    Attack(
        "a wrong emergency number",
        "content",
        _content_attack(lambda f: change(f, CRISIS_LINE, "0800 1111", "0800 111")),
    ),
    Attack("a closed helpline", "content", _content_attack(lambda f: change(f, CRISIS_LINE, "active", "defunct"))),
    Attack("a retired helpline", "content", _content_attack(_retired)),
    Attack("a feed with another number", "imports", _feed_changes_number),
    Attack("feeds in our own network", "imports", _feeds_inside),
    Attack("a workbook with far cells", "staff uploads", _workbook(_wide())),
    Attack(
        *("a workbook of empty rows", "staff uploads"),
        _workbook(f'<worksheet xmlns="{MAIN}"><sheetData>{"<row/>" * 2_000_000}</sheetData></worksheet>'),
    ),
)
