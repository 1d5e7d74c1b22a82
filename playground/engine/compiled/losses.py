"""Losses: each rule takes a prediction a and its target t, of n samples with m outputs, and returns a derivative.

By name of the loss it is dLoss/da. By names of the loss and its output activation it is dLoss/dz, for pairs that
have a closed form.
"""

from collections.abc import Callable

from numba import njit

from playground.engine.arrays import Array
from playground.engine.compiled.choices import choice
from playground.engine.losses import PROBABILITY_MARGIN

Rule = Callable[[float, float, int, int], float]
Loop = Callable[[Array, Array, Array, int, int, int, int], None]


@njit(error_model="numpy")
def probability(a: float) -> float:
    """Return a moved off 0 and 1, in its own type."""
    number = type(a)
    lowest, highest = number(PROBABILITY_MARGIN), number(1 - PROBABILITY_MARGIN)
    return lowest if a < lowest else highest if a > highest else a


@njit(error_model="numpy")
def sign(x: float) -> float:
    """Return -1, 0 or 1, and what is not a number as it is."""
    return 1.0 if x > 0 else -1.0 if x < 0 else x


def mean_squared_error(a: float, t: float, n: int, m: int) -> float:
    """Return 2 (a - t) / (n m)."""
    return (a - t) * (2 / (n * m))


def sum_of_squared_errors(a: float, t: float, n: int, m: int) -> float:
    """Return 2 (a - t)."""
    return 2 * (a - t)


def mean_absolute_error(a: float, t: float, n: int, m: int) -> float:
    """Return sign(a - t) / (n m)."""
    return sign(a - t) / (n * m)


def huber(a: float, t: float, n: int, m: int) -> float:
    """Return a - t clipped to -1 and 1, over n m."""
    error = a - t
    return (-1.0 if error < -1 else 1.0 if error > 1 else error) / (n * m)


def binary_crossentropy(a: float, t: float, n: int, m: int) -> float:
    """Return (p - t) / (p (1 - p)) / (n m)."""
    p = probability(a)
    return (p - t) / (p * (1 - p)) / (n * m)


def categorical_crossentropy(a: float, t: float, n: int, m: int) -> float:
    """Return -t / a / n."""
    return -t / probability(a) / n


def hinge(a: float, t: float, n: int, m: int) -> float:
    """Return -s / (n m) where s a < 1, with s = 2 t - 1."""
    s = 2 * t - 1
    return -s / (n * m) if s * a < 1 else 0.0


def mean_difference(a: float, t: float, n: int, m: int) -> float:
    """Return (a - t) / (n m)."""
    return (a - t) / (n * m)


def mean_difference_of_samples(a: float, t: float, n: int, m: int) -> float:
    """Return (a - t) / n."""
    return (a - t) / n


def over_outputs(rule: Rule, *, is_fused: bool) -> Loop:
    """Return the loop that turns the slopes of the output layer into its deltas by a rule."""
    compiled = njit(error_model="numpy")(rule)

    @njit(error_model="numpy")
    def loop(
        activations: Array, slopes: Array, targets: Array, start: int, units: int, width: int, n_samples: int
    ) -> None:
        for unit in range(units):
            first, begin = unit * width, start + unit * width
            a, t, deltas = (
                activations[begin : begin + width],
                targets[first : first + width],
                slopes[begin : begin + width],
            )
            for sample in range(n_samples):
                derivative = compiled(a[sample], t[sample], n_samples, units)
                deltas[sample] = derivative if is_fused else derivative * deltas[sample]
            for sample in range(n_samples, width):
                deltas[sample] = 0

    return loop


GRADIENTS: dict[str, Loop] = {
    rule.__name__: over_outputs(rule, is_fused=False)
    for rule in (
        mean_squared_error,
        sum_of_squared_errors,
        mean_absolute_error,
        huber,
        binary_crossentropy,
        categorical_crossentropy,
        hinge,
    )
}
DELTAS: dict[tuple[str, str], Loop] = {
    ("binary_crossentropy", "sigmoid"): over_outputs(mean_difference, is_fused=True),
    ("categorical_crossentropy", "softmax"): over_outputs(mean_difference_of_samples, is_fused=True),
}
LOOPS: dict[str | tuple[str, str], Loop] = dict([*GRADIENTS.items(), *DELTAS.items()])
differentiate_loss = choice(tuple(LOOPS.values()))
"""(place in LOOPS, activations, slopes, targets, start, units, width, n_samples): turn slopes into dLoss/dz.

Predictions and slopes begin at `start`, targets at 0; the samples from `n_samples` up to `width` are copies, which
get 0.
"""


@njit(error_model="numpy")
def joint_pullback(activations: Array, deltas: Array, start: int, units: int, width: int) -> None:
    """Turn dLoss/da of a softmax layer into dLoss/dz, the product with its Jacobian diag(a) - a a^T."""
    for sample in range(start, start + width):
        rows = range(sample, sample + units * width, width)
        mean_upstream = 0.0
        for p in rows:
            mean_upstream += deltas[p] * activations[p]
        for p in rows:
            deltas[p] = activations[p] * (deltas[p] - mean_upstream)
