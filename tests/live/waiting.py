"""Waiting for what another thread or process does, with a deadline instead of a sleep."""

import threading
import time
from collections.abc import Callable

DEADLINE_S = 60


def wait_until(is_so: Callable[[], object], watch: Callable[[Callable[[], None]], object], what: str) -> None:
    """Return once `is_so()` holds, asked whenever the run that `watch` watches has news; fail at the deadline."""
    news, end = threading.Event(), time.monotonic() + DEADLINE_S
    with watch(news.set):
        while not is_so():
            assert news.wait(max(0, end - time.monotonic())), f"not within {DEADLINE_S} s: {what}"
            news.clear()
