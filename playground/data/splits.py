"""Which samples are for training and which for testing."""

import numpy as np
from numpy.typing import NDArray

from playground.data.dataset import Array, Kind


def split_order(rng: np.random.Generator, targets: Array, kind: Kind) -> NDArray[np.intp]:
    """Return a random permutation of the samples whose every beginning has the classes in proportion.

    The samples of each class are shuffled and spread evenly over the permutation, so that a border anywhere
    in it leaves no class out of the training part if it can be helped.

    Args:
        rng: The source of the shuffle.
        targets: (n_samples, n_outputs).
        kind: Regression has no classes: there every permutation is equally likely.
    """
    shuffled = rng.permutation(len(targets))
    if kind == "regression":
        return shuffled
    classes, counts = np.unique(targets[shuffled], axis=0, return_inverse=True, return_counts=True)[1:]
    places = np.empty(len(targets))
    for number, count in enumerate(counts):
        places[classes == number] = (np.arange(count) + 0.5) / count
    return shuffled[np.argsort(places, kind="stable")]


def train_size(n_samples: int, train_fraction: float) -> int:
    """Return how many of `n_samples` are for training: the rounded fraction, at least one."""
    return max(1, round(train_fraction * n_samples))
