"""Losses, each with its gradient beside it.

Predictions and targets are (n_samples, n_outputs); a value is one number for the whole batch, and a gradient
includes the same averaging. Definitions and averaging are those of Keras 3.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from playground.engine.activation_rules import softplus
from playground.engine.activations import Activation
from playground.engine.arrays import Array

PROBABILITY_MARGIN = 1e-7  # Keras' epsilon: probabilities are kept this far from 0 and 1 before a logarithm
EVERY_KIND = frozenset({"binary", "multiclass", "regression"})


@dataclass(frozen=True, slots=True)
class Fused:
    """A loss and its output activation taken together, which is shorter and stays exact where both saturate.

    Attributes:
        value: (pre_activations, targets) -> loss.
        delta: (activations, targets) -> dLoss/dz.
        delta_formula: dLoss/dz, LaTeX.
    """

    value: Callable[[Array, Array], float]
    delta: Callable[[Array, Array], Array]
    delta_formula: str


@dataclass(frozen=True, slots=True)
class Loss:
    """One loss.

    Attributes:
        name: key in LOSSES.
        label: name on the page.
        keras_name: its function in `keras.losses`; None where Keras has none.
        value: (predictions, targets) -> loss.
        gradient: (predictions, targets) -> dLoss/dprediction.
        formula: the loss of n samples with m outputs a and targets t, LaTeX.
        gradient_formula: dLoss/da, LaTeX.
        description: what it measures, one sentence for a student.
        kinds: kinds of data it is for.
        output_activation: name of the one output activation it needs; None where any will do.
        fused: by name of the output activation, the closed form of the two together.
    """

    name: str
    label: str
    keras_name: str | None
    value: Callable[[Array, Array], float]
    gradient: Callable[[Array, Array], Array]
    formula: str
    gradient_formula: str
    description: str
    kinds: frozenset[str]
    output_activation: str | None = None
    fused: Mapping[str, Fused] = field(default_factory=dict)


def loss_value(loss: Loss, activation: Activation, pre_activations: Array, activations: Array, targets: Array) -> float:
    """Return the loss of an output layer, by the closed form where there is one."""
    fused = loss.fused.get(activation.name)
    return fused.value(pre_activations, targets) if fused else loss.value(activations, targets)


def output_delta(
    loss: Loss, activation: Activation, pre_activations: Array, activations: Array, targets: Array
) -> Array:
    """Return dLoss/dz of an output layer, by the closed form where there is one."""
    fused = loss.fused.get(activation.name)
    if fused:
        return fused.delta(activations, targets)
    return activation.pullback(pre_activations, activations, loss.gradient(activations, targets))


def probabilities(predictions: Array) -> Array:
    """Return predictions moved off 0 and 1, so that their logarithms exist."""
    return np.clip(predictions, PROBABILITY_MARGIN, 1 - PROBABILITY_MARGIN)


def signs(targets: Array) -> Array:
    """Return targets 0 and 1 as -1 and +1."""
    return 2 * targets - 1


def huber(errors: Array) -> Array:
    """Return e^2 / 2 up to an error of 1 and |e| - 1/2 beyond (Huber 1964, delta = 1)."""
    sizes = np.abs(errors)
    return np.where(sizes <= 1, 0.5 * errors * errors, sizes - 0.5)


def binary_crossentropy(p: Array, t: Array) -> float:
    """Return -mean(t log p + (1 - t) log(1 - p))."""
    p = probabilities(p)
    return -float(np.mean(t * np.log(p) + (1 - t) * np.log(1 - p)))


def binary_crossentropy_gradient(p: Array, t: Array) -> Array:
    """Return (p - t) / (p (1 - p)), averaged."""
    p = probabilities(p)
    return (p - t) / (p * (1 - p)) / p.size


def log_softmax(z: Array) -> Array:
    """Return the logarithm of softmax(z), exact also where a probability is too small for a float."""
    shifted: Array = z - z.max(axis=-1, keepdims=True)
    total: Array = np.exp(shifted).sum(axis=-1, keepdims=True)
    return shifted - np.log(total)


LOSSES: dict[str, Loss] = {
    entry.name: entry
    for entry in (
        Loss(
            name="mean_squared_error",
            label="Mean squared error",
            keras_name="mean_squared_error",
            value=lambda a, t: float(np.mean((a - t) ** 2)),
            gradient=lambda a, t: (a - t) * (2 / a.size),
            formula=r"\frac{1}{n m} \sum (a - t)^2",
            gradient_formula=r"\frac{2}{n m} (a - t)",
            description="The average square of the error: an error twice as large costs four times as much.",
            kinds=EVERY_KIND,
        ),
        Loss(
            name="sum_of_squared_errors",
            label="Sum of squared errors",
            keras_name=None,
            value=lambda a, t: float(np.sum((a - t) ** 2)),
            gradient=lambda a, t: 2 * (a - t),
            formula=r"\sum (a - t)^2",
            gradient_formula=r"2\, (a - t)",
            description="The squares of all errors added up, so larger batches take larger steps.",
            kinds=EVERY_KIND,
        ),
        Loss(
            name="mean_absolute_error",
            label="Mean absolute error",
            keras_name="mean_absolute_error",
            value=lambda a, t: float(np.mean(np.abs(a - t))),
            gradient=lambda a, t: np.sign(a - t) / a.size,
            formula=r"\frac{1}{n m} \sum |a - t|",
            gradient_formula=r"\frac{1}{n m} \operatorname{sign}(a - t)",
            description="The average size of the error: every error pulls equally hard, so outliers count less.",
            kinds=frozenset({"regression"}),
        ),
        Loss(
            name="huber",
            label="Huber",
            keras_name="huber",
            value=lambda a, t: float(np.mean(huber(a - t))),
            gradient=lambda a, t: np.clip(a - t, -1, 1) / a.size,
            formula=(
                r"\frac{1}{n m} \sum \begin{cases} \frac{1}{2} (a - t)^2 & |a - t| \le 1 \\"
                r" |a - t| - \frac{1}{2} & |a - t| > 1 \end{cases}"
            ),
            gradient_formula=r"\frac{1}{n m} \max(-1, \min(1, a - t))",
            description="Squares small errors and takes large ones as they are: smooth at 0, and calm about outliers.",
            kinds=frozenset({"regression"}),
        ),
        Loss(
            name="binary_crossentropy",
            label="Binary cross-entropy",
            keras_name="binary_crossentropy",
            value=binary_crossentropy,
            gradient=binary_crossentropy_gradient,
            formula=r"-\frac{1}{n m} \sum \left( t \ln a + (1 - t) \ln(1 - a) \right)",
            gradient_formula=r"\frac{1}{n m} \frac{a - t}{a\, (1 - a)}",
            description="How surprised the predicted probability is by the true class; confident mistakes cost most.",
            kinds=frozenset({"binary"}),
            output_activation="sigmoid",
            fused={
                "sigmoid": Fused(
                    value=lambda z, t: float(np.mean(softplus(z) - t * z)),
                    delta=lambda a, t: (a - t) / a.size,
                    delta_formula=r"\frac{1}{n m} (a - t)",
                )
            },
        ),
        Loss(
            name="categorical_crossentropy",
            label="Categorical cross-entropy",
            keras_name="categorical_crossentropy",
            value=lambda a, t: -float(np.sum(t * np.log(probabilities(a)))) / len(a),
            gradient=lambda a, t: -t / probabilities(a) / len(a),
            formula=r"-\frac{1}{n} \sum t \ln a",
            gradient_formula=r"-\frac{1}{n} \frac{t}{a}",
            description="How surprised the predicted probabilities are by the true one of several classes.",
            kinds=frozenset({"multiclass"}),
            output_activation="softmax",
            fused={
                "softmax": Fused(
                    value=lambda z, t: -float(np.sum(t * log_softmax(z))) / len(z),
                    delta=lambda a, t: (a - t) / len(a),
                    delta_formula=r"\frac{1}{n} (a - t)",
                )
            },
        ),
        Loss(
            name="hinge",
            label="Hinge",
            keras_name="hinge",
            value=lambda a, t: float(np.mean(np.maximum(1 - signs(t) * a, 0))),
            gradient=lambda a, t: np.where(signs(t) * a < 1, -signs(t), 0) / a.size,
            formula=r"\frac{1}{n m} \sum \max(0, 1 - s a), \quad s = 2 t - 1",
            gradient_formula=r"\frac{1}{n m} \begin{cases} -s & s a < 1 \\ 0 & s a \ge 1 \end{cases}",
            description="Costs nothing once a sample is right by a margin of 1, as in support vector machines.",
            kinds=frozenset({"binary"}),
        ),
    )
}
