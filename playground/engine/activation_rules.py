"""The activation functions themselves, where they take more than a few signs, and the constants in them.

Each takes pre-activations z (n_samples, n_units) and returns an array of the same shape and type. They stay finite
and free of warnings for |z| up to 1e4.
"""

import math

import numpy as np

from playground.engine.arrays import Array

LEAKY_SLOPE = 0.2  # Keras 3's default
SELU_ALPHA = 1.6732632423543772  # Klambauer et al. 2017, "Self-normalizing neural networks"
SELU_SCALE = 1.0507009873554805
LARGEST_EXPONENT = 87  # exp(87) still fits into float32


def is_positive(z: Array) -> Array:
    """Return 1 where z > 0 and 0 elsewhere, in the type of z."""
    return (z > 0).astype(z.dtype)


def sigmoid(z: Array) -> Array:
    """Return 1 / (1 + exp(-z)); below -87 it stays at exp(-87), about 1e-38, so that exp never overflows."""
    return 1 / (1 + np.exp(np.minimum(-z, LARGEST_EXPONENT)))


def softplus(z: Array) -> Array:
    """Return log(1 + exp(z)), computed without overflow."""
    return np.logaddexp(z, 0)


def elu(z: Array) -> Array:
    """Return z where it is positive, exp(z) - 1 elsewhere."""
    return np.where(z > 0, z, np.expm1(np.minimum(z, 0)))


def normal_density(z: Array) -> Array:
    """Return the density of the standard normal distribution at z."""
    return np.exp(-0.5 * z * z) / math.sqrt(2 * math.pi)


def normal_probability(z: Array) -> Array:
    """Return the probability that a standard normal variable is below z."""
    # NumPy has no error function; mapping Python's over the elements is exact and quick enough for small layers.
    tails = np.fromiter(map(math.erfc, (z * -math.sqrt(0.5)).ravel().tolist()), z.dtype, z.size)
    return 0.5 * tails.reshape(z.shape)


def softmax(z: Array) -> Array:
    """Return exp(z) divided by its sum over the units; the largest z is taken off first, which cancels."""
    powers: Array = np.exp(z - z.max(axis=-1, keepdims=True))
    total: Array = powers.sum(axis=-1, keepdims=True)
    return powers / total


def silu_derivative(z: Array, a: Array) -> Array:
    """Return s + a (1 - s), where s is the sigmoid of z."""
    s = sigmoid(z)
    return s + a * (1 - s)
