"""The low level: gradients by the tape, and every kernel and bias vector updated by itself."""

from collections.abc import Sequence

import tensorflow as tf

from playground.backends.protocol import Model
from playground.backends.tensorflow.network import clip_by_global_norm
from playground.backends.tensorflow.stepwise import refuse
from playground.backends.tensorflow.traced import TracedBackend


class VariablesBackend(TracedBackend):
    """Trains by plain gradient descent, one `assign_sub` a variable.

    Raises:
        ValueError: if the optimizer is not plain SGD, the precision mixed, or the device not there.
    """

    def __init__(self, model: Model) -> None:
        refuse(model, "variables")
        super().__init__(model)

    def _apply(self, gradients: Sequence[tf.Tensor], variables: Sequence[tf.Variable]) -> None:
        clipped = clip_by_global_norm(gradients, self._settings.clip_norm)
        for variable, gradient in zip(variables, clipped, strict=True):
            variable.assign_sub(self._settings.learning_rate * gradient)
