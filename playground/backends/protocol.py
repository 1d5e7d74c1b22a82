"""What every engine can do: take a state, train on batches, hand the state back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from playground.engine.arrays import Array
from playground.engine.optimizers import OptimizerState
from playground.spec.experiment import TrainingSpec


@dataclass(frozen=True, slots=True)
class Model:
    """What stays the same during a run.

    Attributes:
        sizes: units of every layer, inputs and output included.
        activations: names of every layer's activation, the output's last.
        loss: name of the loss.
        optimizer: name of the optimizer.
        inputs: (n_samples, sizes[0]) what the first layer receives, in the run's dtype.
        targets: (n_samples, sizes[-1]), in the run's dtype.
    """

    sizes: tuple[int, ...]
    activations: tuple[str, ...]
    loss: str
    optimizer: str
    inputs: Array
    targets: Array


@dataclass(frozen=True, slots=True)
class Batch:
    """The samples of one update, and the dropout mask of each hidden layer (None where nothing is dropped)."""

    samples: NDArray[np.intp]
    masks: tuple[Array | None, ...]


@dataclass(frozen=True, slots=True)
class LearningState:
    """What an update changes: all parameters end to end, (n_parameters,), and the optimizer's memory."""

    vector: Array
    optimizer: OptimizerState


class Backend(Protocol):
    """One engine, holding one model's state."""

    def load(self, state: LearningState) -> None:
        """Go on from this state."""
        ...

    def configure(self, training: TrainingSpec) -> None:
        """Use these settings from the next update on; loss, optimizer's name and dtype stay as in the model."""
        ...

    def train(self, batches: Sequence[Batch]) -> None:
        """Make one update with each batch, in order."""
        ...

    def state(self) -> LearningState:
        """Return the present state; later updates do not change it."""
        ...
