"""The served app and the stage on its page, as a test sees and drives them."""

import subprocess
import time
import urllib.request
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

VIEWPORT = {"width": 1366, "height": 768}


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

    def expect_state(self, state: str, timeout: float = 5000) -> None:
        """Wait until the run is in this state."""
        expect(self.root).to_have_attribute("data-run-state", state, timeout=timeout)

    def expect_step(self, step: int) -> None:
        """Wait until so many updates were made."""
        expect(self.root).to_have_attribute("data-step", str(step))

    def wait(self, condition: str, timeout: float = 5000) -> None:
        """Wait until a JavaScript condition on the root's `data` holds."""
        script = f"element => {{ const data = element.dataset; return {condition}; }}"
        self.page.wait_for_function(script, arg=self.root.element_handle(), timeout=timeout)

    def wait_painted(self) -> None:
        """Wait until a frame of the run was painted."""
        self.wait("Number(data.frames) > 0", timeout=15_000)


def wait_until(condition: Callable[[], bool], seconds: float, what: str) -> None:
    """Return as soon as a condition holds; fail when it has not after so many seconds."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"after {seconds} s still not: {what}"
        time.sleep(0.05)
