"""The animation from layer to layer: a frame a layer, of one size, with a button and a slider that reach them all."""

from itertools import pairwise

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from playground.views.journeys import ABOUT, journey_figure
from tests.views.figures import CASES, LIGHT, assert_drawn, case, column, found


def journey(name, along="main directions", factor=1.0, **patch):
    """Return what was found of a case, and its animation."""
    experiment = case(name, **patch)
    _, findings = found(experiment, "activations", factor)
    return findings, journey_figure(experiment, findings, along, LIGHT)


def places(frame):
    """Return everything that a frame draws, (n, 2)."""
    return np.vstack([column(trace) for trace in frame["data"]])


@pytest.mark.parametrize("along", ABOUT)
@pytest.mark.parametrize("name", CASES)
def test_every_layer_has_a_frame_of_the_same_traces_whatever_the_experiment(name, along):
    findings, figure = journey(name, along)
    assert_drawn(figure)
    assert len(figure["frames"]) == len(findings.layers)
    assert {len(frame["data"]) for frame in figure["frames"]} == {len(figure["data"])}
    assert len({places(frame).shape for frame in figure["frames"] if len(places(frame))}) == 1


@pytest.mark.parametrize("factor", [np.nan, np.inf, 1e38, 0.0])
def test_parameters_that_are_not_finite_or_huge_are_drawn(factor):
    assert_drawn(journey("twelve layers", factor=factor)[1])


@pytest.mark.parametrize("along", ABOUT)
def test_every_frame_is_scaled_to_fill_the_picture(along):
    _, figure = journey("two classes", along)
    for frame in figure["frames"]:
        assert np.nanmax(np.abs(places(frame))) == pytest.approx(1, abs=1e-5)
    assert figure["layout"]["xaxis"]["range"] == figure["layout"]["yaxis"]["range"] == [-1.08, 1.08]


def test_slider_and_play_button_go_through_all_layers_in_order():
    _, figure = journey("two classes")
    names = ["Inputs", "Hidden 1", "Hidden 2", "Output"]
    assert [frame["name"] for frame in figure["frames"]] == names
    (slider,), (menu,) = figure["layout"]["sliders"], figure["layout"]["updatemenus"]
    assert [(step["label"], step["args"][0]) for step in slider["steps"]] == [(name, [name]) for name in names]
    play = menu["buttons"][0]
    assert play["args"][0] == names
    assert 0 < play["args"][1]["transition"]["duration"] < play["args"][1]["frame"]["duration"]


def test_plane_itself_and_layers_of_two_neurons_are_not_turned():
    findings, figure = journey("two classes")
    for layer in (0, 2):
        drawn = places({"data": figure["frames"][layer]["data"][2:]})
        points = np.vstack([findings.layers[layer].points[findings.targets == number] for number in range(2)])
        scale, offset = np.polyfit(drawn.ravel(), points.ravel(), 1)[0], points.mean(axis=0)
        assert scale > 0
        assert_allclose(drawn - drawn.mean(axis=0), (points - offset) / scale, atol=2e-2)


def test_layer_along_main_directions_is_not_the_mirror_image_of_the_one_before():
    _, figure = journey("two classes", network={"layers": [{"units": 5}] * 4})
    for before, after in pairwise(map(places, figure["frames"][:-1])):
        assert (np.nansum(before * after, axis=0) >= 0).all()


def test_single_neuron_is_a_line():
    _, figure = journey("one neuron a layer", "first two neurons")
    for frame in figure["frames"][1:]:
        heights = places(frame)[:, 1]
        assert_array_equal(heights[np.isfinite(heights)], 0)
