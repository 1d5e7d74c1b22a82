"""The exponential function and its relatives, written so that LLVM computes several at once.

The functions of the C library are exact too, but take one number a call: five times the time of these, and half of
a small network's. All are in float64, whatever the network is in, and right to two units in the last place.
Of fast-math only contraction is allowed here: the rest would undo the exact reductions.
"""

import math

import numpy as np
from numba import njit

from playground.engine.activation_rules import LARGEST_EXPONENT

LOG2_E = 1 / math.log(2)
LN2_HIGH = 6.93147180369123816490e-01  # its last bits are 0, so that n LN2_HIGH is exact (Sun's fdlibm, e_exp.c)
LN2_LOW = 1.90821492927058770002e-10
ROUNDER = 1.5 * 2.0**52  # adding it leaves the nearest whole number in a float64's last bits
EXPONENT_BIAS, FRACTION_BITS = 1023, 52  # of a float64
SMALLEST_EXPONENT = -708.0  # exp(-708) is the least that is not subnormal
TANH_IS_1 = 20.0


@njit(error_model="numpy", fastmath={"contract"})
def powers(x: float) -> tuple[float, float]:
    """Return 2^n and exp(r) - 1 with x = n ln 2 + r and |r| at most half of ln 2; for x from -708 to 709."""
    rounded = x * LOG2_E + ROUNDER
    n = rounded - ROUNDER
    r = (x - n * LN2_HIGH) - n * LN2_LOW
    # Taylor's series, by Horner; a loop over its terms would keep LLVM from vectorizing. The rest is below 1e-17.
    end = 1 / 3628800 + r * (1 / 39916800 + r * (1 / 479001600 + r * (1 / 6227020800)))
    tail = 1 / 5040 + r * (1 / 40320 + r * (1 / 362880 + r * end))
    fraction = r + r * r * (1 / 2 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120 + r * (1 / 720 + r * tail)))))
    bits = (np.float64(rounded).view(np.int64) + EXPONENT_BIAS) << FRACTION_BITS
    return np.int64(bits).view(np.float64), fraction


@njit(error_model="numpy", fastmath={"contract"})
def exp(x: float) -> float:
    """Return e^x for x up to 709."""
    power, fraction = powers(SMALLEST_EXPONENT if x < SMALLEST_EXPONENT else x)
    return power * fraction + power


@njit(error_model="numpy", fastmath={"contract"})
def expm1(x: float) -> float:
    """Return e^x - 1 for x up to 709, exact around 0 too."""
    power, fraction = powers(SMALLEST_EXPONENT if x < SMALLEST_EXPONENT else x)
    return power * fraction + (power - 1)


@njit(error_model="numpy", fastmath={"contract"})
def tanh(x: float) -> float:
    """Return the hyperbolic tangent, as (e^2x - 1) / (e^2x + 1) of |x|."""
    size = abs(x)
    m = expm1(2 * (TANH_IS_1 if size > TANH_IS_1 else size))
    a = m / (m + 2)
    return -a if x < 0 else a


@njit(error_model="numpy", fastmath={"contract"})
def sigmoid(x: float) -> float:
    """Return 1 / (1 + exp(-x)); below -LARGEST_EXPONENT it stays where it is there, as in the NumPy engine."""
    return 1 / (1 + exp(LARGEST_EXPONENT if -x > LARGEST_EXPONENT else -x))
