"""A real server and a real Chromium for the tests of the page."""

import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.stage import Server, Stage, wait_until
from tests.chromium import FUSE_MS, VIEWPORT

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Serve the app on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "app.py",
        f"--server.port={port}",
        "--server.address=127.0.0.1",
    ]
    with subprocess.Popen(command, cwd=ROOT) as process:
        served = Server(process, f"http://127.0.0.1:{port}")
        wait_until(lambda: is_up(served), "the server answers")
        yield served
        process.terminate()


def is_up(server: Server) -> bool:
    """Return whether the server answers yet."""
    assert server.process.poll() is None, "the server ended at once"
    try:
        return server.get("/_stcore/health") == b"ok"
    except OSError:
        return False


@pytest.fixture(scope="session")
def window(browser: Browser) -> Iterator[BrowserContext]:
    """Open a window for all tests, so that a page is fetched and compiled once."""
    window = browser.new_context(viewport=VIEWPORT, permissions=["clipboard-read", "clipboard-write"])
    yield window
    window.close()


@pytest.fixture
def context(window: BrowserContext) -> Iterator[BrowserContext]:
    """Return a window without pages, and leave it so."""
    yield window
    close_all(window.pages)


def close_all(pages: list[Page]) -> None:
    """Close pages, and forget what the viewer preferred; no run goes on for the tests that follow."""
    for page in pages:
        if page.is_closed():
            continue
        if page.url.startswith("http"):
            page.evaluate("localStorage.clear()")
            pause = page.locator("[data-run-state=running] button.run[data-action=pause]")
            pause.evaluate_all("buttons => buttons.forEach((button) => button.click())")
        page.close()


@pytest.fixture(scope="module")
def still(browser: Browser) -> Iterator[BrowserContext]:
    """Return a window in which nothing moves, of a viewer whose system is set to light."""
    window = browser.new_context(viewport=VIEWPORT, color_scheme="light", reduced_motion="reduce")
    yield window
    window.close()


@pytest.fixture
def open_stage(context: BrowserContext, server: Server) -> Iterator[Callable[..., Stage]]:
    """Return a function that opens the page with a query; an error in a page's script fails the test."""
    opened: list[Page] = []
    errors: list[str] = []

    def open_page(query: str = "", in_context: BrowserContext = context) -> Stage:
        in_context.set_default_timeout(FUSE_MS)
        page = in_context.new_page()
        opened.append(page)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{server.url}/{query}")
        stage = Stage(page)
        stage.root.wait_for(state="attached")
        stage.wait_painted()
        return stage

    yield open_page
    close_all(opened)
    assert errors == []


@pytest.fixture
def stage(open_stage: Callable[..., Stage]) -> Stage:
    """Open the page with the default experiment."""
    return open_stage()
