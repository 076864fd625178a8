"""What cannot be kept just now is kept as soon as it can be."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from sqlalchemy.exc import DataError, IntegrityError, SQLAlchemyError

from web_widget.store.keeper import Keeper


class Store:
    """A database that is away for a while.

    Attributes:
        away: whether it is.
        kept: what was written, in its order.
        forgotten: conversations that were deleted.
    """

    def __init__(self) -> None:
        self.away = False
        self.kept: list[str] = []
        self.forgotten: set[str] = set()

    def write(self, what: str) -> Callable[[], None]:
        """Writes something, once it is called."""

        def write() -> None:
            if self.away:
                raise SQLAlchemyError
            self.kept.append(what)

        return write

    def holds(self, *kept: str) -> bool:
        """Whether that is what is kept, soon."""
        deadline = time.monotonic() + 10
        while self.kept != list(kept) and time.monotonic() < deadline:
            time.sleep(0.01)
        return self.kept == list(kept)


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
def keeper(store: Store) -> Keeper:
    return Keeper(store.forgotten.__contains__, retry_seconds=0.01)


def test_what_cannot_be_deleted_just_now_is_deleted_as_soon_as_it_can_be(store: Store, keeper: Keeper) -> None:
    store.away = True
    store.forgotten.add("a")
    keeper.keep("a", store.write("a record of what is deleted"))
    keeper.delete(store.write("deleted"))
    store.away = False
    assert store.holds("deleted")


def test_record_is_kept_at_once(store: Store, keeper: Keeper) -> None:
    keeper.keep("a", store.write("first"))
    assert store.kept == ["first"]


def test_records_of_an_outage_are_kept_afterwards_in_their_order(store: Store, keeper: Keeper) -> None:
    store.away = True
    for what in ("first", "second", "third"):
        keeper.keep("a", store.write(what))
    assert store.kept == []
    store.away = False
    assert store.holds("first", "second", "third")
    keeper.keep("a", store.write("fourth"))
    assert store.holds("first", "second", "third", "fourth")


def test_second_outage_is_survived_as_the_first(store: Store, keeper: Keeper) -> None:
    for number in ("first", "second"):
        store.away = True
        keeper.keep("a", store.write(number))
        store.away = False
        assert store.holds(*("first", "second")[: 1 + (number == "second")])


def test_conversation_that_was_deleted_meanwhile_is_not_written(store: Store, keeper: Keeper) -> None:
    store.away = True
    keeper.keep("deleted", store.write("first"))
    keeper.keep("another", store.write("second"))
    store.forgotten.add("deleted")
    store.away = False
    assert store.holds("second")


@pytest.mark.parametrize(
    "error", [ValueError(), MemoryError(), IntegrityError("", None, ValueError()), DataError("", None, ValueError())]
)
def test_what_can_never_be_written_does_not_keep_others_from_being_written(
    store: Store, keeper: Keeper, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    def refused() -> None:
        raise SQLAlchemyError if store.away else error

    store.away = True
    keeper.keep("a", store.write("first"))
    keeper.keep("a", refused)
    keeper.keep("a", store.write("second"))
    store.away = False
    assert store.holds("first", "second")
    keeper.keep("a", store.write("third"))
    assert store.holds("first", "second", "third")
    assert f"lost, as it cannot be kept: {type(error).__name__}" in caplog.text


def test_what_is_refused_once_because_another_process_is_in_the_way_is_written(store: Store, keeper: Keeper) -> None:
    refusals = iter([IntegrityError("", None, ValueError())] * 2)

    def refused_at_first() -> None:
        for error in refusals:
            raise error
        store.write("deleted")()

    keeper.delete(refused_at_first)
    assert store.holds("deleted")


def test_error_that_is_not_the_databases_is_not_hidden(keeper: Keeper) -> None:
    def wrong() -> None:
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011
        keeper.keep("a", wrong)
