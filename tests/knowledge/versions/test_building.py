"""The index is built once, swapped in whole, and noticed when it is damaged."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from knowledge.danger import patterns
from knowledge.encoder.sentence_encoder import Vectors
from knowledge.faults import ContentInvalid, IndexNotBuilt
from knowledge.files import index_folders
from knowledge.search import index
from knowledge.settings import SearchSettings
from knowledge.versions import building
from knowledge.versions.building import Built
from tests.support.content import PAGE, change
from tests.support.fake_encoder import FakeEncoder

Build = Callable[[], Built]
SETTINGS = SearchSettings()


class Failing(FakeEncoder):
    """An encoder that breaks off."""

    def encode(self, texts: object) -> Vectors:
        raise RuntimeError("The model broke off.")


def files_of(folder: Path) -> list[Path]:
    """What a checksum must guard: every file of the version beside its content and its manifest."""
    version = folder / str(index_folders.current_version(folder))
    return [path for path in version.iterdir() if path.is_file() and path.name != "manifest.json"]


def test_first_build_embeds_every_different_text_once(build: Build, encoder: FakeEncoder) -> None:
    built = build()
    assert built.embedded == len(encoder.embedded) == len(set(encoder.embedded))
    assert built.embedded > 0


def test_building_twice_gives_the_same_version_and_embeds_nothing(build: Build, encoder: FakeEncoder) -> None:
    first = build()
    encoder.calls.clear()
    second = build()
    assert (second.version, second.embedded, encoder.calls) == (first.version, 0, [])


def test_only_changed_texts_are_embedded_again(build: Build, content_folder: Path, encoder: FakeEncoder) -> None:
    first = build()
    encoder.calls.clear()
    change(content_folder, PAGE, "- is there any respite", "- somebody to sit with him")
    second = build()
    assert encoder.embedded == ["somebody to sit with him"]
    assert second.embedded == 1
    assert second.version != first.version


def test_change_that_alters_no_text_embeds_nothing(build: Build, content_folder: Path, encoder: FakeEncoder) -> None:
    first = build()
    encoder.calls.clear()
    change(content_folder, PAGE, "checked_by: a test", "checked_by: another test")
    assert build().version != first.version
    assert encoder.embedded == []


def test_another_model_embeds_everything_again(build: Build, content_folder: Path, index_folder: Path) -> None:
    first = build()
    other = FakeEncoder("another")
    second = building.build(content_folder, index_folder, other, SETTINGS, date.today())
    assert second.version != first.version
    assert len(other.embedded) == first.embedded


def test_content_changed_back_gives_the_version_it_had(build: Build, content_folder: Path) -> None:
    first = build()
    change(content_folder, PAGE, "checked_by: a test", "checked_by: another test")
    build()
    change(content_folder, PAGE, "checked_by: another test", "checked_by: a test")
    assert build().version == first.version


def test_faulty_content_leaves_the_version_in_use(build: Build, content_folder: Path, index_folder: Path) -> None:
    first = build()
    change(content_folder, PAGE, "- breaks-team", "- nobody")
    with pytest.raises(ContentInvalid):
        build()
    assert index_folders.current_version(index_folder) == first.version
    assert index.load(index_folder, SETTINGS).content.entries["short-breaks"].services == ("breaks-team",)


def test_build_that_breaks_off_leaves_the_version_in_use(
    build: Build, content_folder: Path, index_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = build()
    change(content_folder, PAGE, "- is there any respite", "- somebody to sit with him")
    with pytest.raises(RuntimeError):
        building.build(content_folder, index_folder, Failing(), SETTINGS, date.today())
    assert index.load(index_folder, SETTINGS).version == first.version


def test_swap_is_one_rename_of_a_finished_pointer(
    build: Build, index_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[str, bool]] = []
    replace = os.replace

    def watched(source: str | Path, target: str | Path) -> None:
        version = Path(source).read_text(encoding="utf-8").strip()
        seen.append((Path(target).name, (index_folder / version / "manifest.json").is_file()))
        replace(source, target)

    monkeypatch.setattr(os, "replace", watched)
    build()
    assert seen == [("current", True)]


def test_power_cut_before_the_swap_leaves_the_version_in_use(
    build: Build, content_folder: Path, index_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = build()
    change(content_folder, PAGE, "checked_by: a test", "checked_by: another test")

    def cut(source: object, target: object) -> None:
        raise OSError("The power is gone.")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", cut)
        with pytest.raises(OSError, match="power"):
            build()
    assert index.load(index_folder, SETTINGS).version == first.version
    assert build().version != first.version


def test_index_keeps_the_content_as_it_was_when_built(build: Build, content_folder: Path, index_folder: Path) -> None:
    build()
    change(content_folder, PAGE, "Maybe.", "Perhaps.")
    loaded = index.load(index_folder, SETTINGS)
    assert loaded.content.entries["short-breaks"].sections[0].text.startswith("Maybe.")


def test_no_index_is_said_with_the_command_to_run(index_folder: Path) -> None:
    for load in (lambda: index.load(index_folder, SETTINGS), lambda: index_folders.load_content(index_folder)):
        with pytest.raises(IndexNotBuilt, match="Run: python -m knowledge build"):
            load()


def test_build_follows_no_link_and_copies_nothing_that_one_leads_to(
    build: Build, content_folder: Path, index_folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "secret").write_text("signing-secret-of-this-machine", encoding="utf-8")
    (content_folder / "services" / "zz-s.yml").symlink_to(tmp_path / "secret")
    with pytest.raises(ContentInvalid) as refused:
        build()
    told = "\n".join(map(str, refused.value.faults))
    assert "services/zz-s.yml" in told
    assert "signing-secret" not in told
    assert not [path for path in index_folder.rglob("zz-s.yml") if not path.is_symlink()]


@pytest.mark.parametrize("number", range(2))
@pytest.mark.parametrize("damage", [b"", b"{}", b"\x00rubbish"])
def test_damaged_file_is_noticed_and_the_command_to_run_is_said(
    build: Build, index_folder: Path, number: int, damage: bytes
) -> None:
    build()
    files_of(index_folder)[number].write_bytes(damage)
    with pytest.raises(IndexNotBuilt, match="python -m knowledge build --afresh"):
        index.load(index_folder, SETTINGS)


@pytest.mark.parametrize("manifest", [None, "", "{}", "[]", json.dumps({"checksums": {"gone": "0"}})])
def test_damaged_manifest_is_noticed(build: Build, index_folder: Path, manifest: str | None) -> None:
    path = index_folder / build().version / "manifest.json"
    if manifest is None:
        path.unlink()
    else:
        path.write_text(manifest, encoding="utf-8")
    with pytest.raises(IndexNotBuilt, match="python -m knowledge build --afresh"):
        index.load(index_folder, SETTINGS)


@pytest.mark.parametrize("name", ["scorer.npy", "calibration.json"])
def test_index_of_another_form_is_said_with_the_command_to_run(build: Build, index_folder: Path, name: str) -> None:
    folder = index_folder / build().version
    manifest = json.loads((folder / "manifest.json").read_text())
    del manifest["checksums"][name]
    (folder / "manifest.json").write_text(json.dumps(manifest))
    (folder / name).unlink()
    with pytest.raises(IndexNotBuilt, match=f"{name}.*Run: python -m knowledge build$"):
        index.load(index_folder, SETTINGS)


def test_pointer_to_a_version_that_is_gone_is_noticed(build: Build, index_folder: Path) -> None:
    build()
    (index_folder / "current").write_text("0123456789ab\n", encoding="utf-8")
    with pytest.raises(IndexNotBuilt, match="--afresh"):
        index.load(index_folder, SETTINGS)


def test_pointer_to_a_version_that_is_gone_is_noticed_by_those_who_need_no_search(
    build: Build, index_folder: Path
) -> None:
    build()
    (index_folder / "current").write_text("0123456789ab\n", encoding="utf-8")
    with pytest.raises(IndexNotBuilt):
        index_folders.load_content(index_folder)


def test_damaged_content_copy_is_noticed(build: Build, index_folder: Path) -> None:
    version = build().version
    change(index_folder / version / "content", PAGE, "- is there any respite", "- changed by hand")
    with pytest.raises(IndexNotBuilt, match="--afresh"):
        index.load(index_folder, SETTINGS)


def test_damaged_index_is_mended_by_a_changed_build(build: Build, content_folder: Path, index_folder: Path) -> None:
    build()
    files_of(index_folder)[0].write_bytes(b"rubbish")
    change(content_folder, PAGE, "checked_by: a test", "checked_by: another test")
    built = build()
    assert index.load(index_folder, SETTINGS).version == built.version


def test_old_versions_are_pruned(build: Build, content_folder: Path, index_folder: Path) -> None:
    for number in range(5):
        change(content_folder, PAGE, "checked_by: a test", f"checked_by: a test {number}")
        newest = build().version
        change(content_folder, PAGE, f"checked_by: a test {number}", "checked_by: a test")
    kept = [path.name for path in index_folder.iterdir() if path.is_dir()]
    assert len(kept) == index_folders.KEPT_VERSIONS
    assert newest in kept


def test_other_phrases_of_danger_make_another_version(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = build()
    shutil.copytree(patterns.FOLDER, tmp_path / "phrases")
    with (tmp_path / "phrases" / "own-life.txt").open("a", encoding="utf-8") as phrases:
        phrases.write("a phrase nobody has thought of\n")
    monkeypatch.setattr(patterns, "FOLDER", tmp_path / "phrases")
    assert build().version != first.version
