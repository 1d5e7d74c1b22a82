"""How the learning rate changes with the steps.

A schedule is a function of the step, and of the rate that would hold without it; so schedules follow one another:
`scheduled(0.03, warm_up, decay)` is a function of the step alone.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

Change = Callable[[int, float], float]
"""(step, rate) -> rate of the update made after `step` updates, from the one that would hold otherwise."""

Rate = Callable[[int], float]
"""step -> rate of the update made after `step` updates."""

ONE_CYCLE_TIMES, ONE_CYCLE_SHARES = (0.0, 0.45, 0.9, 1.0), (0.1, 1.0, 0.1, 0.001)


@dataclass(frozen=True, slots=True)
class Schedule:
    """One schedule.

    Attributes:
        name: key in SCHEDULES.
        label: name on the page.
        keras_name: its class in `keras.optimizers.schedules`; None where Keras has none.
        change: (decay_steps, decay_rate) -> what it makes of a learning rate.
        parameters: which of decay_steps and decay_rate it uses.
        formula: the rate at step t, LaTeX; eta_0 is the learning rate, T decay_steps, r decay_rate.
        description: what it does, one sentence for a student.
        keras_arguments: what the Keras class needs besides.
    """

    name: str
    label: str
    keras_name: str | None
    change: Callable[[int, float], Change]
    parameters: tuple[str, ...]
    formula: str
    description: str
    keras_arguments: Mapping[str, bool] = field(default_factory=dict)


def power(base: float, exponent: float) -> float:
    """Return base ** exponent; infinity where that is too large for a float, as at the end of a range test."""
    try:
        return float(base**exponent)
    except OverflowError:
        return math.inf


def cosine(decay_steps: int, decay_rate: float) -> Change:
    """Return half a cosine wave down to 0 (Loshchilov and Hutter 2017, without restarts)."""
    return lambda step, rate: rate * 0.5 * (1 + math.cos(math.pi * min(step / decay_steps, 1)))


def one_cycle(decay_steps: int, decay_rate: float) -> Change:
    """Return Smith's 1cycle policy (2018): up, down, and a last stretch down to a thousandth."""
    return lambda step, rate: rate * float(np.interp(step / decay_steps, ONE_CYCLE_TIMES, ONE_CYCLE_SHARES))


def scheduled(learning_rate: float, *changes: Change) -> Rate:
    """Return the learning rate as a function of the step: each schedule changes what those before it make of it."""

    def rate(step: int) -> float:
        value = learning_rate
        for change in changes:
            value = change(step, value)
        return value

    return rate


SCHEDULES: dict[str, Schedule] = {
    entry.name: entry
    for entry in (
        Schedule(
            name="constant",
            label="Constant",
            keras_name=None,
            change=lambda decay_steps, decay_rate: lambda step, rate: rate,
            parameters=(),
            formula=r"\eta_0",
            description="The learning rate stays as it is.",
        ),
        Schedule(
            name="exponential",
            label="Exponential",
            keras_name="ExponentialDecay",
            change=lambda decay_steps, decay_rate: lambda step, rate: rate * power(decay_rate, step / decay_steps),
            parameters=("decay_steps", "decay_rate"),
            formula=r"\eta_0\, r^{t / T}",
            description="Multiplies the rate by the same factor every so many steps, a little at each step.",
        ),
        Schedule(
            name="power",
            label="Power",
            keras_name=None,
            change=lambda decay_steps, decay_rate: lambda step, rate: rate / power(1 + step / decay_steps, decay_rate),
            parameters=("decay_steps", "decay_rate"),
            formula=r"\frac{\eta_0}{(1 + t / T)^r}",
            description="Falls quickly at first and then ever more slowly: with r = 1 to a half, a third, a fourth.",
        ),
        Schedule(
            name="step",
            label="Steps",
            keras_name="ExponentialDecay",
            change=lambda decay_steps, decay_rate: lambda step, rate: rate * power(decay_rate, step // decay_steps),
            parameters=("decay_steps", "decay_rate"),
            formula=r"\eta_0\, r^{\lfloor t / T \rfloor}",
            description="Stays level for a while, then drops by the same factor, like stairs.",
            keras_arguments={"staircase": True},
        ),
        Schedule(
            name="cosine",
            label="Cosine",
            keras_name="CosineDecay",
            change=cosine,
            parameters=("decay_steps",),
            formula=r"\frac{\eta_0}{2} \left( 1 + \cos \left( \pi \min(t / T, 1) \right) \right)",
            description="Glides down to 0 along half a cosine wave: slow, then quick, then slow.",
        ),
        Schedule(
            name="one_cycle",
            label="One cycle",
            keras_name=None,
            change=one_cycle,
            parameters=("decay_steps",),
            formula=(
                r"\eta_0 \cdot \text{linear through } \tfrac{1}{10},\ 1,\ \tfrac{1}{10},\ \tfrac{1}{1000}"
                r" \text{ at } t = 0,\ 0.45\, T,\ 0.9\, T,\ T"
            ),
            description="Warms up to the full rate, cools down again, and ends with very small steps.",
        ),
    )
}
