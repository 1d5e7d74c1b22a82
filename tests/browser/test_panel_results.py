"""The results on the real page: figures that follow the run, and measures that are the stage's."""

import pytest
from playwright.sync_api import expect

from tests.browser.panels import figure, open_panel, pause, run_slowly, value, wait_for

pytestmark = pytest.mark.browser

TITLE = "plot._fullLayout.title.text"


def test_results_follow_the_run_and_are_those_of_the_stage_once_it_pauses(open_stage):
    stage = open_stage("?noise=0.5&lr=0.3")
    open_panel(stage, "Results", "Test")
    curve = figure(stage, "ROC curve")
    before = value(curve, TITLE)
    run_slowly(stage)
    wait_for(curve, f"{TITLE} !== '{before}'")
    pause(stage)
    accuracy = str(stage.page.locator(".counter-accuracy dd").text_content()).replace("\u2009", " ")
    tile = stage.page.get_by_test_id("stMetric").filter(has_text="Accuracy").get_by_test_id("stMetricValue")
    expect(tile).to_have_text(accuracy.replace(" ", "").replace("\u00a0", ""))
