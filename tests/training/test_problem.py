"""What an experiment draws: each thing from a stream of its own, so that changing one leaves the others."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from playground.training.problem import pose
from tests.training.cases import N_TRAIN, small

RATES = (0.3, 0.5)


def drawn(experiment):
    problem = pose(experiment)
    return {
        "classes": problem.train.targets,
        "inputs": problem.train.inputs,
        "parameters": problem.initial_parameters.vector,
        "order": problem.order(3, shuffle=True),
        "masks": np.concatenate([mask.ravel() for mask in problem.masks(7, 0, 10, RATES)]),
    }


def changed(patch):
    before, after = drawn(small()), drawn(small(**patch))
    return {name for name in before if not np.array_equal(before[name], after[name])}


@pytest.mark.parametrize(
    ("patch", "differing"),
    [
        ({"data": {"noise": 0.5}}, {"inputs"}),
        ({"data": {"seed": 1}}, {"inputs", "classes"}),
        ({"network": {"seed": 1}}, {"parameters", "order", "masks"}),
        ({"network": {"initializer": "he_normal"}}, {"parameters"}),
        ({"training": {"batch_size": 3}}, set()),
        ({"training": {"optimizer": {"name": "adam", "learning_rate": 1.0}}}, set()),
        ({"training": {"l2": 0.1, "shuffle": False}}, set()),
    ],
)
def test_a_change_redraws_only_what_is_its_own(patch, differing):
    assert changed(patch) == differing


def test_noise_moves_the_points_that_were_drawn_and_draws_no_others():
    calm, noisy, noisier = (pose(small(data={"noise": noise})).dataset.train_inputs for noise in (0.0, 0.01, 0.02))
    # So little noise throws no point over the edge of the square, where it would be mirrored.
    np.testing.assert_allclose(noisier - calm, 2 * (noisy - calm), atol=1e-12)
    assert np.abs(noisy - calm).max() > 0


def test_parameters_are_the_same_in_both_number_types():
    single, double = (pose(small(training={"dtype": dtype})).initial_parameters for dtype in ("float32", "float64"))
    assert single.vector.dtype == np.float32
    assert_array_equal(single.vector, double.vector.astype(np.float32))


def test_run_begins_with_the_parameters_set_by_hand():
    layers = [{"weights": [[1, 2], [3, 4]], "biases": [5, 6]}, {"weights": [[7], [8]], "biases": [9]}]
    problem = pose(small(network={"layers": [{"units": 2}], "parameters": layers}))
    assert_array_equal(problem.initial_parameters.vector, np.arange(1, 10, dtype=np.float32))


def test_biases_begin_at_0():
    for _, biases in pose(small()).initial_parameters.layers:
        assert_array_equal(biases, 0)


def test_each_epoch_has_its_own_order_and_always_the_same():
    problem = pose(small())
    orders = [problem.order(epoch, shuffle=True) for epoch in range(5)]
    assert len({order.tobytes() for order in orders}) == 5
    for epoch, order in enumerate(orders):
        assert_array_equal(np.sort(order), np.arange(N_TRAIN))
        assert_array_equal(pose(small()).order(epoch, shuffle=True), order)


def test_each_epoch_has_its_own_masks_and_always_the_same():
    problem = pose(small())
    masks = [np.concatenate([mask.ravel() for mask in problem.masks(epoch, 0, 10, RATES)]) for epoch in range(5)]
    assert len({mask.tobytes() for mask in masks}) == 5
    assert_array_equal(np.concatenate([mask.ravel() for mask in problem.masks(4, 0, 10, RATES)]), masks[4])


def test_masks_of_an_epoch_are_the_same_however_it_is_cut():
    problem = pose(small())
    whole = problem.masks(2, 0, N_TRAIN, RATES)
    parts = [problem.masks(2, used, min(7, N_TRAIN - used), RATES) for used in range(0, N_TRAIN, 7)]
    for layer, rows in zip(whole, zip(*parts, strict=True), strict=True):
        assert_array_equal(np.concatenate(rows), layer)


def test_a_layer_without_dropout_has_no_mask_and_the_others_keep_their_mean():
    first, second = pose(small(network={"layers": [{"units": 3}, {"units": 500}]})).masks(0, 0, 10, (0.0, 0.75))
    assert first is None
    assert second.shape == (10, 500)
    assert second.dtype == np.float32
    assert set(np.unique(second)) == {0.0, 4.0}
    # 5,000 draws of 0 or 4 with mean 1 and variance 3: the mean's deviation is 0.024, five of them are 0.12.
    assert abs(second.mean() - 1) < 0.12


def test_data_and_targets_take_the_runs_number_type():
    for dtype in ("float32", "float64"):
        problem = pose(small(training={"dtype": dtype}))
        parts = (problem.train.inputs, problem.train.targets, problem.test_inputs, problem.test_targets)
        assert {part.dtype.name for part in parts} == {dtype}


@pytest.mark.parametrize(("fraction", "has_test"), [(0.5, True), (1.0, False)])
def test_there_is_a_test_part_unless_all_is_for_training(fraction, has_test):
    problem = pose(small(data={"train_fraction": fraction}))
    assert problem.has_test == has_test
    assert problem.n_train == round(50 * fraction)


@pytest.mark.parametrize(
    ("loss", "output", "is_signed"),
    [
        ("hinge", "auto", True),
        ("hinge", "tanh", True),
        ("hinge", "sigmoid", False),
        ("hinge", "relu", False),
        ("mean_squared_error", "tanh", False),
        ("auto", "auto", False),
    ],
)
def test_classes_are_signed_for_hinge_where_the_output_can_be_negative(loss, output, is_signed):
    experiment = small(network={"output_activation": output}, training={"loss": loss})
    assert pose(experiment).has_signed_classes == is_signed
