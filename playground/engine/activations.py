"""Activation functions, each with its derivative and whatever else is known of it.

Functions take pre-activations z (n_samples, n_units) and return activations a of the same shape and type.
Derivatives take both, since da/dz is often shortest in terms of a. They are those of Keras 3.
`activation_rules` holds what is longer than a line. Every fact about an activation is a field of its entry here: no
other module tells activations apart by their names.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from playground.engine import activation_rules as rules
from playground.engine.arrays import Array


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
        steepest: the largest da/dz there is.
        partner: the initializer whose weights keep signals at their size through many such layers; None where none
            does.
        ends: the values between which it keeps all; None where there is no such bound on both sides.
        is_rectifier: whether it passes the gradient of large sums on at about full size, and less of others.
        can_die: whether a neuron can be pushed to where it passes hardly anything on for good.
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
    steepest: float
    partner: str | None
    ends: tuple[float, float] | None = None
    is_rectifier: bool = False
    can_die: bool = False
    is_output_only: bool = False

    @property
    def is_joint(self) -> bool:
        """Whether every unit of a sample depends on all of them, so that it takes several."""
        return False

    @property
    def saturates(self) -> bool:
        """Whether it flattens at both ends, as what has bounds there must."""
        return self.ends is not None

    @property
    def is_probability(self) -> bool:
        """Whether what it gives can be read as a probability."""
        return self.ends == (0.0, 1.0)

    def pullback(self, z: Array, a: Array, upstream: Array) -> Array:
        """Return dLoss/dz for `upstream` = dLoss/da."""
        return upstream * self.derivative(z, a)


@dataclass(frozen=True, slots=True)
class JointActivation(Activation):
    """An activation in which every unit of a sample depends on all of them; only softmax is one."""

    @property
    def is_joint(self) -> bool:
        """Whether every unit of a sample depends on all of them, so that it takes several."""
        return True

    def pullback(self, z: Array, a: Array, upstream: Array) -> Array:
        """Return dLoss/dz, the product of `upstream` with softmax' Jacobian diag(a) - a a^T."""
        mean_upstream: Array = (upstream * a).sum(axis=-1, keepdims=True)
        return a * (upstream - mean_upstream)


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
            steepest=1.0,
            partner="glorot_uniform",
        ),
        Activation(
            name="relu",
            label="ReLU",
            keras_name="relu",
            function=lambda z: np.maximum(z, 0),
            derivative=lambda z, a: rules.is_positive(z),
            formula=r"\max(0, z)",
            derivative_formula=r"\begin{cases} 1 & z > 0 \\ 0 & z \le 0 \end{cases}",
            description="Lets positive sums through and turns negative ones into 0; quick, and the usual first choice.",
            steepest=1.0,
            partner="he_normal",
            is_rectifier=True,
            can_die=True,
        ),
        Activation(
            name="leaky_relu",
            label="Leaky ReLU",
            keras_name="leaky_relu",
            function=lambda z: np.maximum(z, rules.LEAKY_SLOPE * z),
            derivative=lambda z, a: rules.LEAKY_SLOPE + (1 - rules.LEAKY_SLOPE) * rules.is_positive(z),
            formula=r"\max(0.2\, z, z)",
            derivative_formula=r"\begin{cases} 1 & z > 0 \\ 0.2 & z \le 0 \end{cases}",
            description="A ReLU that lets a fifth of negative sums through, so that no neuron stops learning for good.",
            steepest=1.0,
            partner="he_normal",
            is_rectifier=True,
        ),
        Activation(
            name="elu",
            label="ELU",
            keras_name="elu",
            function=rules.elu,
            derivative=lambda z, a: np.minimum(a, 0) + 1,
            formula=r"\begin{cases} z & z > 0 \\ e^z - 1 & z \le 0 \end{cases}",
            derivative_formula=r"\begin{cases} 1 & z > 0 \\ a + 1 & z \le 0 \end{cases}",
            description="Like ReLU, but negative sums bend smoothly towards -1 instead of stopping at 0.",
            steepest=1.0,
            partner="he_normal",
            is_rectifier=True,
            can_die=True,
        ),
        Activation(
            name="selu",
            label="SELU",
            keras_name="selu",
            function=lambda z: rules.SELU_SCALE * np.where(z > 0, z, rules.SELU_ALPHA * np.expm1(np.minimum(z, 0))),
            derivative=lambda z, a: np.where(z > 0, rules.SELU_SCALE, a + rules.SELU_SCALE * rules.SELU_ALPHA),
            formula=r"1.0507 \begin{cases} z & z > 0 \\ 1.6733\, (e^z - 1) & z \le 0 \end{cases}",
            derivative_formula=r"\begin{cases} 1.0507 & z > 0 \\ a + 1.7581 & z \le 0 \end{cases}",
            description="An ELU scaled to keep mean and spread the same through many layers; goes with LeCun normal.",
            steepest=rules.SELU_SCALE * rules.SELU_ALPHA,
            partner="lecun_normal",
            is_rectifier=True,
            can_die=True,
        ),
        Activation(
            name="gelu",
            label="GELU",
            keras_name="gelu",
            function=lambda z: z * rules.normal_probability(z),
            derivative=lambda z, a: rules.normal_probability(z) + z * rules.normal_density(z),
            formula=r"z\, \Phi(z)",
            derivative_formula=r"\Phi(z) + z\, \varphi(z)",
            description="A smooth ReLU that weighs each sum by how likely a normal variable is to be smaller.",
            steepest=1.1289041,
            partner="he_normal",
            is_rectifier=True,
        ),
        Activation(
            name="silu",
            label="SiLU (swish)",
            keras_name="silu",
            function=lambda z: z * rules.sigmoid(z),
            derivative=rules.silu_derivative,
            formula=r"z\, \sigma(z)",
            derivative_formula=r"\sigma(z) + a\, (1 - \sigma(z))",
            description="A smooth ReLU made by multiplying the sum by its own sigmoid; it dips a little below 0.",
            steepest=1.0998393,
            partner="he_normal",
            is_rectifier=True,
        ),
        Activation(
            name="softplus",
            label="Softplus",
            keras_name="softplus",
            function=rules.softplus,
            derivative=lambda z, a: rules.sigmoid(z),
            formula=r"\ln(1 + e^z)",
            derivative_formula=r"\sigma(z)",
            description="A ReLU with its corner rounded off; it is always positive, and its slope is the sigmoid.",
            steepest=1.0,
            partner="he_normal",
            is_rectifier=True,
        ),
        Activation(
            name="sigmoid",
            label="Sigmoid",
            keras_name="sigmoid",
            function=rules.sigmoid,
            derivative=lambda z, a: a * (1 - a),
            formula=r"\frac{1}{1 + e^{-z}}",
            derivative_formula=r"a\, (1 - a)",
            description="Squeezes any sum into 0 to 1, like a probability; its slope is never above a quarter.",
            steepest=0.25,
            partner=None,
            ends=(0.0, 1.0),
            can_die=True,
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
            steepest=1.0,
            partner="glorot_uniform",
            ends=(-1.0, 1.0),
            can_die=True,
        ),
        JointActivation(
            name="softmax",
            label="Softmax",
            keras_name="softmax",
            function=rules.softmax,
            derivative=lambda z, a: a * (1 - a),
            formula=r"\frac{e^{z_j}}{\sum_k e^{z_k}}",
            derivative_formula=r"\frac{\partial a_j}{\partial z_k} = a_j\, ([j = k] - a_k)",
            description="Turns the sums of all output neurons into probabilities of the classes, which add up to 1.",
            steepest=0.25,
            partner=None,
            ends=(0.0, 1.0),
            is_output_only=True,
        ),
    )
}
