"""Activation functions with their derivatives: each rule takes z and returns a and da/dz.

`activate` goes over a layer; comparisons are written so that what is not a number stays so.
"""

import math
from collections.abc import Callable

import numpy as np
from numba import njit

from playground.engine.activation_rules import LEAKY_SLOPE, SELU_ALPHA, SELU_SCALE
from playground.engine.arrays import Array
from playground.engine.compiled import exponentials
from playground.engine.compiled.choices import choice
from playground.engine.compiled.lanes import LANES

Loop = Callable[[Array, Array, int, int, int], None]


def linear(z: float) -> tuple[float, float]:
    """Return z."""
    return z, 1.0


def relu(z: float) -> tuple[float, float]:
    """Return max(0, z)."""
    return (0.0 if z <= 0 else z), (1.0 if z > 0 else 0.0)


def leaky_relu(z: float) -> tuple[float, float]:
    """Return max(LEAKY_SLOPE z, z)."""
    slope = 1.0 if z > 0 else LEAKY_SLOPE
    return slope * z, slope


def elu(z: float) -> tuple[float, float]:
    """Return z where it is positive, exp(z) - 1 elsewhere."""
    below = exponentials.expm1(0.0 if z > 0 else z)
    return (z if z > 0 else below), below + 1


def selu(z: float) -> tuple[float, float]:
    """Return a scaled ELU."""
    below = SELU_SCALE * SELU_ALPHA * exponentials.expm1(0.0 if z > 0 else z)
    return (SELU_SCALE * z if z > 0 else below), (SELU_SCALE if z > 0 else below + SELU_SCALE * SELU_ALPHA)


def gelu(z: float) -> tuple[float, float]:
    """Return z Phi(z), Phi the probability that a standard normal variable is below z."""
    probability = 0.5 * math.erfc(-math.sqrt(0.5) * z)
    density = exponentials.exp(-0.5 * z * z) / math.sqrt(2 * math.pi)
    return z * probability, probability + z * density


def silu(z: float) -> tuple[float, float]:
    """Return z sigmoid(z)."""
    s = exponentials.sigmoid(z)
    return z * s, s + z * s * (1 - s)


def softplus(z: float) -> tuple[float, float]:
    """Return log(1 + exp(z)), computed without overflow."""
    return (0.0 if z <= 0 else z) + math.log1p(exponentials.exp(-abs(z))), exponentials.sigmoid(z)


def sigmoid(z: float) -> tuple[float, float]:
    """Return 1 / (1 + exp(-z))."""
    a = exponentials.sigmoid(z)
    return a, a * (1 - a)


def tanh(z: float) -> tuple[float, float]:
    """Return the hyperbolic tangent."""
    a = exponentials.tanh(z)
    return a, 1 - a * a


def elementwise(rule: Callable[[float], tuple[float, float]]) -> Loop:
    """Return the loop that applies a rule to every number of a layer."""
    compiled = njit(error_model="numpy")(rule)

    @njit(error_model="numpy")
    def loop(activations: Array, slopes: Array, start: int, units: int, width: int) -> None:
        a, z = activations[start : start + units * width], slopes[start : start + units * width]
        for first in range(0, z.size, LANES):  # from 0: LLVM vectorizes where no place can count from the end
            for p in range(first, first + LANES):
                a[p], z[p] = compiled(np.float64(z[p]))

    return loop


@njit(error_model="numpy")
def softmax(activations: Array, slopes: Array, start: int, units: int, width: int) -> None:
    """Fill in exp(z) over its sum. Its derivative is no slope: they stay 1, for `losses.joint_pullback` to do."""
    for sample in range(start, start + width):
        rows = range(sample, sample + units * width, width)
        largest, total = slopes[sample], 0.0
        for p in rows:
            largest = max(largest, slopes[p])
        for p in rows:
            power = exponentials.exp(np.float64(slopes[p] - largest))
            total += power
            activations[p] = power
        for p in rows:
            activations[p] /= total
            slopes[p] = 1


LOOPS: dict[str, Loop] = {
    **{
        rule.__name__: elementwise(rule)
        for rule in (linear, relu, leaky_relu, elu, selu, gelu, silu, softplus, sigmoid, tanh)
    },
    "softmax": softmax,
}
activate = choice(tuple(LOOPS.values()))
"""(place in LOOPS, activations, slopes, start, units, width): turn a layer's z into its activations and da/dz.

z lies in `slopes` before, da/dz after. The layer has `units` times `width` numbers, from `start` in both arrays.
"""
