"""What every engine can do: take a state, train on batches, hand the state back."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from playground.engine.arrays import Array
from playground.engine.update import LearningState
from playground.spec.training import TrainingSpec


@dataclass(frozen=True, slots=True)
class Model:
    """What stays the same during a run.

    Attributes:
        sizes: units of every layer, inputs and output included.
        activations: names of every layer's activation, the output's last.
        loss: name of the loss.
        optimizer: name of the optimizer.
        inputs: (n_samples, sizes[0]) what the first layer receives, in the parameters' dtype.
        targets: (n_samples, sizes[-1]), in the parameters' dtype.
        is_mixed: whether products are computed in a narrower type than the parameters have.
        device: "auto", or one of the names that `playground.backends.tensorflow.devices` lists.
    """

    sizes: tuple[int, ...]
    activations: tuple[str, ...]
    loss: str
    optimizer: str
    inputs: Array
    targets: Array
    is_mixed: bool = False
    device: str = "auto"


@dataclass(frozen=True, slots=True)
class Batch:
    """The samples of one update, and the dropout mask of each hidden layer (None where nothing is dropped)."""

    samples: NDArray[np.intp]
    masks: tuple[Array | None, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """The batches of consecutive updates, end to end.

    Attributes:
        samples: (n,) rows of the model's inputs, in the order in which the updates use them.
        ends: (n_steps,) where each update's samples end in `samples`.
        masks: one a hidden layer, (n, units): a row for each of `samples`; None where nothing is dropped.
    """

    samples: NDArray[np.intp]
    ends: NDArray[np.intp]
    masks: tuple[Array | None, ...]

    @property
    def n_steps(self) -> int:
        """How many updates these are."""
        return len(self.ends)

    def batches(self) -> Iterator[Batch]:
        """Return the batches one by one, for engines that go step by step."""
        begin = 0
        for end in self.ends.tolist():
            masks = tuple([mask if mask is None else mask[begin:end] for mask in self.masks])
            yield Batch(self.samples[begin:end], masks)
            begin = end


class Backend(Protocol):
    """One engine, holding one model's state.

    Attributes:
        device: what computes, in words: "CPU", or a GPU's name and memory.
        notice: what the viewer should know of how it computes; None where all is as asked.
    """

    device: str
    notice: str | None

    def load(self, state: LearningState) -> None:
        """Go on from this state."""
        ...

    def configure(self, training: TrainingSpec, trainable: tuple[bool, ...]) -> None:
        """Use these settings from the next update on; loss, optimizer's name and dtype stay as in the model.

        Layers that are not trainable are constants: their parameters and slots stay exactly as they are, and their
        gradients count neither for clipping nor for penalties. Updates are counted all the same.

        Args:
            training: the settings.
            trainable: one a layer, the output's last.
        """
        ...

    def train(self, stretch: Stretch) -> None:
        """Make one update with each of the stretch's batches, in order."""
        ...

    def state(self) -> LearningState:
        """Return the present state; later updates do not change it."""
        ...
