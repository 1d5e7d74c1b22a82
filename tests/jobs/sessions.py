"""Sessions for tests, and turns given to them until something comes of it."""

from playground.jobs.protocol import Command, Report, Start
from playground.jobs.session import Session
from playground.jobs.workshop import Workshop
from playground.spec import Experiment
from tests.jobs.clocks import Clock
from tests.training.cases import small

STEP_S = 0.001  # what a step takes on the clock of these tests


def begun(clock: Clock, experiment: Experiment | None = None, **start: object) -> Session:
    """Return a session that has made its first report."""
    workshop, experiment = Workshop(), experiment or small()
    workshop.prepare(experiment.engine).result()
    session = Session(Start(experiment, **start), workshop, clock)
    session.turn(0)
    return session


def told(session: Session, *commands: Command) -> Report:
    """Return the report after these commands, in a turn without time to train."""
    for command in commands:
        session.take(command)
    return session.turn(0)


def until(session: Session, clock: Clock, is_done, budget_s: float = 0.003) -> Report:
    """Give turns until a report is as wanted, and return it; fail after very many."""
    for _ in range(1000):
        report = session.turn(budget_s)
        if report is not None and is_done(report):
            return report
        clock.now = max(clock.now + 1e-6, min(session.due, clock.now + 1))
    raise AssertionError("the report never came")
