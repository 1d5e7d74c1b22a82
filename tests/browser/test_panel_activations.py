"""The activations on the real page: histograms that follow the run, a layer's space, an animation nothing disturbs."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.panels import figure, open_panel, value, wait_for

pytestmark = pytest.mark.browser

ACTIVE = "plot.layout.sliders[0].active"
PLACES = "[...plot._fullData[2].x, ...plot._fullData[2].y]"  # of the first class; before it are the grid's lines


def test_histograms_follow_the_run_without_a_flash(stage):
    open_panel(stage, "Activations")
    bars = figure(stage, "Activations: Inputs")
    drawing = bars.locator(".main-svg").first.element_handle()
    before = value(bars, "[...plot._fullData[1].y]")
    stage.press("Run")
    wait_for(bars, f"plot._fullData[1].y.some((share, at) => share !== {before}[at])")
    stage.press("Pause")
    assert drawing.evaluate("svg => svg.isConnected"), "the figure was updated, not made anew"


@pytest.mark.parametrize(("query", "n_traces"), [("?data=blobs", 2 + 3), ("?data=plane", 2 + 1)])
def test_layer_s_space_shows_the_grid_and_the_samples_along_what_is_chosen(open_stage, query, n_traces):
    stage = open_stage(query)
    open_panel(stage, "Activations", "One layer")
    space = figure(stage, "main direction 1 across, main direction 2 up")
    assert value(space, "plot._fullData.length") == n_traces
    stage.page.get_by_role("combobox", name="Across").click()
    stage.page.get_by_role("option", name="neuron 2").click()
    expect(stage.page.get_by_role("figure", name=re.compile("neuron 2 across, main direction 2 up"))).to_be_visible()


def test_animation_plays_through_all_layers_and_a_running_network_neither_stops_it_nor_moves_its_slider(stage):
    open_panel(stage, "Activations", "Layer to layer")
    journey = figure(stage, "from layer to layer")
    inputs = value(journey, PLACES)
    journey.evaluate("plot => plot.on('plotly_afterplot', () => { plot.isDisturbed ||= plot.isMoving; })")
    stage.press("Run")
    journey.locator(".updatemenu-button").first.click()
    for layer in (1, 2, 3):
        wait_for(journey, f"{ACTIVE} === {layer}")
    wait_for(journey, "!plot.isMoving")
    assert not value(journey, "plot.isDisturbed")
    arrived = value(journey, PLACES)
    assert arrived != inputs
    wait_for(journey, f"!plot.isMoving && JSON.stringify({PLACES}) !== JSON.stringify({arrived})")
    assert value(journey, ACTIVE) == 3, "what came in meanwhile is shown where the slider stands"
    stage.press("Pause")
