"""What an installation cannot build again, and where it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from deploy.archive import Member
from knowledge.settings import ROOT, Paths
from web_widget.store.keeping import KeepSettings


@dataclass(frozen=True)
class Places:
    """Where the parts of a backup are.

    Attributes:
        settings: the settings file; it need not be there.
        content: the council's content, with its own history if it is a repository.
        folders: what staff have not published yet, histories without git, and reports of imports, by the name in the
            backup.
        secrets: those that the installation made for itself, by the name in the backup.
        records: URL of the database of the records.
        lock: what is held while staff publish.
        shared: folders of all councils on a machine, to which a restore only adds: each version of the widget that
            pages may still name, by the name in the backup.
    """

    settings: Path
    content: Path
    folders: dict[str, Path]
    secrets: dict[str, Path]
    records: str
    lock: Path
    shared: dict[str, Path] = field(default_factory=dict)

    @classmethod
    def of(cls, settings: Path) -> Places:
        """Those that the environment names."""
        paths = Paths.from_environment()
        beside = paths.index.parent
        return cls(
            settings,
            paths.content,
            {"kept/editing": beside / "editing", "kept/imports": beside / "imports"},
            {"secrets/secret": ROOT / "var" / "secret", "secrets/rasa-token": ROOT / "var" / "rasa-token"},
            KeepSettings.from_environment().records_url,
            beside / "editing" / "publishing.lock",
            {"kept/widget": ROOT / "var" / "widget"},
        )


def members_of(name: str, folder: Path) -> Iterator[Member]:
    """A folder and all in it. What git names comes before what it is called by, so that no name leads nowhere.

    Args:
        name: the folder's in the backup.
        folder: it need not be there. Links in it are left out.
    """
    if not folder.is_dir():
        return
    inside = [path for path in sorted(folder.rglob("*")) if not path.is_symlink() and (path.is_file() or path.is_dir())]
    for path in [folder, *sorted(inside, key=lambda path: "objects" in path.relative_to(folder).parts)]:
        yield Member(f"{name}/{path.relative_to(folder).as_posix()}".removesuffix("/."), path)
