"""The way of a run through its samples: where it is, and which batches come next, with their dropout masks."""

from collections.abc import Callable

import numpy as np

from playground.backends import Stretch
from playground.spec import Experiment
from playground.training.problem import Problem
from playground.training.snapshot import Position
from playground.training.stretches import joined

MAX_STEPS = 1024  # drawn in advance at a time
MAX_SAMPLES = 1 << 18
MAX_MASK_VALUES = 1 << 22  # the masks of all samples drawn in advance are in memory at once


class Course:
    """Goes through the samples of a problem, epoch by epoch, in batches; the last of an epoch may be short."""

    def __init__(self, problem: Problem, experiment: Experiment) -> None:
        """Stand at the beginning, under an experiment's settings."""
        self._problem = problem
        self._position = Position()
        self.configure(experiment)

    @property
    def position(self) -> Position:
        """How far the run has come."""
        return self._position

    @property
    def passes(self) -> float:
        """How often the run has gone over the samples, parts of an epoch included."""
        return self._position.passes(self._problem.n_train)

    @property
    def steps_left_in_epoch(self) -> int:
        """How many updates complete the present epoch."""
        return -(-(self._problem.n_train - self._position.used) // self._batch_size)

    def configure(self, experiment: Experiment) -> None:
        """Use an experiment's batch size, shuffling and dropout from the next batch on."""
        self._batch_size = experiment.training.batch_size
        self._shuffle = experiment.training.shuffle
        self._rates = tuple(layer.dropout for layer in experiment.network.layers)
        self.go_to(self._position)

    def go_to(self, position: Position) -> None:
        """Go on from there."""
        self._position = position
        self._order = self._problem.order(position.epoch, self._shuffle)

    def next_stretch(self, max_steps: int, is_stop: Callable[[Position], bool]) -> Stretch:
        """Return the next batches, at least one and at most `max_steps`, and move past them.

        Args:
            max_steps: how many updates are wanted.
            is_stop: whether to go no further than the end of an epoch, of which this is the position.
        """
        max_steps = min(max_steps, MAX_STEPS)
        max_samples = self._problem.samples_at_once(self._rates, MAX_MASK_VALUES, MAX_SAMPLES)
        begin, parts = self._position, []
        while True:
            steps_left = max_steps - (self._position.step - begin.step)
            samples_left = max_samples - (self._position.samples - begin.samples)
            parts.append(self._next_part(steps_left, samples_left))
            is_full = self._position.step - begin.step == max_steps or self._position.used > 0
            is_full = is_full or self._position.samples - begin.samples >= max_samples
            if is_full or is_stop(self._position):
                return joined(parts)

    def trial(self) -> Stretch:
        """Return batches of every size that an epoch has, for a new backend to be tried out with."""
        batch_size = min(self._batch_size, self._problem.n_train)
        rest = self._problem.n_train % batch_size
        ends = np.array([batch_size, batch_size + rest] if rest else [batch_size])
        return Stretch(np.arange(ends[-1]), ends, self._problem.masks(0, 0, ends[-1], self._rates))

    def _next_part(self, max_steps: int, max_samples: int) -> Stretch:
        """Return the next batches of the present epoch, at least one."""
        here, batch_size = self._position, self._batch_size
        n_steps = min(self.steps_left_in_epoch, max_steps, max(1, max_samples // batch_size))
        samples = self._order[here.used : here.used + n_steps * batch_size]
        ends = np.minimum(np.arange(1, n_steps + 1) * batch_size, len(samples))
        masks = self._problem.masks(here.epoch, here.used, len(samples), self._rates)
        used = here.used + len(samples)
        has_ended = used == self._problem.n_train
        there = here.step + n_steps, here.epoch + has_ended, 0 if has_ended else used, here.samples + len(samples)
        self._position = Position(*there)
        if has_ended:
            self._order = self._problem.order(self._position.epoch, self._shuffle)
        return Stretch(samples, ends, masks)
