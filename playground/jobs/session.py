"""One run inside a worker: what it does when told, what it does in a turn, what it reports."""

import contextlib
import math
import time
from collections.abc import Callable

from playground.data import Dataset
from playground.jobs.handover import Handover, open_trainer
from playground.jobs.lens import Lens
from playground.jobs.protocol import (
    Apply,
    Command,
    Inspect,
    Pause,
    Rates,
    Report,
    Reset,
    Run,
    SetParameter,
    Show,
    Speed,
    Start,
    State,
    Step,
    Unit,
    View,
)
from playground.jobs.workshop import Workshop
from playground.spec import Experiment
from playground.training.divergence import go_back_to_finite
from playground.training.history import History
from playground.training.snapshot import Snapshot

FRAME_S = 1 / 30
MAX_LAG_S = 0.005
MAX_REPORT_SHARE = 0.5
MAX_STEPS = 1_000_000
EASY_STEPS_PER_S, EASY_GROWTH_PER_S = 300.0, 5.0
WAITING_S = 0.25  # between looks at a backend that is being made
NEVER = float("inf")


class Session:
    """One run: trains in turns, and reports at most FRAME_S apart and half of its time."""

    def __init__(self, start: Start, workshop: Workshop, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self._trainer = open_trainer(start.experiment, workshop)
        if start.snapshot is not None:
            self._trainer.restore(start.snapshot, History(list(start.points), list(start.marks)))
        self._generation = start.generation
        self._speed = start.steps_per_s
        self._lens = Lens(self._trainer, clock)
        self._stop_epoch: int | None = None
        self._diverged_at: int | None = None
        self._refused: str | None = None
        self._state: State = "idle"
        self._n_reported = 0
        self._dataset: Dataset | None = self._trainer.problem.dataset
        self._step_s = 0.0
        self._report_s = 0.0
        self._next_report = 0.0
        self._handover = Handover(self._trainer, workshop, clock)
        self._set_running(start.is_running)
        self._remember(self._trainer.snapshot())

    @property
    def is_running(self) -> bool:
        """Whether the run trains."""
        return self._state == "running"

    @property
    def report_s(self) -> float:
        """How long its last report took to make."""
        return self._report_s

    @property
    def due(self) -> float:
        """The time at which the session next has something to do."""
        if not self.is_running:
            return self._next_report
        if self._speed is None:
            return 0.0 if self._n_wanted(self._clock()) > 0 else self._next_report
        return min(self._next_report, self._started_at + (self._n_paced + 1) / self._speed)

    def take(self, command: Command) -> None:
        """Do what a command says, and report at once."""
        match command:
            case Apply(experiment):
                self._apply(experiment)
            case Run():
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
                self._speed = steps_per_s
                self._pace()
            case SetParameter(layer, source, unit, value):
                self._go_on_from_what_is_shown()
                self._assign(layer, source, unit, value)
            case View(moment) if moment is not None:
                self._set_running(False)
                self._lens.look(command)
            case Show() | Inspect() | View():
                self._lens.look(command)
            case Start():
                raise TypeError("a session starts once; open a new one")
        self._next_report = 0.0

    def turn(self, budget_s: float) -> Report | None:
        """Train for about `budget_s`, and return a report where one is due."""
        if self._handover.settle():
            self._next_report, self._step_s = 0.0, 0.0
            self._pace()
        if self.is_running:
            self._train(budget_s)
            if not self._trainer.is_finite:
                self._diverge()
        if self._clock() < self._next_report:
            return None
        return self._report()

    def _train(self, budget_s: float) -> None:
        begin = self._clock()
        end = begin + budget_s
        while self.is_running and (now := self._clock()) < end:
            wanted = self._n_wanted(now)
            n_steps = min(wanted, max(1, int((end - now) / self._step_s)) if self._step_s else 1)
            if self._stop_epoch is not None:
                n_steps = min(n_steps, self._trainer.steps_left_in_epoch)
            if n_steps < 1:
                return
            before = self._trainer.position.step
            self._trainer.run(steps=n_steps)
            n_made = self._trainer.position.step - before  # fewer where a rule stopped it
            self._n_paced += n_made
            self._step_s = (self._clock() - now) / n_made
            if self._trainer.stopped or self._trainer.position.epoch == self._stop_epoch:
                self._set_running(False)

    def _n_wanted(self, now: float) -> int:
        """Return how many steps the speed allows by now; far behind it, the run does not catch up.

        Without a limit it grows from picture to picture, so that one sees a quick engine learn.
        """
        if self._speed is None and self._stop_epoch is None:
            return self._reported_step + self._n_easy(now - self._reported_at) - self._trainer.position.step
        if self._speed is None:
            return MAX_STEPS
        wanted = int((now - self._started_at) * self._speed) - self._n_paced
        if wanted > max(1.0, self._speed):
            self._pace()
            return 1
        return wanted

    def _n_easy(self, seconds: float) -> int:
        """Return by how many steps a run without a limit may be ahead of its last picture, so long after it."""
        growth = math.expm1(min(EASY_GROWTH_PER_S * seconds, 50.0))
        return 1 + int(max(EASY_STEPS_PER_S * seconds, self._reported_step * growth))

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
            self._refused = f"With {value:g} for this {what} the loss would be no finite number: it stays as it was."
            return
        self._remember(snapshot)
        if not self.is_running:
            self._set_running(False)

    def _reset(self, is_running: bool) -> None:
        self._lens.look(View(None))
        self._trainer.reset()
        self._n_reported = 0
        self._remember(self._trainer.snapshot())
        self._set_running(is_running)

    def _go_on_from_what_is_shown(self) -> None:
        """Where that is an earlier moment, take the run back to it."""
        if (viewed := self._lens.viewed) is not None:
            self._trainer.go_back(viewed.snapshot)
            self._n_reported = min(self._n_reported, len(self._trainer.history.points))
            self._remember(viewed.snapshot)
            self._lens.look(View(None))

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
            self._set_running(True)
            self._stop_epoch = self._trainer.position.epoch + 1

    def _set_running(self, is_running: bool) -> None:
        self._stop_epoch = None
        self._diverged_at = None
        resting: State = "paused" if self._trainer.position.step else "idle"
        self._state = "running" if is_running else resting
        self._pace()

    def _pace(self) -> None:
        """Count steps from now on."""
        self._started_at, self._n_paced = self._clock(), 0
        self._reported_at, self._reported_step = self._started_at, self._trainer.position.step
        self._measured_at, self._measured_from = self._started_at, self._trainer.position

    def _report(self) -> Report:
        begin = self._clock()
        moment, is_past = self._lens.moment(), self._lens.viewed is not None
        if not is_past and not moment.snapshot.is_finite:
            self._diverge()
            moment = self._lens.moment()
        snapshot = moment.snapshot
        history = self._trainer.history
        curve_start = min(self._n_reported, len(history.points))
        report = Report(
            generation=self._generation,
            state=self._state,
            snapshot=snapshot,
            vitals=moment.vitals,
            maps=self._lens.maps(snapshot),
            curve_start=curve_start,
            points=tuple(history.points[curve_start:]),
            computing=self._handover.computing,
            rates=self._measured_rates(begin),
            speed=self._speed,
            marks=tuple(history.marks),
            is_past=is_past,
            diverged_at=self._diverged_at,
            stopped=None if self.is_running else self._trainer.stopped,
            refused=self._refused,
            card=self._lens.card(snapshot),
            inspection=self._lens.inspection(moment, self.is_running),
            dataset=self._dataset,
        )
        self._dataset = self._refused = None
        self._n_reported = len(history.points)
        self._reported_at, self._reported_step = begin, self._trainer.position.step
        if not is_past:
            self._remember(snapshot)
        self._report_s = self._clock() - begin
        pause_s = max(FRAME_S, self._report_s / MAX_REPORT_SHARE)
        # A turn may end a little after a report is due: counting from the due time keeps the beat.
        since = max(self._next_report, begin - MAX_LAG_S)
        resting_s = WAITING_S if self._handover.is_waiting else NEVER
        self._next_report = since + pause_s if self.is_running else begin + resting_s
        return report

    def _measured_rates(self, now: float) -> Rates | None:
        """Return updates and samples a second since the count began, a new count every second."""
        if not self.is_running or now <= self._measured_at:
            return None
        seconds, before, here = now - self._measured_at, self._measured_from, self._trainer.position
        if seconds > 1:
            self._measured_at, self._measured_from = now, here
        return Rates((here.step - before.step) / seconds, (here.samples - before.samples) / seconds)

    def _diverge(self) -> None:
        """Go back to the last finite moment since the last mark."""
        diverged_at = go_back_to_finite(self._trainer, self._last)
        self._set_running(False)
        self._state, self._diverged_at = "diverged", diverged_at
        self._next_report = 0.0
