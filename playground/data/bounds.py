"""The ranges that a dataset's arguments may take, and the checks that hold them.

Nothing here draws or reshapes data.
"""

from numbers import Integral, Real

INPUT_LIMIT = 6.0
"""Every synthetic input lies in [-INPUT_LIMIT, INPUT_LIMIT]: the square that the page draws."""

N_SAMPLES_RANGE = (10, 5000)
NOISE_RANGE = (0.0, 1.0)
TRAIN_FRACTION_RANGE = (0.1, 1.0)
N_CLASSES_RANGE = (3, 6)


def check_number(name: str, value: float, allowed: tuple[float, float]) -> None:
    """Return nothing if `value` is a number within `allowed`, both ends included.

    Raises:
        ValueError: If it is not a number, is not finite or lies outside.
    """
    low, high = allowed
    if isinstance(value, bool) or not isinstance(value, Real) or not low <= value <= high:
        raise ValueError(f"{name} is {value!r}; give a number between {low} and {high}")


def check_integer(name: str, value: int, allowed: tuple[int, int]) -> None:
    """Return nothing if `value` is a whole number within `allowed`, both ends included.

    Raises:
        ValueError: If it is not a whole number or lies outside.
    """
    low, high = allowed
    if not _is_integer(value) or not low <= value <= high:
        raise ValueError(f"{name} is {value!r}; give a whole number between {low} and {high}")


def check_seed(seed: int) -> None:
    """Return nothing if `seed` can seed a generator.

    Raises:
        ValueError: If it is not a whole number or is negative.
    """
    if not _is_integer(seed) or seed < 0:
        raise ValueError(f"seed is {seed!r}; give a whole number, 0 or greater")


def _is_integer(value: object) -> bool:
    return isinstance(value, Integral) and not isinstance(value, bool)
