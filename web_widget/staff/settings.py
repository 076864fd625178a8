"""How strict the staff pages are, each number with what it does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class StaffSettings:
    """Sessions and attempts.

    Attributes:
        idle: a session ends after this time without use.
        longest: a session ends after this time, even if it is in use.
        free_attempts: how many wrong passwords in a row cost nothing; each further one doubles the wait of its sender.
        longest_wait: the longest of these waits.
        failures_forgotten: after this time without a wrong password, earlier ones no longer count.
        shortest_password: in characters.
        largest_upload: in bytes, of those who are logged in.
        largest_form: in bytes, of those whose session has ended.
        passwords: whether passwords of this program let anybody in (STAFF_PASSWORDS).
    """

    idle: timedelta = timedelta(hours=1)
    longest: timedelta = timedelta(hours=12)
    free_attempts: int = 5
    longest_wait: timedelta = timedelta(minutes=15)
    failures_forgotten: timedelta = timedelta(hours=1)
    shortest_password: int = 12
    largest_upload: int = 5_000_000
    largest_form: int = 256_000
    passwords: bool = True
