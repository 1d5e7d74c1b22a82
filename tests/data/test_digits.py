"""Handwritten digits: the images scikit-learn has, drawn in a stable order, their noise kept within the pixels."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from sklearn.datasets import load_digits
from sklearn.neighbors import KNeighborsClassifier

from playground.data import DATASETS, Dataset, make_dataset
from playground.data.digits import N_IMAGES

numbers = st.integers(10, N_IMAGES)
seeds = st.integers(0, 2**32 - 1)
quick = settings(max_examples=30)


def digits(**chosen) -> Dataset:
    return make_dataset("digits", **chosen)


def drawn(seed: int, n_images: int) -> tuple[np.ndarray, np.ndarray]:
    """Return what the entry draws, in the order in which it is drawn."""
    return DATASETS["digits"].draw(np.random.default_rng(seed), np.zeros(n_images, np.intp), 3)


def everything(dataset: Dataset) -> np.ndarray:
    """Return inputs and targets of both parts, one row a sample."""
    inputs = np.concatenate([dataset.train_inputs, dataset.test_inputs])
    return np.hstack([inputs, np.concatenate([dataset.train_targets, dataset.test_targets])])


def pixels(dataset: Dataset) -> np.ndarray:
    return everything(dataset)[:, :64]


def neighbours_accuracy(dataset: Dataset) -> float:
    model = KNeighborsClassifier(15).fit(dataset.train_inputs, dataset.train_targets.argmax(axis=1))
    return model.score(dataset.test_inputs, dataset.test_targets.argmax(axis=1))


def rows(table: np.ndarray) -> set[bytes]:
    return {row.tobytes() for row in table}


def test_all_of_them_are_the_images_and_labels_of_scikit_learn():
    published = load_digits()
    expected = np.hstack([published.data / 16, np.eye(10)[published.target]])
    found = everything(digits(n_samples=N_IMAGES))
    assert_array_equal(found[np.lexsort(found.T)], expected[np.lexsort(expected.T)])


@quick
@given(numbers, st.floats(0.1, 1.0), seeds)
def test_shapes_and_names_are_those_of_ten_classes_of_images(n_samples, train_fraction, seed):
    dataset = digits(n_samples=n_samples, train_fraction=train_fraction, seed=seed)
    n_train = max(1, round(train_fraction * n_samples))
    assert (dataset.train_inputs.shape, dataset.train_targets.shape) == ((n_train, 64), (n_train, 10))
    assert (dataset.test_inputs.shape, dataset.test_targets.shape) == (
        (n_samples - n_train, 64),
        (n_samples - n_train, 10),
    )
    assert (dataset.kind, dataset.image_shape, dataset.is_planar) == ("multiclass", (8, 8), False)
    assert dataset.class_names == tuple("0123456789")
    assert len(dataset.input_names) == 64


@quick
@given(numbers, st.floats(0.0, 1.0), seeds)
def test_equal_arguments_give_equal_bits_within_0_and_1(n_samples, noise, seed):
    one, other = (digits(n_samples=n_samples, noise=noise, seed=seed) for _ in range(2))
    assert everything(one).tobytes() == everything(other).tobytes()
    assert pixels(one).min() >= 0.0
    assert pixels(one).max() <= 1.0


@quick
@given(numbers, numbers, seeds)
def test_more_images_begin_with_the_same_ones(n_samples, other_n, seed):
    fewer, more = sorted((n_samples, other_n))
    for few, many in zip(drawn(seed, fewer), drawn(seed, more), strict=True):
        assert_array_equal(few, many[:fewer])


@pytest.mark.parametrize("noise", [0.0, 0.4])
def test_more_images_include_the_same_ones_under_the_same_noise(noise):
    few, many = (everything(digits(n_samples=n, noise=noise, seed=3)) for n in (100, 700))
    assert rows(few) <= rows(many)


@quick
@given(numbers, seeds)
def test_no_image_is_drawn_twice(n_samples, seed):
    images, _ = drawn(seed, n_samples)
    every = drawn(seed, N_IMAGES)[0]
    assert len(images) == n_samples
    assert len(rows(every)) == N_IMAGES, "no two images are alike, so that alike means drawn twice"
    assert len(rows(images)) == n_samples


def test_another_seed_draws_other_images():
    assert len(rows(everything(digits(seed=0))) & rows(everything(digits(seed=1)))) < 250  # 500 of 1,797: about 139


def test_noise_is_added_in_proportion_to_the_same_images_and_cut_off():
    clean, near, far = (digits(noise=noise, n_samples=N_IMAGES) for noise in (0.0, 1e-4, 1.0))
    assert_array_equal(everything(near)[:, 64:], everything(clean)[:, 64:])
    inner = (pixels(clean) > 0) & (pixels(clean) < 1)  # where so little noise is not cut off
    step = (pixels(near) - pixels(clean)) / 1e-4
    # 30,000 normal draws and more: their deviation is known to about half a percent.
    assert_allclose(step[inner].std(), DATASETS["digits"].noise_scale, rtol=0.03)
    # The steps are recovered from differences of 1e-4, which costs four digits.
    assert_allclose(pixels(far)[inner], np.clip(pixels(clean) + step, 0.0, 1.0)[inner], atol=1e-10)


def test_noise_is_gentle_then_hard_then_hopeless():
    gentle, hard, hopeless = (neighbours_accuracy(digits(n_samples=N_IMAGES, noise=n)) for n in (0.15, 0.5, 1.0))
    assert gentle > 0.95
    assert 0.7 < hard < 0.9
    assert hopeless < 0.5


def test_every_class_is_in_both_parts_in_proportion():
    dataset = digits(n_samples=N_IMAGES, train_fraction=0.7)
    for targets in (dataset.train_targets, dataset.test_targets):
        assert_allclose(targets.mean(axis=0), 0.1, atol=0.006)  # the published shares are 0.097 to 0.102


def test_more_than_there_are_is_refused():
    with pytest.raises(ValueError, match=r"^n_samples is 1798; give a whole number between 10 and 1797"):
        digits(n_samples=1798)
