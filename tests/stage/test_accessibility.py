"""The stage before axe-core, in whatever state it is: nothing is found that is not listed with its reason."""

import pytest
from playwright.sync_api import expect

from playground.views.palette import GROUNDS
from tests.browser.axe import violations
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


@pytest.fixture(params=GROUNDS)
def stepped(request, place, open_stage):
    """Return a function that mounts a stage in either theme and makes a step."""

    def opened(query=""):
        place.page.emulate_media(color_scheme=request.param)
        stage = open_stage(query)
        expect(stage.root).to_have_css("--st-background-color", GROUNDS[request.param][0])
        stage.press("Step: 1 batch")
        stage.expect_step(1)
        return stage

    return opened


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_stage(stepped, query):
    assert violations(stepped(query).page) == []


def test_card(stepped):
    stage = stepped()
    click_neuron(stage, "Hidden 1", 1)
    expect(stage.page.get_by_role("region", name="Card of")).to_be_visible()
    assert violations(stage.page) == []


@pytest.mark.parametrize("key", ["?", "s"])
def test_help_and_summary(stepped, key):
    stage = stepped()
    stage.page.keyboard.press(key)
    assert violations(stage.page) == []
