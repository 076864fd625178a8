"""Our own directory while a feed is imported: page by page, each page as a whole."""

from __future__ import annotations

import re
import tempfile
import unicodedata
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from knowledge.editing.entry_file import NotAForm, read_service, write_service
from knowledge.faults import ContentInvalid, Fault
from knowledge.files import atomic, check, loading, schema
from knowledge.files.emergency import cards_by_service
from knowledge.files.layers import Layer
from knowledge.files.records import Content
from knowledge.files.retired import Current
from knowledge.open_referral import kept
from knowledge.open_referral.emergency_services import EmergencyServices
from knowledge.open_referral.kept import Kept
from knowledge.open_referral.merge import Merged, merge
from knowledge.open_referral.reading import Offered
from knowledge.open_referral.report import Fate, ServiceOutcome
from knowledge.text.comparing import normalised

LONGEST_ID = 60
NATIONAL = "It is a national service, and no feed changes those. To say something else here, edit our record."
AN_EMERGENCY_SERVICE = "It is an emergency service. Those are only entered by hand, and no feed adds or changes them."
ON_A_DANGER_CARD = "It is on a danger card, and no feed changes those. If it has changed, edit our record."
CHANGED_MEANWHILE = "Somebody changed our record during the import. Import again."
_REQUIRED = ("needs", "assured_date")


@dataclass(frozen=True)
class _ServiceDraft:
    """A service as it should be written. `text` is None if the record stays as it is; `before` is what it was."""

    outcome: ServiceOutcome
    text: str | None
    kept: Kept
    before: str | None = None


class Directory:
    """The services of a content folder.

    Args:
        folder: the content folder.
        content: what is in it, checked.
        feed: the name of the feed that is imported.
        today: the day to compare dates with.

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
        self._national = {service.id for service in content.services.values() if service.layer is Layer.ENGLAND}
        self._on_danger_cards = frozenset(cards_by_service(content))
        self._emergency = EmergencyServices(content)
        self._adopted: set[str] = set()
        self._taken = {*content.services, *content.retired["services"], *self._kept}

    def apply(self, offered: Iterable[Offered]) -> list[ServiceOutcome]:
        """Import a page: everything except services with faults is written, or nothing.

        Raises:
            ContentInvalid: it would break something other than these services.
            OSError: it cannot be written.
        """
        drafts, refused = [], []
        page = [self._without_emergency_numbers(service) for service in offered]
        self._adopt(page)
        for service in page:
            made = self._draft(service)
            if isinstance(made, _ServiceDraft):
                drafts.append(made)
            else:
                refused.append(made)
        sound = self._as_read(self._without_faulty(drafts, refused), refused)
        self._write(sound)
        return [*(draft.outcome for draft in sound), *refused]

    def gone(self, seen: frozenset[str]) -> list[ServiceOutcome]:
        """The services that this feed had at the last import and no longer has; ours stay as they are.

        A feed at another address may be part of a known one. What only the known one had is not reported as gone.
        """
        return [
            ServiceOutcome(Fate.GONE, identifier, self.content.services[identifier].name, feed_id)
            for feed_id, identifier in self._ids.items()
            if feed_id not in seen and identifier not in self._adopted and self._path(identifier).exists()
        ]

    def _adopt(self, page: Sequence[Offered]) -> None:
        """Recognise services from a feed that was imported under another name, such as that of another file.

        It is the same feed if half of this page is in it, by id and by name. A service with an id that no two
        directories give is the same one in any feed.
        """
        new = [service for service in page if service.feed_id not in self._ids]
        for feed in sorted({each.feed for each in self._kept.values()} - {self._feed}):
            theirs = {each.feed_id: identifier for identifier, each in self._kept.items() if each.feed == feed}
            same = [service for service in new if self._is_same(theirs.get(service.feed_id), service)]
            whole = bool(same) and len(same) * 2 >= len(page)
            for service in new:
                identifier = theirs.get(service.feed_id)
                if identifier and (whole or service in same or _is_unique(service.feed_id)):
                    self._ids.setdefault(service.feed_id, identifier)
                    self._adopted.add(identifier)
            if whole and _is_file(feed) and _is_file(self._feed):
                self._ids = {**theirs, **self._ids}

    def _is_same(self, identifier: str | None, service: Offered) -> bool:
        fields = self._kept[identifier].fields if identifier else {}
        names = [fields.get(field) for field in ("name", "organization")]
        return bool(fields) and _called(*names) == _called(service.fields["name"], service.fields["organization"])

    def _without_emergency_numbers(self, offered: Offered) -> Offered:
        phones = offered.fields.get("phones", [])
        theirs = [phone["number"] for phone in phones if self._emergency.has(phone["number"])]
        if not theirs:
            return offered
        left = [phone for phone in phones if phone["number"] not in theirs]
        fields = {name: value for name, value in offered.fields.items() if name != "phones"}
        said = tuple(f'the phone number "{number}", which is that of an emergency service' for number in theirs)
        return replace(
            offered, fields={**fields, **({"phones": left} if left else {})}, left_out=(*offered.left_out, *said)
        )

    def _draft(self, offered: Offered) -> _ServiceDraft | ServiceOutcome:
        name = str(offered.fields["name"])
        identifier = self._id_of(offered)
        self._taken.add(identifier)
        if identifier in self._on_danger_cards:
            return ServiceOutcome(Fate.REFUSED, identifier, name, offered.feed_id, reason=ON_A_DANGER_CARD)
        if self._emergency.is_one(name):
            return ServiceOutcome(Fate.REFUSED, "", name, offered.feed_id, reason=AN_EMERGENCY_SERVICE)
        path = self._path(identifier)
        if identifier in self._national and not path.exists():
            return ServiceOutcome(Fate.REFUSED, identifier, name, offered.feed_id, reason=NATIONAL)
        before = self._kept.get(identifier)
        if before and before.feed != self._feed:
            offered = _called_as_before(offered, before)
        if not path.exists():
            return (
                ServiceOutcome(Fate.REMOVED, identifier, name, offered.feed_id)
                if before
                else self._new(identifier, offered)
            )
        try:
            text = _text_of(path) or ""
            ours = read_service(text)
        except (OSError, ValueError, NotAForm) as error:
            return ServiceOutcome(
                Fate.REFUSED, identifier, name, offered.feed_id, reason=f"{path.name} cannot be read: {error}"
            )
        last = before.fields if before else {}
        merged = merge(ours, last, offered.fields)
        carried = {field: last[field] for field in _REQUIRED if field in last}
        return _ServiceDraft(
            _changed(identifier, offered, merged),
            write_service(text, merged.record) if merged.taken else None,
            Kept(before.feed if before else self._feed, offered.feed_id, {**carried, **offered.fields}),
            text,
        )

    def _new(self, identifier: str, offered: Offered) -> _ServiceDraft:
        # What a record needs but the feed does not say: it may be for anyone, and nobody knows when it was checked.
        fields = {"needs": ["any"], "assured_date": schema.NOT_KNOWN, **offered.fields}
        record: dict[str, Any] = {"id": identifier, "topics": [], **fields}
        if "phones" not in record and "email" not in record:
            record["missing"] = ["phone", "email"]
        outcome = ServiceOutcome(Fate.NEW, identifier, record["name"], offered.feed_id, left_out=offered.left_out)
        return _ServiceDraft(outcome, write_service("", record), Kept(self._feed, offered.feed_id, fields))

    def _id_of(self, offered: Offered) -> str:
        """The id of our record: as at the last import, or of one with the same name and organisation, or a new one."""
        known = self._ids.get(offered.feed_id)
        if known:
            return known
        namesake = self._by_name.pop(_called(offered.fields["name"], offered.fields["organization"]), None)
        return namesake or _free(_slug(offered.fields["name"]), self._taken)

    def _without_faulty(self, drafts: Sequence[_ServiceDraft], refused: list[ServiceOutcome]) -> list[_ServiceDraft]:
        """The drafts that leave the content without faults; the others are added to `refused`."""
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

    def _as_read(self, drafts: Sequence[_ServiceDraft], refused: list[ServiceOutcome]) -> list[_ServiceDraft]:
        """The drafts whose files nobody has changed since; the others are added to `refused`."""
        left = [draft for draft in drafts if draft.before == _text_of(self._path(draft.outcome.id))]
        refused += [_refused(draft.outcome, CHANGED_MEANWHILE) for draft in drafts if draft not in left]
        return left

    def _path(self, identifier: str) -> Path:
        return self._folder / "services" / f"{identifier}.yml"

    def _faults(self, drafts: Sequence[_ServiceDraft]) -> tuple[Fault, ...]:
        """What would be wrong with the content if it held the drafts."""
        with tempfile.TemporaryDirectory() as scratch:
            services = Path(scratch) / "services"
            services.mkdir()
            for draft in drafts:
                (services / f"{draft.outcome.id}.yml").write_bytes((draft.text or "").encode())
            try:
                read = loading.services(Path(scratch))
            except ContentInvalid as error:
                return error.faults
        together = Current({**self.content.services, **read}, self.content.retired["services"])
        content = replace(self.content, services=together)
        faults = check.faults_between(content, self._today)
        if not faults:
            self.content = content
        return faults

    def _write(self, drafts: Sequence[_ServiceDraft]) -> None:
        """Each file is first written next to its place. Then all are moved there, records before what was imported."""
        texts: dict[Path, str] = {}
        for draft in drafts:
            if draft.text is not None:
                texts[self._path(draft.outcome.id)] = draft.text
        for draft in drafts:
            if self._kept.get(draft.outcome.id) != draft.kept:
                texts[self._folder / kept.FOLDER / f"{draft.outcome.id}.json"] = draft.kept.written()
        for folder in {path.parent for path in texts}:
            folder.mkdir(exist_ok=True)
        atomic.write_all({path: text.encode() for path, text in texts.items()}, 0o644)
        for draft in drafts:
            self._kept[draft.outcome.id] = draft.kept
            self._ids[draft.kept.feed_id] = draft.outcome.id


def _changed(identifier: str, offered: Offered, merged: Merged) -> ServiceOutcome:
    return ServiceOutcome(
        Fate.CHANGED if merged.taken else Fate.SAME,
        identifier,
        str(merged.record.get("name", identifier)),
        offered.feed_id,
        merged.taken,
        merged.conflicts,
        merged.kept,
        offered.left_out,
    )


def _refused(outcome: ServiceOutcome, reason: str) -> ServiceOutcome:
    return ServiceOutcome(Fate.REFUSED, outcome.id, outcome.name, outcome.feed_id, reason=reason)


def _text_of(path: Path) -> str | None:
    """The text of a file with its line ends as they are, or None if there is none."""
    return path.read_bytes().decode("utf-8") if path.is_file() else None


def _called(name: Any, organization: Any) -> tuple[str, str]:
    return normalised(str(name)), normalised(str(organization))


def _is_file(feed: str) -> bool:
    """Whether a feed is a saved one, by the name of its file or the title that somebody gave it."""
    return "://" not in feed


def _is_unique(feed_id: str) -> bool:
    """Whether an id is a UUID: no two directories give the same."""
    try:
        uuid.UUID(feed_id)
    except ValueError:
        return False
    return True


def _called_as_before(offered: Offered, before: Kept) -> Offered:
    """The service with the title that its feed had under its other name: only the name of the feed has changed."""
    last, now = before.fields.get("sources"), offered.fields.get("sources")
    if not last or not now:
        return offered
    sources = [{**now[0], "title": last[0]["title"]}, *now[1:]]
    return replace(offered, fields={**offered.fields, "sources": sources})


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
