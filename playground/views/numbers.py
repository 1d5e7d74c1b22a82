"""Numbers on their way into a figure: packed as Plotly reads them fastest, and rounded so that axes stay put."""

import base64
from math import floor, log10
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

FAR = 1e30  # what is larger cannot be drawn, or has no place in single precision
STEPS = (1.0, 1.5, 2.0, 3.0, 5.0, 7.0, 10.0)  # times a power of ten


def typed(values: ArrayLike) -> dict[str, Any]:
    """Return an array as single-precision numbers that Plotly's JSON may hold, in a twentieth of the time of a list.

    What lies beyond FAR is NaN, which is not drawn.
    """
    with np.errstate(over="ignore"):
        array = np.ascontiguousarray(values, "<f4")
    return _packed(np.where(np.abs(array) <= FAR, array, np.float32(np.nan)), "f4")


def small(values: ArrayLike) -> dict[str, Any]:
    """Return an array of whole numbers from 0 to 65535 as Plotly's JSON may hold it, a byte each or two."""
    dtype = "u1" if np.max(values, initial=0) < 256 else "u2"
    return _packed(np.ascontiguousarray(values, f"<{dtype}"), dtype)


def _packed(array: np.ndarray[Any, Any], dtype: str) -> dict[str, Any]:
    return {
        "dtype": dtype,
        "bdata": base64.b64encode(array.tobytes()).decode(),
        "shape": ", ".join(map(str, array.shape)),
    }


def round_limit(values: ArrayLike) -> float:
    """Return a round number that the size of no finite value exceeds, 1 where all are 0."""
    array = np.asarray(values)
    largest = float(np.abs(array[np.isfinite(array)]).max(initial=0.0))
    if largest == 0:
        return 1.0
    power = 10.0 ** floor(log10(largest))
    return next(step * power for step in STEPS if largest <= step * power or step == STEPS[-1])


def round_range(low: float, high: float) -> tuple[float, float]:
    """Return the ends of an axis that shows the values from low to high, and changes seldom while they do.

    They are round numbers, and 0 is one of them or between them, except for values far from it.
    """
    if low > high / 2 > 0 or high < low / 2 < 0:
        room = 0.05 * (high - low) or 0.05 * abs(high)
        return low - room, high + room
    return (-round_limit(low) if low < 0 else 0.0), (round_limit(high) if high > 0 or low == high else 0.0)


def evenly(n: int, most: int) -> np.ndarray[Any, np.dtype[np.intp]]:
    """Return the indices of up to `most` of n things, evenly spread from the first to the last."""
    return np.unique(np.linspace(0, n - 1, min(n, most)).astype(np.intp)) if n else np.arange(0)
