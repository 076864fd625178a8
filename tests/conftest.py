"""Fixtures that more than one package of tests uses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.import_stubs import spare_tensorflow
from knowledge.files import index_folders, loading
from knowledge.files.records import Content
from knowledge.search import index
from knowledge.search.search import Search, SearchResults
from knowledge.settings import SearchSettings
from knowledge.versions import building, live
from knowledge.versions.live import Live
from tests.support import content
from tests.support.fake_encoder import FakeEncoder

Ask = Callable[[str], SearchResults]

# As `python -m bot` does, before any test imports Rasa: TensorFlow is not installed.
spare_tensorflow()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what opens a browser or builds an index, and say how workers share the tests: processes first, files whole.

    All that asks the one running assistant goes to one worker, so that it is started once.
    """
    items.sort(key=lambda item: item.get_closest_marker("system") is None)
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
        if "build" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.slow)
        together = "running assistant" if "system" in getattr(item, "fixturenames", ()) else str(item.path)
        item.add_marker(pytest.mark.xdist_group(together))


@pytest.fixture
def content_folder(tmp_path: Path) -> Path:
    """A small content folder of this test's own."""
    return content.write(tmp_path / "content")


@pytest.fixture
def index_folder(tmp_path: Path) -> Path:
    """Where this test may build; nothing is there yet."""
    return tmp_path / "index"


@pytest.fixture
def encoder() -> FakeEncoder:
    return FakeEncoder()


@pytest.fixture
def build(content_folder: Path, index_folder: Path, encoder: FakeEncoder) -> Callable[[], building.Built]:
    """Builds this test's index from this test's content."""
    return lambda: building.build(content_folder, index_folder, encoder, SearchSettings(), date.today())


@pytest.fixture(scope="session")
def small_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of the small content, not to be changed."""
    folder = tmp_path_factory.mktemp("small")
    building.build(content.write(folder / "content"), folder / "index", FakeEncoder(), SearchSettings(), date.today())
    return folder / "index"


@pytest.fixture(scope="session")
def small(small_index: Path) -> Content:
    """The small content."""
    return index_folders.load_content(small_index)[1]


@pytest.fixture(scope="session")
def ask(small_index: Path) -> Ask:
    """Searches the small index."""
    settings = SearchSettings()
    search = Search(index.load(small_index, settings), settings)
    return lambda question: search.search(question, FakeEncoder().encode([search.spell_out(question)])[0])


@pytest.fixture
def in_use(small_index: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The small index is the one that this process follows."""
    monkeypatch.setenv("ASSISTANT_INDEX", str(small_index))
    live.live_content.cache_clear()
    live.live_search.cache_clear()
    yield small_index
    live.live_content.cache_clear()
    live.live_search.cache_clear()


@pytest.fixture(scope="session")
def shipped() -> Content:
    """The content that goes live."""
    return loading.load(content.SHIPPED)


@pytest.fixture(scope="session")
def shipped_live(shipped: Content) -> Live[tuple[str, Content]]:
    """The same, as actions follow it."""
    return Live(content.SHIPPED, lambda _: ("shipped", shipped))


@pytest.fixture(scope="session")
def small_live(small_index: Path) -> Live[tuple[str, Content]]:
    """The small content, as actions follow it."""
    return Live(small_index, index_folders.load_content)
