"""Who computes a run: NumPy until the wanted engine is ready, that engine then, and why not where it cannot."""

import threading
from dataclasses import replace

import pytest
from numpy.testing import assert_array_equal

from playground.backends import ENGINES, Device
from playground.backends.scratch import ScratchBackend
from playground.jobs.protocol import Apply, Run, Start, Step
from playground.jobs.session import NEVER, WAITING_S, Session
from playground.jobs.workshop import Workshop
from tests.jobs.clocks import Clock
from tests.training.cases import assert_same_moment, small, trained

DEADLINE_S = 20
DEVICES = (Device("cpu", "CPU"), Device("gpu:0", "a card", 1 << 34))


class SlowBackend(ScratchBackend):
    """A backend on "a card" that counts the stretches it is given."""

    device = "a card"
    made = 0

    def __init__(self, model):
        super().__init__(model)
        type(self).made += 1
        self.device = f"a card ({model.device})"
        self.n_stretches = 0

    def train(self, stretch):
        self.n_stretches += 1
        super().train(stretch)


@pytest.fixture
def engine(monkeypatch):
    """Make "keras" an engine whose backends are ready when the test sets it free, and which can be made to refuse."""

    class Slow:
        is_free = threading.Event()
        refusal = None

        @classmethod
        def prepare(cls):
            assert cls.is_free.wait(DEADLINE_S)

        @classmethod
        def make(cls, model):
            assert cls.is_free.wait(DEADLINE_S)
            if cls.refusal is not None:
                raise cls.refusal
            return SlowBackend(model)

    SlowBackend.made = 0
    monkeypatch.setitem(
        ENGINES, "keras", replace(ENGINES["keras"], make=Slow.make, prepare=Slow.prepare, list_devices=lambda: DEVICES)
    )
    Slow.workshop = Workshop()
    yield Slow
    Slow.is_free.set()
    Slow.workshop._thread.shutdown()  # before the table has its own engine again


def begun(experiment, engine, clock=None):
    session = Session(Start(experiment), engine.workshop, clock or Clock())
    return session, session.turn(0)


def settled(session, clock, engine):
    """Let the backend that is being made get done, and return the session's first report after that."""
    engine.is_free.set()
    session._handover._ordered.exception(DEADLINE_S)
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


def test_slow_engine_that_takes_over_is_not_given_the_steps_of_a_fast_one(engine, monkeypatch):
    monkeypatch.setattr("playground.jobs.session.EASY_STEPS_PER_S", 1e9)
    clock, taken = Clock(), []
    session, _ = begun(small(engine="keras"), engine, clock)

    def run(steps):
        is_fast = session._trainer.backend.device == "CPU"
        taken.append(steps)
        position = session._trainer.position
        session._trainer._course.go_to(replace(position, step=position.step + steps))
        clock.advance(steps * (1e-4 if is_fast else 1.0))

    session._trainer.run = run
    session.take(Run())
    session.turn(0.01)
    assert max(taken) > 50
    taken.clear()
    settled(session, clock, engine)
    session.turn(0.01)
    assert taken == [1]


def test_new_backend_is_tried_out_before_it_takes_over(engine):
    clock = Clock()
    session, _ = begun(small(engine="keras"), engine, clock)
    settled(session, clock, engine)
    assert session._trainer.backend.n_stretches == 1
    assert session._trainer.position.step == 0
    assert_array_equal(session._trainer.backend.state().vector, trained(small()).backend.state().vector)


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
    assert SlowBackend.made == 2


def test_setting_that_changes_no_shape_keeps_the_backend(engine):
    clock = Clock()
    session, _ = begun(small(engine="keras"), engine, clock)
    settled(session, clock, engine)
    session.take(Apply(small(engine="keras", training={"l2": 0.1})))
    assert session.turn(0).computing.engine == "keras"
    assert SlowBackend.made == 1


def test_other_device_makes_another_backend(engine):
    clock = Clock()
    session, _ = begun(small(engine="keras"), engine, clock)
    settled(session, clock, engine)
    session.take(Apply(small(engine="keras", device="cpu")))
    session.turn(0)
    assert settled(session, clock, engine).computing.device == "a card (cpu)"
