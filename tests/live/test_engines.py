"""Runs that go from one engine to another: which worker they are on, and that nothing is lost on the way."""

import os
import signal
from pathlib import Path

import pytest

from playground.jobs.commands import Apply, Close, Pause, Speed, Start, Step, Train
from playground.live.hub import Hub
from playground.live.pool import IDLE_S
from playground.live.records import Cursor
from playground.live.wire.reading import unpack
from playground.training.history import Change
from tests.jobs.clocks import Clock
from tests.live.desks import Desk
from tests.live.waiting import wait_until
from tests.training.cases import small, trained

KERAS = small(engine="keras")


@pytest.fixture
def hub():
    """Return a hub of two desks in place of processes, and a third that it may ask for."""
    hub = Hub(n_workers=2, clock=Clock(), make_worker=Desk)
    yield hub
    hub.close()


def begun(run):
    """Return what the run's worker was told last to begin."""
    return [command for command in run.worker.commands if isinstance(command, Start)][-1]


def reported(run, report):
    run.worker.told.clear()
    run.take(report)
    return report


def test_tensorflow_has_a_worker_of_its_own_started_on_first_use(hub):
    hub.open(small())
    assert hub.pool.tensorflow is None
    run, other = hub.open(KERAS), hub.open(small(engine="graph_variables"))
    assert run.worker is other.worker is hub.pool.tensorflow
    assert run.worker not in hub.pool.workers
    assert run.worker.engine == "keras"
    hub.close()
    assert run.worker.is_closed


def test_tensorflow_process_is_let_go_when_nothing_has_used_it_for_long(hub):
    run = hub.open(KERAS)
    worker = run.worker
    hub.tidy()
    hub._clock.advance(IDLE_S)
    hub.tidy()
    assert not worker.is_closed
    run.propose(small())
    hub._clock.advance(IDLE_S - 1)
    hub.tidy()
    assert not worker.is_closed
    hub._clock.advance(1)
    hub.tidy()
    assert worker.is_closed
    run.propose(KERAS)
    assert run.worker is not worker


def test_tensorflow_process_is_kept_while_engines_are_compared_on_it(hub):
    run = hub.open(small())
    hub.compare(run, small())
    for _ in range(3):
        hub._clock.advance(IDLE_S - 1)
        hub.tidy()
    assert not hub.pool.tensorflow.is_closed


def test_every_other_worker_gets_the_default_engine_ready(hub):
    assert {worker.engine for worker in hub.pool.workers} == {type(KERAS)().engine}


def test_run_stays_on_its_worker_though_another_has_fewer(hub):
    runs = [hub.open(small()) for _ in range(3)]
    hub.end(runs[1])
    runs[2].propose(small(training={"batch_size": 5}))
    assert runs[2].worker is runs[0].worker


def test_worker_gets_its_engine_ready_before_any_run_asks_for_it():
    hub = Hub(n_workers=1)
    libraries = Path(f"/proc/{hub.pool.workers[0].pid}/maps")
    run = hub.open(small())  # on NumPy
    try:
        run.do(Train())
        wait_until(lambda: "llvmlite" in libraries.read_text(), run.watched, "the compiled engine is being loaded")
    finally:
        hub.close()


def test_switching_engines_moves_the_run_and_goes_on_from_its_last_report(hub):
    run = hub.open(small())
    old = run.worker
    run.do(Speed(30.0))
    for _ in range(7):
        run.do(Step("batch"))
    report = reported(run, old.work())
    run.do(Train())
    run.propose(KERAS)
    assert old.commands[-1] == Close()
    assert run.worker is hub.pool.tensorflow
    start = run.worker.commands[0]
    assert (start.experiment, start.steps_per_s) == (KERAS, 30.0)
    assert run.worker.commands[-1] == Train()
    assert start.snapshot is report.snapshot
    assert start.points == report.points
    run.do(Pause())
    run.propose(small())
    assert run.worker in hub.pool.workers
    (start,) = [command for command in run.worker.commands if isinstance(command, Start)][-1:]
    assert not start.is_running
    assert run.worker.commands[-2:] == [Train(), Pause()]


def test_change_that_moves_the_run_is_marked_where_it_happened(hub):
    run = hub.open(small())
    run.propose(small(engine="tape"))
    assert begun(run).marks == ()
    run.propose(small())
    for _ in range(4):
        run.do(Step("batch"))
    reported(run, run.worker.work())
    run.propose(small(engine="tape", training={"l2": 0.1}))
    (mark,) = begun(run).marks
    assert mark == (1.4, "l2 0 → 0.1, engine numpy → tape")
    assert isinstance(mark, Change), "it stays in force"


def test_viewer_keeps_the_picture_while_the_run_moves(hub):
    run = hub.open(small())
    run.do(Step("batch"))
    reported(run, run.worker.work())
    run.propose(KERAS)
    header, _ = unpack(run.frame(Cursor())[0])
    assert (header["step"], header["run"]) == (1, 1)


def test_change_between_engines_of_one_worker_is_applied_there(hub):
    run = hub.open(KERAS)
    run.worker.told.clear()
    tape = small(engine="tape")
    run.propose(tape)
    assert run.worker.commands == [Apply(tape)]


def test_change_that_needs_a_new_run_begins_it_on_the_worker_of_the_new_engine(hub):
    run = hub.open(small())
    reported(run, run.worker.work())
    run.propose(small(engine="keras", network={"seed": 1}))
    assert run.worker is hub.pool.tensorflow
    start = run.worker.commands[0]
    assert (start.generation, start.snapshot) == (2, None)


def test_report_from_the_worker_that_a_run_has_left_is_dropped(hub):
    run = hub.open(small())
    old = run.worker
    run.do(Step("batch"))
    late = old.work()
    run.propose(KERAS)
    old.say(run.id, late)
    assert run.frame(Cursor()) == (None, Cursor())
    run.worker.say(run.id, late)  # as if it had come back to that one meanwhile
    assert run.frame(Cursor()) == (None, Cursor())
    run.worker.say(run.id, run.worker.work())
    assert run.frame(Cursor())[0] is not None


def header_of(run):
    frame, _ = run.frame(Cursor())
    return unpack(frame)[0] if frame else {"step": -1, "computing": {"engine": None}, "notice": None}


def test_killed_tensorflow_worker_is_survived_and_the_run_goes_on_with_its_engine():
    hub = Hub(n_workers=1)
    run = hub.open(small(engine="tape", training={"dtype": "float64"}))
    try:
        for _ in range(3):
            run.do(Step("batch"))
        wait_until(lambda: header_of(run)["computing"]["engine"] == "tape", run.watched, "the engine is ready")
        wait_until(lambda: header_of(run)["step"] == 3, run.watched, "three steps")
        pid = run.worker.pid
        run.do(Train())
        wait_until(lambda: header_of(run)["step"] > 20, run.watched, "20 steps")
        os.kill(pid, signal.SIGKILL)
        wait_until(lambda: header_of(run)["notice"], run.watched, "a notice")
        assert "restarted" in header_of(run)["notice"]["text"]
        assert run.worker.pid != pid
        before = header_of(run)["step"]
        wait_until(lambda: header_of(run)["computing"]["engine"] == "tape", run.watched, "the engine is ready again")
        wait_until(lambda: header_of(run)["step"] > before + 20, run.watched, "20 steps more")
        run.do(Pause())
        wait_until(lambda: header_of(run)["state"] == "paused", run.watched, "paused")
        moment = run.present
        expected = trained(small(training={"dtype": "float64"}), steps=moment.step).snapshot()
        assert moment.train_loss == pytest.approx(expected.train_loss, rel=1e-9)
    finally:
        hub.close()
