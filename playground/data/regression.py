"""The surfaces to be fitted: each takes points of the square, (n, 2), and returns heights within [-1, 1], (n,)."""

import numpy as np

from playground.data.bounds import INPUT_LIMIT
from playground.data.dataset import Array

BUMP_TOPS = np.array([[-3.2, 3.0], [2.8, 3.4], [0.2, 0.1], [-3.4, -2.6], [3.2, -3.0]])
"""Where the hills and hollows of `gaussians` are, (n_bumps, 2)."""

# A little less than 1, because the feet of neighbouring bumps add to a top.
BUMP_HEIGHTS = 0.98 * np.array([1.0, -1.0, 1.0, -1.0, 1.0])

BUMP_WIDTH = 1.4
"""The standard deviation of a bump, in units of the inputs."""


def plane(inputs: Array) -> Array:
    """Return heights that grow evenly from -1 at the lower left corner to 1 at the upper right one."""
    heights: Array = inputs.sum(axis=1) / (2.0 * INPUT_LIMIT)
    return heights


def gaussians(inputs: Array) -> Array:
    """Return heights of a flat surface with hills and hollows shaped like a normal density."""
    squared_distances = ((inputs[:, None, :] - BUMP_TOPS) ** 2).sum(axis=2)
    heights: Array = np.exp(-squared_distances / (2.0 * BUMP_WIDTH**2)) @ BUMP_HEIGHTS
    return heights


def ripples(inputs: Array) -> Array:
    """Return heights of round waves, one crest at the origin and the next at the edge of the square."""
    heights: Array = np.cos(2.0 * np.pi * np.hypot(inputs[:, 0], inputs[:, 1]) / INPUT_LIMIT)
    return heights
