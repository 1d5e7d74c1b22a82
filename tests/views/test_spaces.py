"""One layer's space: points and grid are where the layer puts them, along the axes that were chosen."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from playground.analysis.inspectors.activations import LINE_POINTS, N_LINES
from playground.analysis.maps import SHOWN_UNITS
from playground.views.spaces import MAIN, axis_names, remarks, space_figure, view_of
from tests.views.figures import CASES, LIGHT, array, assert_drawn, case, column, found


def seen(name, layer, across=0, up=1, **patch):
    """Return an experiment, what was found of it, and the figure of a layer along the axes of those numbers."""
    experiment = case(name, **patch)
    _, findings = found(experiment, "activations")
    names = axis_names(experiment, findings, layer)
    view = view_of(experiment, findings, layer, names[across], names[min(up, len(names) - 1)])
    return experiment, findings, space_figure(experiment, findings, view, LIGHT, is_still=True)


@pytest.mark.parametrize("name", CASES)
def test_every_layer_of_every_experiment_can_be_seen(name):
    experiment, findings, _ = seen(name, 0)
    for layer in range(len(findings.layers)):
        assert_drawn(seen(name, layer)[2])
    assert len(findings.layers) == len(experiment.sizes)


@pytest.mark.parametrize("factor", [np.nan, np.inf, 1e38, 0.0])
def test_layer_that_is_not_finite_is_drawn_and_said_to_be(factor):
    experiment = case("two classes")
    _, findings = found(experiment, "activations", factor)
    names = axis_names(experiment, findings, 1)
    view = view_of(experiment, findings, 1, *names[:2])
    assert_drawn(space_figure(experiment, findings, view, LIGHT, is_still=False))
    is_said = any("not finite" in text for text in remarks(experiment, findings, LIGHT, 1))
    assert is_said == (not np.isfinite(findings.layers[1].points).all())
    assert is_said == (not np.isfinite(factor))


def test_points_stand_at_the_chosen_neurons_activations_a_trace_a_class():
    _, findings, figure = seen("three classes", 1, across=5, up=2)  # after two main directions
    for number, trace in enumerate(figure["data"][2:]):
        assert_allclose(column(trace), findings.layers[1].points[findings.targets == number][:, [3, 0]], rtol=1e-6)
    assert [figure["layout"][axis]["title"]["text"] for axis in ("xaxis", "yaxis")] == ["neuron 4", "neuron 1"]


def test_points_stand_along_the_main_directions():
    _, findings, figure = seen("two classes", 1)
    assert_allclose(column(figure["data"][2]), findings.layers[1].main_points[findings.targets == 0], rtol=1e-5)
    assert [figure["layout"][axis]["title"]["text"] for axis in ("xaxis", "yaxis")] == list(MAIN)


def test_grid_is_two_traces_of_lines_with_gaps_between_them():
    _, findings, figure = seen("two classes", 0, across=2, up=3)  # x1 and x2 themselves
    along_x1, along_x2 = figure["data"][:2]
    assert along_x1["line"]["color"] != along_x2["line"]["color"]
    for trace, moving in ((along_x1, 0), (along_x2, 1)):
        lines = column(trace).reshape(N_LINES, LINE_POINTS + 1, 2)
        assert np.isnan(lines[:, -1]).all()
        assert (np.diff(lines[:, :-1, moving], axis=1) > 0).all()
        assert_array_equal(np.ptp(lines[:, :-1, 1 - moving], axis=1), 0)
    assert len(findings.layers[0].grid) == 2 * N_LINES * LINE_POINTS


def test_axes_hold_all_points_and_the_whole_grid():
    _, _, figure = seen("two classes", 2)
    places = np.vstack([column(trace) for trace in figure["data"]])
    for axis, values in zip(("xaxis", "yaxis"), places.T, strict=True):
        low, high = figure["layout"][axis]["range"]
        assert low <= np.nanmin(values)
        assert high >= np.nanmax(values)


def test_colours_and_shapes_of_classes_are_the_stage_s():
    _, _, figure = seen("digits", 1)
    markers = [trace["marker"] for trace in figure["data"]]
    assert len({marker["symbol"] for marker in markers}) == len({marker["color"] for marker in markers}) == 10
    assert [marker["symbol"] for marker in markers[:6]] == ["circle", "square", "triangle-up", "diamond", "x", "cross"]
    assert [trace["name"] for trace in figure["data"]] == list("0123456789")


def test_values_are_colours_on_a_scale_that_zero_is_the_middle_of():
    _, findings, figure = seen("values", 1)
    (samples,) = figure["data"][2:]
    assert_allclose(array(samples["marker"]["color"]), findings.targets, rtol=1e-6)
    assert -samples["marker"]["cmin"] == samples["marker"]["cmax"] >= np.abs(findings.targets).max()
    assert samples["marker"]["colorbar"]["title"]["text"] == "target"


@pytest.mark.parametrize(("name", "up"), [("one neuron a layer", "class"), ("values", "target")])
def test_layer_of_one_neuron_has_the_targets_upwards_and_no_grid(name, up):
    experiment, findings, figure = seen(name, -1)
    assert figure["layout"]["yaxis"]["title"]["text"] == up
    places = np.vstack([column(trace) for trace in figure["data"]])
    assert len(places) == len(findings.targets)
    assert_allclose(np.sort(places[:, 1]), np.sort(findings.targets), rtol=1e-6)
    if up == "class":
        assert figure["layout"]["yaxis"]["ticktext"] == list(experiment.data.class_names)
    assert any("one neuron" in text for text in remarks(experiment, findings, LIGHT, len(findings.layers) - 1))


def test_axes_to_choose_from_are_directions_and_neurons_by_name():
    experiment = case("three classes", data={"features": ["x1", "x2", "sin_x1"]})
    _, findings = found(experiment, "activations")
    assert axis_names(experiment, findings, 0) == [*MAIN, "x₁", "x₂", "sin x₁"]
    assert axis_names(experiment, findings, 2) == [*MAIN, "neuron 1", "neuron 2"]
    assert axis_names(experiment, findings, 3) == [*MAIN, "class 1", "class 2", "class 3"]


def test_what_was_left_out_is_said():
    experiment = case("wide", data={"n_samples": 1000})
    _, findings = found(experiment, "activations")
    assert len(axis_names(experiment, findings, 1)) == SHOWN_UNITS + 2
    said = " ".join(remarks(experiment, findings, LIGHT, 1))
    assert "The first 16 of 40 neurons can be chosen." in said
    assert "300 of 500 training samples are shown." in said
    _, digits = found(case("digits"), "activations")
    assert "The first 16 of 64 inputs can be chosen." in remarks(case("digits"), digits, LIGHT, 0)


def test_data_that_are_no_plane_have_no_grid_and_it_is_said():
    experiment, findings, figure = seen("three inputs", 1)
    assert all(trace["mode"] == "markers" for trace in figure["data"])
    assert "The data have 3 inputs, not two: there is no plane to draw a grid of." in remarks(
        experiment, findings, LIGHT, 1
    )


def test_changes_move_only_while_the_network_rests():
    experiment, findings, figure = seen("two classes", 1)
    assert figure["layout"]["transition"]["duration"] > 0
    view = view_of(experiment, findings, 1, *MAIN)
    assert "transition" not in space_figure(experiment, findings, view, LIGHT, is_still=False)["layout"]


def test_empty_class_keeps_its_trace():
    experiment = case("three classes")
    _, findings = found(experiment, "activations")
    lonely = replace(findings, targets=np.zeros_like(findings.targets))
    figure = space_figure(experiment, lonely, view_of(experiment, lonely, 1, *MAIN), LIGHT, is_still=True)
    assert [len(array(trace["x"])) for trace in figure["data"][2:]] == [len(findings.targets), 0, 0]
    assert_drawn(figure)
