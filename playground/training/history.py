"""How a run's losses went, and what was changed on the way."""

from dataclasses import dataclass, field
from typing import NamedTuple, Self

POINTS_KEPT_PER_DOUBLING = 200
MARKS_KEPT = 200


class CurvePoint(NamedTuple):
    """How the run stood after some whole epochs; test figures are NaN where there is no test part.

    The metric is the accuracy for classes, the mean squared error for regression.
    """

    epoch: float
    train_loss: float
    test_loss: float
    train_metric: float
    test_metric: float
    penalty: float
    learning_rate: float


class Mark(NamedTuple):
    """Something done to a run while it trained: after how many passes over the samples, and what, in words."""

    passes: float
    text: str


class Change(Mark):
    """The mark of changed settings, which stay in force though the run goes back."""

    __slots__ = ()


@dataclass(slots=True)
class History:
    """The losses at the ends of epochs: every epoch at first, later one in every half percent of the run.

    So a curve is fine enough for any screen, the same for equal runs, and grows only with the logarithm of
    the epochs: a million of them keep about 2,000 points. Of the marks the last MARKS_KEPT are kept.
    """

    points: list[CurvePoint] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    @property
    def next_epoch(self) -> int:
        """The epoch whose end is to be recorded next."""
        if not self.points:
            return 0
        last = int(self.points[-1].epoch)
        return last + max(1, last // POINTS_KEPT_PER_DOUBLING)

    def add(self, point: CurvePoint) -> None:
        """Record how the run stands at the end of an epoch."""
        self.points.append(point)

    def mark(self, passes: float, text: str, kind: type[Mark] = Mark) -> None:
        """Note what was done."""
        self.marks = [*self.marks, kind(passes, text)][-MARKS_KEPT:]

    def until(self, passes: float) -> Self:
        """Return the history as it was after so many passes."""
        points = [point for point in self.points if point.epoch <= passes]
        return type(self)(points, [mark for mark in self.marks if mark.passes <= passes])

    def back_to(self, passes: float) -> Self:
        """Return the history of the run gone back to so many passes: what was set later holds from there on."""
        history = self.until(passes)
        for mark in self.marks:
            if mark.passes > passes and isinstance(mark, Change):
                history.mark(passes, mark.text, Change)
        return history


def epochs_in_words(passes: float) -> str:
    """Return a number of passes as a text: whole epochs as they are, others with a tenth."""
    return f"{passes:,.0f}" if passes == int(passes) else f"{passes:,.1f}"
