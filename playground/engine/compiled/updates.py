"""The update rules of playground.engine.update_rules, in place.

Each takes the parameters `vector`, their `gradient` g, the `slots` (n_slots, n_parameters), the `count` of this
update (1 the first), its learning rate, and the hyperparameters `h` in the order of the rule's entry in OPTIMIZERS.
Factors are worked out in float64 and then take the parameters' type, as Python's numbers do in NumPy.
"""

import math
from collections.abc import Callable

import numpy as np
from numba import njit

from playground.engine.arrays import Array
from playground.engine.compiled.choices import choice

Rule = Callable[[Array, Array, Array, int, float, Array], None]


@njit(error_model="numpy")
def sgd(vector: Array, g: Array, slots: Array, count: int, learning_rate: float, h: Array) -> None:
    """Make one step downhill."""
    rate = vector.dtype.type(learning_rate)
    for p in range(vector.size):
        vector[p] -= rate * g[p]


@njit(error_model="numpy")
def momentum(vector: Array, g: Array, slots: Array, count: int, learning_rate: float, h: Array) -> None:
    """Make one step with momentum."""
    number = vector.dtype.type
    rate, mu = number(learning_rate), number(h[0])
    for p in range(vector.size):
        v = mu * slots[0, p] - rate * g[p]
        slots[0, p] = v
        vector[p] += v


@njit(error_model="numpy")
def nesterov(vector: Array, g: Array, slots: Array, count: int, learning_rate: float, h: Array) -> None:
    """Make one step with momentum that looks ahead."""
    number = vector.dtype.type
    rate, mu = number(learning_rate), number(h[0])
    for p in range(vector.size):
        downhill = rate * g[p]
        v = mu * slots[0, p] - downhill
        slots[0, p] = v
        vector[p] += mu * v - downhill


@njit(error_model="numpy")
def adagrad(vector: Array, g: Array, slots: Array, count: int, learning_rate: float, h: Array) -> None:
    """Make one step of Adagrad; h[0] has been used up: it is what the slot began with."""
    number = vector.dtype.type
    rate, epsilon = number(learning_rate), number(h[1])
    for p in range(vector.size):
        s = slots[0, p] + g[p] * g[p]
        slots[0, p] = s
        vector[p] -= rate * g[p] / np.sqrt(s + epsilon)


@njit(error_model="numpy")
def adadelta(vector: Array, g: Array, slots: Array, count: int, learning_rate: float, h: Array) -> None:
    """Make one step of Adadelta."""
    number = vector.dtype.type
    rate, fresh, epsilon = number(learning_rate), number(1 - h[0]), number(h[1])
    for p in range(vector.size):
        s, d = slots[0, p], slots[1, p]
        s += fresh * (g[p] * g[p] - s)
        step = g[p] * np.sqrt((d + epsilon) / (s + epsilon))
        slots[0, p] = s
        slots[1, p] = d + fresh * (step * step - d)
        vector[p] -= rate * step


@njit(error_model="numpy")
def rmsprop(vector: Array, g: Array, slots: Array, count: int, learning_rate: float, h: Array) -> None:
    """Make one step of RMSprop."""
    number = vector.dtype.type
    rate, fresh, epsilon = number(learning_rate), number(1 - h[0]), number(h[1])
    for p in range(vector.size):
        s = slots[0, p]
        s += fresh * (g[p] * g[p] - s)
        slots[0, p] = s
        vector[p] -= rate * g[p] / np.sqrt(s + epsilon)


@njit(error_model="numpy")
def adam(vector: Array, g: Array, slots: Array, count: int, learning_rate: float, h: Array) -> None:
    """Make one step of Adam."""
    number = vector.dtype.type
    fresh_1, fresh_2, epsilon = number(1 - h[0]), number(1 - h[1]), number(h[2])
    t = float(count)
    rate = number(learning_rate * math.sqrt(1 - math.pow(h[1], t)) / (1 - math.pow(h[0], t)))
    for p in range(vector.size):
        m, v = slots[0, p], slots[1, p]
        m += fresh_1 * (g[p] - m)
        v += fresh_2 * (g[p] * g[p] - v)
        slots[0, p], slots[1, p] = m, v
        vector[p] -= rate * m / (np.sqrt(v) + epsilon)


@njit(error_model="numpy")
def adamw(vector: Array, g: Array, slots: Array, count: int, learning_rate: float, h: Array) -> None:
    """Shrink all parameters, then make one step of Adam."""
    kept = vector.dtype.type(1 - learning_rate * h[0])
    for p in range(vector.size):
        vector[p] *= kept
    adam(vector, g, slots, count, learning_rate, h[1:])


@njit(error_model="numpy")
def warming(beta_1: float, t: int) -> float:
    """Return Nadam's momentum u_t."""
    return beta_1 * (1 - 0.5 * math.pow(0.96, float(t)))


@njit(error_model="numpy")
def nadam(vector: Array, g: Array, slots: Array, count: int, learning_rate: float, h: Array) -> None:
    """Make one step of Nadam."""
    number = vector.dtype.type
    fresh_1, fresh_2, epsilon, one = number(1 - h[0]), number(1 - h[1]), number(h[2]), number(1)
    u, next_u = number(warming(h[0], count)), number(warming(h[0], count + 1))
    rate, correction = number(learning_rate), number(1 - math.pow(h[1], float(count)))
    for p in range(vector.size):
        m, v, product = slots[0, p], slots[1, p], slots[2, p] * u
        m += fresh_1 * (g[p] - m)
        v += fresh_2 * (g[p] * g[p] - v)
        slots[0, p], slots[1, p], slots[2, p] = m, v, product
        m_hat = next_u * m / (one - next_u * product) + (one - u) * g[p] / (one - product)
        vector[p] -= rate * m_hat / (np.sqrt(v / correction) + epsilon)


RULES: dict[str, Rule] = {
    "sgd": sgd,
    "momentum": momentum,
    "nesterov": nesterov,
    "adagrad": adagrad,
    "adadelta": adadelta,
    "rmsprop": rmsprop,
    "adam": adam,
    "adamw": adamw,
    "nadam": nadam,
}
update = choice(tuple(RULES.values()))
"""(place in RULES, vector, gradient, slots, count, learning_rate, h): make one update by that rule."""
