"""Colour arithmetic: mixtures that are even for the eye (OKLab), and contrast (WCAG)."""

import numpy as np
from numpy.typing import NDArray

Color = str
"""Written as "#rrggbb"."""
Channels = tuple[int, int, int]
"""Red, green and blue in 0..255."""
Values = NDArray[np.float64]

# Linear light -> cone responses -> OKLab (Björn Ottosson, 2020).
TO_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
TO_LAB = np.array(
    [
        [0.2104542553, 0.793617785, -0.0040720468],
        [1.9779984951, -2.428592205, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.808675766],
    ]
)
TO_LUMINANCE = np.array([0.2126, 0.7152, 0.0722])


def channels(color: Color) -> Channels:
    """Return red, green and blue."""
    red, green, blue = bytes.fromhex(color[1:])
    return red, green, blue


def mix(start: Color, end: Color, share: float) -> Color:
    """Return the colour a share of the way between two."""
    a, b = _to_lab(start), _to_lab(end)
    return f"#{bytes(np.rint(_from_lab(a + (b - a) * share)).astype(np.uint8)).hex()}"


def contrast(one: Color, other: Color) -> float:
    """Return WCAG's contrast of two colours, from 1 to 21."""
    low, high = sorted(float(_to_linear(color) @ TO_LUMINANCE) for color in (one, other))
    return (high + 0.05) / (low + 0.05)


def legible(color: Color, ground: Color, ink: Color, least: float) -> Color:
    """Return the colour moved towards the ink until its contrast with the ground is at least `least`."""
    candidates = (mix(color, ink, share / 20) for share in range(20))
    return next((candidate for candidate in candidates if contrast(candidate, ground) >= least), ink)


def _to_lab(color: Color) -> Values:
    lab: Values = TO_LAB @ np.cbrt(TO_CONES @ _to_linear(color))
    return lab


def _from_lab(lab: Values) -> Values:
    linear = np.clip(np.linalg.solve(TO_CONES, np.linalg.solve(TO_LAB, lab) ** 3), 0, 1)
    return 255 * np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)


def _to_linear(color: Color) -> Values:
    value = np.array(channels(color)) / 255
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
