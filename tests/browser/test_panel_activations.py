"""The activations on the real page: histograms that follow the run, and an animation that nothing disturbs."""

import pytest

from tests.browser.panels import choose, figure, open_panel, pause, run_slowly, value, wait_for

pytestmark = pytest.mark.browser

ACTIVE = "plot.layout.sliders[0].active"
PLACES = "[...plot._fullData[2].x, ...plot._fullData[2].y]"  # of the first class; before it are the grid's lines


def test_histograms_follow_the_run_and_an_animation_plays_that_it_neither_stops_nor_moves_the_slider_of(open_stage):
    stage = open_stage("?layers=4-tanh&lr=0.3")
    open_panel(stage, "Activations")
    bars = figure(stage, "Activations: Inputs")
    drawing = bars.locator(".main-svg").first.element_handle()
    before = value(bars, "[...plot._fullData[1].y]")
    stage.press("Step: 1 batch")
    wait_for(bars, f"plot._fullData[1].y.some((share, at) => share !== {before}[at])")
    assert drawing.evaluate("svg => svg.isConnected"), "the figure was updated, not made anew"
    choose(stage, "Layer to layer")
    journey = figure(stage, "from layer to layer")
    inputs = value(journey, PLACES)
    journey.evaluate("plot => plot.on('plotly_afterplot', () => { plot.isDisturbed ||= plot.isMoving; })")
    run_slowly(stage)
    journey.locator(".updatemenu-button").first.click()
    for layer in (1, 2):
        wait_for(journey, f"{ACTIVE} === {layer}")
    wait_for(journey, "!plot.isMoving")
    assert not value(journey, "plot.isDisturbed")
    arrived = value(journey, PLACES)
    assert arrived != inputs
    wait_for(journey, f"!plot.isMoving && JSON.stringify({PLACES}) !== JSON.stringify({arrived})")
    assert value(journey, ACTIVE) == 2, "what came in meanwhile is shown where the slider stands"
    pause(stage)
