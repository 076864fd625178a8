"""Our own directory while a feed is brought into it: page by page, each as a whole."""

from __future__ import annotations

import os
import re
import tempfile
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from knowledge import check, documents
from knowledge.documents import Content
from knowledge.editing.entry_file import NotAForm, read_service, write_service
from knowledge.faults import ContentInvalid, Fault
from knowledge.open_referral import kept
from knowledge.open_referral.kept import Kept
from knowledge.open_referral.merge import Merged, merge
from knowledge.open_referral.reading import Offered
from knowledge.open_referral.report import Fate, Outcome
from knowledge.retired import Current

LONGEST_ID = 60
CHANGED_MEANWHILE = "Somebody changed our record meanwhile. Import again."
_REQUIRED = ("needs", "assured_date")


@dataclass(frozen=True)
class _Draft:
    """A service as it should be written. `text` is None where the record stays as it is, `before` is what it was."""

    outcome: Outcome
    text: str | None
    kept: Kept
    before: str | None = None


class Directory:
    """The services of a content folder.

    Args:
        folder: the content folder.
        content: what stands in it, checked.
        feed: the name of the feed that is brought in.
        today: the day against which dates are held.

    Raises:
        KeptUnreadable: what was imported before cannot be read.
    """

    def __init__(self, folder: Path, content: Content, feed: str, today: date) -> None:
        self._folder, self._feed, self._today = folder, feed, today
        self.content = content
        self._kept = kept.load(folder)
        self._ids = {each.feed_id: identifier for identifier, each in self._kept.items() if each.feed == feed}
        self._by_name = {
            _called(service.name, service.organization): identifier
            for identifier, service in content.services.items()
            if identifier not in self._kept
        }
        self._taken = {*content.services, *content.retired["services"], *self._kept}

    def apply(self, offered: Iterable[Offered]) -> list[Outcome]:
        """Bring a page in: all of it is written, but for services with faults, or nothing.

        Raises:
            ContentInvalid: it would break something other than these services.
            OSError: it cannot be written.
        """
        drafts, refused = [], []
        for service in offered:
            made = self._draft(service)
            if isinstance(made, _Draft):
                drafts.append(made)
            else:
                refused.append(made)
        sound = self._as_read(self._without_faulty(drafts, refused), refused)
        self._write(sound)
        return [*(draft.outcome for draft in sound), *refused]

    def gone(self, seen: frozenset[str]) -> list[Outcome]:
        """The services that this feed had at the last import and has no more; ours stay as they are."""
        return [
            Outcome(Fate.GONE, identifier, self.content.services[identifier].name, feed_id)
            for feed_id, identifier in self._ids.items()
            if feed_id not in seen and self._path(identifier).exists()
        ]

    def _draft(self, offered: Offered) -> _Draft | Outcome:
        name = str(offered.fields["name"])
        identifier = self._id_of(offered)
        self._taken.add(identifier)
        path = self._path(identifier)
        before = self._kept.get(identifier)
        if not path.exists():
            return (
                Outcome(Fate.REMOVED, identifier, name, offered.feed_id) if before else self._new(identifier, offered)
            )
        try:
            text = _text_of(path) or ""
            ours = read_service(text)
        except (OSError, ValueError, NotAForm) as error:
            return Outcome(
                Fate.REFUSED, identifier, name, offered.feed_id, reason=f"{path.name} cannot be read: {error}"
            )
        last = before.fields if before else {}
        merged = merge(ours, last, offered.fields)
        carried = {field: last[field] for field in _REQUIRED if field in last}
        return _Draft(
            _changed(identifier, offered, merged),
            write_service(text, merged.record) if merged.taken else None,
            Kept(self._feed, offered.feed_id, {**carried, **offered.fields}),
            text,
        )

    def _new(self, identifier: str, offered: Offered) -> _Draft:
        # What a record must have and the feed does not say: it may be for anyone, and was checked when it was read.
        fields = {"needs": ["any"], "assured_date": self._today.isoformat(), **offered.fields}
        record: dict[str, Any] = {"id": identifier, "topics": [], **fields}
        if "phones" not in record and "email" not in record:
            record["missing"] = ["phone", "email"]
        outcome = Outcome(Fate.NEW, identifier, record["name"], offered.feed_id, left_out=offered.left_out)
        return _Draft(outcome, write_service("", record), Kept(self._feed, offered.feed_id, fields))

    def _id_of(self, offered: Offered) -> str:
        """Of our record: as at the last import, else the one of the same name and organisation, else a new one."""
        known = self._ids.get(offered.feed_id)
        if known:
            return known
        namesake = self._by_name.pop(_called(offered.fields["name"], offered.fields["organization"]), None)
        return namesake or _free(_slug(offered.fields["name"]), self._taken)

    def _without_faulty(self, drafts: Sequence[_Draft], refused: list[Outcome]) -> list[_Draft]:
        """The drafts with which the content is in order; the others are added to `refused`."""
        left = list(drafts)
        while faults := self._faults([draft for draft in left if draft.text is not None]):
            reasons = {Path(fault.file).stem: f"{fault.field}: {fault.problem}" for fault in reversed(faults)}
            faulty = [draft for draft in left if draft.outcome.id in reasons and draft.text is not None]
            if not faulty:
                raise ContentInvalid(self._folder, faults)
            for draft in faulty:
                left.remove(draft)
                refused.append(_refused(draft.outcome, reasons[draft.outcome.id]))
        return left

    def _as_read(self, drafts: Sequence[_Draft], refused: list[Outcome]) -> list[_Draft]:
        """The drafts whose files nobody has changed since; the others are added to `refused`."""
        left = [draft for draft in drafts if draft.before == _text_of(self._path(draft.outcome.id))]
        refused += [_refused(draft.outcome, CHANGED_MEANWHILE) for draft in drafts if draft not in left]
        return left

    def _path(self, identifier: str) -> Path:
        return self._folder / "services" / f"{identifier}.yml"

    def _faults(self, drafts: Sequence[_Draft]) -> tuple[Fault, ...]:
        """What would be wrong with the content if it held the drafts."""
        with tempfile.TemporaryDirectory() as scratch:
            services = Path(scratch) / "services"
            services.mkdir()
            for draft in drafts:
                (services / f"{draft.outcome.id}.yml").write_bytes((draft.text or "").encode())
            try:
                read = documents.services(Path(scratch))
            except ContentInvalid as error:
                return error.faults
        together = Current({**self.content.services, **read}, self.content.retired["services"])
        content = replace(self.content, services=together)
        faults = check.faults_between(content, self._today)
        if not faults:
            self.content = content
        return faults

    def _write(self, drafts: Sequence[_Draft]) -> None:
        """Every file is written beside its place first, and then all are moved there, records before what is kept."""
        texts: dict[Path, str] = {}
        for draft in drafts:
            if draft.text is not None:
                texts[self._path(draft.outcome.id)] = draft.text
        for draft in drafts:
            if self._kept.get(draft.outcome.id) != draft.kept:
                texts[self._folder / kept.FOLDER / f"{draft.outcome.id}.json"] = draft.kept.written()
        _replace_all(texts)
        for draft in drafts:
            self._kept[draft.outcome.id] = draft.kept
            self._ids[draft.kept.feed_id] = draft.outcome.id


def _changed(identifier: str, offered: Offered, merged: Merged) -> Outcome:
    return Outcome(
        Fate.CHANGED if merged.taken else Fate.SAME,
        identifier,
        str(merged.record.get("name", identifier)),
        offered.feed_id,
        merged.taken,
        merged.conflicts,
        merged.kept,
        offered.left_out,
    )


def _refused(outcome: Outcome, reason: str) -> Outcome:
    return Outcome(Fate.REFUSED, outcome.id, outcome.name, outcome.feed_id, reason=reason)


def _replace_all(texts: Mapping[Path, str]) -> None:
    written: list[tuple[str, Path]] = []
    try:
        for path, text in texts.items():
            path.parent.mkdir(exist_ok=True)
            with tempfile.NamedTemporaryFile("wb", prefix=".", suffix=".new", dir=path.parent, delete=False) as file:
                written.append((file.name, path))
                file.write(text.encode())
            Path(file.name).chmod(0o644)
        while written:
            os.replace(*written[0])
            written.pop(0)
    finally:
        for name, _ in written:
            Path(name).unlink(missing_ok=True)


def _text_of(path: Path) -> str | None:
    """The text of a file with its line ends as they are, or None where there is none."""
    return path.read_bytes().decode("utf-8") if path.is_file() else None


def _called(name: Any, organization: Any) -> tuple[str, str]:
    return check.normalised(str(name)), check.normalised(str(organization))


def _slug(name: Any) -> str:
    plain = unicodedata.normalize("NFKD", str(name)).encode("ascii", "ignore").decode()
    words = "-".join(re.findall(r"[a-z0-9]+", plain.lower().replace("'", "")))
    return (
        words[:LONGEST_ID].rsplit("-", 1)[0]
        if len(words) > LONGEST_ID and "-" in words[:LONGEST_ID]
        else words[:LONGEST_ID] or "service"
    )


def _free(identifier: str, taken: set[str]) -> str:
    number, free = 1, identifier
    while free in taken:
        number += 1
        free = f"{identifier}-{number}"
    return free
