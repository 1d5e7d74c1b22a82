"""One run inside a worker: what it does when told, and what it does in a turn."""

import contextlib
import time
from collections.abc import Callable

from playground.jobs.commands import (
    Apply,
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
    Unit,
)
from playground.jobs.handover import Handover, open_trainer
from playground.jobs.lens import Lens
from playground.jobs.pace import Pace
from playground.jobs.reporter import Condition, Reporter
from playground.jobs.reports import Report, State
from playground.jobs.workshop import Workshop
from playground.spec import Experiment
from playground.training.divergence import go_back_to_finite
from playground.training.history import History
from playground.training.snapshot import Snapshot
from playground.training.trainer import Trainer


class Session:
    """The job of training one run: keeps to its pace, and reports as it goes."""

    def __init__(
        self,
        start: Start,
        workshop: Workshop,
        clock: Callable[[], float] = time.perf_counter,
        pace: Pace | None = None,
        open_lens: Callable[[Trainer, Callable[[], float]], Lens] = Lens,
    ) -> None:
        """Begin, from the initial parameters or from where an earlier worker left the run.

        Args:
            start: what to train, and from where.
            workshop: what makes its backends.
            clock: returns the time in seconds.
            pace: how many steps to make when, on the same clock; that of a viewer who wants to see them where None.
            open_lens: (trainer, clock) -> what looks at it for its viewer.
        """
        self._clock = clock
        self._pace = pace or Pace(clock)
        self._pace.speed = start.steps_per_s
        self._trainer = open_trainer(start.experiment, workshop)
        if start.snapshot is not None:
            self._trainer.restore(start.snapshot, History(list(start.points), list(start.marks)))
        self._lens = open_lens(self._trainer, clock)
        self._handover = Handover(self._trainer, workshop, clock)
        self._reporter = Reporter(start.generation, self._trainer, self._lens, self._handover, self._pace, clock)
        self._n_heard = start.n_heard
        self._set_running(start.is_running, start.stop_epoch)
        self._remember(self._trainer.snapshot())

    @property
    def trainer(self) -> Trainer:
        """What it trains with."""
        return self._trainer

    @property
    def is_running(self) -> bool:
        """Whether the run trains."""
        return self._state == "running"

    @property
    def report_s(self) -> float:
        """How long its last report took to make."""
        return self._reporter.report_s

    @property
    def due(self) -> float:
        """The time at which the session next has something to do."""
        due = self._reporter.due
        return min(due, self._pace.due(self._trainer.position)) if self.is_running else due

    def take(self, command: Command) -> None:
        """Do what a command says, and report at once."""
        self._n_heard += 1
        match command:
            case Apply(experiment):
                self._apply(experiment)
            case Train():
                self._go_on_from_what_is_shown()
                self._set_running(True)
            case Pause():
                self._set_running(False)
            case Step(unit):
                self._go_on_from_what_is_shown()
                self._step(unit)
            case Reset(is_running):
                self._reset(is_running)
            case Speed(steps_per_s):
                self._pace.speed = steps_per_s
                self._count_anew()
            case SetParameter(layer, source, unit, value):
                self._go_on_from_what_is_shown()
                self._assign(layer, source, unit, value)
            case ShowMoment(moment) if moment is not None:
                self._set_running(False)
                self._lens.look(command)
            case SetFocus() | Inspect() | ShowMoment():
                self._lens.look(command)
        self._reporter.hurry()

    def turn(self, budget_s: float) -> Report | None:
        """Train for about `budget_s`, and return a report where one is due."""
        if self._handover.settle():
            self._reporter.hurry()
            self._pace.forget_step_time()
            self._count_anew()
        if self.is_running:
            self._train(budget_s)
            if not self._trainer.is_finite:
                self._diverge()
        return None if self._clock() < self._reporter.due else self._report()

    def _train(self, budget_s: float) -> None:
        end = self._clock() + budget_s
        while self.is_running and (now := self._clock()) < end:
            n_steps = self._pace.steps(now, end, self._trainer.position)
            if self._stop_epoch is not None:
                n_steps = min(n_steps, self._trainer.steps_left_in_epoch)
            if n_steps < 1:
                return
            before = self._trainer.position.step
            self._trainer.run(steps=n_steps)
            n_made = self._trainer.position.step - before  # fewer where a rule stopped it
            self._pace.count(n_made, self._clock() - now)
            if self._trainer.stopped or self._trainer.position.epoch == self._stop_epoch:
                self._set_running(False)

    def _report(self) -> Report:
        begin = self._clock()
        moment, is_past = self._lens.moment(), self._lens.viewed is not None
        if not is_past and not moment.snapshot.is_finite:
            self._diverge()
            moment = self._lens.moment()
        if not is_past:
            self._remember(moment.snapshot)
        condition = Condition(self._state, self._diverged_at, self._stop_epoch, self._n_heard)
        return self._reporter.report(moment, condition, begin)

    def _apply(self, experiment: Experiment) -> None:
        """Change settings, after marking the moment: steps made before it cannot be repeated with the new ones."""
        if self._state == "diverged":
            self._set_running(False)
        self._lens.look_again()
        snapshot = self._trainer.snapshot()
        if snapshot.is_finite:
            self._remember(snapshot)
        else:
            self._diverge()
        before = self._trainer.experiment
        self._trainer.apply(experiment)
        self._handover.follow(before)

    def _assign(self, layer: int, source: int | None, unit: int, value: float) -> None:
        """Set a weight or a bias; one of another network, which has just been replaced, is nobody's."""
        before = self._trainer.snapshot()
        if not before.is_finite:
            self._diverge()
            return
        history = self._trainer.history_at(before)
        with contextlib.suppress(ValueError):
            self._trainer.assign(layer, source, unit, value)
        if not (snapshot := self._trainer.snapshot()).is_finite:
            self._trainer.restore(before, history)
            what = "bias" if source is None else "weight"
            self._reporter.refuse(
                f"With {value:g} for this {what} the loss would be no finite number: it stays as it was."
            )
            return
        self._remember(snapshot)
        if not self.is_running:
            self._set_running(False)

    def _reset(self, is_running: bool) -> None:
        self._lens.look(ShowMoment(None))
        self._trainer.reset()
        self._reporter.go_back(0)
        self._remember(self._trainer.snapshot())
        self._set_running(is_running)

    def _go_on_from_what_is_shown(self) -> None:
        """Where that is an earlier moment, take the run back to it."""
        if (viewed := self._lens.viewed) is not None:
            self._trainer.go_back(viewed.snapshot)
            self._reporter.go_back(len(self._trainer.history.points))
            self._remember(viewed.snapshot)
            self._lens.look(ShowMoment(None))

    def _remember(self, snapshot: Snapshot) -> None:
        """Keep the present moment, to go back to when the run diverges."""
        self._last = snapshot

    def _step(self, unit: Unit) -> None:
        self._set_running(False)
        if unit == "batch":
            self._trainer.run(steps=1)
            self._set_running(False)
            if not self._trainer.is_finite:
                self._diverge()
        else:
            self._set_running(True, self._trainer.position.epoch + 1)

    def _set_running(self, is_running: bool, stop_epoch: int | None = None) -> None:
        """Train from now on, up to the end of an epoch or until told otherwise; or rest."""
        self._stop_epoch = stop_epoch if is_running else None
        self._diverged_at: int | None = None
        resting: State = "paused" if self._trainer.position.step else "idle"
        self._state: State = "running" if is_running else resting
        self._count_anew()

    def _count_anew(self) -> None:
        self._pace.begin(self._trainer.position, is_eased=self._stop_epoch is None)

    def _diverge(self) -> None:
        """Go back to the last finite moment since the last mark."""
        diverged_at = go_back_to_finite(self._trainer, self._last)
        self._set_running(False)
        self._state, self._diverged_at = "diverged", diverged_at
        self._reporter.hurry()
