"""How the tests are dealt out to processes: `pytest -n 2` does two things at a time."""

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

BROWSER = "tests/browser/"


class Scheduling(LoadScopeScheduling):
    """Keeps the tests of a file together, and those in the browser one after another."""

    def _split_scope(self, nodeid: str) -> str:
        return BROWSER if nodeid.startswith(BROWSER) else nodeid.partition("::")[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Scheduling:
    """Let pytest-xdist deal them out so."""
    return Scheduling(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the tests in the browser, which take the longest."""
    items.sort(key=lambda item: not item.nodeid.startswith(BROWSER))
