"""What the engines share that make one update after another on variables."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any

import numpy as np
import tensorflow as tf

from playground.backends.protocol import Model, Stretch
from playground.backends.tensorflow.devices import choose
from playground.backends.tensorflow.network import joined, layers_of
from playground.backends.tensorflow.optimizers import set_state, slots_of
from playground.backends.tensorflow.settings import Settings
from playground.engine.arrays import Array
from playground.engine.network import count_parameters
from playground.engine.optimizers import OptimizerState
from playground.engine.update import LearningState
from playground.spec.engines import ABILITIES
from playground.spec.training import TrainingSpec

Masks = Sequence[Array | None]


def refuse(model: Model, engine: str) -> None:
    """Raise ValueError where the engine cannot compute in the model's precision, or update by its rule."""
    abilities = ABILITIES[engine]
    if model.is_mixed and not abilities.computes_mixed:
        raise ValueError(f"the engine {engine} does not compute in mixed precision; choose xla, or float32")
    if model.optimizer not in abilities.optimizers:
        raise ValueError(
            f"the engine {engine} updates each variable by plain sgd, not {model.optimizer}; choose sgd or keras"
        )


class StepwiseBackend(ABC):
    """Variables on a device, updated batch by batch."""

    notice: str | None = None
    _optimizer: Any = None
    """One of Keras'; None where the engine updates the variables itself, by a rule that remembers nothing."""

    def __init__(self, model: Model) -> None:
        self._model = model
        device = choose(model.device)
        self.device = device.label
        self._place = device.place
        self._dtype = model.inputs.dtype
        self._count = 0
        with tf.device(self._place):
            self._settings = Settings(model.optimizer, self._dtype)
            self._variables: Sequence[Any] = self._make_variables()

    def load(self, state: LearningState) -> None:
        """Go on from this state."""
        self._count = state.optimizer.count
        for variable, values in zip(self._variables, layers_of(state.vector, self._model.sizes), strict=True):
            variable.assign(values)
        if self._optimizer is not None:
            set_state(self._optimizer, state.optimizer, self._model.sizes)

    def configure(self, training: TrainingSpec, trainable: tuple[bool, ...]) -> None:
        """Use these settings from the next update on."""
        self._settings.configure(training)
        self._trainable = trainable

    def train(self, stretch: Stretch) -> None:
        """Make one update with each batch, in order."""
        if not any(self._trainable):
            self._count_up(stretch.n_steps)
            return
        with tf.device(self._place):
            for batch in stretch.batches():
                self._settings.begin_update(self._count)
                self._update(self._model.inputs[batch.samples], self._model.targets[batch.samples], batch.masks)
                self._count += 1

    def state(self) -> LearningState:
        """Return a copy of the present state."""
        vector = joined([variable.numpy() for variable in self._variables])
        slots = {} if self._optimizer is None else slots_of(self._optimizer, self._model.optimizer)
        return LearningState(vector, OptimizerState(self._count, slots))

    def _count_up(self, n_steps: int) -> None:
        """Count updates that change nothing: Keras refuses to make them, and its optimizers would not count them."""
        self._count += n_steps
        if self._optimizer is not None:
            self._optimizer.iterations.assign(self._count)

    @abstractmethod
    def _make_variables(self) -> Sequence[Any]:
        """Return kernels and biases, layer by layer."""

    @abstractmethod
    def _update(self, inputs: Array, targets: Array, masks: Masks) -> None:
        """Make one update."""


def empty_variables(sizes: tuple[int, ...], dtype: np.dtype[Any]) -> list[tf.Variable]:
    """Return zero kernels and biases, layer by layer."""
    layers = layers_of(np.zeros(count_parameters(sizes), dtype), sizes)
    return [tf.Variable(values) for values in layers]
