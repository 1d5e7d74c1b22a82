"""What the engines of the medium and the low level share: a traced update whose gradients the tape finds."""

from abc import abstractmethod
from collections.abc import Sequence

import tensorflow as tf

from playground.backends.protocol import Model
from playground.backends.tensorflow.network import last_pre_activations, objective, of_trainable
from playground.backends.tensorflow.stepwise import Masks, StepwiseBackend, empty_variables
from playground.engine.arrays import Array


class TracedBackend(StepwiseBackend):
    """One `tf.function` an update; the settings are variables that it reads, and frozen layers trace it anew."""

    def __init__(self, model: Model) -> None:
        super().__init__(model)
        self._traced = tf.function(self._descend, reduce_retracing=True, autograph=False)

    def _make_variables(self) -> Sequence[tf.Variable]:
        return empty_variables(self._model.sizes, self._dtype)

    def _update(self, inputs: Array, targets: Array, masks: Masks) -> None:
        self._traced(inputs, targets, masks, self._trainable)

    def _descend(
        self, inputs: tf.Tensor, targets: tf.Tensor, masks: Sequence[tf.Tensor | None], trainable: tuple[bool, ...]
    ) -> None:
        model, settings = self._model, self._settings
        learning = of_trainable(self._variables, trainable)
        with tf.GradientTape() as tape:
            z = last_pre_activations(self._variables, model.activations, inputs, masks)
            output = model.loss, model.activations[-1]
            cost = objective(self._variables, z, targets, output, (settings.l1, settings.l2))
        self._apply(tape.gradient(cost, learning), learning)

    @abstractmethod
    def _apply(self, gradients: Sequence[tf.Tensor], variables: Sequence[tf.Variable]) -> None:
        """Update the variables, one a gradient."""
