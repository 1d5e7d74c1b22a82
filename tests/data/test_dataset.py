"""The dataset as a value that nobody can change."""

import dataclasses
import pickle

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from playground.data import Dataset, make_dataset

ARRAYS = ["train_inputs", "train_targets", "test_inputs", "test_targets"]


def dataset_of(inputs: np.ndarray) -> Dataset:
    return Dataset(inputs, np.ones((2, 1)), np.empty((0, 3)), np.empty((0, 1)), ("a", "b", "c"), "regression", ())


@pytest.mark.parametrize("name", ARRAYS)
def test_arrays_cannot_be_written(name):
    with pytest.raises(ValueError, match="read-only"):
        getattr(make_dataset("circle"), name)[0, 0] = 1.0


def test_arrays_are_copies_in_float64():
    inputs = np.zeros((2, 3), dtype=np.float32)
    dataset = dataset_of(inputs)
    inputs[:] = 5.0
    assert dataset.train_inputs.dtype == np.float64
    assert_array_equal(dataset.train_inputs, np.zeros((2, 3)))


def test_fields_cannot_be_replaced():
    with pytest.raises(dataclasses.FrozenInstanceError):
        make_dataset("circle").kind = "regression"


def test_planarity_and_outputs_are_read_off_the_shapes():
    dataset = dataset_of(np.zeros((2, 3)))
    assert not dataset.is_planar
    assert dataset.n_outputs == 1
    assert make_dataset("pie", n_classes=5).n_outputs == 5


def test_dataset_survives_the_way_to_another_process():
    dataset = make_dataset("pie")
    copy = pickle.loads(pickle.dumps(dataset))  # noqa: S301 - written one call earlier
    assert copy.class_names == dataset.class_names == ("class 1", "class 2", "class 3")
    for name in ARRAYS:
        assert_array_equal(getattr(copy, name), getattr(dataset, name))
        assert not getattr(copy, name).flags.writeable
