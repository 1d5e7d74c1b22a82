"""The gradients on the real page: heatmaps that follow the run, a reading of the moment, and a remedy of one click."""

import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Locator, expect

from playground.spec import load_preset, to_query
from tests.browser.panels import figure, open_panel, value, wait_for
from tests.browser.stage import Stage

pytestmark = pytest.mark.browser

N_COLUMNS = "plot._fullData[0].z[0].length"


def norms(stage: Stage) -> Locator:
    return figure(stage, "Size of the gradient")


def box(stage: Stage, text: str) -> None:
    """Wait until the reading says something."""
    expect(stage.page.get_by_test_id("stAlert").filter(has_text=text)).to_be_visible()


def test_heatmaps_grow_in_place_and_show_the_stage_s_moment_once_it_pauses(stage):
    open_panel(stage, "Gradients")
    box(stage, "The gradients are healthy")
    drawing = norms(stage).locator(".main-svg").first.element_handle()
    assert value(norms(stage), N_COLUMNS) == 1
    stage.press("Run")
    wait_for(norms(stage), f"{N_COLUMNS} > 3")
    stage.press("Pause")
    stage.expect_state("paused")
    passes = stage.step() / 25  # the default has 25 batches an epoch
    last = "plot._fullData[0].customdata[0].at(-1)[1]"
    wait_for(norms(stage), f"Math.abs({last} / {passes} - 1) < 1e-6")  # the figure's numbers are float32
    assert drawing.evaluate("svg => svg.isConnected"), "the figure was updated, not made anew"
    norms(stage).hover()
    expect(norms(stage).locator(".hoverlayer")).to_contain_text("epoch")


def test_one_click_replaces_the_sigmoids_and_the_gradients_are_healthy(open_stage):
    stage = open_stage(f"?{urlencode(to_query(load_preset('3-deep-networks/3-vanishing-gradients')))}")
    open_panel(stage, "Gradients")
    box(stage, "The gradient vanishes")
    stage.press("Use ReLU in the hidden layers ↻")
    box(stage, "The gradients are healthy")
    expect(stage.page).to_have_url(re.compile("8-relu"))
    expect(stage.page.get_by_role("button", name="Use ReLU in the hidden layers ↻")).to_have_count(0)
    stage.press("Run")
    stage.wait("Number(data.step) > 200")
    stage.press("Pause")


@pytest.mark.parametrize(
    ("query", "layers"), [("?data=blobs", ["Hidden 1", "Hidden 2", "Output"]), ("?data=plane&layers=", ["Output"])]
)
def test_every_kind_of_data_has_its_layers(open_stage, query, layers):
    stage = open_stage(query)
    open_panel(stage, "Gradients")
    assert value(norms(stage), "[...plot._fullData[0].y]") == layers
