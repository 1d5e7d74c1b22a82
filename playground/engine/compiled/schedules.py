"""The learning rate of every step, by the rules of playground.engine.schedules."""

import math
from collections.abc import Callable

from numba import njit

from playground.engine.compiled.choices import choice
from playground.engine.schedules import ONE_CYCLE_SHARES, ONE_CYCLE_TIMES

Rule = Callable[[int, float, int, float], float]


@njit(error_model="numpy")
def constant(step: int, learning_rate: float, decay_steps: int, decay_rate: float) -> float:
    """Return the learning rate as it is."""
    return learning_rate


@njit(error_model="numpy")
def exponential(step: int, learning_rate: float, decay_steps: int, decay_rate: float) -> float:
    """Return the rate times decay_rate every decay_steps, a little at each step."""
    return learning_rate * math.pow(decay_rate, step / decay_steps)


@njit(error_model="numpy")
def power(step: int, learning_rate: float, decay_steps: int, decay_rate: float) -> float:
    """Return the rate over a power of the time."""
    return learning_rate / math.pow(1 + step / decay_steps, decay_rate)


@njit(error_model="numpy")
def staircase(step: int, learning_rate: float, decay_steps: int, decay_rate: float) -> float:
    """Return the rate times decay_rate every decay_steps, all at once."""
    return learning_rate * math.pow(decay_rate, float(step // decay_steps))


@njit(error_model="numpy")
def cosine(step: int, learning_rate: float, decay_steps: int, decay_rate: float) -> float:
    """Return the rate along half a cosine wave."""
    return learning_rate * 0.5 * (1 + math.cos(math.pi * min(step / decay_steps, 1.0)))


@njit(error_model="numpy")
def one_cycle(step: int, learning_rate: float, decay_steps: int, decay_rate: float) -> float:
    """Return the rate along the straight lines between ONE_CYCLE_TIMES and ONE_CYCLE_SHARES."""
    time = step / decay_steps
    for k in range(1, len(ONE_CYCLE_TIMES)):
        if time < ONE_CYCLE_TIMES[k]:
            rise = (ONE_CYCLE_SHARES[k] - ONE_CYCLE_SHARES[k - 1]) / (ONE_CYCLE_TIMES[k] - ONE_CYCLE_TIMES[k - 1])
            return learning_rate * (ONE_CYCLE_SHARES[k - 1] + rise * (time - ONE_CYCLE_TIMES[k - 1]))
    return learning_rate * ONE_CYCLE_SHARES[-1]


RULES: dict[str, Rule] = {
    "constant": constant,
    "exponential": exponential,
    "power": power,
    "step": staircase,
    "cosine": cosine,
    "one_cycle": one_cycle,
}
scheduled_rate = choice(tuple(RULES.values()))
"""(place in RULES, step, learning_rate, decay_steps, decay_rate): the rate of the update made after `step` updates."""
