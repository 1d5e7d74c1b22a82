"""How the tests are dealt out to processes, and how long an example of theirs may take.

`pytest -n 2` does two things at a time.
"""

from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadScopeScheduling

pytest_plugins = ["tests.chromium"]

ROOMS = ("tests/browser/", "tests/parity/", "tests/backends/")
"""Which take longest, and are begun first; each stays in one process: one server, and TensorFlow loaded once."""

settings.register_profile("busy machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy machine")


def scope_of(nodeid: str) -> str:
    """Return what keeps a test in one process with others: its room, else its file."""
    room = next(filter(nodeid.startswith, ROOMS), None)
    return ROOMS[1] if room in ROOMS[1:] else room or nodeid.partition("::")[0]


class Scheduling(LoadScopeScheduling):
    """Keeps the tests of a scope together."""

    def _split_scope(self, nodeid: str) -> str:
        return scope_of(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Scheduling:
    """Let pytest-xdist deal them out so."""
    return Scheduling(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the rooms that take longest."""
    items.sort(key=lambda item: next((at for at, room in enumerate(ROOMS) if item.nodeid.startswith(room)), len(ROOMS)))
