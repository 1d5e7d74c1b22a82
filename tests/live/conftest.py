"""What the tests of the live socket share: a server, a run on it, and sockets that watch."""

import contextlib

import pytest
from starlette.applications import Starlette
from websockets.sync.client import connect

from playground.live.hub import Hub
from playground.live.routes import live_route, status_route
from tests.live.desks import Desk
from tests.live.sockets import Server, work
from tests.training.cases import small


@pytest.fixture(scope="module")
def hub():
    hub = Hub(n_workers=1, make_worker=Desk)
    yield hub
    hub.close()


@pytest.fixture(scope="module")
def place(hub):
    with Server(Starlette(routes=[live_route(lambda: hub), status_route(lambda: hub)])) as server:
        yield server.place


@pytest.fixture
def run(hub):
    """Return a run that has reported once, alone on its desk."""
    run = hub.open(small())
    run.worker.told[:] = [told for told in run.worker.told if told[0] == run.id]
    work(run)
    yield run
    hub.end(run)
    run.worker.told.clear()


@pytest.fixture
def watch(place):
    """Return a function that opens a socket: (token, origin) -> socket."""
    with contextlib.ExitStack() as sockets:

        def open_socket(token, origin=None):
            return sockets.enter_context(connect(f"ws://{place}/live/{token}", origin=origin, compression=None))

        yield open_socket
