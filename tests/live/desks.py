"""A worker without a process: it keeps what it is told, and trains a run when the test lets it."""

from playground.jobs.commands import Start
from playground.jobs.reports import Report
from playground.jobs.session import Session
from playground.jobs.workshop import Workshop
from playground.live.runs import Run
from playground.spec import Experiment
from tests.jobs.clocks import Clock
from tests.training.cases import small


class Desk:
    """Stands in for a WorkerProcess."""

    def __init__(self, engine="numpy", *_callbacks):
        self.engine = engine
        self.told = []
        self.is_closed = False
        self.session = None

    def send(self, run, command):
        """Keep the command."""
        self.told.append((run, command))

    def close(self):
        """Note it."""
        self.is_closed = True

    @property
    def commands(self):
        """What it was told, run ids left out."""
        return [command for _, command in self.told]

    def work(self) -> Report:
        """Do everything told since the last time, as one run's session, and return its report."""
        for command in self.commands:
            if isinstance(command, Start):
                self.session = Session(command, Workshop(), Clock())
            elif self.session is not None:
                self.session.take(command)
        self.told.clear()
        return self.session.turn(0)


def run_on_a_desk(experiment: Experiment | None = None, clock=None) -> tuple[Run, Desk]:
    """Return a run and the desk that stands in for its worker."""
    desk = Desk()
    return Run(experiment or small(), lambda *_: desk, clock or Clock()), desk
