"""Making a dataset of points: what each argument changes, and what it leaves as it was. Of images: test_digits."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from playground.data import DATASETS, INPUT_LIMIT, Dataset, make_dataset

POINTS = [name for name, entry in DATASETS.items() if entry.image_shape is None]
CLASSES = [name for name in POINTS if DATASETS[name].kind != "regression"]
SURFACES = [name for name in POINTS if DATASETS[name].kind == "regression"]

names = st.sampled_from(sorted(POINTS))
seeds = st.integers(0, 2**32 - 1)
arguments = st.fixed_dictionaries(
    {
        "n_samples": st.integers(10, 5000),
        "noise": st.floats(0.0, 1.0),
        "train_fraction": st.floats(0.1, 1.0),
        "seed": seeds,
        "n_classes": st.integers(3, 6),
    }
)
quick = settings(max_examples=60)


def all_inputs(dataset: Dataset) -> np.ndarray:
    return np.concatenate([dataset.train_inputs, dataset.test_inputs])


def all_targets(dataset: Dataset) -> np.ndarray:
    return np.concatenate([dataset.train_targets, dataset.test_targets])


def parts(dataset: Dataset) -> tuple[np.ndarray, ...]:
    return dataset.train_inputs, dataset.train_targets, dataset.test_inputs, dataset.test_targets


def noise_of(name: str, seed: int) -> np.ndarray:
    """Return what noise of 0.001 adds to every sample: inputs and targets side by side."""
    clean, noisy = (make_dataset(name, noise=noise, seed=seed) for noise in (0.0, 1e-3))
    return np.hstack([all_inputs(noisy) - all_inputs(clean), all_targets(noisy) - all_targets(clean)])


def class_sizes(targets: np.ndarray, n_classes: int) -> list[int]:
    sizes = Counter(map(tuple, targets))
    return [*sizes.values()] + [0] * (n_classes - len(sizes))


@quick
@given(names, arguments)
def test_make_dataset_gives_the_promised_shapes(name, chosen):
    dataset = make_dataset(name, **chosen)
    n_outputs = chosen["n_classes"] if dataset.kind == "multiclass" else 1
    n_train = max(1, round(chosen["train_fraction"] * chosen["n_samples"]))
    n_test = chosen["n_samples"] - n_train
    assert [part.shape for part in parts(dataset)] == [
        (n_train, 2),
        (n_train, n_outputs),
        (n_test, 2),
        (n_test, n_outputs),
    ]
    assert all(part.dtype == np.float64 for part in parts(dataset))
    assert (dataset.n_outputs, dataset.is_planar, dataset.input_names) == (n_outputs, True, ("x1", "x2"))
    assert dataset.kind == DATASETS[name].kind


@quick
@given(names, arguments)
def test_inputs_stay_in_the_square_at_any_noise(name, chosen):
    assert np.abs(all_inputs(make_dataset(name, **chosen))).max() <= INPUT_LIMIT


@quick
@given(st.sampled_from(CLASSES), arguments)
def test_targets_of_classes_are_zeros_and_ones_with_one_class_each(name, chosen):
    targets = all_targets(make_dataset(name, **chosen))
    assert np.isin(targets, (0.0, 1.0)).all()
    if targets.shape[1] > 1:
        assert_array_equal(targets.sum(axis=1), 1.0)


@quick
@given(st.sampled_from(CLASSES), arguments)
def test_classes_are_balanced_to_one_sample_in_both_parts_together_and_in_the_training_part(name, chosen):
    dataset = make_dataset(name, **chosen)
    n_classes = max(2, dataset.n_outputs)
    for targets in (all_targets(dataset), dataset.train_targets):
        sizes = class_sizes(targets, n_classes)
        assert max(sizes) - min(sizes) <= 1


@quick
@given(st.sampled_from(SURFACES), st.integers(10, 5000), seeds)
def test_targets_of_surfaces_lie_within_one_without_noise(name, n_samples, seed):
    assert np.abs(all_targets(make_dataset(name, n_samples=n_samples, seed=seed))).max() <= 1.0


@quick
@given(names, arguments)
def test_equal_arguments_give_equal_bits(name, chosen):
    for first, second in zip(parts(make_dataset(name, **chosen)), parts(make_dataset(name, **chosen)), strict=True):
        assert first.tobytes() == second.tobytes()


@quick
@given(names, arguments, st.floats(0.1, 1.0))
def test_train_fraction_moves_only_the_border(name, chosen, other_fraction):
    dataset, other = make_dataset(name, **chosen), make_dataset(name, **{**chosen, "train_fraction": other_fraction})
    assert_array_equal(all_inputs(dataset), all_inputs(other))
    assert_array_equal(all_targets(dataset), all_targets(other))


@pytest.mark.parametrize("name", CLASSES)
def test_noise_moves_the_same_points_along_the_same_ways(name):
    small, large = 1e-6, 3e-6
    clean, near, far = (make_dataset(name, noise=noise) for noise in (0.0, small, large))
    assert_array_equal(all_targets(near), all_targets(clean))
    step = all_inputs(near) - all_inputs(clean)
    # Steps are about 1e-6 and coordinates about 1, so rounding leaves them exact to 1e-15.
    assert_allclose(all_inputs(far) - all_inputs(clean), large / small * step, atol=1e-14)
    # 1,000 normal draws: their deviation is known to about 2 %.
    assert_allclose(step.std(), small * DATASETS[name].noise_scale, rtol=0.1)


@pytest.mark.parametrize("name", SURFACES)
def test_noise_of_surfaces_is_added_to_the_targets_alone(name):
    clean, near, far = (make_dataset(name, noise=noise) for noise in (0.0, 0.2, 0.4))
    assert_array_equal(all_inputs(near), all_inputs(clean))
    step = all_targets(near) - all_targets(clean)
    assert_allclose(all_targets(far) - all_targets(clean), 2.0 * step, atol=1e-12)
    assert_allclose(step.std(), 0.2 * DATASETS[name].noise_scale, rtol=0.1)


def test_noise_mirrors_points_at_the_sides_of_the_square():
    inputs, noisy = (all_inputs(make_dataset("gauss", noise=noise, n_samples=5000)) for noise in (0.0, 1.0))
    tiny = all_inputs(make_dataset("gauss", noise=1e-6, n_samples=5000))
    unbounded = inputs + (tiny - inputs) * 1e6
    above = (unbounded > INPUT_LIMIT) & (unbounded < 3 * INPUT_LIMIT)
    below = (unbounded < -INPUT_LIMIT) & (unbounded > -3 * INPUT_LIMIT)
    assert above.any()
    assert below.any()
    # The steps are recovered from differences of 1e-6, which costs six digits.
    assert_allclose(noisy[above], 2 * INPUT_LIMIT - unbounded[above], atol=1e-7)
    assert_allclose(noisy[below], -2 * INPUT_LIMIT - unbounded[below], atol=1e-7)


@pytest.mark.parametrize("name", POINTS)
def test_seed_changes_points_and_targets(name):
    first, second = (make_dataset(name, n_samples=50, seed=seed) for seed in (0, 1))
    assert not np.isin(all_inputs(first), all_inputs(second)).any()
    assert not np.array_equal(all_targets(first), all_targets(second))


@pytest.mark.parametrize("name", POINTS)
def test_seed_changes_the_noise(name):
    first, second = (noise_of(name, seed) for seed in (0, 1))
    # A step is recovered from coordinates of about 1, to about 1e-15.
    assert not np.isclose(first, second, rtol=0.0, atol=1e-12).all(axis=1).any()


@pytest.mark.parametrize("name", [name for name in DATASETS if not DATASETS[name].has_any_number_of_classes])
def test_n_classes_counts_only_where_there_can_be_any_number_of_them(name):
    assert_array_equal(make_dataset(name, n_classes=6).train_inputs, make_dataset(name).train_inputs)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"n_samples": 9}, "n_samples is 9; give a whole number between 10 and 5000"),
        ({"n_samples": 5001}, "n_samples is 5001"),
        ({"n_samples": 99.5}, "n_samples is 99.5"),
        ({"noise": -0.1}, "noise is -0.1; give a number between 0.0 and 1.0"),
        ({"noise": 1.1}, "noise is 1.1"),
        ({"noise": float("nan")}, "noise is nan"),
        ({"noise": "loud"}, "noise is 'loud'"),
        ({"train_fraction": 0.05}, "train_fraction is 0.05; give a number between 0.1 and 1.0"),
        ({"train_fraction": 1.5}, "train_fraction is 1.5"),
        ({"train_fraction": True}, "train_fraction is True"),
        ({"seed": -1}, "seed is -1; give a whole number, 0 or greater"),
        ({"seed": 0.5}, "seed is 0.5"),
        ({"n_classes": 2}, "n_classes is 2; give a whole number between 3 and 6"),
        ({"n_classes": 7}, "n_classes is 7"),
    ],
)
def test_make_dataset_refuses_an_argument_out_of_range(changed, message):
    with pytest.raises(ValueError, match=f"^{message}"):
        make_dataset("circle", **changed)


def test_make_dataset_refuses_an_unknown_name_and_lists_the_known_ones():
    with pytest.raises(ValueError, match=r'no dataset "square"; choose from circle, xor, .*ripples'):
        make_dataset("square")
