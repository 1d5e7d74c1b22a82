"""Sessions for tests, on a clock that their work moves, and turns given to them until something comes of it."""

from dataclasses import replace

from playground.backends import ENGINES
from playground.backends.scratch import ScratchBackend
from playground.jobs.commands import Command, Start
from playground.jobs.lens import Lens
from playground.jobs.pace import Ease, Pace
from playground.jobs.reports import Report
from playground.jobs.session import Session
from playground.jobs.workshop import Workshop
from playground.spec import Experiment
from tests.jobs.clocks import WorkClock
from tests.training.cases import small

UNEASED = Ease(steps_per_s=1e9)  # a run that is never slower than its engine


class TimedBackend(ScratchBackend):
    """The NumPy engine, whose steps take time on the clock."""

    def __init__(self, model, clock):
        super().__init__(model)
        self._clock = clock

    def train(self, stretch):
        super().train(stretch)
        self._clock.advance(stretch.n_steps * self._clock.step_s)


class TimedLens(Lens):
    """A lens through which looking takes time on the clock."""

    def maps(self, snapshot):
        self._clock.advance(self._clock.report_s)
        return super().maps(snapshot)


def opened(clock: WorkClock, start: Start, ease: Ease = UNEASED) -> Session:
    """Return a session that has not been given a turn."""
    numpy = replace(ENGINES["numpy"], make=lambda model: TimedBackend(model, clock))
    workshop = Workshop({**ENGINES, "numpy": numpy})
    workshop.prepare(start.experiment.engine).result()
    return Session(start, workshop, clock, Pace(clock, ease), TimedLens)


def begun(clock: WorkClock, experiment: Experiment | None = None, ease: Ease = UNEASED, **start: object) -> Session:
    """Return a session that has made its first report."""
    session = opened(clock, Start(experiment or small(), **start), ease)
    session.turn(0)
    return session


def told(session: Session, *commands: Command) -> Report:
    """Return the report after these commands, in a turn without time to train."""
    for command in commands:
        session.take(command)
    return session.turn(0)


def until(session: Session, clock: WorkClock, is_done, budget_s: float = 0.003) -> Report:
    """Give turns until a report is as wanted, and return it; fail after very many."""
    for _ in range(1000):
        report = session.turn(budget_s)
        if report is not None and is_done(report):
            return report
        clock.now = max(clock.now + 1e-6, min(session.due, clock.now + 1))
    raise AssertionError("the report never came")
