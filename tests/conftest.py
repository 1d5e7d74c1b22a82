"""The order of the tests."""

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the browser tests last: the others need neither their server nor their event loop beside them."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
