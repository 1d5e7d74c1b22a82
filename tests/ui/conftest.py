"""What all tests of the page have in common."""

import gc

import pytest


@pytest.fixture(scope="session", autouse=True)
def _quick_collection() -> None:
    """Set aside what earlier tests left, as the server does at its start: every script run ends with a collection."""
    gc.collect()
    gc.freeze()
