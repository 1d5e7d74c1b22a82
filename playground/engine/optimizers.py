"""Optimizers: rules that turn a gradient into an update. `update_rules` holds the rules, this module names them.

A rule is a pure function and its state a value, so a snapshot of a run is its vector and its state.
Rules and defaults are those of Keras 3.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import DTypeLike

from playground.engine import update_rules
from playground.engine.arrays import Array
from playground.engine.update_rules import Hyperparameters, OptimizerState

__all__ = ["OPTIMIZERS", "Hyperparameters", "Optimizer", "OptimizerState", "clip_by_global_norm", "init"]

Rule = Callable[[Array, Array, OptimizerState, float, Hyperparameters], tuple[Array, OptimizerState]]


@dataclass(frozen=True, slots=True)
class Optimizer:
    """One rule.

    Attributes:
        name: key in OPTIMIZERS.
        label: name on the page.
        keras_name: its class in `keras.optimizers`.
        hyperparameters: its own settings besides the learning rate, with their defaults.
        slots: names of the running values it keeps.
        update: (vector, gradient, state, learning_rate, hyperparameters) -> (vector, state); changes no argument.
        formula: one update, LaTeX; theta are the parameters, g the gradient, eta the learning rate.
        description: what it does, one sentence for a student.
        keras_arguments: what the Keras class needs besides.
        first_values: hyperparameters -> values the slots begin with, where not 0.
    """

    name: str
    label: str
    keras_name: str
    hyperparameters: Hyperparameters
    slots: tuple[str, ...]
    update: Rule
    formula: str
    description: str
    keras_arguments: Mapping[str, bool] = field(default_factory=dict)
    first_values: Callable[[Hyperparameters], Mapping[str, float]] = lambda hyperparameters: {}


def init(
    optimizer: Optimizer, n_parameters: int, dtype: DTypeLike, hyperparameters: Hyperparameters | None = None
) -> OptimizerState:
    """Return the state before the first update; `hyperparameters` default to the rule's own."""
    first = optimizer.first_values(hyperparameters or optimizer.hyperparameters)
    return OptimizerState(0, {slot: np.full(n_parameters, first.get(slot, 0.0), dtype) for slot in optimizer.slots})


def clip_by_global_norm(gradient: Array, norm: float) -> Array:
    """Return the gradient, shortened to length `norm` where it is longer; its direction stays."""
    length = math.sqrt(gradient @ gradient)
    return gradient * (norm / length) if length > norm else gradient


OPTIMIZERS: dict[str, Optimizer] = {
    entry.name: entry
    for entry in (
        Optimizer(
            name="sgd",
            label="SGD",
            keras_name="SGD",
            hyperparameters={},
            slots=(),
            update=update_rules.sgd,
            formula=r"\theta \leftarrow \theta - \eta g",
            description="Takes a step straight downhill, as long as the learning rate times the slope.",
        ),
        Optimizer(
            name="momentum",
            label="Momentum",
            keras_name="SGD",
            hyperparameters={"momentum": 0.9},
            slots=("momentum",),
            update=update_rules.momentum,
            formula=r"v \leftarrow \mu v - \eta g, \quad \theta \leftarrow \theta + v",
            description="Rolls like a ball: it keeps most of its speed, which carries it over flat and narrow places.",
        ),
        Optimizer(
            name="nesterov",
            label="Nesterov",
            keras_name="SGD",
            hyperparameters={"momentum": 0.9},
            slots=("momentum",),
            update=update_rules.nesterov,
            formula=r"v \leftarrow \mu v - \eta g, \quad \theta \leftarrow \theta + \mu v - \eta g",
            description="Momentum that looks one step ahead, so it brakes earlier before a slope goes up again.",
            keras_arguments={"nesterov": True},
        ),
        Optimizer(
            name="adagrad",
            label="Adagrad",
            keras_name="Adagrad",
            hyperparameters={"initial_accumulator_value": 0.1, "epsilon": 1e-7},
            slots=("accumulator",),
            update=update_rules.adagrad,
            formula=r"s \leftarrow s + g^2, \quad \theta \leftarrow \theta - \frac{\eta g}{\sqrt{s + \epsilon}}",
            description="Gives every parameter its own step, which shrinks the more that parameter has moved.",
            first_values=lambda hyperparameters: {"accumulator": hyperparameters["initial_accumulator_value"]},
        ),
        Optimizer(
            name="adadelta",
            label="Adadelta",
            keras_name="Adadelta",
            hyperparameters={"rho": 0.95, "epsilon": 1e-7},
            slots=("accumulated_grad", "accumulated_delta_var"),
            update=update_rules.adadelta,
            formula=(
                r"s \leftarrow \rho s + (1 - \rho) g^2, \quad"
                r" \Delta = \sqrt{\frac{d + \epsilon}{s + \epsilon}}\, g, \quad"
                r" d \leftarrow \rho d + (1 - \rho) \Delta^2, \quad \theta \leftarrow \theta - \eta \Delta"
            ),
            description="Finds each step's length from recent steps and slopes; made for a learning rate of 1.",
        ),
        Optimizer(
            name="rmsprop",
            label="RMSprop",
            keras_name="RMSprop",
            hyperparameters={"rho": 0.9, "epsilon": 1e-7},
            slots=("velocity",),
            update=update_rules.rmsprop,
            formula=(
                r"s \leftarrow \rho s + (1 - \rho) g^2, \quad"
                r" \theta \leftarrow \theta - \frac{\eta g}{\sqrt{s + \epsilon}}"
            ),
            description="Divides each step by the recent size of the slope, so steep and flat directions move alike.",
        ),
        Optimizer(
            name="adam",
            label="Adam",
            keras_name="Adam",
            hyperparameters={"beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7},
            slots=("momentum", "velocity"),
            update=update_rules.adam,
            formula=(
                r"m \leftarrow \beta_1 m + (1 - \beta_1) g, \quad v \leftarrow \beta_2 v + (1 - \beta_2) g^2, \quad"
                r" \theta \leftarrow \theta"
                r" - \eta \frac{\sqrt{1 - \beta_2^t}}{1 - \beta_1^t} \frac{m}{\sqrt{v} + \epsilon}"
            ),
            description="Momentum and RMSprop together, corrected for the first steps; it works well almost anywhere.",
        ),
        Optimizer(
            name="adamw",
            label="AdamW",
            keras_name="AdamW",
            hyperparameters={"weight_decay": 0.004, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7},
            slots=("momentum", "velocity"),
            update=update_rules.adamw,
            formula=r"\theta \leftarrow (1 - \eta \lambda)\, \theta, \quad \text{then as Adam}",
            description="Adam that also shrinks all parameters a little at every step, apart from the gradient.",
        ),
        Optimizer(
            name="nadam",
            label="Nadam",
            keras_name="Nadam",
            hyperparameters={"beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7},
            slots=("momentum", "velocity", "u_product"),
            update=update_rules.nadam,
            formula=(
                r"\hat m = \frac{u_{t+1} m}{1 - \prod_{i \le t+1} u_i}"
                r" + \frac{(1 - u_t)\, g}{1 - \prod_{i \le t} u_i}, \quad"
                r" \theta \leftarrow \theta - \frac{\eta \hat m}{\sqrt{v / (1 - \beta_2^t)} + \epsilon}, \quad"
                r" u_t = \beta_1 (1 - \tfrac{1}{2} 0.96^t)"
            ),
            description="Adam with Nesterov's look ahead: the next step's momentum is counted in already.",
            first_values=lambda hyperparameters: {"u_product": 1.0},
        ),
    )
}
