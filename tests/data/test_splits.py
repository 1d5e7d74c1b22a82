"""The order that decides which samples are for training."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

from playground.data.splits import split_order, train_size

seeds = st.integers(0, 2**32 - 1)


def order_of(targets: np.ndarray, seed: int, kind: str = "multiclass") -> np.ndarray:
    return split_order(np.random.default_rng(seed), targets, kind)


@given(st.integers(1, 80), st.integers(1, 6), seeds)
def test_split_order_holds_every_sample_once(n_samples, n_classes, seed):
    targets = np.eye(n_classes)[np.arange(n_samples) % n_classes]
    for kind in ("multiclass", "regression"):
        assert_array_equal(np.sort(order_of(targets, seed, kind)), np.arange(n_samples))


@given(st.integers(1, 80), st.integers(1, 6), seeds)
def test_every_beginning_of_the_order_is_balanced_when_the_classes_are(n_samples, n_classes, seed):
    one_hot = np.eye(n_classes)[np.arange(n_samples) % n_classes]
    sizes = one_hot[order_of(one_hot, seed)].cumsum(axis=0)
    assert np.ptp(sizes, axis=1).max() <= 1


@given(st.lists(st.booleans(), min_size=1, max_size=60), seeds)
def test_every_beginning_of_the_order_keeps_unequal_classes_in_proportion(targets, seed):
    column = np.array(targets, dtype=float)[:, None]
    ones = column[order_of(column, seed, "binary"), 0].cumsum()
    assert np.abs(ones - column.mean() * np.arange(1, len(ones) + 1)).max() <= 1.0


@pytest.mark.parametrize("kind", ["binary", "regression"])
def test_split_order_depends_on_the_generator_alone(kind):
    targets = (np.arange(40.0) % 2)[:, None]
    assert_array_equal(order_of(targets, 3, kind), order_of(targets, 3, kind))
    assert not np.array_equal(order_of(targets, 3, kind), order_of(targets, 4, kind))


def test_split_order_of_regression_pays_no_heed_to_equal_targets():
    targets = (np.arange(40.0) < 20)[:, None]
    assert_array_equal(order_of(targets, 0, "regression"), np.random.default_rng(0).permutation(40))


@pytest.mark.parametrize(
    ("n_samples", "train_fraction", "expected"),
    [(500, 0.5, 250), (10, 0.12, 1), (3, 0.1, 1), (7, 1.0, 7), (10, 0.68, 7)],
)
def test_train_size_rounds_and_is_at_least_one(n_samples, train_fraction, expected):
    assert train_size(n_samples, train_fraction) == expected
