"""How the tests are dealt out to processes, and how long an example of theirs may take.

`pytest -n 2` does two things at a time.
"""

from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadScopeScheduling

pytest_plugins = ["tests.chromium"]

BROWSER = "tests/browser/"
OTHER_BROWSER = tuple(BROWSER + name for name in ("test_engines", "test_faults", "test_film"))
FIRST, BETWEEN, LAST = "first", "between", "last"

settings.register_profile("busy machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy machine")


def turn(nodeid: str) -> str:
    """Return when a test's turn is: the browser has one process to itself at first, and gets the other at the end."""
    if nodeid.startswith(OTHER_BROWSER):
        return LAST
    return FIRST if nodeid.startswith(BROWSER) else BETWEEN


class Scheduling(LoadScopeScheduling):
    """Keeps the tests of a file together, and those of each turn in the browser."""

    def _split_scope(self, nodeid: str) -> str:
        return nodeid.partition("::")[0] if turn(nodeid) == BETWEEN else turn(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Scheduling:
    """Let pytest-xdist deal them out so."""
    return Scheduling(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests in the order of their turns."""
    items.sort(key=lambda item: (FIRST, BETWEEN, LAST).index(turn(item.nodeid)))
