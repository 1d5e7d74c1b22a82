"""The live socket on a real server: who may watch, when frames are sent, what closes a socket."""

import contextlib
import json
import threading
import urllib.request

import pytest
import uvicorn
from starlette.applications import Starlette
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from playground.analysis.maps import Focus
from playground.jobs.commands import Reset, SetFocus, SetParameter, ShowMoment, Speed, Step, Train
from playground.live.hub import Hub
from playground.live.routes import CREDITS, live_route, status_route
from playground.live.wire.reading import unpack
from tests.live.desks import Desk
from tests.live.waiting import DEADLINE_S, polled, wait_until
from tests.training.cases import small


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
        assert self._is_up.wait(DEADLINE_S)
        return self

    def __exit__(self, *_):
        self.should_exit = True
        self._thread.join(DEADLINE_S)
        assert not self._thread.is_alive()


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


def work(run, *commands):
    """Let the run make a report."""
    for command in commands:
        run.do(command)
    run.take(run.worker.work())


def frame_of(socket):
    return unpack(socket.recv(timeout=DEADLINE_S))


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
        socket.recv(timeout=DEADLINE_S)


def is_silent(socket, run):
    """Return whether no frame is on its way, once the server has heard everything said before."""
    unheard = SetFocus(Focus(99, len(run.worker.told)))
    say(socket, do="focus", layer=unheard.focus.layer, unit=unheard.focus.unit)
    wait_until(lambda: unheard in run.worker.commands, polled, "heard")
    run.worker.told.remove((run.id, unheard))
    assert socket.ping().wait(DEADLINE_S)
    with pytest.raises(TimeoutError):
        socket.recv(timeout=0)
    return True


def test_first_frame_arrives_at_once_with_everything(run, watch):
    header, arrays = frame_of(watch(run.token))
    assert (header["step"], header["state"], header["curve_start"]) == (0, "idle", 0)
    assert {"curve", "weights", "maps", "output", "points"} <= set(arrays)


def test_first_frame_waits_for_the_first_report(hub, watch):
    run = hub.open(small())
    socket = watch(run.token)
    assert is_silent(socket, run)
    run.worker.told[:] = [told for told in run.worker.told if told[0] == run.id]
    work(run)
    assert step_of(socket) == 0
    hub.end(run)


def test_no_more_frames_than_credits_are_sent_unpainted_and_then_the_newest_alone(run, watch):
    socket = watch(run.token)
    assert step_of(socket) == 0
    for step in range(1, CREDITS):
        work(run, Step("batch"))
        assert step_of(socket) == step
    for _ in range(5):
        work(run, Step("batch"))
    assert is_silent(socket, run)
    say(socket, do="ack")
    header, arrays = frame_of(socket)
    assert header["step"] == CREDITS - 1 + 5
    assert arrays["curve"][:, 0].tolist() == [1, 2]
    assert is_silent(socket, run)


def test_acknowledgement_without_news_sends_nothing(run, watch):
    socket = watch(run.token)
    step_of(socket)
    say(socket, do="ack")
    assert is_silent(socket, run)


def test_many_acknowledgements_give_no_more_credit(run, watch):
    socket = watch(run.token)
    step_of(socket)
    for _ in range(20):
        say(socket, do="ack")
    assert is_silent(socket, run)
    for step in range(1, CREDITS + 1):
        work(run, Step("batch"))
        assert step_of(socket) == step
    work(run, Step("batch"))
    assert is_silent(socket, run)


def test_acknowledgement_counts_as_watching(run, watch):
    socket = watch(run.token)
    step_of(socket)
    run.painted_at = None
    say(socket, do="ack")
    wait_until(lambda: run.painted_at is not None, polled, "painted")


def test_curve_travels_as_deltas(run, watch):
    socket = watch(run.token)
    starts = []
    for _ in range(3):
        header, arrays = frame_of(socket)
        starts.append((header["curve_start"], len(arrays["curve"])))
        say(socket, do="ack")
        work(run, *[Step("batch")] * 6)
    assert starts == [(0, 1), (1, 2), (3, 2)]


def test_commands_reach_the_run(run, watch):
    socket = watch(run.token)
    say(socket, do="run")
    say(socket, do="speed", steps_per_s=10)
    say(socket, do="step", unit="epoch")
    say(socket, do="focus")
    say(socket, do="assign", layer=0, unit=1, value=0.5)
    say(socket, do="moment", at=0)
    say(socket, do="now")
    say(socket, do="reset")
    past = ShowMoment(run.moments[0]), ShowMoment(None)
    heard(run, Train(), Speed(10.0), Step("epoch"), SetFocus(None), SetParameter(0, None, 1, 0.5), *past, Reset())


def test_socket_holds_the_run_as_long_as_it_is_open(run, watch):
    run.is_leased = False
    socket = watch(run.token)
    step_of(socket)
    assert run.is_held
    socket.close()
    wait_until(lambda: not run.is_held, polled, "let go")


@pytest.mark.parametrize(
    "origin", ["http://elsewhere.example", "https://elsewhere.example:8501", "null", "http://[", "file://", ""]
)
def test_page_of_another_place_is_refused(run, watch, origin):
    assert closing_of(watch(run.token, origin))[0] == 4403
    assert not run._wakers


def test_own_page_may_watch(run, watch, place):
    assert step_of(watch(run.token, f"http://{place}")) == 0


@pytest.mark.parametrize("token", ["unknown", "%C3%A9", "%ED%A0%80", "x" * 2000])
def test_unknown_token_is_refused(watch, token):
    assert closing_of(watch(token))[0] == 4404


def test_run_that_ends_closes_its_sockets(hub, run, watch):
    sockets = [watch(run.token), watch(run.token)]
    for socket in sockets:
        step_of(socket)
    hub.end(run)
    for socket in sockets:
        assert closing_of(socket)[0] == 4404


@pytest.mark.parametrize(
    "garbage",
    [
        "",
        "{",
        "[]",
        '{"do": "fly"}',
        '{"do": "%s"}' % ("语" * 150),
        '{"do": "speed", "steps_per_s": 1%s}' % ("0" * 400),
        '{"do": "assign", "layer": 0, "unit": 0, "value": 1%s}' % ("0" * 400),
        "x" * 100_000,
        b"\0",
        b'{"do": "run"}',
    ],
    ids=range(10),
)
def test_garbage_closes_its_socket_alone(run, watch, garbage):
    vandal, viewer = watch(run.token), watch(run.token)
    assert (step_of(vandal), step_of(viewer)) == (0, 0)
    vandal.send(garbage)
    code, reason = closing_of(vandal)
    assert code == 4400
    assert reason
    work(run, Step("batch"))
    assert step_of(viewer) == 1
    say(viewer, do="run")
    heard(run, Train())


def test_bytes_are_refused_with_a_reason(run, watch):
    socket = watch(run.token)
    socket.send(b'{"do": "run"}')
    assert closing_of(socket) == (4400, "messages are text, not bytes")
    assert run.worker.commands == []


def test_page_for_machines_counts_runs(hub, run, place):
    run.do(Train())
    with urllib.request.urlopen(f"http://{place}/live", timeout=DEADLINE_S) as answer:
        assert json.load(answer) == {"runs": len(hub.runs), "training": 1}
