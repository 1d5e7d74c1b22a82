"""All engines side by side inside a worker: what each parameter differs by step for step, and how long a step takes."""

import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from statistics import median

import numpy as np

from playground.backends import Backend, Stretch
from playground.backends.scratch import ScratchBackend
from playground.jobs.chorus import Chorus
from playground.jobs.commands import Command, Compare
from playground.jobs.protocol import NEVER
from playground.jobs.reports import ComparisonReport
from playground.jobs.workshop import Order, Workshop
from playground.spec.words import refusing_in_words
from playground.training.stretches import joined
from playground.training.trainer import Trainer

REFERENCE = "numpy"
TOLERANCES = {"float64": 1e-9, "float32": 1e-4}  # relative to the largest parameter; the engines' parity tests hold it
REPORT_EVERY_S = 0.25
LOOK_AGAIN_S = 0.02  # at a backend that is being made
MAX_LOCKSTEP_S = 20.0
MAX_MEASURING_S = 10.0
STRETCH_S = 0.02  # how long a measured call takes, about
WARM_UP, ROUNDS = 2, 5


class ComparisonJob:
    """One comparison: makes the backends one after another, trains them in lockstep, then measures their speed."""

    report_s = 0.0

    def __init__(
        self,
        start: Compare,
        workshop: Workshop,
        clock: Callable[[], float] = time.perf_counter,
        max_stretch: int = 1000,
    ) -> None:
        """Begin to compare; a call that is measured has at most `max_stretch` steps."""
        self._max_stretch = max_stretch
        self._n_steps = start.n_steps
        self._workshop = workshop
        self._clock = clock
        self._trainer = Trainer(start.experiment, make=ScratchBackend)
        self._backends: dict[str, Backend] = {}
        self._refusals: dict[str, str] = {}
        self._waiting: str | None = None
        self._chorus: Chorus | None = None
        self._step_s: dict[str, float] = {}
        self._diverged_at: int | None = None
        self._is_done = False
        self._next_report = 0.0
        self._next_work = 0.0
        self._work = self._pieces_of_work()

    @property
    def is_running(self) -> bool:
        """Whether it trains."""
        return self._chorus is not None and not self._is_done

    @property
    def due(self) -> float:
        """The time at which it next has something to do."""
        return min(self._next_report, self._next_work)

    def take(self, command: Command) -> None:
        """Refuse: a comparison goes on by itself until it is closed."""
        raise TypeError(f"a comparison takes no commands: {type(command).__name__}")

    def turn(self, budget_s: float) -> ComparisonReport | None:
        """Work for about `budget_s`, one piece at least, and return a report where one is due."""
        end = self._clock() + budget_s
        while self._next_work <= (now := self._clock()):
            pause_s = next(self._work, NEVER)
            self._next_work = now + pause_s
            if pause_s == NEVER:
                self._is_done, self._next_report = True, 0.0
            if self._clock() >= end:
                break
        if self._clock() < self._next_report:
            return None
        self._next_report = NEVER if self._is_done else self._clock() + REPORT_EVERY_S
        return self._report()

    def _pieces_of_work(self) -> Iterator[float]:
        """Do everything, yielding after each piece the seconds until the next."""
        yield from self._get_ready()
        chorus = self._chorus = self._gathered()
        self._trainer.hand_over(chorus)
        yield from self._train(chorus)
        yield from self._measure(chorus)

    def _get_ready(self) -> Iterator[float]:
        """Order one backend at a time, so that the runs beside it need not wait for all of them."""
        for name in self._workshop.engines:
            self._waiting = name
            yield 0.0
            try:
                with refusing_in_words():
                    experiment = self._trainer.experiment.patched({"engine": name})
            except ValueError as error:
                self._refusals[name] = str(error)
                continue
            trainer = self._trainer
            settings = experiment.training, experiment.trainable
            order = Order(name, trainer.model, *settings, trainer.backend.state(), trainer.trial())
            ordered = self._workshop.make(order)
            while not ordered.done():
                yield LOOK_AGAIN_S
            if (fault := ordered.exception()) is None:
                self._backends[name] = ordered.result()
            else:
                self._refusals[name] = str(fault) or type(fault).__name__
        self._waiting = None

    def _gathered(self) -> Chorus:
        """Return all backends as one, that of the reference first."""
        return Chorus({REFERENCE: self._backends[REFERENCE], **self._backends}, self._clock)

    def _train(self, chorus: Chorus) -> Iterator[float]:
        """Make the steps, until the parameters are not finite or time is up."""
        while self._trainer.position.step < self._n_steps and chorus.spent_s < MAX_LOCKSTEP_S:
            self._trainer.run(steps=1)
            if not self._trainer.is_finite:
                self._diverged_at = self._trainer.position.step
                return
            yield 0.0

    def _measure(self, chorus: Chorus) -> Iterator[float]:
        """Time stretches of many steps, round about, and keep each engine's median."""
        end = self._clock() + MAX_MEASURING_S
        rounds: dict[str, list[float]] = {name: [] for name in chorus.voices}
        most = self._max_stretch
        quickest = dict(chorus.step_s)  # a call that was held up says nothing of how many steps fit the next
        for number in range(WARM_UP + ROUNDS):
            for name in chorus.voices:
                n_steps = max(1, min(most, int(STRETCH_S / quickest[name]) if quickest[name] else most))
                step_s = chorus.measure(name, repeated(chorus.kept, n_steps))
                quickest[name] = min(quickest[name], step_s)
                rounds[name] = [*rounds[name][-ROUNDS + 1 :], step_s]
                yield 0.0
            if number >= WARM_UP and self._clock() > end:
                break
        self._step_s = {name: median(times) for name, times in rounds.items()}

    def _report(self) -> ComparisonReport:
        voices = self._backends if self._chorus is None else self._chorus.voices
        notes = [] if self._chorus is None else self._chorus.differences
        magnitude = 0.0 if self._chorus is None else self._chorus.magnitude
        return ComparisonReport(
            engines=tuple(voices),
            waiting=self._waiting,
            refusals=tuple(self._refusals.items()),
            n_steps=self._n_steps,
            differences=np.array(notes).reshape(len(notes), len(voices)),
            tolerance=TOLERANCES[self._trainer.model.inputs.dtype.name] * magnitude,
            step_s=dict(self._step_s),
            is_done=self._is_done,
            diverged_at=self._diverged_at,
        )


def repeated(stretches: list[Stretch], n_steps: int) -> Stretch:
    """Return so many batches as one stretch, from stretches of one batch each, round and round."""
    return joined(list(islice(cycle(stretches), n_steps)))
