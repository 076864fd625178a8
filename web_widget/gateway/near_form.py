"""What a parent looks for near them. Only the first part of a postcode is read; what is not understood is dropped."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import urlencode

from knowledge.files.opening_hours import DAY_NAMES, DAYS
from knowledge.files.records import Content, Service
from knowledge.nearby.places import Gazetteer, Spot
from knowledge.nearby.week import PartOfDay, is_on

OLDEST = 25
"""Up to this age the law asks councils for a Local Offer."""
FIELDS = ("place", "day", "time", "age", "need")
DAY_CHOICES = {"today": "Today", "tomorrow": "Tomorrow", **dict(zip(DAYS, DAY_NAMES, strict=True))}
TIME_CHOICES = {
    PartOfDay.MORNING: "Morning, before 12",
    PartOfDay.AFTERNOON: "Afternoon, 12 to 5pm",
    PartOfDay.EVENING: "Evening, after 5pm",
}
_AGE = re.compile(r"(\d{1,3})(?: ?(?:years?(?: old)?|yrs?))?", re.I)
_FAULTS = {
    "day": "Choose a day from the list.",
    "time": "Choose a time from the list.",
    "age": f"The age must be a whole number of years from 0 to {OLDEST}, such as 7.",
    "need": "Choose a need from the list.",
}


@dataclass(frozen=True)
class Wanted:
    """What is looked for; "" and None fit everything.

    Attributes:
        spot: the place, known by its name or by the first part of a postcode.
        day: one of DAY_CHOICES.
        need: id of a need.
    """

    spot: Spot | None = None
    day: str = ""
    time: PartOfDay | None = None
    age: int | None = None
    need: str = ""

    @property
    def fields(self) -> dict[str, str]:
        """The fields of the form as they are shown again: none holds more than was understood."""
        age = "" if self.age is None else str(self.age)
        place = self.spot.name if self.spot else ""
        return {"place": place, "day": self.day, "time": self.time or "", "age": age, "need": self.need}

    @property
    def query(self) -> str:
        """The part of an address behind the question mark."""
        return urlencode({name: value for name, value in self.fields.items() if value or name == "place"})

    def suits(self, service: Service) -> bool:
        """Whether a service is active, and for this age and need."""
        return service.suits(self.need or None, self.age)

    def is_on(self, service: Service, today: date) -> bool | None:
        """Whether it is on at the day and time that are wanted; None if its hours are not known."""
        if not self.day and not self.time:
            return True
        ahead = {"today": today, "tomorrow": today + timedelta(days=1)}
        weekday = DAYS[ahead[self.day].weekday()] if self.day in ahead else self.day or None
        return is_on(service, weekday, self.time, today)


@dataclass(frozen=True)
class Read:
    """A form as it was read.

    Attributes:
        faults: the field and the words of everything that was not understood.
        place_cut: whether more was said of a place than was taken, such as a whole postcode.
    """

    wanted: Wanted
    faults: Mapping[str, str] = field(default_factory=dict)
    place_cut: bool = False


def read(sent: Mapping[str, str], content: Content, places: Gazetteer) -> Read:
    """Read what a form or an address holds.

    Args:
        sent: its fields; all may be absent.
        content: for needs and the council's area.
        places: that are known.
    """
    said = {name: sent.get(name, "").strip() for name in FIELDS}
    age = _AGE.fullmatch(said["age"])
    spot, whole = places.find(said["place"]), places.is_whole_area(said["place"])
    understood = {
        "place": not said["place"] or spot is not None or whole,
        "day": said["day"] in ("", *DAY_CHOICES),
        "time": said["time"] in ("", *PartOfDay),
        "age": not said["age"] or bool(age and int(age[1]) <= OLDEST),
        "need": said["need"] in ("", *(need.id for need in content.needs)),
    }
    wanted = Wanted(
        spot,
        said["day"] if understood["day"] else "",
        PartOfDay(said["time"]) if said["time"] and understood["time"] else None,
        int(age[1]) if age and understood["age"] else None,
        said["need"] if understood["need"] else "",
    )
    words = {"place": _unknown_place(content, places), **_FAULTS}
    faults = {name: words[name] for name in FIELDS if not understood[name]}
    return Read(wanted, faults, understood["place"] and sent.get("place", "") != wanted.fields["place"])


def _unknown_place(content: Content, places: Gazetteer) -> str:
    """What to do about a place that is not known. It never repeats what was typed."""
    contact = content.council.main_contact
    near = f" Or name one of these: {', '.join(places.names)}." if places.names else ""
    ring = f" Or ring {contact['name']} on {contact['phone']}." if "phone" in contact else ""
    return (
        "We do not know this place. Give the first part of your postcode, the letters and numbers before the gap."
        f"{near} Or leave the place empty to see all services.{ring}"
    )
