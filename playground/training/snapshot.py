"""What a run looks like at one moment: a value that crosses every border."""

from dataclasses import dataclass

import numpy as np

from playground.engine.network import Parameters
from playground.engine.update import LearningState
from playground.training.stopping import Best


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

    def passes(self, n_train: int) -> float:
        """Return how often the run has gone over its `n_train` samples, parts of an epoch included."""
        return self.epoch + self.used / n_train


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
        penalty: what regularization adds to the loss.
        learning_rate: the rate of the next update, schedule applied.
        best: the best moment so far, where early stopping looks for it.
    """

    position: Position
    state: LearningState
    sizes: tuple[int, ...]
    train_loss: float
    test_loss: float | None
    metrics: dict[str, float]
    penalty: float
    learning_rate: float
    best: Best | None = None

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

    def is_same_moment(self, other: "Snapshot") -> bool:
        """Return whether another snapshot of the run has the same step and the same parameters."""
        return self.step == other.step and np.array_equal(self.state.vector, other.state.vector)

    @property
    def is_finite(self) -> bool:
        """Whether every parameter and loss is a finite number."""
        return bool(
            np.isfinite(self.state.vector).all() and np.isfinite([self.train_loss, self.test_loss or 0.0]).all()
        )
