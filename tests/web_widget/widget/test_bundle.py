"""The widget's modules are joined into two files, the second known to the first by its hash."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from web_widget.widget.bundle import (
    ENTRY,
    LOADER,
    MODULES,
    PANEL,
    PLACE_OF_HASH,
    NotAModule,
    Widget,
    build,
    integrity,
)
from web_widget.widget.shared_words import shared_words

TEMPLATES = MODULES.parent.parent / "templates"
BEFORE_OPENING_KB = 15
IN_ALL_KB = 30


def write(folder: Path, **texts: str) -> Path:
    """A folder of modules; what is not given is empty."""
    for name, text in {"local-offer-chat": "", "panel": "", "loader": "", **texts}.items():
        (folder / f"{name.replace('_', '.')}{'' if '_' in name else '.js'}").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def widget() -> Widget:
    return build()


def test_widget_is_small(widget: Widget) -> None:
    assert widget.kilobytes[ENTRY] + widget.kilobytes[LOADER] <= BEFORE_OPENING_KB
    assert sum(widget.kilobytes.values()) <= IN_ALL_KB


def test_first_file_holds_the_hash_of_the_second(widget: Widget) -> None:
    assert integrity(widget.files[PANEL]) in widget.files[ENTRY].decode()
    assert PLACE_OF_HASH not in widget.files[ENTRY].decode()
    assert widget.integrity == integrity(widget.files[ENTRY])


def test_loader_holds_the_hash_of_the_first_and_is_an_ordinary_script(widget: Widget) -> None:
    loader = widget.files[LOADER].decode()
    assert f'"{widget.integrity}"' in loader
    assert widget.loader_integrity == integrity(widget.files[LOADER])
    assert not re.search(r"\b(?:import|export|const|let|class)\b|=>|`", loader), "old browsers could not read it"


def test_change_of_the_loader_changes_the_version(tmp_path: Path) -> None:
    before = build(write(tmp_path, loader="one();\n"))
    after = build(write(tmp_path, loader="two();\n"))
    assert before.version != after.version


def test_same_modules_make_the_same_version(widget: Widget) -> None:
    assert build() == widget


def test_every_module_is_in_one_of_the_files(widget: Widget) -> None:
    for path in MODULES.glob("*.js"):
        text = path.read_text(encoding="utf-8")
        for name in re.findall(r"^export (?:async )?(?:function|class) (\w+)", text, re.MULTILINE):
            assert sum(f" {name}" in script.decode() for script in widget.files.values()), f"{path.name}: {name}"


def test_no_module_is_in_both_files(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        **{"local-offer-chat": 'import { shared } from "./both.js";\nshared();\n'},
        panel='import { shared } from "./both.js";\nexport class Panel { open = shared; }\n',
        both="// A comment.\nexport function shared() {\n  return 1;\n}\n",
    )
    files = build(folder).files
    assert files[ENTRY].decode() == "function shared() {\nreturn 1;\n}\nshared();\nexport { shared };\n"
    expected = 'import { shared } from "./local-offer-chat.js";\nclass Panel { open = shared; }\nexport { Panel };\n'
    assert files[PANEL].decode() == expected


def test_style_sheet_becomes_a_text(tmp_path: Path) -> None:
    css = 'import { lookCss } from "./look.css";\n'
    folder = write(tmp_path, **{"local-offer-chat": css}, look_css="/* Why. */\na {\n  color: red;\n}\n")
    assert 'const lookCss = "a{color:red;}";' in build(folder).files[ENTRY].decode()


def test_words_that_are_shared_become_a_constant(tmp_path: Path) -> None:
    script = 'import { sharedWords } from "./shared_words.json";\n'
    (tmp_path / "shared_words.json").write_text('{"sharedWords": {"yes": "Yes"}}', encoding="utf-8")
    text = build(write(tmp_path, **{"local-offer-chat": script})).files[ENTRY].decode()
    assert 'const sharedWords = {"yes": "Yes"};' in text
    assert "import" not in text


def test_no_shared_word_is_written_again_in_the_widget_or_in_the_plain_chat() -> None:
    pages = [TEMPLATES / name for name in ("cards.html", "chat.html")]
    texts = "".join(path.read_text(encoding="utf-8") for path in (MODULES / "messages.js", *pages))
    plain = [words for words in shared_words().values() if isinstance(words, str) and "{" not in words]
    assert [words for words in plain if f'"{words}"' in texts or f">{words.strip()}<" in texts] == []


def test_change_of_the_second_file_changes_the_version(tmp_path: Path) -> None:
    text = f'const hash = "{PLACE_OF_HASH}";\n'
    before = build(write(tmp_path, **{"local-offer-chat": text}, panel="one();\n"))
    after = build(write(tmp_path, panel="two();\n", **{"local-offer-chat": text}))
    assert before.version != after.version


def test_module_that_is_not_there_is_named(tmp_path: Path) -> None:
    folder = write(tmp_path, panel='import { a } from "./lost.js";\n')
    with pytest.raises(NotAModule, match=r"lost\.js is not there; needed by panel\.js"):
        build(folder)


def test_modules_that_import_each_other_are_named(tmp_path: Path) -> None:
    folder = write(tmp_path, panel='import { a } from "./a.js";\n', a='import { b } from "./panel.js";\n')
    with pytest.raises(NotAModule, match=r"panel\.js imports itself, by way of panel\.js, a\.js"):
        build(folder)
