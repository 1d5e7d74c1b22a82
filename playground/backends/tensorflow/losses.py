"""The losses as TensorFlow expressions; their gradients are left to automatic differentiation.

Predictions, pre-activations and targets are (n_samples, n_outputs); a loss is one number for the whole batch.
"""

from collections.abc import Callable

import tensorflow as tf

from playground.backends.tensorflow.activations import ACTIVATION_FUNCTIONS
from playground.engine.losses import PROBABILITY_MARGIN, signs

Loss = Callable[[tf.Tensor, tf.Tensor], tf.Tensor]


def huber(errors: tf.Tensor) -> tf.Tensor:
    """Return e^2 / 2 up to an error of 1 and |e| - 1/2 beyond."""
    sizes = tf.abs(errors)
    return tf.where(sizes <= 1, 0.5 * errors * errors, sizes - 0.5)


def probabilities(p: tf.Tensor) -> tf.Tensor:
    """Return predictions moved off 0 and 1; the gradient passes through, as it does in playground.engine.losses."""
    return p + tf.stop_gradient(tf.clip_by_value(p, PROBABILITY_MARGIN, 1 - PROBABILITY_MARGIN) - p)


def binary_crossentropy(p: tf.Tensor, t: tf.Tensor) -> tf.Tensor:
    """Return -mean(t log p + (1 - t) log(1 - p))."""
    p = probabilities(p)
    return -tf.reduce_mean(t * tf.math.log(p) + (1 - t) * tf.math.log(1 - p))


def categorical_crossentropy(p: tf.Tensor, t: tf.Tensor) -> tf.Tensor:
    """Return -sum(t log p) of a sample, averaged over the samples."""
    return -tf.reduce_mean(tf.reduce_sum(t * tf.math.log(probabilities(p)), axis=-1))


LOSS_FUNCTIONS: dict[str, Loss] = {
    "mean_squared_error": lambda a, t: tf.reduce_mean(tf.square(a - t)),
    "sum_of_squared_errors": lambda a, t: tf.reduce_sum(tf.square(a - t)),
    "mean_absolute_error": lambda a, t: tf.reduce_mean(tf.abs(a - t)),
    "huber": lambda a, t: tf.reduce_mean(huber(a - t)),
    "binary_crossentropy": binary_crossentropy,
    "categorical_crossentropy": categorical_crossentropy,
    "hinge": lambda a, t: tf.reduce_mean(tf.nn.relu(1 - signs(t) * a)),
}
"""By the names of playground.engine.losses.LOSSES: (predictions, targets) -> loss."""

FUSED_LOSSES: dict[tuple[str, str], Loss] = {
    ("binary_crossentropy", "sigmoid"): lambda z, t: tf.reduce_mean(
        tf.nn.sigmoid_cross_entropy_with_logits(labels=t, logits=z)
    ),
    ("categorical_crossentropy", "softmax"): lambda z, t: tf.reduce_mean(
        tf.nn.softmax_cross_entropy_with_logits(labels=t, logits=z)
    ),
}
"""By the names of a loss and an output activation: (logits, targets) -> loss, exact where both saturate."""


def loss_of_output(loss: str, activation: str) -> Loss:
    """Return the loss as a function of (pre-activations, targets), by the closed form where there is one."""
    fused = FUSED_LOSSES.get((loss, activation))
    return fused or (lambda z, t: LOSS_FUNCTIONS[loss](ACTIVATION_FUNCTIONS[activation](z), t))
