"""The served app and the stage on its page, as a test sees and drives them."""

import subprocess
import time
import urllib.request
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.chromium import FUSE_MS


class Server:
    """The app, served as the README says."""

    def __init__(self, process: subprocess.Popen[bytes], url: str) -> None:
        self.process = process
        self.url = url

    def get(self, path: str) -> bytes:
        """Return what the server answers."""
        with urllib.request.urlopen(f"{self.url}{path}", timeout=5) as answer:  # noqa: S310 - our own address
            return bytes(answer.read())


class Stage:
    """The stage on one page, seen as its attributes and pressed by its buttons' names."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.root: Locator = page.locator("[data-run-state]")

    def number(self, name: str) -> float:
        """Return the number in one of the root's data attributes."""
        return float(self.root.get_attribute(f"data-{name}") or "nan")

    def step(self) -> int:
        """Return how many updates were made."""
        return int(self.number("step"))

    def press(self, name: str) -> None:
        """Press the button of this name."""
        self.page.get_by_role("button", name=name, exact=True).click()

    def go_slowly(self) -> None:
        """Let the run make ten steps a second: enough to be seen, and it leaves the machine to others."""
        self.page.get_by_label("Speed").fill("2")

    def expect_state(self, state: str) -> None:
        """Wait until the run is in this state."""
        expect(self.root).to_have_attribute("data-run-state", state)

    def expect_step(self, step: int) -> None:
        """Wait until so many updates were made."""
        expect(self.root).to_have_attribute("data-step", str(step))

    def wait(self, condition: str) -> None:
        """Wait until a JavaScript condition on the root's `data` holds."""
        script = f"element => {{ const data = element.dataset; return {condition}; }}"
        self.page.wait_for_function(script, arg=self.root.element_handle(), timeout=FUSE_MS)

    def wait_painted(self) -> None:
        """Wait until a frame of the run was painted."""
        self.wait("Number(data.frames) > 0")


def wait_until(condition: Callable[[], bool], what: str) -> None:
    """Return as soon as a condition holds; fail when it never does."""
    end = time.monotonic() + FUSE_MS / 1000
    while not condition():
        assert time.monotonic() < end, f"it never came to that: {what}"
        time.sleep(0.05)
