"""A window for each file, in which one stage after another stands alone."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.chromium import FUSE_MS, VIEWPORT
from tests.stage.alone import Alone, Place
from tests.stage.site import serving


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """Serve the empty page and the stage's modules."""
    with serving() as url:
        yield url


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[BrowserContext]:
    """Open a window for the stages of one file; a file may open one of its own kind instead."""
    window = browser.new_context(viewport=VIEWPORT, permissions=["clipboard-read", "clipboard-write"])
    yield window
    window.close()


@pytest.fixture(scope="module")
def place(window: BrowserContext, site: str) -> Place:
    """Return the page of that window."""
    window.set_default_timeout(FUSE_MS)
    return Place(window, site)


@pytest.fixture
def open_stage(place: Place) -> Iterator[Callable[[str], Alone]]:
    """Return a function that mounts a stage with a query; an error in a page's script fails the test."""
    place.errors.clear()
    yield lambda query="": place.mount(query)
    assert place.errors == []


@pytest.fixture
def stage(open_stage: Callable[[str], Alone]) -> Alone:
    """Mount the stage with the default experiment."""
    return open_stage()
