"""One viewer's run as the server sees it: what it was told, how it stands, who watches."""

import itertools
import secrets
import threading
import time
from collections.abc import Callable, Iterable

from playground.jobs.commands import (
    Apply,
    Close,
    Command,
    Inspect,
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
from playground.jobs.reports import Failure, Report
from playground.live.audience import Audience
from playground.live.comparisons import Comparison
from playground.live.protocol import Worker
from playground.live.records import Cursor, Record
from playground.live.recovery import Deaths, Unheard
from playground.live.standing import Standing
from playground.live.wire import frames
from playground.live.wire.commands import LookBack
from playground.live.wire.header import Notice
from playground.spec import Experiment, restarting_changes

Assign = Callable[[Experiment, Worker | None], Worker]
"""(experiment, present worker) -> the worker that the run belongs on."""


class Run(Audience, Standing):
    """The server's side of one run; its worker does the training."""

    def __init__(self, experiment: Experiment, assign: Assign, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin a run that waits to be told to train, on the worker that `assign` gives it."""
        Audience.__init__(self, clock)
        Standing.__init__(self, experiment)
        self.id = secrets.token_urlsafe(8)
        self.token = secrets.token_urlsafe(24)
        self.worker = assign(experiment, None)
        self._assign = assign
        self.is_ended = False
        self.comparison: Comparison | None = None
        self._lock = threading.RLock()
        self._notice: Notice | None = None
        self._notices = itertools.count(1)
        self._is_running = False
        self._failure: str | None = None
        self._speed: float | None = None
        self._focus = SetFocus(None)
        self._deaths = Deaths(clock)
        self._unheard = Unheard(Start(experiment), ())
        self._proposing = threading.Lock()

    def start(self) -> None:
        """Let the worker begin."""
        with self._lock:
            self._begin(is_running=False)

    @property
    def is_running(self) -> bool:
        """Whether the run is meant to train."""
        return self._is_running

    def look_into(self, subject: str | None) -> None:
        """Let the worker look into this subject from now on, a name in INSPECTORS; None lets it be."""
        with self._lock:
            if subject != self._subject:
                self._subject = subject
                self._tell(Inspect(subject))

    def propose(self, experiment: Experiment) -> None:
        """Train this experiment from now on: the same run where every change can be applied live, else a new one."""
        with self._proposing:  # one after another, though a worker for the first may have to be started
            worker = self._assign(experiment, self.worker)
            self._go_to(experiment, worker)

    def _go_to(self, experiment: Experiment, worker: Worker) -> None:
        """Train this experiment from now on, on this worker."""
        with self._lock:
            before, self._experiment = self._experiment, experiment
            restarting = restarting_changes(before, experiment)
            changed = experiment != before
            has_moved = self._move(worker)
            if restarting or (changed and self._failure is not None):
                self._begin(self._is_running)
            elif has_moved:
                self._go_on()
            elif changed:
                self._tell(Apply(experiment))

    def do(self, command: Command | LookBack) -> None:
        """Pass a command on to the worker; one that a run which cannot go on would have to train for is refused."""
        with self._lock:
            if isinstance(command, LookBack):
                self._look_back(command)
                return
            if self._failure is not None and isinstance(command, Train | Step | Reset | SetParameter):
                self.tell(self._failure)
                return
            if isinstance(command, Train | Pause | Step | Reset):
                self._is_running = isinstance(command, Train) or (isinstance(command, Reset) and command.is_running)
                self.painted()  # whoever says so is watching, though nothing may have moved for long
                self._notice = None
            elif isinstance(command, Speed):
                self._speed = command.steps_per_s
            elif isinstance(command, SetFocus):
                self._focus = command
            if isinstance(command, Train | Step | Reset | SetParameter):
                self._record.go_on()
            self._tell(command)

    def tell(self, text: str) -> None:
        """Show the viewer a notice."""
        with self._lock:
            self._notice = {"id": str(next(self._notices)), "text": text}
        self.wake()

    def take(self, report: Report | Failure) -> None:
        """Take what the worker says; what belongs to an earlier experiment is dropped."""
        with self._lock:
            if report.generation != self._record.generation:
                return
            if isinstance(report, Failure):
                self.fail(report.reason)
                return
            if not self._unheard.hear(report.n_heard):
                return
            self._record.take(report)
            if (report.state == "diverged" or report.stopped) and not self._unheard.is_to_run:
                self._is_running = False
            if report.refused is not None:
                self.tell(report.refused)
        self.wake()

    def fail(self, reason: str) -> None:
        """Say that the run cannot go on; the next change of the experiment begins it anew."""
        with self._lock:
            self._is_running = False
            self._record.halt()
            self._failure = f"The run stopped: {reason}. Change the experiment, or reload the page."
            self.tell(self._failure)

    def revive(self) -> bool:
        """Go on in a new process from the last report; returns False if the run has died too often to try again."""
        with self._lock:
            if self._deaths.is_too_many():
                return False
            self._go_on()
            self.tell("The process that trains was restarted; the run goes on from its last picture.")
            return True

    def frame(self, cursor: Cursor) -> tuple[bytes | None, Cursor]:
        """Return the present frame for a viewer who has everything up to `cursor`, and where that viewer stands then.

        The frame is None as long as the worker has not reported; of a run that failed before, it only says so.
        """
        with self._lock:
            if self._record.report is None and self._failure is not None:
                return frames.encode_failure(self._record.generation, self._notice), cursor
            return self._record.frame(cursor, self._experiment.training.optimizer.learning_rate, self._notice)

    def end(self) -> None:
        """Let the worker forget the run, and the sockets close."""
        self.is_ended = True
        self.cancel_comparison()
        self.worker.send(self.id, Close())
        self.wake()

    @property
    def needs_worker(self) -> bool:
        """Whether the worker has anything to do for it: it may be told to train at any time."""
        return not self.is_ended

    def lose(self) -> None:
        """Hear that the worker died: go on in its successor, or give up where that happens again and again."""
        if self._failure is None and not self.revive():
            self.fail("the process that trains it died several times in a row")

    def cancel_comparison(self) -> None:
        """Stop comparing the engines, if that goes on."""
        if self.comparison is not None:
            self.comparison.cancel()

    def _begin(self, is_running: bool) -> None:
        self._record, self._notice = Record(self._record.generation + 1), None
        self._start(Start(self._experiment, is_running, steps_per_s=self._speed, generation=self._record.generation))

    def _go_on(self) -> None:
        """Go on from the last report, in a process that knows nothing of the run."""
        self._start(*self._unheard.resumed(self._record, self._experiment, self._speed))

    def _move(self, worker: Worker) -> bool:
        """Let another worker do the training from now on; return whether it is another."""
        if worker is self.worker:
            return False
        self.worker.send(self.id, Close())
        self.worker = worker
        return True

    def _start(self, start: Start, told: Iterable[Command] = ()) -> None:
        """Hand the run to the worker, with what it does not know of earlier commands."""
        self._failure = None
        told = (self._focus, Inspect(self._subject), *told)
        self._unheard = Unheard(start, told)
        for message in (start, *told):
            self.worker.send(self.id, message)

    def _tell(self, command: Command) -> None:
        self._unheard.add(command)
        self.worker.send(self.id, command)

    def _look_back(self, where: LookBack) -> None:
        """Let the worker show a kept moment, or the present."""
        moments, at = self.moments, where.at
        if moments and where.epoch is not None:
            at = self._record.timeline.nearest(where.epoch * self._experiment.data.n_train)
        at = None if at is None or not moments else min(max(at, 0), len(moments) - 1)
        self._record.at = at
        self._is_running = self._is_running and at is None
        self.painted()
        self._notice = None
        self._tell(ShowMoment(None if at is None else moments[at]))
