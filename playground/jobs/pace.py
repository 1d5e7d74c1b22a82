"""How many steps a run makes now: as its speed says, and eased in where it has none; and how fast that really is."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from playground.jobs.protocol import NEVER
from playground.jobs.reports import Rates
from playground.training.snapshot import Position

MAX_STEPS = 1_000_000


@dataclass(frozen=True, slots=True)
class Ease:
    """By how much a run without a limit may be ahead of its last picture, so that one sees a quick engine learn.

    Attributes:
        steps_per_s: so many steps a second at least.
        growth_per_s: by this share of the steps made so far, compounded, once that is more.
    """

    steps_per_s: float = 300.0
    growth_per_s: float = 5.0

    def steps(self, shown_step: int, seconds: float) -> int:
        """Return by how many steps it may be ahead so long after the picture of a step."""
        growth = math.expm1(min(self.growth_per_s * seconds, 50.0))
        return 1 + int(max(self.steps_per_s * seconds, shown_step * growth))


class Pace:
    """Counts a run's steps against the clock.

    Attributes:
        speed: the wanted updates a second; None is as fast as it goes.
    """

    def __init__(self, clock: Callable[[], float], ease: Ease = Ease()) -> None:
        self.speed: float | None = None
        self._clock = clock
        self._ease = ease
        self._step_s = 0.0
        self.begin(Position())

    def begin(self, here: Position, *, is_eased: bool = True) -> None:
        """Count steps from now on.

        Args:
            here: how far the run has come.
            is_eased: whether it is eased in where it has no speed; else it trains at once.
        """
        self._is_eased = is_eased
        self._began_at, self._n_made = self._clock(), 0
        self._measured_at, self._measured_from = self._began_at, here
        self.show(here, self._began_at)

    def show(self, here: Position, at: float) -> None:
        """Hear that there was a picture."""
        self._shown_at, self._shown_step = at, here.step

    def forget_step_time(self) -> None:
        """Find out anew how long a step takes: another backend makes them."""
        self._step_s = 0.0

    def due(self, here: Position) -> float:
        """Return the time of the next step: 0 where there is one to make now, NEVER where it waits for a picture."""
        if self.speed is None:
            return 0.0 if self._wanted(self._clock(), here) > 0 else NEVER
        return self._began_at + (self._n_made + 1) / self.speed

    def steps(self, now: float, end: float, here: Position) -> int:
        """Return how many steps to make in one go, so that they are made by `end`; one where that is not known."""
        return min(self._wanted(now, here), max(1, int((end - now) / self._step_s)) if self._step_s else 1)

    def count(self, n_steps: int, seconds: float) -> None:
        """Hear that so many steps were made, one at least, and how long they took."""
        self._n_made += n_steps
        self._step_s = seconds / n_steps

    def rates(self, now: float, here: Position) -> Rates | None:
        """Return updates and samples a second since the count began, a new count every second."""
        if now <= self._measured_at:
            return None
        seconds, before = now - self._measured_at, self._measured_from
        if seconds > 1:
            self._measured_at, self._measured_from = now, here
        return Rates((here.step - before.step) / seconds, (here.samples - before.samples) / seconds)

    def _wanted(self, now: float, here: Position) -> int:
        """Return how many steps the speed allows by now; far behind it, the run does not catch up."""
        if self.speed is None and self._is_eased:
            return self._shown_step + self._ease.steps(self._shown_step, now - self._shown_at) - here.step
        if self.speed is None:
            return MAX_STEPS
        wanted = int((now - self._began_at) * self.speed) - self._n_made
        if wanted > max(1.0, self.speed):
            self.begin(here, is_eased=self._is_eased)
            return 1
        return wanted
