"""The output as a surface: its heights, the samples on it or at their targets, a camera that is left alone."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from playground.views.outputs import Choice, parts_of
from playground.views.surfaces import LIFT, MAX_SHOWN, surface_figure
from tests.views.figures import DARK, PLANAR, array, assert_drawn, case, column, found


def drawn(name, output=0, factor=1.0, **patch):
    """Return what was found of a case, and its surface."""
    experiment, choice = case(name, **patch), Choice(output=output)
    problem, findings = found(experiment, "output", factor)
    parts = parts_of(experiment, findings, problem.dataset, choice)
    return problem, findings, surface_figure(experiment, findings, parts, choice, DARK)


@pytest.mark.parametrize("name", PLANAR)
def test_every_experiment_in_a_plane_is_drawn(name):
    assert_drawn(drawn(name)[2])


@pytest.mark.parametrize("factor", [np.nan, np.inf, 1e38, 0.0])
@pytest.mark.parametrize("name", ["three classes", "values"])
def test_outputs_that_are_not_finite_or_huge_are_drawn_within_reach(name, factor):
    _, _, figure = drawn(name, factor=factor)
    assert_drawn(figure)
    low, high = figure["layout"]["scene"]["zaxis"]["range"]
    assert high - low < 20


def test_heights_are_those_of_the_chosen_output():
    _, findings, figure = drawn("three classes", output=1)
    assert_allclose(array(figure["data"][0]["z"]), findings.surface[..., 1])
    assert figure["layout"]["scene"]["zaxis"]["title"]["text"] == "class 2"


def test_samples_of_classes_lie_on_the_surface():
    problem, findings, figure = drawn("two classes")
    first = figure["data"][-2]
    is_first = problem.train.targets[:, 0] == 0
    assert first["type"] == "scatter3d"
    expected = np.hstack([problem.dataset.train_inputs, findings.results.train_predictions + LIFT])[is_first]
    assert_allclose(column(first, "xyz"), expected, rtol=1e-5)


def test_test_samples_differ_from_training_samples_in_every_class():
    _, _, figure = drawn("six classes by squared error")
    samples = [trace["marker"] for trace in figure["data"][1:]]
    for test, train in zip(samples[:6], samples[6:], strict=True):
        assert test["symbol"].endswith("-open") or test["size"] < 0.7 * train["size"]


def test_samples_of_values_lie_at_their_targets():
    problem, _, figure = drawn("values")
    expected = np.hstack([problem.dataset.train_inputs, problem.dataset.train_targets])
    assert_allclose(column(figure["data"][-1], "xyz"), expected, rtol=1e-5)


def test_axes_hold_the_whole_surface_and_the_view_stays_as_it_was_turned():
    _, findings, figure = drawn("hinge")
    scene = figure["layout"]["scene"]
    low, high = scene["zaxis"]["range"]
    assert low < min(-1, findings.surface.min())
    assert high > max(1, findings.surface.max())
    assert scene["uirevision"] == figure["layout"]["uirevision"] == "same"


def test_of_many_samples_some_are_drawn():
    _, _, figure = drawn("two classes", data={"n_samples": 2000, "train_fraction": 1.0})
    assert sum(len(array(trace["x"])) for trace in figure["data"][1:]) == MAX_SHOWN
