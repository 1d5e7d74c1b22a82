"""Who computes a run: NumPy until the wanted engine is ready, that engine then, and why not where it cannot."""

import threading
from dataclasses import replace

import pytest
from numpy.testing import assert_array_equal

from playground.backends import ENGINES, Device
from playground.backends.scratch import ScratchBackend
from playground.jobs.commands import Apply, Start, Step, Train
from playground.jobs.pace import Pace
from playground.jobs.protocol import NEVER
from playground.jobs.reporter import WAITING_S
from playground.jobs.session import Session
from playground.jobs.workshop import Workshop
from tests.fuse import FUSE_S
from tests.jobs.clocks import Clock, WorkClock
from tests.jobs.sessions import UNEASED
from tests.training.cases import assert_same_moment, small, trained

DEVICES = (Device("cpu", "CPU"), Device("gpu:0", "a card", 1 << 34))


class SlowBackend(ScratchBackend):
    """A backend on "a card" that counts the stretches it is given."""

    device = "a card"

    def __init__(self, model):
        super().__init__(model)
        self.device = f"a card ({model.device})"
        self.n_stretches = 0

    def train(self, stretch):
        self.n_stretches += 1
        super().train(stretch)


class SlowEngine:
    """A table in which "keras" has backends that are ready when the test sets it free, and that can refuse."""

    def __init__(self):
        self.is_free = threading.Event()
        self.refusal = None
        self.made = []
        entry = replace(ENGINES["keras"], make=self.make, prepare=self.wait, list_devices=lambda: DEVICES)
        self.workshop = Workshop({**ENGINES, "keras": entry})

    def wait(self):
        assert self.is_free.wait(FUSE_S)

    def make(self, model):
        self.wait()
        if self.refusal is not None:
            raise self.refusal
        self.made.append(SlowBackend(model))
        return self.made[-1]


@pytest.fixture
def engine():
    slow = SlowEngine()
    yield slow
    slow.is_free.set()
    slow.workshop.close()


def begun(experiment, engine, clock=None):
    session = Session(Start(experiment), engine.workshop, clock or Clock())
    return session, session.turn(0)


def settled(session, clock, engine):
    """Let the backend that is being made get done, and return the session's first report after that."""
    engine.is_free.set()
    engine.workshop.prepare("numpy").result(FUSE_S)  # what was ordered before is done by then
    engine.is_free.clear()
    clock.advance(WAITING_S)
    return session.turn(0)


def test_run_begins_on_numpy_while_its_engine_gets_ready(engine):
    clock = Clock()
    session, report = begun(small(engine="keras"), engine, clock)
    assert (report.computing.engine, report.computing.device, report.computing.waited_s) == ("numpy", "CPU", 0)
    assert report.computing.notice is None
    assert report.computing.devices == ()
    session.take(Step("batch"))
    assert session.turn(0).snapshot.step == 1
    assert session.due == clock.now + WAITING_S
    clock.advance(3)
    assert session.turn(0).computing.waited_s == 3


def test_ready_engine_takes_the_run_over_where_it_stands(engine):
    clock = Clock()
    session, _ = begun(small(engine="keras"), engine, clock)
    for _ in range(4):
        session.take(Step("batch"))
    before = session.turn(0).snapshot
    report = settled(session, clock, engine)
    assert_same_moment(report.snapshot, before)
    assert report.computing.engine == "keras"
    assert report.computing.device == "a card (auto)"
    assert (report.computing.waited_s, report.computing.notice) == (None, None)
    assert report.computing.devices == DEVICES
    assert session.due == NEVER
    session.take(Step("batch"))
    assert_same_moment(session.turn(0).snapshot, trained(small(), steps=5).snapshot())


def test_slow_engine_that_takes_over_is_not_given_the_steps_of_a_fast_one(engine):
    clock, taken = WorkClock(), []

    class Timed(SlowBackend):
        def train(self, stretch):
            super().train(stretch)
            taken.append(stretch.n_steps)
            clock.advance(stretch.n_steps * self.step_s)

    class Quick(Timed):
        step_s = 1e-4

    class Slow(Timed):
        step_s = 1.0

    engines = engine.workshop.engines
    engine.workshop = Workshop(
        {**engines, "numpy": replace(engines["numpy"], make=Quick), "keras": replace(engines["keras"], make=Slow)}
    )
    session = Session(Start(small(engine="keras")), engine.workshop, clock, Pace(clock, UNEASED))
    session.take(Train())
    session.turn(0.01)
    assert sum(taken) > 50
    settled(session, clock, engine)
    taken.clear()
    session.turn(0.01)
    assert taken == [1]


def test_new_backend_is_tried_out_before_it_takes_over(engine):
    clock = Clock()
    session, _ = begun(small(engine="keras"), engine, clock)
    settled(session, clock, engine)
    assert session.trainer.backend.n_stretches == 1
    assert session.trainer.position.step == 0
    assert_array_equal(session.trainer.backend.state().vector, trained(small()).backend.state().vector)


def test_engine_that_refuses_says_why_and_the_run_goes_on(engine):
    engine.refusal = ValueError("this needs a GPU.")
    clock = Clock()
    session, _ = begun(small(engine="keras"), engine, clock)
    report = settled(session, clock, engine)
    assert report.computing.notice == "Keras cannot train this: this needs a GPU. NumPy goes on."
    assert (report.computing.engine, report.computing.waited_s) == ("numpy", None)
    session.take(Step("batch"))
    assert session.turn(0).snapshot.step == 1
    session.take(Apply(small()))
    assert session.turn(0).computing.notice is None


def test_switching_engines_in_mid_run_keeps_parameters_and_goes_on(engine):
    clock = Clock()
    session, _ = begun(small(), engine, clock)
    for _ in range(3):
        session.take(Step("batch"))
    session.take(Apply(small(engine="keras")))
    assert session.turn(0).computing.engine == "numpy"
    assert settled(session, clock, engine).computing.engine == "keras"
    session.take(Step("batch"))
    session.take(Apply(small()))
    assert session.turn(0).computing.engine == "numpy"
    session.take(Step("batch"))
    assert_same_moment(session.turn(0).snapshot, trained(small(), steps=5).snapshot())


def test_switching_back_before_the_engine_is_ready_forgets_it(engine):
    session, _ = begun(small(engine="keras"), engine)
    session.take(Apply(small()))
    computing = session.turn(0).computing
    assert (computing.engine, computing.waited_s, computing.notice) == ("numpy", None, None)
    engine.is_free.set()
    session.take(Step("batch"))
    assert session.turn(0).computing.engine == "numpy"


@pytest.mark.parametrize(
    "change", [{"training": {"batch_size": 7}}, {"network": {"output_trainable": False}}], ids=["batches", "frozen"]
)
def test_other_shape_of_batches_and_frozen_layers_are_compiled_in_the_background_too(engine, change):
    clock = Clock()
    session, _ = begun(small(engine="keras"), engine, clock)
    settled(session, clock, engine)
    session.take(Apply(small(engine="keras", **change)))
    assert session.turn(0).computing.engine == "numpy"
    assert settled(session, clock, engine).computing.engine == "keras"
    assert len(engine.made) == 2


def test_setting_that_changes_no_shape_keeps_the_backend(engine):
    clock = Clock()
    session, _ = begun(small(engine="keras"), engine, clock)
    settled(session, clock, engine)
    session.take(Apply(small(engine="keras", training={"l2": 0.1})))
    assert session.turn(0).computing.engine == "keras"
    assert len(engine.made) == 1


def test_other_device_makes_another_backend(engine):
    clock = Clock()
    session, _ = begun(small(engine="keras"), engine, clock)
    settled(session, clock, engine)
    session.take(Apply(small(engine="keras", device="cpu")))
    session.turn(0)
    assert settled(session, clock, engine).computing.device == "a card (cpu)"
