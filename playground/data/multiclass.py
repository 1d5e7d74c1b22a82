"""The figures of several classes: each takes labels 0 to n_classes - 1, (n,), and returns a point for each, (n, 2)."""

import numpy as np

from playground.data.dataset import Array
from playground.data.sampling import CLOUD_REACH, Labels, cloud, evenly_spread, polar, ring_radius


def blobs(rng: np.random.Generator, labels: Labels, n_classes: int) -> Array:
    """Return points of round clouds spaced evenly on a circle, the first at the top."""
    distance = 3.8
    deviation = min(0.72, 0.92 * distance * np.sin(np.pi / n_classes) / CLOUD_REACH)
    centres = polar(np.full(len(labels), distance), np.pi / 2.0 + _turn(labels, n_classes))
    return centres + cloud(rng, len(labels), deviation)


def spiral_arms(rng: np.random.Generator, labels: Labels, n_classes: int) -> Array:
    """Return points on arms that wind once around the origin, all with the same shape."""
    distance = np.sqrt(0.02 + 0.98 * evenly_spread(rng, labels))
    return polar(5.4 * distance, 2.0 * np.pi * distance + _turn(labels, n_classes))


def pie(rng: np.random.Generator, labels: Labels, n_classes: int) -> Array:
    """Return points of the slices of a disc, all moved outward until the gaps between them are 0.4 wide."""
    half_slice = np.pi / n_classes
    middle = np.pi / 2.0 + _turn(labels, n_classes)
    radius = ring_radius(rng, np.zeros(len(labels)), np.full(len(labels), 5.0))
    angle = middle + rng.uniform(-half_slice, half_slice, len(labels))
    return polar(radius, angle) + polar(np.full(len(labels), 0.2 / np.sin(half_slice)), middle)


def _turn(labels: Labels, n_classes: int) -> Array:
    return 2.0 * np.pi * labels / n_classes
