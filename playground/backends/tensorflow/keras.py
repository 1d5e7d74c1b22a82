"""The high level: a Keras model, compiled with a loss and an optimizer, and `train_on_batch`."""

from collections.abc import Sequence
from typing import Any

import keras
import tensorflow as tf

from playground.backends.protocol import Model
from playground.backends.tensorflow.activations import ACTIVATION_FUNCTIONS
from playground.backends.tensorflow.losses import FUSED_LOSSES, LOSS_FUNCTIONS
from playground.backends.tensorflow.network import penalty
from playground.backends.tensorflow.optimizers import make_optimizer
from playground.backends.tensorflow.stepwise import Masks, StepwiseBackend, refuse
from playground.engine.arrays import Array
from playground.engine.losses import LOSSES
from playground.spec.training import TrainingSpec


class KerasBackend(StepwiseBackend):
    """Trains a Keras model with `train_on_batch`.

    Raises:
        ValueError: if the precision is mixed, or the device not there.
    """

    def __init__(self, model: Model) -> None:
        refuse(model, "keras")
        super().__init__(model)
        with tf.device(self._place):
            self._optimizer = make_optimizer(model.optimizer, self._settings, self._variables)
        self._models: dict[tuple[tuple[bool, ...], tuple[bool, ...]], Any] = {}

    def configure(self, training: TrainingSpec, trainable: tuple[bool, ...]) -> None:
        """Use these settings from the next update on."""
        super().configure(training, trainable)
        for layer, learns in zip(self._layers, trainable, strict=True):
            layer.trainable = learns

    def _make_variables(self) -> Sequence[Any]:
        model = self._model
        self._layers = [
            self._dense(units, name) for units, name in zip(model.sizes[1:], model.activations, strict=True)
        ]
        if self._is_fused:
            self._layers[-1].activation = keras.activations.linear
        for layer, fan_in in zip(self._layers, model.sizes, strict=False):
            layer.build((None, fan_in))
        return [variable for layer in self._layers for variable in (layer.kernel, layer.bias)]

    def _update(self, inputs: Array, targets: Array, masks: Masks) -> None:
        present = [mask for mask in masks if mask is not None]
        model = self._model_with(tuple(mask is not None for mask in masks))
        model.train_on_batch([inputs, *present], targets)

    @property
    def _is_fused(self) -> bool:
        """Whether the loss is computed from logits, so that the output layer has no activation of its own."""
        return (self._model.loss, self._model.activations[-1]) in FUSED_LOSSES

    def _dense(self, units: int, activation: str) -> Any:
        return keras.layers.Dense(
            units,
            activation=ACTIVATION_FUNCTIONS[activation],
            kernel_initializer="zeros",
            kernel_regularizer=self._penalty,
            dtype=self._dtype.name,
        )

    def _penalty(self, kernel: Any) -> tf.Tensor:
        # Keras adds penalties to a loss that it has rounded to floatx; the gradients go through the cast unrounded.
        value = penalty(tf.convert_to_tensor(kernel), self._settings.l1, self._settings.l2)
        return tf.cast(value, keras.config.floatx())

    def _model_with(self, masked: tuple[bool, ...]) -> Any:
        """Return the compiled model that takes a mask for these hidden layers; all share layers and optimizer.

        Keras asks which layers are trainable when it first trains a model, so there is one for each such choice too.
        """
        key = masked, self._trainable
        if key not in self._models:
            self._models[key] = self._compiled(masked)
        return self._models[key]

    def _compiled(self, masked: tuple[bool, ...]) -> Any:
        def entry(units: int) -> Any:
            return keras.Input((units,), dtype=self._dtype.name)

        x = entry(self._model.sizes[0])
        inputs = [x]
        for layer, is_masked in zip(self._layers, (*masked, False), strict=True):
            x = layer(x)
            if is_masked:
                inputs.append(entry(layer.units))
                x = keras.layers.Multiply(dtype=self._dtype.name)([x, inputs[-1]])
        model = keras.Model(inputs, x)
        model.compile(self._optimizer, make_loss(self._model.loss, self._is_fused, self._dtype.name), jit_compile=False)
        return model


class WholeBatchLoss(keras.losses.Loss):
    """A loss that Keras does not have, as one number for the whole batch."""

    def __init__(self, function: Any, dtype: str) -> None:
        super().__init__(reduction="sum", dtype=dtype)
        self._function = function

    def call(self, y_true: tf.Tensor, y_pred: tf.Tensor) -> tf.Tensor:
        """Return the loss."""
        return self._function(y_pred, y_true)


def make_loss(name: str, from_logits: bool, dtype: str) -> Any:
    """Return Keras' loss of that name, or one made from the playground's where Keras has none."""
    keras_name = LOSSES[name].keras_name
    if keras_name is None:
        return WholeBatchLoss(LOSS_FUNCTIONS[name], dtype)
    kind = getattr(keras.losses, "".join(word.title() for word in keras_name.split("_")))
    return kind(from_logits=True, dtype=dtype) if from_logits else kind(dtype=dtype)
