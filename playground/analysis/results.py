"""How good predictions are: counted for classes, measured for values.

Definitions and what happens where there is nothing to divide by are those of scikit-learn, which would take seconds to
import; a test compares the two.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.engine.arrays import Array

Counts = NDArray[np.intp]
MIDDLE = 0.5  # targets above it are the second class


@dataclass(frozen=True, slots=True)
class Scores:
    """How well classes are told apart.

    Attributes:
        confusion: (n_classes, n_classes) how many samples of the row's class are taken for the column's.
        precision: (n_classes,) the share of a class among what is taken for it; 0 where nothing is.
        recall: (n_classes,) the share of a class that is taken for it; 0 where there are no samples of it.
        f1: (n_classes,) the harmonic mean of the two; 0 where both are.
    """

    confusion: Counts
    precision: Array
    recall: Array
    f1: Array

    @property
    def accuracy(self) -> float:
        """The share of samples that are taken for what they are."""
        return float(np.trace(self.confusion) / self.confusion.sum())

    @property
    def samples(self) -> Counts:
        """How many samples each class has, (n_classes,)."""
        samples: Counts = self.confusion.sum(axis=1)
        return samples


@dataclass(frozen=True, slots=True)
class RocCurve:
    """What every threshold would make of a single output, from one that takes no sample for the second class on.

    Attributes:
        false_positives: (n,) the share of the first class that is taken for the second.
        true_positives: (n,) the share of the second class that is.
        thresholds: (n,) the outputs from which on a sample is taken for the second class, falling from infinity.
        area: between the curve and the axis: the chance that a sample of the second class has the larger output.
    """

    false_positives: Array
    true_positives: Array
    thresholds: Array
    area: float


@dataclass(frozen=True, slots=True)
class Fit:
    """How near predicted values come.

    Attributes:
        r_squared: the share of the targets' variance that is explained; NaN where they do not vary.
        mean_squared_error: in the targets' unit squared.
        mean_absolute_error: in the targets' unit.
    """

    r_squared: float
    mean_squared_error: float
    mean_absolute_error: float


def classes_of(values: Array, threshold: float) -> Counts:
    """Return the classes (n_samples,) that outputs or targets (n_samples, n_outputs) say.

    That is the largest of several; of a single one the second class where it is above the threshold.
    """
    return (values[:, 0] > threshold).astype(np.intp) if values.shape[1] == 1 else values.argmax(axis=1)


def score(predictions: Array, targets: Array, threshold: float) -> Scores:
    """Return how well classes are told apart.

    Args:
        predictions: (n_samples, n_outputs), one sample at least.
        targets: the same of 0 and 1.
        threshold: see `classes_of`.
    """
    n_classes = max(2, targets.shape[1])
    pairs = n_classes * classes_of(targets, MIDDLE) + classes_of(predictions, threshold)
    confusion = np.bincount(pairs, minlength=n_classes**2).reshape(n_classes, n_classes)
    right, taken, there = np.diag(confusion), confusion.sum(axis=0), confusion.sum(axis=1)
    return Scores(confusion, _share(right, taken), _share(right, there), _share(2 * right, taken + there))


def roc_curve(outputs: Array, is_second: NDArray[np.bool_]) -> RocCurve | None:
    """Return the curve for outputs (n_samples,), or None where one of the two classes has no samples.

    Args:
        outputs: of each sample; what is no number counts as the smallest.
        is_second: whether each sample is of the second class.
    """
    n_second = int(is_second.sum())
    n_first = len(is_second) - n_second
    if not n_second or not n_first:
        return None
    sane = np.where(np.isnan(outputs), -np.inf, outputs)
    order = np.argsort(-sane, kind="stable")
    falling, hits = sane[order], np.cumsum(is_second[order])
    last = np.append(np.flatnonzero(falling[1:] != falling[:-1]), len(falling) - 1)  # of equal outputs
    true_positives = np.append(0.0, hits[last] / n_second)
    false_positives = np.append(0.0, (last + 1 - hits[last]) / n_first)
    area = float(np.trapezoid(true_positives, false_positives))
    return RocCurve(false_positives, true_positives, np.append(np.inf, falling[last]), area)


def fit(predictions: Array, targets: Array) -> Fit:
    """Return how near the predictions (n_samples,) come to the targets (n_samples,), of one sample at least."""
    errors = (predictions - targets).astype(np.float64)
    variance = float(np.var(targets, dtype=np.float64))
    squared = float(np.mean(errors**2))
    return Fit(1 - squared / variance if variance else np.nan, squared, float(np.mean(np.abs(errors))))


def _share(part: Counts, whole: Counts) -> Array:
    return np.divide(part, whole, out=np.zeros(len(part)), where=whole > 0)
