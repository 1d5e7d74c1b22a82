"""What is trained: the same numbers for whoever trains."""

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from playground.engine.arrays import Array
from playground.engine.network import Parameters, initialize

LEARNING_RATE = 0.01
DTYPE = "float32"


class Contestant(Protocol):
    """One who computes, against the clock."""

    def run(self) -> None:
        """Do the work once, and return when it is done."""
        ...


class Learner(Contestant, Protocol):
    """One who makes the workload's updates."""

    def parameters(self) -> list[Array]:
        """Return weights (fan_in, fan_out) and biases (fan_out,), layer by layer."""
        ...


@dataclass(frozen=True)
class Workload:
    """Plain SGD on one network: one output is a probability of two classes, several are of as many classes.

    Attributes:
        sizes: units of every layer, inputs and output included.
        activation: of every hidden layer.
        batch_size: samples of an update.
        n_samples: how many samples there are; a multiple of the batch size.
        n_steps: updates of one run.
    """

    sizes: tuple[int, ...]
    activation: str
    batch_size: int
    n_samples: int
    n_steps: int

    @property
    def is_binary(self) -> bool:
        """Whether there are two classes."""
        return self.sizes[-1] == 1

    @property
    def loss(self) -> str:
        """The loss' name, in the playground and in Keras."""
        return "binary_crossentropy" if self.is_binary else "categorical_crossentropy"

    @property
    def activations(self) -> tuple[str, ...]:
        """The activations of all layers, the output's last."""
        return (*[self.activation] * (len(self.sizes) - 2), "sigmoid" if self.is_binary else "softmax")

    @cached_property
    def inputs(self) -> Array:
        """Standard normal numbers, (n_samples, sizes[0])."""
        return self._rng(0).standard_normal((self.n_samples, self.sizes[0]), np.float32)

    @cached_property
    def labels(self) -> NDArray[np.intp]:
        """The class of each sample, drawn at random, (n_samples,)."""
        return self._rng(1).integers(max(2, self.sizes[-1]), size=self.n_samples)

    @cached_property
    def targets(self) -> Array:
        """What the outputs should be, (n_samples, sizes[-1])."""
        rows = self.labels[:, np.newaxis].astype(DTYPE)
        return rows if self.is_binary else np.eye(self.sizes[-1], dtype=DTYPE)[self.labels]

    @cached_property
    def batches(self) -> NDArray[np.intp]:
        """The samples of each update, (n_steps, batch_size): whole shuffled passes, one after another."""
        rng, n_passes = self._rng(2), -(-self.n_steps * self.batch_size // self.n_samples)
        order = np.concatenate([rng.permutation(self.n_samples) for _ in range(n_passes)])
        return order[: self.n_steps * self.batch_size].reshape(self.n_steps, self.batch_size)

    @cached_property
    def start(self) -> Parameters:
        """The parameters that training begins with."""
        return initialize(self.sizes, "glorot_uniform", self._rng(3), DTYPE)

    @property
    def start_values(self) -> list[Array]:
        """The same as weights (fan_in, fan_out) and biases (fan_out,), layer by layer."""
        return [values for layer in self.start.layers for values in layer]

    @staticmethod
    def _rng(stream: int) -> np.random.Generator:
        return np.random.default_rng(np.random.SeedSequence(0, spawn_key=(stream,)))
