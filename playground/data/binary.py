"""The figures of two classes: each takes labels 0 and 1, (n,), and returns a point for each, (n, 2)."""

import numpy as np

from playground.data.dataset import Array
from playground.data.sampling import Labels, cloud, evenly_spread, polar, ring


def circle(rng: np.random.Generator, labels: Labels) -> Array:
    """Return points of class 1 in a disc and of class 0 in a ring around it."""
    inside = labels == 1
    return ring(rng, np.where(inside, 0.0, 3.4), np.where(inside, 2.4, 5.0))


def xor(rng: np.random.Generator, labels: Labels) -> Array:
    """Return points whose coordinates have equal signs for class 1 and opposite signs for class 0."""
    sizes = rng.uniform(0.3, 5.2, (2, len(labels)))
    first_signs = rng.choice([-1.0, 1.0], len(labels))
    second_signs = np.where(labels == 1, first_signs, -first_signs)
    return np.column_stack([sizes[0] * first_signs, sizes[1] * second_signs])


def gauss(rng: np.random.Generator, labels: Labels) -> Array:
    """Return points of two round clouds on a diagonal, class 1 at the upper right."""
    return cloud(rng, len(labels), 0.9) + np.where(labels == 1, 2.3, -2.3)[:, None]


def spiral(rng: np.random.Generator, labels: Labels) -> Array:
    """Return points on two arms that wind one and three quarter times around each other."""
    distance = np.sqrt(0.005 + 0.995 * evenly_spread(rng, labels))
    return polar(5.4 * distance, 1.75 * 2.0 * np.pi * distance + np.pi * labels)


def moons(rng: np.random.Generator, labels: Labels) -> Array:
    """Return points on two interlocking half rings, class 1 above."""
    above = np.where(labels == 1, 1.0, -1.0)
    radius = np.sqrt(rng.uniform(2.9**2, 3.8**2, len(labels)))
    x1, x2 = polar(radius, rng.uniform(0.0, np.pi, len(labels))).T
    return np.column_stack([x1 - 1.65 * above, above * (1.45 * x2 - 1.5)])


def checkerboard(rng: np.random.Generator, labels: Labels) -> Array:
    """Return points on a board of four by four fields, class 1 on the field at the lower left."""
    row = rng.integers(0, 4, len(labels))
    column = 2 * rng.integers(0, 2, len(labels)) + (row + labels + 1) % 2
    corners = 2.8 * np.column_stack([column, row]) - 5.6
    return corners + rng.uniform(0.2, 2.6, (len(labels), 2))


def rings(rng: np.random.Generator, labels: Labels) -> Array:
    """Return points of class 1 in an inner and an outer ring and of class 0 in the ring between them."""
    is_inner = rng.uniform(size=len(labels)) < 0.25
    middle = np.where(labels == 1, np.where(is_inner, 1.2, 5.0), 3.1)
    return ring(rng, middle - 0.4, middle + 0.4)
