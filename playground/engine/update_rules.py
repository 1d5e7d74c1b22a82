"""The update rules themselves: one pure function each, with the symbols of its paper.

Each takes (vector, gradient, state, learning_rate, hyperparameters) and returns (vector, state); it changes no
argument. All parameters of a network are one vector (n_parameters,), and so is every slot of the state. The rules
and the names of the slots are those of Keras 3. Whatever is not an array is a Python float: so float32 stays float32.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from playground.engine.arrays import Array

Hyperparameters = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class OptimizerState:
    """What a rule remembers: the number of updates done, and its slots by name, (n_parameters,) each."""

    count: int
    slots: dict[str, Array]


def running_average(average: Array, value: Array, decay: float) -> Array:
    """Return decay * average + (1 - decay) * value."""
    return average + (1 - decay) * (value - average)


def sgd(
    vector: Array, gradient: Array, state: OptimizerState, learning_rate: float, hyperparameters: Hyperparameters
) -> tuple[Array, OptimizerState]:
    """Return one step downhill."""
    return vector - learning_rate * gradient, OptimizerState(state.count + 1, {})


def momentum(
    vector: Array, gradient: Array, state: OptimizerState, learning_rate: float, hyperparameters: Hyperparameters
) -> tuple[Array, OptimizerState]:
    """Return one step with momentum (Polyak 1964)."""
    velocity = hyperparameters["momentum"] * state.slots["momentum"] - learning_rate * gradient
    return vector + velocity, OptimizerState(state.count + 1, {"momentum": velocity})


def nesterov(
    vector: Array, gradient: Array, state: OptimizerState, learning_rate: float, hyperparameters: Hyperparameters
) -> tuple[Array, OptimizerState]:
    """Return one step with momentum that looks ahead (Nesterov 1983; the form of Sutskever et al. 2013)."""
    downhill = learning_rate * gradient
    velocity = hyperparameters["momentum"] * state.slots["momentum"] - downhill
    ahead = hyperparameters["momentum"] * velocity - downhill
    return vector + ahead, OptimizerState(state.count + 1, {"momentum": velocity})


def adagrad(
    vector: Array, gradient: Array, state: OptimizerState, learning_rate: float, hyperparameters: Hyperparameters
) -> tuple[Array, OptimizerState]:
    """Return one step of Adagrad (Duchi et al. 2011)."""
    accumulator = state.slots["accumulator"] + gradient * gradient
    step = learning_rate * gradient / np.sqrt(accumulator + hyperparameters["epsilon"])
    return vector - step, OptimizerState(state.count + 1, {"accumulator": accumulator})


def adadelta(
    vector: Array, gradient: Array, state: OptimizerState, learning_rate: float, hyperparameters: Hyperparameters
) -> tuple[Array, OptimizerState]:
    """Return one step of Adadelta (Zeiler 2012)."""
    rho, epsilon = hyperparameters["rho"], hyperparameters["epsilon"]
    past_steps = state.slots["accumulated_delta_var"]
    gradients = running_average(state.slots["accumulated_grad"], gradient * gradient, rho)
    step = gradient * np.sqrt((past_steps + epsilon) / (gradients + epsilon))
    steps = running_average(past_steps, step * step, rho)
    slots = {"accumulated_grad": gradients, "accumulated_delta_var": steps}
    return vector - learning_rate * step, OptimizerState(state.count + 1, slots)


def rmsprop(
    vector: Array, gradient: Array, state: OptimizerState, learning_rate: float, hyperparameters: Hyperparameters
) -> tuple[Array, OptimizerState]:
    """Return one step of RMSprop (Tieleman and Hinton 2012)."""
    velocity = running_average(state.slots["velocity"], gradient * gradient, hyperparameters["rho"])
    step = learning_rate * gradient / np.sqrt(velocity + hyperparameters["epsilon"])
    return vector - step, OptimizerState(state.count + 1, {"velocity": velocity})


def adam(
    vector: Array, gradient: Array, state: OptimizerState, learning_rate: float, hyperparameters: Hyperparameters
) -> tuple[Array, OptimizerState]:
    """Return one step of Adam (Kingma and Ba 2015, the short form at the end of section 2)."""
    beta_1, beta_2, count = hyperparameters["beta_1"], hyperparameters["beta_2"], state.count + 1
    m = running_average(state.slots["momentum"], gradient, beta_1)
    v = running_average(state.slots["velocity"], gradient * gradient, beta_2)
    rate = learning_rate * math.sqrt(1 - beta_2**count) / (1 - beta_1**count)
    step = rate * m / (np.sqrt(v) + hyperparameters["epsilon"])
    return vector - step, OptimizerState(count, {"momentum": m, "velocity": v})


def adamw(
    vector: Array, gradient: Array, state: OptimizerState, learning_rate: float, hyperparameters: Hyperparameters
) -> tuple[Array, OptimizerState]:
    """Return one step of AdamW (Loshchilov and Hutter 2019); as in Keras the biases decay too."""
    decayed = vector * (1 - learning_rate * hyperparameters["weight_decay"])
    return adam(decayed, gradient, state, learning_rate, hyperparameters)


def nadam(
    vector: Array, gradient: Array, state: OptimizerState, learning_rate: float, hyperparameters: Hyperparameters
) -> tuple[Array, OptimizerState]:
    """Return one step of Nadam (Dozat 2016), with the warming momentum u of its appendix."""
    beta_1, beta_2, count = hyperparameters["beta_1"], hyperparameters["beta_2"], state.count + 1
    u, next_u = (beta_1 * (1 - 0.5 * 0.96**t) for t in (count, count + 1))
    product = state.slots["u_product"] * u
    m = running_average(state.slots["momentum"], gradient, beta_1)
    v = running_average(state.slots["velocity"], gradient * gradient, beta_2)
    m_hat = next_u * m / (1 - next_u * product) + (1 - u) * gradient / (1 - product)
    v_hat = v / (1 - beta_2**count)
    step = learning_rate * m_hat / (np.sqrt(v_hat) + hyperparameters["epsilon"])
    return vector - step, OptimizerState(count, {"momentum": m, "velocity": v, "u_product": product})
