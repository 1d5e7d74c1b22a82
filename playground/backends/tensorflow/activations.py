"""The activation functions as TensorFlow expressions; their derivatives are left to automatic differentiation.

They are written out because TensorFlow rounds leaky ReLU's slope and GELU's root to float32 also in float64. At
kinks they have the slopes of playground.engine.activations.
"""

import math
from collections.abc import Callable

import tensorflow as tf

from playground.engine.activation_rules import LEAKY_SLOPE, SELU_ALPHA, SELU_SCALE


def exponential_below(z: tf.Tensor) -> tf.Tensor:
    """Return exp(z) - 1; where z > 0, 0, so that nothing overflows in the branch that is not taken."""
    return tf.math.expm1(tf.minimum(z, 0))


def gelu(z: tf.Tensor) -> tf.Tensor:
    """Return z times the probability that a standard normal variable is below z."""
    return z * (0.5 * tf.math.erfc(z * -math.sqrt(0.5)))


ACTIVATION_FUNCTIONS: dict[str, Callable[[tf.Tensor], tf.Tensor]] = {
    "linear": tf.identity,
    "relu": tf.nn.relu,
    "leaky_relu": lambda z: tf.where(z > 0, z, LEAKY_SLOPE * z),
    "elu": lambda z: tf.where(z > 0, z, exponential_below(z)),
    "selu": lambda z: SELU_SCALE * tf.where(z > 0, z, SELU_ALPHA * exponential_below(z)),
    "gelu": gelu,
    "silu": lambda z: z * tf.sigmoid(z),
    "softplus": tf.math.softplus,
    "sigmoid": tf.sigmoid,
    "tanh": tf.tanh,
    "softmax": tf.nn.softmax,
}
"""By the names of playground.engine.activations.ACTIVATIONS: z (n_samples, n_units) -> a, same shape and type."""
