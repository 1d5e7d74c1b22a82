"""Any order of commands, changes, looks into the past and deaths: one model beside the run, compared after each."""

import os
from dataclasses import replace

import numpy as np
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from playground.analysis.maps import Focus
from playground.backends import ENGINES
from playground.backends.scratch import ScratchBackend
from playground.jobs.commands import (
    Apply,
    Close,
    Opening,
    Pause,
    Reset,
    SetFocus,
    SetParameter,
    ShowMoment,
    Speed,
    Start,
    Step,
    Train,
)
from playground.jobs.pace import Pace
from playground.jobs.session import Session
from playground.jobs.workshop import Workshop
from playground.live.hub import Hub
from playground.live.records import Cursor
from playground.live.wire.commands import LookBack
from playground.live.wire.reading import unpack
from playground.training import Trainer
from tests.jobs.clocks import WorkClock
from tests.jobs.sessions import UNEASED, TimedBackend, TimedLens
from tests.training.cases import assert_same_moment, small

N_EXAMPLES = int(os.environ.get("PLAYGROUND_ORDERS", "200"))
STEPS = 40
KERAS = replace(ENGINES["keras"], make=ScratchBackend, prepare=None, list_devices=None, uses_tensorflow=False)
LIVE = ({"batch_size": 5}, {"batch_size": 10}, {"l2": 0.01}, {"optimizer": {"learning_rate": 0.3}})


class Bench:
    """A worker in this process: it does what it was told when the test lets it, and dies when the test says so."""

    def __init__(self, engine, on_report, on_death):
        self.told, self.session, self.reference = [], None, None
        self.clock = WorkClock()
        self._on_report, self._on_death = on_report, on_death
        self.workshop = Workshop(dict.fromkeys(ENGINES, KERAS) | {"numpy": self._numpy(), "keras": KERAS})

    def _numpy(self):
        return replace(ENGINES["numpy"], make=lambda model: TimedBackend(model, self.clock))

    def send(self, job_id, message):
        self.told.append((job_id, message))

    def close(self):
        self.session = None

    def hear(self):
        """Take what was told; the reference, a trainer that knows no session, does the same by itself."""
        for _, message in self.told:
            if isinstance(message, Opening):
                self._begin(message)
            elif isinstance(message, Close):
                self.session = None
            elif self.session is not None:
                self._follow(message)
        self.told.clear()

    def _begin(self, start: Start):
        self.session = Session(start, self.workshop, self.clock, Pace(self.clock, UNEASED), TimedLens)
        self.reference = Trainer(start.experiment, make=ScratchBackend)
        if start.snapshot is not None:
            self.reference.restore(start.snapshot, self.reference.history)
        self.past = None

    def _follow(self, message):
        before = self.session.trainer.position.step
        self.catch_up(before)
        self.session.take(message)
        if isinstance(message, Train | Step | SetParameter) and self.past is not None:
            self.reference.restore(self.past.snapshot, self.reference.history)
        match message:
            case Apply(experiment):
                self.reference.apply(experiment)
            case Step("batch"):
                self.reference.run(steps=1)
            case Reset():
                self.reference.reset()
            case SetParameter(layer, source, unit, value):
                self.reference.assign(layer, source, unit, value)
        if isinstance(message, ShowMoment):
            self.past = message.moment
        elif isinstance(message, Train | Step | SetParameter | Reset):
            self.past = None

    def catch_up(self, step):
        """Let the reference make as many steps as the session made."""
        assert step >= self.reference.position.step
        self.reference.run(steps=step - self.reference.position.step)

    def turn(self, job_id, budget_s):
        """Work for so long, report, and compare with the reference."""
        self.clock.advance(1 / 30)
        report = self.session.turn(budget_s)
        self.catch_up(self.session.trainer.position.step)
        if report is None:
            return
        expected = self.past.snapshot if self.past is not None else self.reference.snapshot()
        assert_same_moment(report.snapshot, replace(expected, best=report.snapshot.best))
        self._on_report(self, job_id, report)

    def die(self):
        """Lose everything."""
        self.session = None
        self.told.clear()
        self._on_death(self)


class AnyOrder(RuleBasedStateMachine):
    """One viewer does whatever they like with one run."""

    def __init__(self):
        super().__init__()
        self.clock = WorkClock()
        self.hub = Hub(n_workers=1, clock=self.clock, make_worker=Bench, round_s=1e9)
        self.run = self.hub.open(small())
        self.cursor = Cursor()
        self.n_single_steps = 0  # asked for since the run stood at 0, where nothing else could move it
        self.is_simple = True
        self.work(0.0)

    def teardown(self):
        self.hub.close()

    @rule(budget=st.sampled_from([0.0, 0.001, 0.004, 0.02]))
    def work(self, budget):
        bench = self.run.worker
        bench.hear()
        for _ in range(2):
            bench.turn(self.run.id, budget)

    @rule()
    def hear(self):
        self.run.worker.hear()

    @rule()
    def train(self):
        self.is_simple = False
        self.run.do(Train())

    @rule()
    def pause(self):
        self.run.do(Pause())

    @rule(unit=st.sampled_from(["batch", "epoch"]))
    def step(self, unit):
        self.is_simple = self.is_simple and unit == "batch"
        self.n_single_steps += 1
        self.run.do(Step(unit))

    @rule(is_running=st.booleans())
    def reset(self, is_running):
        self.is_simple, self.n_single_steps = not is_running, 0
        self.run.do(Reset(is_running))

    @rule(speed=st.sampled_from([None, 10.0, 500.0]))
    def speed(self, speed):
        self.run.do(Speed(speed))

    @rule(focus=st.sampled_from([None, Focus(0, 1), Focus(1, 0)]))
    def focus(self, focus):
        self.run.do(SetFocus(focus))

    @rule(subject=st.sampled_from([None, "weights", "results"]))
    def inspect(self, subject):
        self.run.look_into(subject)

    @rule(value=st.sampled_from([-0.5, 0.25]), unit=st.integers(0, 2))
    def assign(self, value, unit):
        self.run.do(SetParameter(0, 0, unit, value))

    @precondition(lambda self: self.run.moments)
    @rule(at=st.integers(0, 30))
    def look_back(self, at):
        self.is_simple = False
        self.run.do(LookBack(at=at))

    @rule()
    def now(self):
        self.run.do(LookBack())

    @rule(change=st.sampled_from(LIVE))
    def change(self, change):
        self.run.propose(self.run.experiment.patched({"training": change}))

    @rule(seed=st.integers(0, 2))
    def restart(self, seed):
        if seed != self.run.experiment.network.seed:
            self.is_simple, self.n_single_steps = not self.run.is_running, 0
        self.run.propose(self.run.experiment.patched({"network": {"seed": seed}}))

    @rule()
    def die(self):
        self.clock.advance(1000)  # so that it is not given up
        self.run.worker.die()

    @invariant()
    def everything_told_is_done_in_the_end(self):
        """Only where the model knows how many steps that makes: single steps, whatever died on the way."""
        if self.is_simple and self.run.present is not None and not self.is_awaited():
            assert self.run.present.step == self.n_single_steps

    def is_awaited(self):
        """Return whether the worker has yet to hear something, or to report what came of it."""
        bench = self.run.worker
        return bool(bench.told) or bench.session is None or bench.session.due <= bench.clock.now

    @invariant()
    def frame_can_be_read_and_agrees_with_the_run(self):
        frame, self.cursor = self.run.frame(self.cursor)
        if frame is None:
            return
        header, _ = unpack(frame)
        assert header["step"] >= 0
        assert header["time"]["n"] == len(self.run.moments)
        if not self.is_awaited() and header["state"] != "running":
            assert not self.run.is_running

    @invariant()
    def moments_are_sorted_and_the_one_shown_is_the_one_kept(self):
        steps = [moment.snapshot.step for moment in self.run.moments]
        assert steps == sorted(steps)
        record = self.run.record
        if record.at is not None and record.report is not None and record.report.is_past and not self.is_awaited():
            kept = self.run.moments[record.at].snapshot
            np.testing.assert_array_equal(record.report.snapshot.state.vector, kept.state.vector)
            assert record.report.snapshot.position == kept.position


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(
    max_examples=N_EXAMPLES, stateful_step_count=STEPS, deadline=None, suppress_health_check=list(HealthCheck)
)
