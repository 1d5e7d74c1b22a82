"""A real server and a real Chromium for the tests of the page."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.stage import VIEWPORT, Server, Stage, wait_until

ROOT = Path(__file__).parents[2]
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
START_S = 60


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the machine's Chromium; without one skip, or fail where a browser is required."""
    path = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if path is None:
        reason = f"no Chromium on this machine (looked for {', '.join(CHROMIUM_NAMES)})"
        if os.environ.get("PLAYGROUND_REQUIRE_BROWSER"):
            pytest.fail(reason)
        pytest.skip(reason)
    return path


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
        wait_until(lambda: is_up(served), START_S, "the server answers")
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
def browser(chromium: str) -> Iterator[Browser]:
    """Run one Chromium for all tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(CHROMIUM_ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[BrowserContext]:
    """Open a window for the tests of one file, so that a page is fetched and compiled once."""
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
def bare_page(browser: Browser, server: Server) -> Iterator[Page]:
    """Open a page of the server without anything on it, for modules by themselves."""
    page = browser.new_page()
    page.goto(f"{server.url}/_stcore/health")
    yield page
    page.close()


@pytest.fixture
def open_stage(context: BrowserContext, server: Server) -> Iterator[Callable[..., Stage]]:
    """Return a function that opens the page with a query; an error in a page's script fails the test."""
    opened: list[Page] = []
    errors: list[str] = []

    def open_page(query: str = "", in_context: BrowserContext = context) -> Stage:
        page = in_context.new_page()
        opened.append(page)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{server.url}/{query}")
        stage = Stage(page)
        stage.root.wait_for(state="attached", timeout=20_000)
        stage.wait_painted()
        return stage

    yield open_page
    close_all(opened)
    assert errors == []


@pytest.fixture
def stage(open_stage: Callable[..., Stage]) -> Stage:
    """Open the page with the default experiment."""
    return open_stage()
