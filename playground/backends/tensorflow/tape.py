"""The medium level: the tape finds the gradients, a Keras optimizer applies them."""

from collections.abc import Sequence

import tensorflow as tf

from playground.backends.protocol import Model
from playground.backends.tensorflow.optimizers import make_optimizer
from playground.backends.tensorflow.stepwise import refuse
from playground.backends.tensorflow.traced import TracedBackend


class TapeBackend(TracedBackend):
    """Trains with `tf.GradientTape` and `optimizer.apply_gradients`.

    Raises:
        ValueError: if the precision is mixed, or the device not there.
    """

    def __init__(self, model: Model) -> None:
        refuse(model, "tape")
        super().__init__(model)
        with tf.device(self._place):
            self._optimizer = make_optimizer(model.optimizer, self._settings, self._variables)

    def _apply(self, gradients: Sequence[tf.Tensor], variables: Sequence[tf.Variable]) -> None:
        self._optimizer.apply_gradients(zip(gradients, variables, strict=True))
