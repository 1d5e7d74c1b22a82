"""Pictures of what neurons make of the plane: which way up, which byte is which number, what is shown."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.testing import assert_allclose, assert_array_equal

from playground.analysis.maps import (
    COARSE_GRID,
    DARKEST,
    FINE_GRID,
    HALF_WIDTH,
    NOT_FINITE,
    SCATTERED,
    STRIPES,
    TILE,
    TOP_BYTE,
    Focus,
    grid_points,
    ranged_bytes,
    signed_bytes,
)
from playground.training import Trainer
from tests.analysis.moments import maps_of
from tests.training.cases import small

FLAT = {"layers": [], "output_activation": "linear"}
PICTURES = hnp.arrays(
    np.float32,
    hnp.array_shapes(min_dims=3, max_dims=3, max_side=5),
    elements=st.floats(width=32, allow_nan=True, allow_infinity=True),
)


def plane(weights, features=("x1", "x2")):
    experiment = small(data={"dataset": "plane", "features": features}, network=FLAT)
    return Trainer(experiment, parameters=[(np.array(weights, float)[:, np.newaxis], [0.0])])


def decoded(codes, scale):
    return (codes.astype(float) - 127) / 127 * scale


def test_grid_runs_from_the_top_left_row_by_row():
    assert_allclose(grid_points(2), [[-3, 3], [3, 3], [-3, -3], [3, -3]])


@pytest.mark.parametrize("side", [TILE, COARSE_GRID, FINE_GRID])
def test_grid_is_made_of_the_centres_of_equal_pixels(side):
    points = grid_points(side).reshape(side, side, 2)
    half_a_pixel = HALF_WIDTH / side
    assert_allclose(points[0, 0], [half_a_pixel - HALF_WIDTH, HALF_WIDTH - half_a_pixel])
    assert_allclose(np.diff(points[0, :, 0]), 2 * half_a_pixel)
    assert_allclose(np.diff(points[:, 0, 1]), -2 * half_a_pixel)


def test_top_row_is_the_largest_x2_and_left_column_the_smallest_x1():
    x1, x2, output = maps_of(plane([0, 1])).tiles
    assert_array_equal(x1, np.tile(x1[0], (TILE, 1)))
    assert np.all(np.diff(x1[0].astype(int)) > 0)
    assert_array_equal(x2, np.tile(x2[:, :1], (1, TILE)))
    assert np.all(np.diff(x2[:, 0].astype(int)) < 0)
    assert_array_equal(output, x2)


def test_output_picture_has_the_same_way_up():
    output = maps_of(plane([0, 1])).output
    assert output.shape == (FINE_GRID, FINE_GRID)
    assert np.all(np.diff(output[:, 0].astype(int)) <= 0)
    assert output[0, 0] == output[0, -1] == TOP_BYTE
    assert output[-1, 0] == output[-1, -1] == 0


def test_output_picture_is_what_the_network_predicts():
    trainer = Trainer(small())
    trainer.run(steps=50)
    maps = maps_of(trainer)
    expected = trainer.predict(grid_points(FINE_GRID)).reshape(FINE_GRID, FINE_GRID)
    assert maps.output_range == (0.0, 1.0)
    assert_allclose(maps.output / TOP_BYTE, expected, atol=0.5 / TOP_BYTE + 1e-6)  # half a byte, and float32's rounding


def test_tile_is_what_the_neuron_makes_of_the_plane():
    trainer = Trainer(small(network={"layers": [{"units": 3, "activation": "relu"}, {"units": 2}]}))
    maps, (weights, biases) = maps_of(trainer), trainer.snapshot().parameters.layers[0]
    stride = FINE_GRID // TILE
    raw = grid_points(FINE_GRID).reshape(FINE_GRID, FINE_GRID, 2)[stride // 2 :: stride, stride // 2 :: stride]
    assert maps.tiles.shape == (2 + 3 + 2 + 1, TILE, TILE)
    for unit in range(3):
        expected = np.maximum(raw @ weights[:, unit] + biases[unit], 0)
        scale = maps.scales[2 + unit]
        assert_allclose(scale, expected.max(), rtol=1e-6)  # float32 against float64
        assert_allclose(decoded(maps.tiles[2 + unit], scale), expected, atol=scale / 127 * 0.51)


def test_maps_of_features_show_the_features():
    maps = maps_of(plane([1], features=["x1_squared"]))
    assert_allclose(maps.scales[0], 5.82**2, rtol=1e-6)  # the last of the 25 columns that a tile takes of 100
    assert np.all(decoded(maps.tiles[0], 1) >= 0)


@np.errstate(over="ignore", invalid="ignore")  # as the trainer paints them
@given(PICTURES)
def test_bytes_stand_for_the_numbers_to_half_a_step(values):
    codes, scales = signed_bytes(values)
    finite = np.isfinite(values)
    assert_array_equal(codes == NOT_FINITE, ~finite)
    for picture, code, scale, is_finite in zip(values, codes, scales, finite, strict=True):
        assert scale == np.abs(picture[is_finite]).max(initial=0)
        limit = float(scale) / 127 * 0.5001 + DARKEST  # half a step; what is darker still is black
        assert np.all(np.abs(decoded(code, float(scale)) - picture)[is_finite] <= limit)


def test_bytes_of_0_and_of_both_ends():
    codes, _ = signed_bytes(np.array([[[-2.0, 0.0, 2.0]], [[0.0, 0.0, 0.0]]], np.float32))
    assert codes.tolist() == [[[0, 127, 254]], [[127, 127, 127]]]


@np.errstate(over="ignore", invalid="ignore")
@given(PICTURES, st.sampled_from([(0.0, 1.0), (-1.0, 1.0), (-37.5, 37.5)]))
def test_ranged_bytes_stand_for_the_numbers_within_the_range_to_half_a_step(values, ends):
    low, high = ends
    codes, finite = ranged_bytes(values.astype(np.float64), ends), np.isfinite(values)
    assert_array_equal(codes == NOT_FINITE, ~finite)
    shown = low + codes[finite] / TOP_BYTE * (high - low)
    assert_allclose(shown, np.clip(values[finite], low, high), atol=(high - low) / TOP_BYTE * 0.5001)


@pytest.mark.parametrize("n_classes", [3, 6])
def test_several_classes_show_the_most_probable_one_and_its_share(n_classes):
    trainer = Trainer(small(data={"dataset": "pie", "n_classes": n_classes}))
    trainer.run(epochs=20)
    maps, shares = maps_of(trainer), trainer.predict(grid_points(FINE_GRID))
    assert_allclose(maps.output.ravel() / TOP_BYTE, shares.max(axis=1), atol=0.5 / TOP_BYTE + 1e-6)
    # Where two classes tie, the rounding of a matrix product of other shape may decide.
    assert np.mean(maps.classes.ravel() == shares.argmax(axis=1)) > 0.999
    assert maps.classes.shape == (FINE_GRID, FINE_GRID)
    assert len(maps.tiles) == 2 + 3 + 2 + n_classes


@pytest.mark.parametrize(
    ("patch", "ends"),
    [
        ({}, (0.0, 1.0)),
        ({"network": {"output_activation": "tanh"}}, (0.0, 1.0)),
        ({"training": {"loss": "hinge"}}, (-1.0, 1.0)),
        ({"training": {"loss": "hinge"}, "network": {"output_activation": "sigmoid"}}, (0.0, 1.0)),
    ],
)
def test_ends_of_the_output_are_the_values_of_the_two_classes(patch, ends):
    assert maps_of(Trainer(small(**patch))).output_range == ends


def test_ends_of_the_output_are_the_largest_target_both_ways():
    trainer = plane([0, 1])
    bound = np.abs(trainer.problem.train.targets).max()
    assert_allclose(maps_of(trainer).output_range, (-bound, bound))


def test_only_the_first_units_of_a_layer_are_shown():
    maps = maps_of(Trainer(small(network={"layers": [{"units": 40}]})))
    assert len(maps.tiles) == len(maps.scales) == 2 + 16 + 1


@pytest.mark.parametrize(("units", "side"), [(100, FINE_GRID), (1024, COARSE_GRID)])
def test_wide_networks_are_painted_on_a_coarser_grid_with_tiles_of_the_same_size(units, side):
    maps = maps_of(Trainer(small(network={"layers": [{"units": units}]})))
    assert maps.output.shape == (side, side)
    assert maps.tiles.shape[1:] == (TILE, TILE)


@pytest.mark.parametrize("focus", [Focus(-1, 1), Focus(0, 2), Focus(1, 0), Focus(2, 0)])
def test_neuron_in_focus_is_shown_large(focus):
    trainer = Trainer(small())
    maps = maps_of(trainer, focus)
    number = sum((2, 3, 2, 1)[: focus.layer + 1]) + focus.unit
    stride = FINE_GRID // TILE
    sampled = maps.focus_map[stride // 2 :: stride, stride // 2 :: stride]
    assert maps.focus == focus
    assert maps.focus_map.shape == (FINE_GRID, FINE_GRID)
    # Each picture is coded to half a step of its own scale.
    limit = (maps.focus_scale + maps.scales[number]) / 127 * 0.51
    small_picture = decoded(maps.tiles[number], maps.scales[number])
    assert_allclose(decoded(sampled, maps.focus_scale), small_picture, atol=limit)


@pytest.mark.parametrize("focus", [None, Focus(-2, 0), Focus(0, 3), Focus(0, -1), Focus(3, 0), Focus(10**30, 0)])
def test_focus_on_what_is_not_there_shows_nothing(focus):
    maps = maps_of(Trainer(small()), focus)
    assert maps.focus is None
    assert maps.focus_map is None


def samples(n_samples, n_inputs=3, train_fraction=0.5):
    rng = np.random.default_rng(0)
    data = {
        "dataset": "inline",
        "inputs": rng.normal(size=(n_samples, n_inputs)).tolist(),
        "targets": rng.normal(size=(n_samples, 1)).tolist(),
        "train_fraction": train_fraction,
    }
    return Trainer(small(data=data))


def test_data_that_are_not_planar_have_a_stripe_a_neuron_one_pixel_a_sample():
    trainer = samples(60)
    maps = maps_of(trainer, Focus(0, 0))
    assert maps.tiles.shape == (3 + 3 + 2 + 1, 1, STRIPES)
    assert maps.output is None
    assert maps.focus is None
    inputs = trainer.problem.train.inputs[:STRIPES]
    for column in range(3):
        scale = maps.scales[column]
        assert_allclose(decoded(maps.tiles[column, 0], scale), inputs[:, column], atol=scale / 127 * 0.51)


def test_few_samples_have_short_stripes():
    assert maps_of(samples(8, train_fraction=1.0)).tiles.shape == (9, 1, 8)


def test_scatter_pairs_targets_and_predictions_and_marks_the_test_part():
    trainer = samples(60)
    dataset, scatter = trainer.problem.dataset, maps_of(trainer).scatter
    inputs = np.concatenate([dataset.train_inputs, dataset.test_inputs])
    targets = np.concatenate([dataset.train_targets, dataset.test_targets])
    is_test = np.arange(60) >= 30
    expected = np.column_stack([targets, trainer.predict(inputs), is_test])
    assert_allclose(scatter, expected, rtol=1e-5, atol=1e-6)  # float32 against float32 in other batches


def test_scatter_of_many_samples_shows_some_of_both_ends():
    trainer = samples(240)
    scatter = maps_of(trainer).scatter
    assert len(scatter) == SCATTERED
    assert_allclose(scatter[[0, -1], 0], [trainer.problem.train.targets[0, 0], trainer.problem.test_targets[-1, 0]])


def test_numbers_that_are_not_finite_are_painted_as_such():
    trainer = plane([np.inf, 0.0])
    maps = maps_of(trainer)
    assert np.all(maps.tiles[2] == NOT_FINITE)
    assert np.all(maps.output == NOT_FINITE)
    assert np.isfinite(maps.scales).all()
