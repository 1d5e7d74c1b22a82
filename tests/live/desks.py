"""A worker without a process: it keeps what it is told, and trains a run when the test lets it."""

from dataclasses import replace

from playground.backends import ENGINES
from playground.backends.scratch import ScratchBackend
from playground.jobs.commands import Close, Start
from playground.jobs.reports import Report
from playground.jobs.session import Session
from playground.jobs.workshop import Workshop
from playground.live.records import Cursor
from playground.live.runs import Run
from playground.live.wire.reading import unpack
from playground.spec import Experiment
from tests.jobs.clocks import Clock
from tests.training.cases import small

LIGHT_KERAS = replace(ENGINES["keras"], make=ScratchBackend, prepare=None, list_devices=None, uses_tensorflow=False)
WORKSHOP = Workshop({**ENGINES, "keras": LIGHT_KERAS})  # TensorFlow is not loaded where the tests run


class Desk:
    """Stands in for a WorkerProcess."""

    def __init__(self, engine="numpy", on_report=None, on_death=None):
        self._on_report = on_report
        self._on_death = on_death
        self.engine = engine
        self.told = []
        self.is_closed = False
        self.session = None

    def send(self, job_id, message):
        """Keep the command."""
        self.told.append((job_id, message))

    def close(self):
        """Note it."""
        self.is_closed = True

    def say(self, job_id, report):
        """Report of a job, as a process does."""
        self._on_report(self, job_id, report)

    def die(self):
        """Let whom it concerns hear that it died and begins anew."""
        self.session = None
        self._on_death(self)

    @property
    def commands(self):
        """What it was told, run ids left out."""
        return [command for _, command in self.told]

    def work(self) -> Report:
        """Do everything told since the last time, as one run's session, and return its report."""
        for command in self.commands:
            if isinstance(command, Start):
                self.session = Session(command, WORKSHOP, Clock())
            elif self.session is not None and not isinstance(command, Close):
                self.session.take(command)
        self.told.clear()
        return self.session.turn(0)


def run_on_a_desk(experiment: Experiment | None = None, clock=None) -> tuple[Run, Desk]:
    """Return a run and the desk that stands in for its worker."""
    desk = Desk()
    run = Run(experiment or small(), lambda *_: desk, clock or Clock())
    run.start()
    return run, desk


def worked(run, *commands):
    """Let the run hear the report after these commands, and return it."""
    for command in commands:
        run.do(command)
    report = run.worker.work()
    run.take(report)
    return report


def worked_each(run, *commands):
    """Let the run hear a report after each of these commands, and return the last one."""
    for command in commands:
        report = worked(run, command)
    return report


def header_of(run):
    """Return the header of the present frame."""
    return unpack(run.frame(Cursor())[0])[0]


def seen(run, cursor):
    """Return header, arrays and new cursor of the frame for a viewer at `cursor`."""
    frame, after = run.frame(cursor)
    return (*unpack(frame), after)
