"""The stage before axe-core, in whatever state it is: nothing is found that is not listed with its reason."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations_in_either_theme
from tests.browser.diagram import click_neuron
from tests.chromium import VIEWPORT

pytestmark = pytest.mark.browser

QUERIES = {
    "two classes": "",
    "three classes": "?data=blobs",
    "values": "?data=plane",
    "images": "?data=digits",
    "no plane": "?v=1&inputs=1 2 3~4 5 6&targets=0~1",
    "refused link": "?data=nothing",
    "projector": "?projector=1",
}


@pytest.fixture(scope="module")
def window(browser):
    """Return a window in which nothing moves."""
    window = browser.new_context(viewport=VIEWPORT, reduced_motion="reduce")
    yield window
    window.close()


@pytest.fixture
def stepped(open_stage):
    """Return a function that mounts a stage and makes a step."""

    def opened(query=""):
        stage = open_stage(query)
        stage.press("Step: 1 batch")
        stage.expect_step(1)
        return stage

    return opened


IS_SEEN_ON = "getComputedStyle(document.documentElement).getPropertyValue('--st-background-color') === ground"


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_stage(stepped, query):
    assert violations_in_either_theme(stepped(query).page, IS_SEEN_ON) == []


def test_card_help_and_summary(stepped):
    stage, found = stepped(), []
    click_neuron(stage, "Hidden 1", 1)
    expect(stage.page.get_by_role("region", name="Card of")).to_be_visible()
    found += violations_in_either_theme(stage.page, IS_SEEN_ON)
    for key in ("s", "?"):
        stage.page.keyboard.press(key)
        found += violations_in_either_theme(stage.page, IS_SEEN_ON)
    assert found == []
