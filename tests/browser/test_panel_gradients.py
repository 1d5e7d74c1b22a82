"""The gradients on the real page: heatmaps that follow the run, and a reading of the moment."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.panels import figure, open_panel, pause, run_slowly, value, wait_for
from tests.browser.stage import Stage

pytestmark = pytest.mark.browser

N_COLUMNS = "plot._fullData[0].z[0].length"


def norms(stage: Stage) -> Locator:
    return figure(stage, "Size of the gradient")


def test_heatmaps_grow_in_place_and_show_the_stage_s_moment_once_it_pauses(stage):
    open_panel(stage, "Gradients")
    expect(stage.page.get_by_test_id("stAlert").filter(has_text="The gradients are healthy")).to_be_visible()
    drawing = norms(stage).locator(".main-svg").first.element_handle()
    assert value(norms(stage), N_COLUMNS) == 1
    run_slowly(stage)
    wait_for(norms(stage), f"{N_COLUMNS} > 3")
    pause(stage)
    passes = stage.step() / 25  # the default has 25 batches an epoch
    last = "plot._fullData[0].customdata[0].at(-1)[1]"
    wait_for(norms(stage), f"Math.abs({last} / {passes} - 1) < 1e-6")  # the figure's numbers are float32
    assert drawing.evaluate("svg => svg.isConnected"), "the figure was updated, not made anew"
    norms(stage).hover()
    expect(norms(stage).locator(".hoverlayer")).to_contain_text("epoch")
