"""What the tests of sessions share: a clock that says how long the work of a run takes."""

import pytest

from tests.jobs.clocks import WorkClock


@pytest.fixture
def clock():
    """Return a clock that moves by what steps and reports take."""
    return WorkClock()
