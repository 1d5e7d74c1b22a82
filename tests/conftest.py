"""How the tests are dealt out to processes: `pytest -n 2` does two things at a time."""

import pytest


@pytest.hookimpl(tryfirst=True)  # before the groups are read
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests of a file together; those in the browser, the longest, go one after another and begin at once."""
    for item in items:
        is_browser = item.get_closest_marker("browser") is not None
        group = "browser" if is_browser else f"{item.path.parent.name}-{item.path.stem}"
        item.add_marker(pytest.mark.xdist_group(group))
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)
