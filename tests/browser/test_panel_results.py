"""The results on the real page: measures that are the stage's, and figures for every kind of data."""

import pytest
from playwright.sync_api import expect

from tests.browser.panels import figure, open_panel, value, wait_for

pytestmark = pytest.mark.browser

TITLE = "plot._fullLayout.title.text"


def test_results_follow_the_run_and_are_those_of_the_stage_once_it_pauses(open_stage):
    stage = open_stage("?noise=0.5")
    open_panel(stage, "Results", "Test")
    curve = figure(stage, "ROC curve")
    before = value(curve, TITLE)
    stage.press("Run")
    wait_for(curve, f"{TITLE} !== '{before}'")
    stage.press("Pause")
    stage.expect_state("paused")
    accuracy = str(stage.page.locator(".counter-accuracy dd").text_content()).replace("\u2009", " ")
    tile = stage.page.get_by_test_id("stMetric").filter(has_text="Accuracy").get_by_test_id("stMetricValue")
    expect(tile).to_have_text(accuracy.replace(" ", "").replace("\u00a0", ""))


@pytest.mark.parametrize(
    ("query", "labels"),
    [("?data=blobs", ["Confusion matrix"]), ("?data=plane", ["Residuals against predictions", "Histogram of"])],
)
def test_every_kind_of_data_has_its_figures(open_stage, query, labels):
    stage = open_stage(query)
    open_panel(stage, "Results")
    for label in labels:
        figure(stage, label)


def test_missing_test_part_is_said(open_stage):
    stage = open_stage("?split=1")
    open_panel(stage, "Results", "Test")
    expect(stage.page.get_by_text("The test share is 0")).to_be_visible()
