"""Points given as they are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

from playground.data import infer_kind, inline_dataset


@pytest.mark.parametrize(
    ("targets", "kind"),
    [
        ([[0], [1], [1]], "binary"),
        ([[1.0], [1.0]], "binary"),
        ([[True], [False]], "binary"),
        ([[1, 0], [0, 1]], "multiclass"),
        ([[0, 0, 1], [1, 0, 0]], "multiclass"),
        ([[0], [2]], "regression"),
        ([[0.5], [1]], "regression"),
        ([[-1], [1]], "regression"),
        ([[1, 1], [0, 1]], "regression"),
        ([[0, 0], [0, 1]], "regression"),
        ([[0.5, 0.5], [0, 1]], "regression"),
        ([[2, -1], [1, 0]], "regression"),
        (((18.0,), (10.0,)), "regression"),
    ],
)
def test_infer_kind_reads_it_off_the_targets(targets, kind):
    assert infer_kind(targets) == kind
    assert inline_dataset([[0.0]] * len(targets), targets).kind == kind


@pytest.mark.parametrize(
    ("targets", "names"),
    [
        ([[0], [1]], ("class 0", "class 1")),
        ([[1, 0, 0], [0, 0, 1]], ("class 1", "class 2", "class 3")),
        ([[0.3], [7]], ()),
    ],
)
def test_inline_dataset_names_its_classes(targets, names):
    assert inline_dataset([[0.0], [1.0]], targets).class_names == names


def test_inline_dataset_keeps_the_given_order_when_all_points_are_for_training():
    inputs, targets = [[1, 0, 1, 0], [1, 0, 1, 1], [0, 1, 0, 1]], [[1], [1], [0]]
    dataset = inline_dataset(inputs, targets)
    assert_array_equal(dataset.train_inputs, inputs)
    assert_array_equal(dataset.train_targets, targets)
    assert dataset.test_inputs.shape == (0, 4)
    assert dataset.test_targets.shape == (0, 1)
    assert dataset.input_names == ("x1", "x2", "x3", "x4")
    assert not dataset.is_planar


@given(st.integers(1, 60), st.floats(0.1, 1.0), st.integers(0, 2**32 - 1), st.booleans())
def test_split_shares_the_points_out_in_their_order(n_samples, train_fraction, seed, has_classes):
    numbers = np.arange(float(n_samples))[:, None]
    targets = numbers % 2 if has_classes else numbers
    dataset = inline_dataset(numbers, targets, train_fraction=train_fraction, seed=seed)
    train, test = dataset.train_inputs[:, 0], dataset.test_inputs[:, 0]
    assert len(train) == max(1, round(train_fraction * n_samples))
    assert_array_equal(np.sort(np.concatenate([train, test])), numbers[:, 0])
    assert (np.diff(train) > 0).all()
    assert (np.diff(test) > 0).all()
    assert_array_equal(dataset.train_targets[:, 0], train % 2 if has_classes else train)


def test_split_only_grows_with_train_fraction():
    numbers = np.arange(40.0)[:, None]
    small, large = (
        set(inline_dataset(numbers, numbers, train_fraction=part).train_inputs[:, 0]) for part in (0.3, 0.6)
    )
    assert small < large


def test_split_depends_on_the_seed():
    numbers = np.arange(40.0)[:, None]
    first, second = (inline_dataset(numbers, numbers, train_fraction=0.5, seed=seed).train_inputs for seed in (0, 1))
    assert not np.array_equal(first, second)


def test_split_keeps_unequal_classes_in_proportion():
    targets = (np.arange(100) < 10)[:, None]
    dataset = inline_dataset(np.zeros((100, 2)), targets, train_fraction=0.5)
    assert dataset.train_targets.sum() == dataset.test_targets.sum() == 5.0


@pytest.mark.parametrize(
    ("inputs", "targets", "message"),
    [
        ([[1.0], [2.0]], [[1.0]], "inputs have 2 rows and targets 1; give one row a sample"),
        ([[1.0], [2.0, 3.0]], [[1.0], [0.0]], "inputs are not a table of numbers; give rows of numbers"),
        ([["one"]], [[1.0]], "inputs are not a table of numbers"),
        ([[None]], [[1.0]], "inputs hold nan; give finite numbers only"),
        ([[10**400]], [[1.0]], "inputs are not a table of numbers"),
        ([1.0, 2.0], [[1.0], [0.0]], r"inputs have shape \(2,\); give at least one row"),
        ([[1.0], [2.0]], [1.0, 0.0], r"targets have shape \(2,\)"),
        ([], [], r"inputs have shape \(0,\)"),
        ([[], []], [[1.0], [0.0]], r"inputs have shape \(2, 0\)"),
        ([[float("nan")]], [[1.0]], "inputs hold nan; give finite numbers only"),
        ([[1.0]], [[float("inf")]], "targets hold inf; give finite numbers only"),
    ],
)
def test_inline_dataset_refuses_what_is_no_table_of_samples(inputs, targets, message):
    with pytest.raises(ValueError, match=message):
        inline_dataset(inputs, targets)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"train_fraction": 0.0}, "train_fraction is 0.0; give a number between 0.1 and 1.0"),
        ({"train_fraction": 1.01}, "train_fraction is 1.01"),
        ({"seed": -3}, "seed is -3; give a whole number, 0 or greater"),
    ],
)
def test_inline_dataset_refuses_an_argument_out_of_range(changed, message):
    with pytest.raises(ValueError, match=message):
        inline_dataset([[0.0], [1.0]], [[0], [1]], **changed)
