"""What starting a worker may hold up: whoever asked for it, and no frame and no click."""

import threading

import pytest

from playground.jobs.commands import Pause, Step, Train
from playground.live.hub import Hub
from playground.live.records import Cursor
from tests.fuse import FUSE_S
from tests.live.desks import Desk
from tests.training.cases import small

KERAS = small(engine="keras")


class SlowMaker:
    """Starts desks, that of TensorFlow only once it may."""

    def __init__(self):
        self.is_asked = threading.Event()
        self.may_start = threading.Event()
        self.made = []

    def __call__(self, engine, on_report, on_death):
        if engine != "compiled":
            self.is_asked.set()
            assert self.may_start.wait(FUSE_S)
        self.made.append(Desk(engine, on_report, on_death))
        return self.made[-1]


@pytest.fixture
def maker():
    return SlowMaker()


@pytest.fixture
def hub(maker):
    hub = Hub(n_workers=1, make_worker=maker)
    yield hub
    maker.may_start.set()
    hub.close()


def in_time(action):
    """Return what an action on another thread returns, which nothing may hold up."""
    done, results = threading.Event(), []
    threading.Thread(target=lambda: (results.append(action()), done.set()), daemon=True).start()
    assert done.wait(5), "held up"
    return results[0]


def test_worker_that_starts_holds_up_neither_frames_nor_clicks(hub, maker):
    run, other = hub.open(small()), hub.open(small())
    run.worker.say(run.id, run.worker.work())
    proposing = threading.Thread(target=run.propose, args=(KERAS,))
    proposing.start()
    assert maker.is_asked.wait(FUSE_S)
    assert in_time(lambda: run.frame(Cursor()))[0] is not None
    for command in (Train(), Step("batch"), Pause()):
        in_time(lambda command=command: run.do(command))
    in_time(lambda: other.propose(small(training={"batch_size": 5})))
    assert in_time(lambda: hub.open(small())).worker is other.worker
    assert in_time(lambda: hub.find(run.token)) is run
    maker.may_start.set()
    proposing.join(FUSE_S)
    assert run.worker is hub.pool.tensorflow


def test_what_was_clicked_meanwhile_is_not_lost(hub, maker):
    run = hub.open(small())
    proposing = threading.Thread(target=run.propose, args=(KERAS,))
    proposing.start()
    assert maker.is_asked.wait(FUSE_S)
    run.do(Train())
    maker.may_start.set()
    proposing.join(FUSE_S)
    assert run.is_running
    assert run.worker.work().state == "running"


def test_last_of_two_proposals_holds_though_the_first_has_to_wait(hub, maker):
    run = hub.open(small())
    first = threading.Thread(target=run.propose, args=(KERAS,))
    first.start()
    assert maker.is_asked.wait(FUSE_S)
    second = threading.Thread(target=run.propose, args=(small(),))
    second.start()
    maker.may_start.set()
    for thread in (first, second):
        thread.join(FUSE_S)
    assert run.experiment == small()
    assert run.worker in hub.pool.workers


def test_tensorflow_is_started_once_however_many_ask(hub, maker):
    runs = [hub.open(small()) for _ in range(3)]
    asking = [threading.Thread(target=run.propose, args=(KERAS,)) for run in runs]
    for thread in asking:
        thread.start()
    assert maker.is_asked.wait(FUSE_S)
    maker.may_start.set()
    for thread in asking:
        thread.join(FUSE_S)
    assert [desk.engine for desk in maker.made] == ["compiled", "keras"]
    assert {run.worker for run in runs} == {hub.pool.tensorflow}
