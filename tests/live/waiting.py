"""Waiting for what another thread or process does, with a deadline instead of a sleep."""

import contextlib
import threading
import time
from collections.abc import Callable

from tests.fuse import FUSE_S


def wait_until(is_so: Callable[[], object], watch: Callable[[Callable[[], None]], object], what: str) -> None:
    """Return once `is_so()` holds, asked whenever the run that `watch` watches has news; fail at the deadline."""
    news, end = threading.Event(), time.monotonic() + FUSE_S
    with watch(news.set):
        while not is_so():
            assert news.wait(max(0, end - time.monotonic())), f"not within {FUSE_S} s: {what}"
            news.clear()


@contextlib.contextmanager
def polled(ask):
    """Have a condition asked again every hundredth of a second, where nothing announces a change."""
    over = threading.Event()

    def go():
        while not over.wait(0.01):
            ask()

    thread = threading.Thread(target=go)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
