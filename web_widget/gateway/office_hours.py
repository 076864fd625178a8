"""When the council's office is open, so that messages out of hours can be counted."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import datetime, time

from knowledge.files.opening_hours import DAYS
from knowledge.london import LONDON

_FORM = re.compile(r"(\w{3})-(\w{3}) (\d\d:\d\d)-(\d\d:\d\d)")


@dataclass(frozen=True)
class OfficeHours:
    """The same hours on days in a row. Bank holidays count as any other day.

    Attributes:
        first, last: days of the week, Monday being 0.
        opens, closes: in the time of the United Kingdom.
    """

    first: int = 0
    last: int = 4
    opens: time = time(9)
    closes: time = time(17)

    @classmethod
    def from_environment(cls) -> OfficeHours:
        """The hours in OFFICE_HOURS, such as "mon-fri 09:00-17:00", which is the default.

        Raises:
            ValueError: it has another form.
        """
        given = os.environ.get("OFFICE_HOURS")
        return cls() if given is None else cls.read(given)

    @classmethod
    def read(cls, given: str) -> OfficeHours:
        """The hours that a text says.

        Raises:
            ValueError: it has another form, or the office would never be open.
        """
        found = _FORM.fullmatch(given.strip().lower())
        try:
            if not found:
                raise ValueError
            first, last, opens, closes = found.groups()
            hours = cls(DAYS.index(first), DAYS.index(last), time.fromisoformat(opens), time.fromisoformat(closes))
            if hours.first > hours.last or hours.opens >= hours.closes:
                raise ValueError
            return hours
        except ValueError as error:
            raise ValueError(f'OFFICE_HOURS is "{given}". Give it as in: mon-fri 09:00-17:00') from error

    def closed_at(self, moment: datetime) -> bool:
        """Whether nobody is in the office at a moment, which has its zone."""
        here = moment.astimezone(LONDON)
        return not (self.first <= here.weekday() <= self.last and self.opens <= here.time() < self.closes)
