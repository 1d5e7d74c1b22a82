"""What the chart of a run's curves is made of: which tracks, which axes; none of its numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isnan

from playground.engine.losses import LOSSES
from playground.spec import Experiment
from playground.training.history import CurvePoint, Mark
from playground.views.palette import Look

TRAIN, TEST = "training", "test"


@dataclass(frozen=True, slots=True)
class CurveShape:
    """What makes a chart another one; its numbers do not.

    Attributes:
        loss: what the loss is called.
        metric: what the metric is called, None where it is the loss itself.
        in_percent: whether the metric is a share, in percent.
        has_test: whether there are test samples.
        is_log: whether the losses' axes are logarithmic.
        has_penalty: whether weights are penalized, so that the objective is more than the loss.
        has_marks: whether settings were changed on the way.
        is_rate_log: whether the learning rate's axis is logarithmic.
        targets: which of "loss" and "metric" a stop rule has a target for.
        look: the colours.
    """

    loss: str
    metric: str | None
    in_percent: bool
    has_test: bool
    is_log: bool
    has_penalty: bool
    has_marks: bool
    is_rate_log: bool
    targets: tuple[str, ...]
    look: Look

    @property
    def parts(self) -> dict[str, str]:
        """How the columns of each part of the samples begin, by what the part is called."""
        return {TRAIN: "train", TEST: "test"} if self.has_test else {TRAIN: "train"}


def curve_shape(
    experiment: Experiment, points: Sequence[CurvePoint], marks: Sequence[Mark], *, is_log: bool, look: Look
) -> CurveShape:
    """Return the shape of the chart of a run.

    Args:
        experiment: what is trained.
        points: its history, one at least.
        marks: what was changed on the way.
        is_log: whether a logarithmic axis is wanted; there is none for losses that are all 0.
        look: the colours.
    """
    in_percent = experiment.kind != "regression"
    is_loss_itself = experiment.loss == "mean_squared_error" and not in_percent
    metric = "accuracy (%)" if in_percent else "mean squared error"
    rates = {point.learning_rate for point in points if 0 < point.learning_rate < inf}
    stop = experiment.training.stop
    wanted = {"loss": stop.loss is not None, "metric": stop.accuracy is not None}
    return CurveShape(
        loss=LOSSES[experiment.loss].label.lower(),
        metric=None if is_loss_itself else metric,
        in_percent=in_percent,
        has_test=not all(isnan(point.test_loss) for point in points),
        is_log=is_log and any(0 < point.train_loss < inf for point in points),
        has_penalty=any(point.penalty > 0 for point in points),
        has_marks=bool(marks),
        is_rate_log=len(rates) > 1,
        targets=tuple(what for what, is_wanted in wanted.items() if is_wanted),
        look=look,
    )
