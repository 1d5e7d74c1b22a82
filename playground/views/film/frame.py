"""Squares of the picture, and what values become there."""

from collections.abc import Callable
from dataclasses import dataclass

from playground.views.film.canvas import Point

LEGEND_Y = 509.0


@dataclass(frozen=True, slots=True)
class Frame:
    """A square of the picture."""

    left: float
    top: float
    side: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.side

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.side

    @property
    def corner(self) -> Point:
        """Its upper left corner."""
        return self.left, self.top


FRAME = Frame(904, 112, 352)


def scale(low: float, high: float, start: float, end: float) -> Callable[[float], float]:
    """Return the function from a value between low and high to a place between start and end; low < high."""
    return lambda value: start + (value - low) / (high - low) * (end - start)
