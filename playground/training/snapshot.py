"""What a run looks like at one moment, and how its losses went: values that cross every border."""

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from playground.backends import LearningState
from playground.engine.network import Parameters
from playground.training.maps import Maps

POINTS_KEPT_PER_DOUBLING = 200


@dataclass(frozen=True, slots=True)
class Position:
    """How far a run has come.

    Attributes:
        step: updates made.
        epoch: whole passes over the training samples.
        used: samples of the present epoch already used.
        samples: samples seen in all.
    """

    step: int = 0
    epoch: int = 0
    used: int = 0
    samples: int = 0


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A run at one moment; with the experiment, enough to go on from here.

    Attributes:
        position: how far the run has come.
        state: parameters and optimizer memory.
        sizes: units of every layer.
        train_loss: the loss over all training samples, without dropout and without penalties.
        test_loss: the same over the test samples, None where there are none.
        metrics: train_accuracy and test_accuracy (fractions) for classes, train_ and
            test_mean_squared_error for regression; test figures only where there are test samples.
        gradient_norms: Euclidean norm of each layer's gradient over all training samples.
        learning_rate: the rate of the next update, schedule applied.
        maps: what every neuron makes of the inputs; None unless asked for.
    """

    position: Position
    state: LearningState
    sizes: tuple[int, ...]
    train_loss: float
    test_loss: float | None
    metrics: dict[str, float]
    gradient_norms: tuple[float, ...]
    learning_rate: float
    maps: Maps | None = None

    @property
    def step(self) -> int:
        """Updates made."""
        return self.position.step

    @property
    def epoch(self) -> int:
        """Whole passes over the training samples."""
        return self.position.epoch

    @property
    def parameters(self) -> Parameters:
        """Weights and biases of every layer."""
        return Parameters.from_vector(self.state.vector, self.sizes)

    @property
    def is_finite(self) -> bool:
        """Whether every parameter and loss is a finite number."""
        return bool(
            np.isfinite(self.state.vector).all() and np.isfinite([self.train_loss, self.test_loss or 0.0]).all()
        )


class LossPoint(NamedTuple):
    """The losses after some whole epochs; test_loss is NaN where there is no test part."""

    epoch: float
    train_loss: float
    test_loss: float


@dataclass(slots=True)
class History:
    """The losses at the ends of epochs: every epoch at first, later one in every half percent of the run.

    So a curve is fine enough for any screen, the same for equal runs, and grows only with the logarithm of
    the epochs: a million of them keep about 2,000 points.
    """

    points: list[LossPoint] = field(default_factory=list)

    @property
    def next_epoch(self) -> int:
        """The epoch whose end is to be recorded next."""
        if not self.points:
            return 0
        last = int(self.points[-1].epoch)
        return last + max(1, last // POINTS_KEPT_PER_DOUBLING)

    def add(self, epoch: int, train_loss: float, test_loss: float | None) -> None:
        """Record the losses at the end of an epoch."""
        self.points.append(LossPoint(epoch, train_loss, np.nan if test_loss is None else test_loss))
