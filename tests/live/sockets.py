"""A real server for the live socket, and what a browser says and hears there."""

import json
import threading

import pytest
import uvicorn
from websockets.exceptions import ConnectionClosed

from playground.analysis.maps import Focus
from playground.jobs.commands import SetFocus
from playground.live.wire.reading import unpack
from tests.fuse import FUSE_S
from tests.live.waiting import polled, wait_until


class Server(uvicorn.Server):
    """A server in a thread, which says where it listens."""

    def __init__(self, app):
        super().__init__(uvicorn.Config(app, port=0, log_level="warning", lifespan="off"))
        self._is_up = threading.Event()
        self._thread = threading.Thread(target=self.run)

    async def startup(self, sockets=None):
        await super().startup(sockets)
        self._is_up.set()

    @property
    def place(self):
        """Return host and port."""
        host, port = self.servers[0].sockets[0].getsockname()
        return f"{host}:{port}"

    def __enter__(self):
        self._thread.start()
        assert self._is_up.wait(FUSE_S)
        return self

    def __exit__(self, *_):
        self.should_exit = True
        self._thread.join(FUSE_S)
        assert not self._thread.is_alive()


def work(run, *commands):
    """Let the run make a report."""
    for command in commands:
        run.do(command)
    run.take(run.worker.work())


def frame_of(socket):
    return unpack(socket.recv(timeout=FUSE_S))


def step_of(socket):
    return frame_of(socket)[0]["step"]


def say(socket, **message):
    socket.send(json.dumps(message))


def heard(run, *commands):
    """Wait until the run's worker was told these commands, and nothing else."""
    wait_until(lambda: tuple(run.worker.commands) == commands, polled, f"told {commands}, but {run.worker.commands}")


def closing_of(socket):
    """Return the code and the reason with which the server closes a socket, frames before it left out."""
    with pytest.raises(ConnectionClosed) as closed:
        read_on(socket)
    assert closed.value.rcvd is not None, "closed without a word"
    return closed.value.rcvd.code, closed.value.rcvd.reason


def read_on(socket):
    while True:
        socket.recv(timeout=FUSE_S)


def is_silent(socket, run):
    """Return whether no frame is on its way, once the server has heard everything said before."""
    unheard = SetFocus(Focus(99, len(run.worker.told)))
    say(socket, do="focus", layer=unheard.focus.layer, unit=unheard.focus.unit)
    wait_until(lambda: unheard in run.worker.commands, polled, "heard")
    run.worker.told.remove((run.id, unheard))
    assert socket.ping().wait(FUSE_S)
    with pytest.raises(TimeoutError):
        socket.recv(timeout=0)
    return True
