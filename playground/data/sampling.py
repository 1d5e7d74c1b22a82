"""Random points in the figures that the datasets are made of: rings and round clouds.

Everything takes one figure a point, as arrays, so that points of all classes are drawn in one call.
"""

import numpy as np
from numpy.typing import NDArray

from playground.data.dataset import Array

Labels = NDArray[np.intp]

CLOUD_REACH = 3.0
"""How many standard deviations a cloud reaches; nothing is drawn further out, so that clouds can be kept apart."""


def polar(radius: Array, angle: Array) -> Array:
    """Return the points (n, 2) at the given radius and angle (radians, anticlockwise from the x1 axis)."""
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])


def ring_radius(rng: np.random.Generator, inner: Array, outer: Array) -> Array:
    """Return radii (n,) between `inner` and `outer` that cover each ring evenly by area."""
    return np.sqrt(rng.uniform(inner**2, outer**2))


def ring(rng: np.random.Generator, inner: Array, outer: Array) -> Array:
    """Return one point a ring around the origin, (n, 2), evenly spread over its area."""
    return polar(ring_radius(rng, inner, outer), rng.uniform(0.0, 2.0 * np.pi, len(inner)))


def evenly_spread(rng: np.random.Generator, labels: Labels) -> Array:
    """Return numbers (n,) in [0, 1), as many in one part of it as in another of equal length, class by class.

    One number is drawn in each of as many cells as the class has points, which leaves a curve without holes.
    """
    spread = np.empty(len(labels))
    for label in np.unique(labels):
        places = np.flatnonzero(labels == label)
        spread[places] = (rng.permutation(len(places)) + rng.uniform(size=len(places))) / len(places)
    return spread


def cloud(rng: np.random.Generator, n_points: int, deviation: float) -> Array:
    """Return points (n, 2) of a normal distribution around the origin, cut off at `CLOUD_REACH` deviations.

    The squared radius of a two-dimensional normal distribution is exponential; its distribution function is
    inverted over the part within reach, so that no point has to be drawn again.
    """
    within_reach = -np.expm1(-(CLOUD_REACH**2) / 2.0)
    radius = deviation * np.sqrt(-2.0 * np.log1p(-rng.uniform(0.0, within_reach, n_points)))
    return polar(radius, rng.uniform(0.0, 2.0 * np.pi, n_points))
