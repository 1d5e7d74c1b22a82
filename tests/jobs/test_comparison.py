"""All engines side by side: what they differ by, who cannot take part, how it ends; engines without TensorFlow here."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from playground.backends import ENGINES
from playground.backends.scratch import ScratchBackend
from playground.engine.update import LearningState
from playground.jobs.commands import Compare, Pause
from playground.jobs.comparison import REPORT_EVERY_S, ComparisonJob
from playground.jobs.protocol import NEVER
from playground.jobs.workshop import Workshop
from tests.fuse import FUSE_S
from tests.jobs.clocks import Clock
from tests.training.cases import N_TRAIN, small, trained

TURNS = 100_000
MANY = 50  # steps in a measured call, where the engine is quick enough
TICK_S = 1e-5  # a clock that moves at every look makes times that are not 0
RUNAWAY = {"data": {"dataset": "plane"}, "network": {"layers": []}, "training": {"optimizer": {"learning_rate": 0.2}}}
DOUBLE = small(training={"dtype": "float64"})
ERROR = 0.001


class Drifting(ScratchBackend):
    """A wrong engine: every step it moves the last bias a little too far."""

    def train(self, stretch):
        super().train(stretch)
        state = self.state()
        state.vector[-1] += ERROR * stretch.n_steps
        self.load(state)


class Blank(ScratchBackend):
    """An engine whose parameters are no numbers from its third step on."""

    def train(self, stretch):
        super().train(stretch)
        state = self.state()
        if state.optimizer.count >= 3:
            self.load(LearningState(np.full_like(state.vector, np.nan), state.optimizer))


class Counting(ScratchBackend):
    """An engine that keeps how long the stretches were, and after how many steps each began."""

    lengths: list[int]
    starts: list[int]

    def train(self, stretch):
        self.starts.append(self.state().optimizer.count)
        super().train(stretch)
        self.lengths.append(stretch.n_steps)


class Engines(dict):
    """A table of engines that are all NumPy's, save for those that a test puts in."""

    def __init__(self):
        super().__init__()
        for name in ENGINES:
            self.put(name, ScratchBackend)

    def put(self, name, make):
        self[name] = replace(ENGINES[name], make=make, prepare=None, list_devices=None)


class Noting(ScratchBackend):
    """An engine that keeps its parameters after each stretch."""

    def train(self, stretch):
        super().train(stretch)
        self.states.append(self.state().vector)


@pytest.fixture
def engines():
    return Engines()


def reports(job, workshop, clock):
    """Return all reports of a comparison that is given turns until it is done."""
    heard = []
    for _ in range(TURNS):
        if (report := job.turn(0)) is not None:
            heard.append(report)
            if report.is_done:
                return heard
        if heard[-1].waiting is not None:
            workshop.prepare("numpy").result(FUSE_S)  # what was ordered before is done by then
            clock.advance(0.02)
    raise AssertionError("the comparison does not end")


def compared(experiment, engines, n_steps=30, clock=None):
    """Return the last report of a comparison."""
    clock, workshop = clock or Clock(TICK_S), Workshop(engines)
    job = ComparisonJob(Compare(experiment, n_steps), workshop, clock, max_stretch=MANY)
    return reports(job, workshop, clock)[-1]


def column(report, engine):
    return report.differences[:, report.engines.index(engine)]


def test_same_mathematics_never_differs_and_every_engine_takes_part(engines):
    report = compared(DOUBLE, engines)
    assert report.engines[0] == "numpy"
    assert set(report.engines) == set(ENGINES)
    assert report.refusals == ()
    assert_array_equal(report.differences, np.zeros((30, len(ENGINES))))


def test_wrong_engine_shows_by_how_much_it_is_off_after_every_step(engines):
    engines.put("tape", Drifting)
    report = compared(DOUBLE, engines)
    off = column(report, "tape")
    assert off[0] == pytest.approx(ERROR, rel=1e-9)
    assert (off > report.tolerance).all()
    assert (off[-5:] > 3 * ERROR).all()
    assert not column(report, "keras").any()


@pytest.mark.parametrize(("dtype", "relative"), [("float64", 1e-9), ("float32", 1e-4)])
def test_tolerance_is_relative_to_the_largest_parameter_of_the_run(dtype, relative, engines):
    experiment = small(training={"dtype": dtype})
    report = compared(experiment, engines, n_steps=4)
    largest = max(abs(trained(experiment, steps=step).backend.state().vector).max() for step in (1, 2, 3, 4))
    assert report.tolerance == pytest.approx(relative * largest, rel=1e-12)


def test_engines_get_the_batches_of_the_run_short_ones_and_masks_included(engines):
    experiment = small(network={"layers": [{"units": 3}, {"units": 2, "dropout": 0.5}]})
    Noting.states = []
    engines.put("tape", Noting)
    compared(experiment, engines, n_steps=7)
    _trial, *lockstep = Noting.states[:8]
    assert N_TRAIN % experiment.training.batch_size
    assert_array_equal(lockstep[-1], trained(experiment, steps=7).backend.state().vector)


def test_engine_that_the_experiment_does_not_allow_is_listed_with_the_reason(engines):
    report = compared(small(training={"optimizer": {"name": "adam"}}), engines, n_steps=3)
    refusals = dict(report.refusals)
    assert set(refusals) == {"variables", "graph_optimizer", "graph_variables"}
    assert "does plain sgd, not adam" in refusals["variables"]
    assert set(report.engines) == set(ENGINES) - set(refusals)


def test_engine_whose_making_fails_is_listed_with_the_reason_and_the_others_go_on(engines):
    def refuse(_model):
        raise ValueError("this needs a GPU")

    def break_down(_model):
        raise RuntimeError

    engines.put("xla", refuse)
    engines.put("keras", break_down)
    report = compared(DOUBLE, engines, n_steps=3)
    assert report.refusals == (("xla", "this needs a GPU"), ("keras", "RuntimeError"))
    assert report.differences.shape == (3, len(ENGINES) - 2)


def test_engine_that_stops_being_finite_is_noted_and_the_others_go_on(engines):
    engines.put("tape", Blank)
    report = compared(DOUBLE, engines, n_steps=6)
    assert_array_equal(np.isnan(column(report, "tape")), [False, False, True, True, True, True])
    assert not column(report, "keras").any()
    assert report.diverged_at is None


def test_diverging_experiment_says_when_and_keeps_what_was_finite(engines):
    exploding = small(**RUNAWAY)
    report = compared(exploding, engines, n_steps=500)
    assert report.diverged_at is not None
    assert len(report.differences) == report.diverged_at - 1 > 0
    assert np.isfinite(report.differences).all()
    assert np.isfinite(report.tolerance)
    assert report.is_done


def test_every_engine_is_timed_in_calls_of_many_steps(engines):
    Counting.lengths, Counting.starts = [], []
    engines.put("tape", Counting)
    report = compared(DOUBLE, engines, n_steps=5)
    assert set(report.step_s) == set(ENGINES)
    assert all(seconds > 0 for seconds in report.step_s.values())
    trial, *lockstep = Counting.lengths[:6]
    assert (trial, lockstep) == (2, [1] * 5)
    assert Counting.lengths[-5:] == [MANY] * 5
    assert Counting.starts[-5:] == [0] * 5, "where the parameters are finite for sure"


def test_slow_engine_is_timed_with_fewer_steps(engines):
    Counting.lengths, Counting.starts = [], []
    clock = Clock(TICK_S)

    class Slow(Counting):
        def train(self, stretch):
            super().train(stretch)
            clock.advance(0.004 * stretch.n_steps)

    engines.put("keras", Slow)
    report = compared(DOUBLE, engines, 5, clock)
    assert max(Counting.lengths[6:]) <= 5
    assert report.step_s["keras"] == pytest.approx(0.004, rel=0.05)


def test_very_slow_engines_end_the_steps_early(engines):
    clock = Clock(TICK_S)

    class Slow(ScratchBackend):
        def train(self, stretch):
            super().train(stretch)
            clock.advance(3.0 * stretch.n_steps)

    engines.put("keras", Slow)
    report = compared(DOUBLE, engines, 200, clock)
    assert len(report.differences) == 7
    assert report.step_s["keras"] == pytest.approx(3.0, rel=0.01)


def test_reports_come_a_few_times_a_second_and_say_what_it_waits_for(engines):
    clock = Clock()
    session = ComparisonJob(Compare(DOUBLE, 10), Workshop(engines), clock)
    first = session.turn(0)
    assert first.waiting == next(iter(ENGINES))
    assert (first.engines, first.is_done, first.differences.shape) == ((), False, (0, 0))
    assert session.turn(0) is None
    clock.advance(REPORT_EVERY_S)
    assert session.turn(0) is not None


def test_session_that_is_done_has_nothing_more_to_do(engines):
    clock = Clock(TICK_S)
    workshop = Workshop(engines)
    session = ComparisonJob(Compare(DOUBLE, 2), workshop, clock, max_stretch=MANY)
    reports(session, workshop, clock)
    assert session.due == NEVER
    assert not session.is_running
    assert session.turn(0) is None


def test_comparison_takes_no_commands(engines):
    with pytest.raises(TypeError, match="takes no commands: Pause"):
        ComparisonJob(Compare(DOUBLE), Workshop(engines)).take(Pause())
