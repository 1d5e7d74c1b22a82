"""Activation functions, each with its derivative beside it.

Functions take pre-activations z (n_samples, n_units) and return activations a of the same shape and type.
Derivatives take both, since da/dz is often shortest in terms of a. They are those of Keras 3, and stay finite
and free of warnings for |z| up to 1e4.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from playground.engine.arrays import Array

LEAKY_SLOPE = 0.2  # Keras 3's default
SELU_ALPHA = 1.6732632423543772  # Klambauer et al. 2017, "Self-normalizing neural networks"
SELU_SCALE = 1.0507009873554805
LARGEST_EXPONENT = 87  # exp(87) still fits into float32


@dataclass(frozen=True, slots=True)
class Activation:
    """One activation function.

    Attributes:
        name: key in ACTIVATIONS.
        label: name on the page.
        keras_name: what Keras calls it, as in `Dense(activation=...)`.
        function: z -> a.
        derivative: (z, a) -> da/dz, element by element.
        formula: a as a function of z, LaTeX.
        derivative_formula: da/dz, LaTeX.
        description: what it does, one sentence for a student.
        is_output_only: whether it makes sense in the output layer only.
    """

    name: str
    label: str
    keras_name: str
    function: Callable[[Array], Array]
    derivative: Callable[[Array, Array], Array]
    formula: str
    derivative_formula: str
    description: str
    is_output_only: bool = False

    def pullback(self, z: Array, a: Array, upstream: Array) -> Array:
        """Return dLoss/dz for `upstream` = dLoss/da."""
        return upstream * self.derivative(z, a)


@dataclass(frozen=True, slots=True)
class JointActivation(Activation):
    """An activation in which every unit of a sample depends on all of them; only softmax is one."""

    def pullback(self, z: Array, a: Array, upstream: Array) -> Array:
        """Return dLoss/dz, the product of `upstream` with softmax' Jacobian diag(a) - a a^T."""
        mean_upstream: Array = (upstream * a).sum(axis=-1, keepdims=True)
        return a * (upstream - mean_upstream)


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


ACTIVATIONS: dict[str, Activation] = {
    entry.name: entry
    for entry in (
        Activation(
            name="linear",
            label="Linear",
            keras_name="linear",
            function=lambda z: z,
            derivative=lambda z, a: np.ones_like(z),
            formula=r"z",
            derivative_formula=r"1",
            description="Passes the weighted sum on unchanged; a stack of such layers is still one straight line.",
        ),
        Activation(
            name="relu",
            label="ReLU",
            keras_name="relu",
            function=lambda z: np.maximum(z, 0),
            derivative=lambda z, a: is_positive(z),
            formula=r"\max(0, z)",
            derivative_formula=r"\begin{cases} 1 & z > 0 \\ 0 & z \le 0 \end{cases}",
            description="Lets positive sums through and turns negative ones into 0; quick, and the usual first choice.",
        ),
        Activation(
            name="leaky_relu",
            label="Leaky ReLU",
            keras_name="leaky_relu",
            function=lambda z: np.maximum(z, LEAKY_SLOPE * z),
            derivative=lambda z, a: LEAKY_SLOPE + (1 - LEAKY_SLOPE) * is_positive(z),
            formula=r"\max(0.2\, z, z)",
            derivative_formula=r"\begin{cases} 1 & z > 0 \\ 0.2 & z \le 0 \end{cases}",
            description="A ReLU that lets a fifth of negative sums through, so that no neuron stops learning for good.",
        ),
        Activation(
            name="elu",
            label="ELU",
            keras_name="elu",
            function=elu,
            derivative=lambda z, a: np.minimum(a, 0) + 1,
            formula=r"\begin{cases} z & z > 0 \\ e^z - 1 & z \le 0 \end{cases}",
            derivative_formula=r"\begin{cases} 1 & z > 0 \\ a + 1 & z \le 0 \end{cases}",
            description="Like ReLU, but negative sums bend smoothly towards -1 instead of stopping at 0.",
        ),
        Activation(
            name="selu",
            label="SELU",
            keras_name="selu",
            function=lambda z: SELU_SCALE * np.where(z > 0, z, SELU_ALPHA * np.expm1(np.minimum(z, 0))),
            derivative=lambda z, a: np.where(z > 0, SELU_SCALE, a + SELU_SCALE * SELU_ALPHA),
            formula=r"1.0507 \begin{cases} z & z > 0 \\ 1.6733\, (e^z - 1) & z \le 0 \end{cases}",
            derivative_formula=r"\begin{cases} 1.0507 & z > 0 \\ a + 1.7581 & z \le 0 \end{cases}",
            description="An ELU scaled to keep mean and spread the same through many layers; goes with LeCun normal.",
        ),
        Activation(
            name="gelu",
            label="GELU",
            keras_name="gelu",
            function=lambda z: z * normal_probability(z),
            derivative=lambda z, a: normal_probability(z) + z * normal_density(z),
            formula=r"z\, \Phi(z)",
            derivative_formula=r"\Phi(z) + z\, \varphi(z)",
            description="A smooth ReLU that weighs each sum by how likely a normal variable is to be smaller.",
        ),
        Activation(
            name="silu",
            label="SiLU (swish)",
            keras_name="silu",
            function=lambda z: z * sigmoid(z),
            derivative=silu_derivative,
            formula=r"z\, \sigma(z)",
            derivative_formula=r"\sigma(z) + a\, (1 - \sigma(z))",
            description="A smooth ReLU made by multiplying the sum by its own sigmoid; it dips a little below 0.",
        ),
        Activation(
            name="softplus",
            label="Softplus",
            keras_name="softplus",
            function=softplus,
            derivative=lambda z, a: sigmoid(z),
            formula=r"\ln(1 + e^z)",
            derivative_formula=r"\sigma(z)",
            description="A ReLU with its corner rounded off; it is always positive, and its slope is the sigmoid.",
        ),
        Activation(
            name="sigmoid",
            label="Sigmoid",
            keras_name="sigmoid",
            function=sigmoid,
            derivative=lambda z, a: a * (1 - a),
            formula=r"\frac{1}{1 + e^{-z}}",
            derivative_formula=r"a\, (1 - a)",
            description="Squeezes any sum into 0 to 1, like a probability; its slope is never above a quarter.",
        ),
        Activation(
            name="tanh",
            label="Tanh",
            keras_name="tanh",
            function=np.tanh,
            derivative=lambda z, a: 1 - a * a,
            formula=r"\tanh z",
            derivative_formula=r"1 - a^2",
            description="Squeezes any sum into -1 to 1, with 0 in the middle and the steepest slope there.",
        ),
        JointActivation(
            name="softmax",
            label="Softmax",
            keras_name="softmax",
            function=softmax,
            derivative=lambda z, a: a * (1 - a),
            formula=r"\frac{e^{z_j}}{\sum_k e^{z_k}}",
            derivative_formula=r"\frac{\partial a_j}{\partial z_k} = a_j\, ([j = k] - a_k)",
            description="Turns the sums of all output neurons into probabilities of the classes, which add up to 1.",
            is_output_only=True,
        ),
    )
}
