"""The figures of the weights: their numbers are the network's, and what does not fit is left out and said."""

import base64
import json

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from playground.engine.network import Parameters
from playground.spec import Experiment
from playground.training.problem import pose
from playground.views.weight_cells import MAX_WITH_NUMBERS, SHOWN, common_word, number_text
from playground.views.weights import remarks, weight_figures
from tests.views.figures import LIGHT


def experiment(*units, **data):
    """Return an experiment with hidden layers of so many neurons."""
    layers = [{"units": n, "activation": "tanh"} for n in units]
    return Experiment().patched({"data": data, "network": {"layers": layers}})


def parts(case, by="weights", parameters=None):
    """Return the experiment's parameters, a gradient, and the figures of both."""
    parameters = pose(case).initial_parameters if parameters is None else parameters
    gradient = Parameters.from_vector(-parameters.vector / 8, parameters.sizes)
    return parameters, gradient, weight_figures(case, parameters, gradient, by, LIGHT)


def table(packed):
    """Return the numbers that Plotly unpacks."""
    shape = tuple(map(int, packed["shape"].split(",")))
    return np.frombuffer(base64.b64decode(packed["bdata"]), packed["dtype"]).reshape(shape)


@pytest.mark.parametrize("by", ["weights", "gradients"])
def test_cells_are_colored_by_one_and_tell_the_other_of_every_parameter(by):
    parameters, gradient, figures = parts(experiment(4, 2), by)
    shown, other = (parameters, gradient) if by == "weights" else (gradient, parameters)
    assert len(figures) == 4
    for figure, one, two in zip(figures[:3], shown.layers, other.layers, strict=True):
        cells, bias, _ = figure["data"]
        assert_array_equal(table(cells["z"]), one.weights)
        assert_array_equal(table(cells["customdata"]), two.weights)
        assert_array_equal(table(bias["z"]), one.biases[np.newaxis])
        assert_array_equal(table(bias["customdata"]), two.biases[np.newaxis])


def test_rows_are_what_comes_in_and_columns_the_units_by_name():
    _, _, figures = parts(experiment(3, features=["x1", "sin_x2"]))
    hidden, output = (figure["data"][0] for figure in figures[:2])
    assert hidden["y"] == ["x₁", "sin x₂"]
    assert hidden["x"] == ["1", "2", "3"]
    assert figures[0]["layout"]["xaxis"]["title"]["text"] == "neuron"
    assert output["y"] == ["neuron 1", "neuron 2", "neuron 3"]
    assert figures[1]["layout"]["xaxis"]["title"]["text"] == "output"
    assert hidden["hovertemplate"].startswith("%{y} → neuron %{x}<br>weight %{z")


def test_all_layers_share_one_scale_around_zero_with_one_colour_bar():
    parameters, _, figures = parts(experiment(4, 2))
    heatmaps = [trace for figure in figures for trace in figure["data"] if trace["type"] == "heatmap"]
    assert len({(trace["zmin"], trace["zmax"]) for trace in heatmaps}) == 1
    assert heatmaps[0]["zmin"] == -heatmaps[0]["zmax"]
    assert np.abs(parameters.vector).max() <= heatmaps[0]["zmax"]
    assert not any(trace["showscale"] for trace in heatmaps)
    (bar,) = figures[-1]["data"]
    assert bar["marker"]["showscale"]
    assert (bar["marker"]["cmin"], bar["marker"]["cmax"]) == (heatmaps[0]["zmin"], heatmaps[0]["zmax"])
    assert {tuple(figure["layout"]["xaxis2"]["range"]) for figure in figures[:-1]} == {
        (bar["marker"]["cmin"], bar["marker"]["cmax"])
    }


def test_histogram_counts_every_weight_of_its_layer_and_no_bias():
    parameters, _, figures = parts(experiment(7, 5))
    for figure, layer in zip(figures[:3], parameters.layers, strict=True):
        bars = figure["data"][-1]
        assert sum(bars["y"]) == layer.weights.size
        width = bars["x"][1] - bars["x"][0]
        at = int(np.argmax(bars["y"]))
        inside = (layer.weights >= bars["x"][at] - width / 2) & (layer.weights < bars["x"][at] + width / 2)
        assert bars["y"][at] == inside.sum()


def test_cells_hold_their_numbers_where_there_is_room():
    parameters, _, figures = parts(experiment(MAX_WITH_NUMBERS, 2))
    assert figures[0]["data"][0]["text"][1][2] == number_text(parameters.layers[0].weights[1, 2])
    _, _, figures = parts(experiment(MAX_WITH_NUMBERS + 1, 2))
    assert ["text" in figure["data"][0] for figure in figures[:3]] == [False, False, True]


def test_layers_of_the_same_network_are_aligned_and_keep_their_size_whatever_the_numbers():
    case = experiment(4, 5, 2)
    parameters, _, figures = parts(case)
    _, _, others = parts(case, parameters=Parameters.from_vector(1000 * parameters.vector, parameters.sizes))
    sizes = [(figure["layout"]["width"], figure["layout"]["height"]) for figure in figures]
    assert sizes == [(figure["layout"]["width"], figure["layout"]["height"]) for figure in others]
    assert len({height for _, height in sizes[:-1]}) == 1
    assert len({figure["layout"]["margin"]["l"] for figure in figures[:-1]}) == 1


def test_low_layer_beside_a_high_one_keeps_its_histogram_near():
    _, _, figures = parts(experiment(60, 60))
    heights = [figure["layout"]["height"] for figure in figures]
    assert heights[0] < heights[1] - 100


def test_every_name_is_said_along_an_axis_with_room_for_all():
    _, _, figures = parts(experiment(20, 3))
    assert [("dtick" in figures[0]["layout"][axis]) for axis in ("xaxis", "yaxis")] == [False, True]
    assert [("dtick" in figures[1]["layout"][axis]) for axis in ("xaxis", "yaxis")] == [True, False]


def test_network_without_hidden_layers_is_one_figure_beside_the_colours():
    _, _, figures = parts(experiment())
    assert [figure["label"].partition(":")[0] for figure in figures[:-1]] == ["Output"]
    assert table(figures[0]["data"][0]["z"]).shape == (2, 1)


def test_twelve_layers_are_twelve_figures_and_the_output_as_readable_as_few():
    _, _, few = parts(experiment(8, 8))
    _, _, many = parts(experiment(*[8] * 12))
    assert len(many) == 14
    assert {figure["layout"]["width"] for figure in many[1:12]} == {few[1]["layout"]["width"]}
    assert {figure["layout"]["font"]["size"] for figure in many} == {few[0]["layout"]["font"]["size"]}


def test_wide_layers_are_capped_and_the_remark_says_so():
    case = experiment(300, 20)
    parameters, _, figures = parts(case)
    assert table(figures[0]["data"][0]["z"]).shape == (2, SHOWN)
    cells, _, bars = figures[1]["data"]
    assert_array_equal(table(cells["z"]), parameters.layers[1].weights[:SHOWN])
    assert len(cells["y"]) == SHOWN
    assert sum(bars["y"]) == 6000
    assert remarks(case, parameters, "weights") == "The first 64 of a layer are drawn; there are more: Hidden 1 300."


def test_image_inputs_make_a_picture_of_each_first_neuron_above_its_bias():
    case = experiment(10, dataset="digits")
    parameters, gradient, figures = parts(case)
    pictures, _ = figures[0]["data"]
    shown, names = table(pictures["z"]), np.array(pictures["text"])
    assert shown.shape == names.shape == (3 * 11, 4 * 9)
    weights, biases = parameters.layers[0]
    for unit in range(10):
        top, left = 11 * (unit // 4), 9 * (unit % 4)
        assert_array_equal(shown[top : top + 8, left : left + 8], weights[:, unit].reshape(8, 8))
        assert (shown[top + 9, left : left + 8] == biases[unit]).all()
        assert (names[top : top + 8, left : left + 8] == str(unit + 1)).all()
        assert (names[top + 9, left : left + 8] == f"{unit + 1}, bias").all()
    assert np.isfinite(shown).sum() == 10 * (64 + 8)
    assert_array_equal(table(pictures["customdata"])[:8, :8], gradient.layers[0].weights[:, 0].reshape(8, 8))
    assert figures[0]["layout"]["yaxis"]["ticktext"] == ["1–4", "5–8", "9–10"]
    assert figures[1]["data"][0]["x"] == list("0123456789")
    assert "Each picture of Hidden 1" in remarks(case, parameters, "weights")
    assert "Inputs" not in remarks(case, parameters, "weights")


def test_image_inputs_make_a_picture_of_each_output_by_name_where_there_is_no_hidden_layer():
    case = experiment(dataset="digits")
    parameters, _, figures = parts(case)
    pictures, _ = figures[0]["data"]
    names = np.array(pictures["text"])
    assert (names[0, 0], names[9, 0]) == ("0", "0, bias")
    assert pictures["hovertemplate"].startswith("output %{text}<br>")
    axes = figures[0]["layout"]
    assert axes["xaxis"]["title"]["text"] == "output"
    assert list(axes["yaxis"]["ticktext"]) == ["0–3", "4–7", "8–9"]
    assert "Each picture of Output is what one output looks for" in remarks(case, parameters, "weights")


def test_numbers_that_are_not_finite_are_left_empty_and_counted():
    case = experiment(2, dataset="plane")
    parameters = pose(case).initial_parameters
    vector = parameters.vector.copy()
    vector[0], vector[1], vector[4] = np.nan, np.inf, -np.inf
    broken = Parameters.from_vector(vector, parameters.sizes)
    _, _, figures = parts(case, parameters=broken)
    assert figures[0]["data"][0]["text"][0] == ["", ""]
    assert sum(figures[0]["data"][-1]["y"]) == 2
    assert figures[0]["data"][0]["zmax"] < 10
    assert remarks(case, broken, "weights") == "3 of 9 weights are not finite numbers: their cells are empty."
    json.dumps(figures, allow_nan=False)


@pytest.mark.parametrize("value", [0.0, np.nan, 1e300, -1e-300])
def test_networks_of_one_number_all_over_are_drawn(value):
    case = experiment(3)
    parameters = Parameters.from_vector(np.full(13, value), (2, 3, 1))
    _, _, figures = parts(case, parameters=parameters)
    assert sum(figures[0]["data"][-1]["y"]) == (0 if np.isnan(value) else 6)
    json.dumps(figures, allow_nan=False)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (-0.4321, "−0.43"),
        (0.9999, "1.00"),
        (9.99, "9.99"),
        (12.34, "12.3"),
        (-345.6, "−346"),
        (0.0123, "0.01"),
        (0.0096, "0.01"),
        (0.00123, "1e−3"),
        (-2.5e-7, "−2e−7"),
        (12345.0, "1e4"),
        (-0.0, "0"),
        (np.inf, ""),
        (np.nan, ""),
    ],
)
def test_number_in_a_cell_is_short(value, text):
    assert number_text(value) == text


def test_word_that_labels_share_is_said_once():
    assert common_word(["neuron 1", "neuron 2"]) == ("neuron", ["1", "2"])
    assert common_word(["class 0", "class 1"]) == ("class", ["0", "1"])
    assert common_word(["0", "1"]) == ("output", ["0", "1"])
    assert common_word(["red 1", "blue 1"]) == ("output", ["red 1", "blue 1"])


def test_figure_says_in_words_what_it_shows():
    parameters, _, figures = parts(experiment(3))
    weights = parameters.layers[0].weights
    assert figures[0]["label"] == f"Hidden 1: 6 weights, from {weights.min():.3g} to {weights.max():.3g}"
    assert figures[-1]["label"].startswith("Colours of the weights, from -")
