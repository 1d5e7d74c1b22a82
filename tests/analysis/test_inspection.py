"""What the panels' findings say of a network, against the network itself."""

import warnings

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from playground.analysis.inspection import inspect
from playground.analysis.inspectors import values
from playground.analysis.inspectors.activations import (
    BINS,
    LINE_POINTS,
    MAX_POINTS,
    N_LINES,
    find_activations,
    grid_lines,
)
from playground.analysis.inspectors.output import COARSE_SIDE, SURFACE_SIDE, find_output
from playground.analysis.inspectors.results import find_results
from playground.analysis.inspectors.values import SLICE
from playground.analysis.maps import SHOWN_UNITS
from playground.engine.network import Parameters
from playground.engine.passes import layer_outputs
from playground.training import Trainer
from playground.training.problem import pose
from tests.analysis.moments import moment_of
from tests.training.cases import N_TRAIN, small, trained

RELU = {"network": {"layers": [{"units": 20, "activation": "relu"}, {"units": 1, "activation": "sigmoid"}]}}
DIGITS = {"data": {"dataset": "digits", "n_samples": 60}, "training": {"loss": "auto"}}


def spaces(problem, parameters=None):
    return find_activations(problem, parameters or problem.initial_parameters).layers


def scaled(parameters, factor):
    return Parameters.from_vector(parameters.vector * factor, parameters.sizes)


def test_histogram_counts_every_activation_of_every_neuron():
    layers = spaces(pose(small(**RELU)))
    assert [int(layer.counts.sum()) for layer in layers] == [N_TRAIN * units for units in (2, 20, 1, 1)]
    assert all(len(layer.edges) == BINS + 1 for layer in layers)


def test_histogram_of_a_bounded_activation_goes_from_end_to_end():
    inputs, relu, sigmoid, output = spaces(pose(small(**RELU)))
    assert (inputs.ends, relu.ends) == (None, None)
    for layer in (sigmoid, output):
        assert layer.ends == (layer.edges[0], layer.edges[-1]) == (0, 1)


def test_share_of_exact_zeros_is_that_of_the_negative_sums():
    problem = pose(small(**RELU))
    weights, biases = problem.initial_parameters.layers[0]
    _, relu, sigmoid, _ = spaces(problem)
    assert relu.zero_share == np.mean(problem.train.inputs @ weights + biases <= 0) > 0.2
    assert sigmoid.zero_share == 0


def test_points_and_grid_are_what_the_first_neurons_make_of_them():
    problem = pose(small(**RELU))
    weights, biases = problem.initial_parameters.layers[0]
    inputs, relu, *_ = spaces(problem)
    for there, here in ((inputs.points, relu.points), (inputs.grid, relu.grid)):
        assert_allclose(here, np.maximum(there @ weights + biases, 0)[:, :SHOWN_UNITS], atol=1e-6)
    assert_allclose(inputs.grid, grid_lines())


def test_grid_has_lines_that_each_coordinate_changes_along():
    along_x1, along_x2 = grid_lines().reshape(2, N_LINES, LINE_POINTS, 2)
    for lines, moving in ((along_x1, 0), (along_x2, 1)):
        assert_array_equal(lines[0, [0, -1], moving], [-6, 6])
        assert (np.diff(lines[..., moving], axis=1) > 0).all()
        assert_array_equal(lines[:, 0, 1 - moving], np.arange(-6, 7))
        assert_array_equal(np.ptp(lines[..., 1 - moving], axis=1), 0)


def test_main_directions_are_those_of_most_variance_in_order():
    problem = pose(small(**RELU))
    _, relu, _, _ = spaces(problem)
    weights, biases = problem.initial_parameters.layers[0]
    values = np.maximum(problem.train.inputs @ weights + biases, 0).astype(float)
    assert_allclose(relu.main_points.var(axis=0), np.linalg.eigvalsh(np.cov(values.T, ddof=0))[::-1][:2], rtol=1e-4)
    assert_allclose(relu.main_points.mean(axis=0), 0, atol=1e-5)


def test_main_directions_of_a_layer_wider_than_there_are_samples_are_the_same():
    narrow, wide = (
        pose(small(data={"n_samples": 100, "train_fraction": share}, network={"layers": [{"units": 40}]}))
        for share in (0.41, 0.39)
    )
    assert narrow.n_train > 40 > wide.n_train
    for problem in (narrow, wide):
        _, layer, _ = spaces(problem)
        weights, biases = problem.initial_parameters.layers[0]
        values = np.tanh(problem.train.inputs @ weights + biases).astype(float)
        expected = np.linalg.svd(values - values.mean(axis=0), compute_uv=False)[:2]
        assert_allclose(np.linalg.norm(layer.main_points, axis=0), expected, rtol=1e-4)


def test_one_neuron_has_one_direction_and_the_other_stays_zero():
    *_, sigmoid, _ = spaces(pose(small(**RELU)))
    assert_allclose(np.ptp(sigmoid.main_points[:, 0]), np.ptp(sigmoid.points), rtol=1e-5)
    assert_array_equal(sigmoid.main_points[:, 1], 0)


def test_data_that_are_no_plane_have_no_grid_and_classes_are_numbered():
    problem = pose(small(**DIGITS))
    findings = find_activations(problem, problem.initial_parameters)
    assert all(layer.grid is None and layer.main_grid is None for layer in findings.layers)
    assert_array_equal(findings.targets, problem.train.targets.argmax(axis=1))


def test_of_many_samples_some_are_shown_evenly_chosen():
    problem = pose(small(data={"n_samples": 2000}))
    findings = find_activations(problem, problem.initial_parameters)
    assert len(findings.targets) == MAX_POINTS == len(findings.layers[0].points)
    assert_array_equal(findings.layers[0].points[[0, -1]], problem.train.inputs[[0, -1]])


@pytest.mark.parametrize("factor", [np.nan, np.inf, 1e38, 0.0])
def test_parameters_that_are_not_finite_or_huge_or_zero_are_inspected_without_a_fault(factor):
    trainer = trained(small(**RELU), steps=1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the multiplication here
        parameters = scaled(trainer.snapshot().parameters, np.float32(factor))
    with np.errstate(over="ignore", invalid="ignore"):
        for layer in spaces(trainer.problem, parameters):
            assert np.isfinite(layer.edges).all()
            assert (np.diff(layer.edges) > 0).all()


def test_single_sample_is_inspected_without_a_fault():
    problem = pose(small(data={"dataset": "inline", "inputs": [[1.0, 2.0]], "targets": [[1.0]], "train_fraction": 1.0}))
    for layer in spaces(problem):
        assert_allclose(layer.main_points, 0, atol=1e-7)


def test_results_are_the_predictions_of_both_parts():
    trainer = trained(small(), epochs=3)
    problem, parameters = trainer.problem, trainer.snapshot().parameters
    results = find_results(problem, parameters)
    assert_allclose(results.train_predictions, trainer.predict(problem.dataset.train_inputs), rtol=1e-6)
    assert_allclose(results.test_predictions, trainer.predict(problem.dataset.test_inputs), rtol=1e-6)
    assert_array_equal(results.test_targets, problem.dataset.test_targets)
    assert results.threshold == 0.5


def test_results_without_a_test_part_have_no_rows_there():
    problem = pose(small(data={"train_fraction": 1.0}))
    results = find_results(problem, problem.initial_parameters)
    assert results.test_predictions.shape == results.test_targets.shape == (0, 1)


def test_threshold_of_signed_classes_is_zero():
    problem = pose(small(training={"loss": "hinge"}))
    assert find_results(problem, problem.initial_parameters).threshold == 0


def test_surface_goes_up_with_x2_and_right_with_x1():
    trainer = trained(small(), epochs=2)
    output = find_output(trainer.problem, trainer.snapshot().parameters)
    assert output.surface.shape == (SURFACE_SIDE, SURFACE_SIDE, 1)
    row, column = 3, 70
    place = np.array([[output.axis[column], output.axis[row]]])
    assert_allclose(output.surface[row, column], trainer.predict(place)[0], rtol=1e-5)


@pytest.mark.parametrize(("units", "side"), [(1000, SURFACE_SIDE), (1024, COARSE_SIDE)])
def test_surface_of_a_wide_network_is_coarse(units, side):
    trainer = Trainer(small(network={"layers": [{"units": units}]}))
    output = find_output(trainer.problem, trainer.snapshot().parameters)
    assert output.surface.shape == (side, side, 1)
    assert_allclose(output.axis[[0, side // 2, -1]], [-6, 0, 6], atol=1e-12)
    place = np.array([[output.axis[-1], output.axis[0]]])
    assert_allclose(output.surface[0, -1], trainer.predict(place)[0], rtol=1e-4)


def test_layers_of_few_points_are_in_memory_at_once(monkeypatch):
    problem = pose(small(data={"n_samples": 5000, "train_fraction": 0.5}))
    seen = []

    def watched(parameters, activations, inputs):
        seen.append(len(inputs))
        return layer_outputs(parameters, activations, inputs)

    monkeypatch.setattr(values, "layer_outputs", watched)
    found = find_output(problem, problem.initial_parameters)
    assert sum(seen) == SURFACE_SIDE**2 + 5000
    assert max(seen) <= SLICE
    assert len(found.results.train_predictions) == 2500


def test_surface_of_data_that_are_no_plane_is_missing():
    problem = pose(small(**DIGITS))
    output = find_output(problem, problem.initial_parameters)
    assert output.surface is None
    assert output.results.train_predictions.shape == (problem.n_train, 10)


def test_inspection_tells_its_number_its_subject_and_its_moment():
    trainer = trained(small(), steps=4)
    found = inspect(trainer.problem, moment_of(trainer), "results", 7)
    assert (found.number, found.subject, found.snapshot.step) == (7, "results", 4)
