"""Ways to draw a layer's first weights; biases always begin at 0.

Distributions and constants are those of Keras 3. The generator is an argument: equal generators give equal weights.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Weights = NDArray[np.float64]

CUT = 2.0  # truncated normals are cut at two deviations ...
CUT_DEVIATION = 0.87962566103423978  # ... which leaves this much of the deviation (Keras' VarianceScaling)


@dataclass(frozen=True, slots=True)
class Initializer:
    """One way to draw weights.

    Attributes:
        name: key in INITIALIZERS.
        label: name on the page.
        keras_name: what Keras calls it, as in `Dense(kernel_initializer=...)`.
        draw: (generator, fan_in, fan_out) -> weights (fan_in, fan_out) in float64.
        formula: the distribution, LaTeX; n_in is fan_in, n_out fan_out.
        description: what it is good for, one sentence for a student.
        is_blind: whether it draws the same sizes of weights for any layer.
    """

    name: str
    label: str
    keras_name: str
    draw: Callable[[np.random.Generator, int, int], Weights]
    formula: str
    description: str
    is_blind: bool = False


def uniform(rng: np.random.Generator, shape: tuple[int, int], deviation: float) -> Weights:
    """Return weights spread evenly around 0, with this standard deviation; the bound is sqrt(3) times as large."""
    bound = math.sqrt(3) * deviation
    return rng.uniform(-bound, bound, shape)


def truncated_normal(rng: np.random.Generator, shape: tuple[int, int], deviation: float) -> Weights:
    """Return normal weights cut at two deviations by drawing again, rescaled to have this standard deviation."""
    values = rng.standard_normal(shape)
    while (outside := np.abs(values) > CUT).any():
        values[outside] = rng.standard_normal(np.count_nonzero(outside))
    return values * (deviation / CUT_DEVIATION)


def glorot(fan_in: int, fan_out: int) -> float:
    """Return sqrt(2 / (fan_in + fan_out)) (Glorot and Bengio 2010)."""
    return math.sqrt(2 / (fan_in + fan_out))


def he(fan_in: int) -> float:
    """Return sqrt(2 / fan_in) (He et al. 2015)."""
    return math.sqrt(2 / fan_in)


def lecun(fan_in: int) -> float:
    """Return sqrt(1 / fan_in) (LeCun et al. 1998)."""
    return math.sqrt(1 / fan_in)


INITIALIZERS: dict[str, Initializer] = {
    entry.name: entry
    for entry in (
        Initializer(
            name="zeros",
            label="Zeros",
            keras_name="zeros",
            draw=lambda rng, fan_in, fan_out: np.zeros((fan_in, fan_out)),
            formula=r"w = 0",
            description="All weights 0: every neuron of a layer learns the same, which shows why we draw at random.",
            is_blind=True,
        ),
        Initializer(
            name="uniform",
            label="Uniform",
            keras_name="random_uniform",
            draw=lambda rng, fan_in, fan_out: rng.uniform(-0.05, 0.05, (fan_in, fan_out)),
            formula=r"w \sim U(-0.05,\ 0.05)",
            description="Small weights spread evenly around 0, whatever the size of the layer.",
            is_blind=True,
        ),
        Initializer(
            name="normal",
            label="Normal",
            keras_name="random_normal",
            draw=lambda rng, fan_in, fan_out: rng.normal(0, 0.05, (fan_in, fan_out)),
            formula=r"w \sim N(0,\ 0.05^2)",
            description="Small bell-shaped weights around 0, whatever the size of the layer.",
            is_blind=True,
        ),
        Initializer(
            name="glorot_uniform",
            label="Glorot uniform",
            keras_name="glorot_uniform",
            draw=lambda rng, fan_in, fan_out: uniform(rng, (fan_in, fan_out), glorot(fan_in, fan_out)),
            formula=r"w \sim U(-r,\ r), \quad r = \sqrt{\frac{6}{n_{in} + n_{out}}}",
            description="Smaller weights for larger layers, so that signals keep their size both ways; good with tanh.",
        ),
        Initializer(
            name="glorot_normal",
            label="Glorot normal",
            keras_name="glorot_normal",
            draw=lambda rng, fan_in, fan_out: truncated_normal(rng, (fan_in, fan_out), glorot(fan_in, fan_out)),
            formula=r"w \sim N(0,\ \sigma^2), \quad \sigma = \sqrt{\frac{2}{n_{in} + n_{out}}}",
            description="As Glorot uniform, but bell-shaped, without the far tails.",
        ),
        Initializer(
            name="he_uniform",
            label="He uniform",
            keras_name="he_uniform",
            draw=lambda rng, fan_in, fan_out: uniform(rng, (fan_in, fan_out), he(fan_in)),
            formula=r"w \sim U(-r,\ r), \quad r = \sqrt{\frac{6}{n_{in}}}",
            description="Weights large enough to make up for the half of the signal that ReLU cuts off.",
        ),
        Initializer(
            name="he_normal",
            label="He normal",
            keras_name="he_normal",
            draw=lambda rng, fan_in, fan_out: truncated_normal(rng, (fan_in, fan_out), he(fan_in)),
            formula=r"w \sim N(0,\ \sigma^2), \quad \sigma = \sqrt{\frac{2}{n_{in}}}",
            description="As He uniform, but bell-shaped, without the far tails; the usual partner of ReLU.",
        ),
        Initializer(
            name="lecun_uniform",
            label="LeCun uniform",
            keras_name="lecun_uniform",
            draw=lambda rng, fan_in, fan_out: uniform(rng, (fan_in, fan_out), lecun(fan_in)),
            formula=r"w \sim U(-r,\ r), \quad r = \sqrt{\frac{3}{n_{in}}}",
            description="Weights that keep the spread of a sum equal to the spread of its inputs.",
        ),
        Initializer(
            name="lecun_normal",
            label="LeCun normal",
            keras_name="lecun_normal",
            draw=lambda rng, fan_in, fan_out: truncated_normal(rng, (fan_in, fan_out), lecun(fan_in)),
            formula=r"w \sim N(0,\ \sigma^2), \quad \sigma = \sqrt{\frac{1}{n_{in}}}",
            description="As LeCun uniform, but bell-shaped, without the far tails; the partner of SELU.",
        ),
    )
}
