"""Every panel's subject, on every kind of data and for parameters of any size."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from playground.analysis.health import layer_norms
from playground.analysis.inspection import inspect
from playground.analysis.inspectors import INSPECTORS
from playground.analysis.inspectors.activations import BINS, LINE_POINTS, MAX_POINTS, N_LINES, find_activations
from playground.analysis.inspectors.activations import _main_directions as main_directions
from playground.analysis.inspectors.gradient import find_gradient
from playground.analysis.inspectors.output import SURFACE_SIDE
from playground.analysis.inspectors.results import find_results
from playground.analysis.maps import SHOWN_UNITS
from playground.engine.activations import ACTIVATIONS
from playground.engine.losses import LOSSES, loss_value
from playground.engine.network import Parameters
from playground.engine.passes import forward
from playground.training import History, Trainer
from tests.analysis.moments import moment_of, vitals_of
from tests.training.cases import small, trained

ROWS = np.random.default_rng(0).normal(size=(30, 3))
PROBLEMS = {
    "two classes": {},
    "no test part": {"data": {"train_fraction": 1.0}},
    "three classes": {"data": {"dataset": "pie", "n_samples": 90}},
    "regression": {"data": {"dataset": "plane", "n_samples": 60}},
    "one feature": {"data": {"features": ["x1"]}},
    "no hidden layer": {"network": {"layers": []}},
    "wide layers": {"network": {"layers": [{"units": 40, "activation": "relu"}, {"units": 20}]}},
    "three columns": {"data": {"dataset": "inline", "inputs": ROWS.tolist(), "targets": ROWS[:, :1].tolist()}},
    "digits": {"data": {"dataset": "digits", "n_samples": 80}},
}


@pytest.fixture(params=PROBLEMS)
def trainer(request):
    return trained(small(**PROBLEMS[request.param], training={"dtype": "float64"}), epochs=2)


def test_findings_have_the_shapes_of_the_problem(trainer):
    problem, snapshot = trainer.problem, trainer.snapshot()
    found = {name: inspect(problem, moment_of(trainer), name, 1).findings for name in INSPECTORS}
    n_train, n_test, n_outputs = problem.n_train, len(problem.test_inputs), snapshot.sizes[-1]
    assert found["history"] is None
    assert found["weights"].gradient.shape == snapshot.state.vector.shape
    assert found["results"].train_predictions.shape == found["results"].train_targets.shape == (n_train, n_outputs)
    assert found["results"].test_predictions.shape == found["results"].test_targets.shape == (n_test, n_outputs)
    planar = problem.dataset.is_planar
    surface = found["output"].surface
    assert (None if surface is None else surface.shape) == ((SURFACE_SIDE, SURFACE_SIDE, n_outputs) if planar else None)
    n_points, n_grid = min(n_train, MAX_POINTS), 2 * N_LINES * LINE_POINTS
    assert found["activations"].targets.shape == (n_points,)
    for units, layer in zip(snapshot.sizes, found["activations"].layers, strict=True):
        shown = min(units, SHOWN_UNITS)
        assert (layer.edges.shape, layer.counts.shape, layer.counts.sum()) == ((BINS + 1,), (BINS,), n_train * units)
        assert (layer.points.shape, layer.main_points.shape) == ((n_points, shown), (n_points, 2))
        grids = [None if grid is None else grid.shape for grid in (layer.grid, layer.main_grid)]
        assert grids == ([(n_grid, shown), (n_grid, 2)] if planar else [None, None])


def test_gradient_is_that_of_the_loss_by_every_parameter(trainer):
    problem, snapshot = trainer.problem, trainer.snapshot()
    gradient = find_gradient(problem, snapshot.parameters).gradient
    direction = np.random.default_rng(1).normal(size=gradient.size)
    h = 1e-6
    ahead, behind = (loss_at(problem, snapshot, snapshot.state.vector + sign * h * direction) for sign in (1, -1))
    # Central differences: h^2 of truncation, 1e-16 / h of rounding; away from kinks that is 1e-8 or so.
    assert_allclose(gradient @ direction, (ahead - behind) / (2 * h), rtol=1e-5, atol=1e-8)
    layers = Parameters.from_vector(gradient, snapshot.sizes).layers
    assert_allclose(layer_norms(layers), vitals_of(trainer).gradient_norms, rtol=1e-12)


def loss_at(problem, snapshot, vector):
    """Return the loss over all training samples."""
    model = problem.train
    activations = [ACTIVATIONS[name] for name in model.activations]
    trace = forward(Parameters.from_vector(vector, snapshot.sizes), activations, model.inputs)
    loss = LOSSES[model.loss]
    return loss_value(loss, activations[-1], trace.pre_activations[-1], trace.activations[-1], model.targets)


def test_results_are_what_the_trainer_predicts_in_the_datasets_order(trainer):
    dataset, found = trainer.problem.dataset, find_results(trainer.problem, trainer.snapshot().parameters)
    assert_array_equal(found.train_predictions, trainer.predict(dataset.train_inputs))
    assert_array_equal(found.train_targets, dataset.train_targets)
    assert_array_equal(found.test_predictions, trainer.predict(dataset.test_inputs))
    assert_array_equal(found.test_targets, dataset.test_targets)


@pytest.mark.parametrize("shape", [(50, 2), (50, 7), (300, 40), (20, 60)])
def test_main_directions_are_orthogonal_of_length_one_and_point_to_their_largest_entry(shape):
    points = np.random.default_rng(2).normal(size=shape) * np.linspace(1, 3, shape[1])
    centre, directions = main_directions(points)
    assert_allclose(centre, points.mean(axis=0))
    assert_allclose(directions.T @ directions, np.eye(2), atol=1e-12)
    largest = np.abs(directions).argmax(axis=0)
    assert (directions[largest, [0, 1]] > 0).all()
    spread = ((points - centre) @ directions).var(axis=0)
    assert_allclose(spread, np.linalg.eigvalsh(np.cov(points.T, ddof=0))[::-1][:2])


def test_main_directions_do_not_flip_with_the_samples():
    points = np.random.default_rng(3).normal(size=(40, 5))
    _, directions = main_directions(points)
    _, mirrored = main_directions(-points)
    assert_allclose(mirrored, directions)


def test_grid_is_seen_from_the_centre_and_along_the_directions_of_the_samples():
    trainer = trained(small(training={"dtype": "float64"}), epochs=2)
    for layer in find_activations(trainer.problem, trainer.snapshot().parameters).layers[1:2]:
        centre, directions = main_directions(layer.points)
        assert_allclose(layer.main_points, (layer.points - centre) @ directions)
        assert_allclose(layer.main_grid, (layer.grid - centre) @ directions)


SIZES = [np.nan, np.inf, -np.inf, 1e307, 1e300, 1e200, 1e154, 1e38, 1e20, 0.0, 5e-324]


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", ["three classes", "regression", "digits"])
@pytest.mark.parametrize("activation", ["linear", "tanh"])
def test_parameters_of_any_size_are_inspected_without_a_fault(kind, size, dtype, activation):
    layers = {"layers": [{"units": 20, "activation": activation}, {"units": 3, "activation": activation}]}
    trainer = Trainer(small(**PROBLEMS[kind] | {"network": layers}, training={"dtype": dtype}))
    start = trainer.snapshot()
    with np.errstate(all="ignore"):
        vector = (np.sign(start.state.vector) * size).astype(dtype)
    trainer.restore(replace(start, state=replace(start.state, vector=vector)), History())
    broken = moment_of(trainer)
    for subject in INSPECTORS:
        assert inspect(trainer.problem, broken, subject, 1).subject == subject


def test_one_parameter_that_is_not_finite_is_no_fault_either():
    trainer = trained(small(), epochs=1)
    trainer.assign(1, 0, 0, float("nan"))
    for subject in INSPECTORS:
        assert inspect(trainer.problem, moment_of(trainer), subject, 1).subject == subject
