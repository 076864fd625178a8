"""How strict the staff pages are, each number with what it does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class StaffSettings:
    """Sessions and attempts.

    Attributes:
        idle: a session ends when nothing was done for so long.
        longest: a session ends after so long whatever was done.
        attempts: so many wrong passwords in a row lock an account.
        locked: for so long, counted from the last wrong password.
        shortest_password: in characters.
        largest_upload: in bytes, of those who are logged in.
        largest_form: in bytes, of those who no longer are.
    """

    idle: timedelta = timedelta(hours=1)
    longest: timedelta = timedelta(hours=12)
    attempts: int = 5
    locked: timedelta = timedelta(minutes=15)
    shortest_password: int = 12
    largest_upload: int = 5_000_000
    largest_form: int = 256_000
