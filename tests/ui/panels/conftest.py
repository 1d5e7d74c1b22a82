"""The page with a panel open, and desks in place of the processes that train."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from playground.live.hub import Hub
from playground.spec import Experiment
from playground.ui import server
from playground.ui.server import get_hub
from tests.live.desks import Desk
from tests.ui.panels.looking import look
from tests.ui.sessions import page_of


@pytest.fixture(autouse=True)
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    """Put a hub of desks in place of the server's."""
    monkeypatch.setattr(server, "Hub", partial(Hub, make_worker=Desk))
    get_hub.cache_clear()
    yield get_hub()
    get_hub().close()
    get_hub.cache_clear()


@pytest.fixture
def open_panel(hub: Hub) -> Callable[..., AppTest]:
    """Return a function that opens the page with an experiment and a panel, once the worker has looked."""

    def open_page(panel: str, experiment: Experiment, **chosen: Any) -> AppTest:
        return look(page_of(experiment, panel, **chosen).run())

    return open_page
