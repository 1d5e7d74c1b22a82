"""Penalties on large weights, added to the loss. Biases are never penalized."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from playground.engine.arrays import Array
from playground.engine.network import Parameters, weight_mask


@dataclass(frozen=True, slots=True)
class Penalty:
    """One penalty, before it is multiplied by its rate.

    Attributes:
        name: key in PENALTIES.
        label: name on the page.
        keras_name: its class in `keras.regularizers`.
        value: weights -> penalty.
        gradient: weights -> dpenalty/dweight.
        formula: the penalty at rate lambda, LaTeX.
        gradient_formula: its derivative by a weight, LaTeX.
        description: what it does, one sentence for a student.
    """

    name: str
    label: str
    keras_name: str
    value: Callable[[Array], float]
    gradient: Callable[[Array], Array]
    formula: str
    gradient_formula: str
    description: str


PENALTIES: dict[str, Penalty] = {
    entry.name: entry
    for entry in (
        Penalty(
            name="l1",
            label="L1",
            keras_name="L1",
            value=lambda w: float(np.abs(w).sum()),
            gradient=np.sign,
            formula=r"\lambda \sum |w|",
            gradient_formula=r"\lambda \operatorname{sign}(w)",
            description="Pulls every weight towards 0 equally hard, so that unneeded ones vanish.",
        ),
        Penalty(
            name="l2",
            label="L2",
            keras_name="L2",
            value=lambda w: float((w * w).sum()),
            gradient=lambda w: 2 * w,
            formula=r"\lambda \sum w^2",
            gradient_formula=r"2 \lambda w",
            description="Pulls large weights towards 0 harder than small ones, which makes the output smoother.",
        ),
    )
}


def penalty_value(parameters: Parameters, l1: float, l2: float) -> float:
    """Return l1 sum|w| + l2 sum w^2 over all weights."""
    weights = weights_alone(parameters)
    return l1 * PENALTIES["l1"].value(weights) + l2 * PENALTIES["l2"].value(weights)


def penalty_gradient(parameters: Parameters, l1: float, l2: float) -> Array:
    """Return the derivative of `penalty_value` by every parameter, (n_parameters,); 0 at the biases."""
    weights = weights_alone(parameters)
    return l1 * PENALTIES["l1"].gradient(weights) + l2 * PENALTIES["l2"].gradient(weights)


def weights_alone(parameters: Parameters) -> Array:
    """Return the vector of parameters with 0 in place of the biases, where both penalties have value and slope 0."""
    return np.where(weight_mask(parameters.sizes), parameters.vector, 0)
