"""Every page and panel before axe-core: nothing is found, of whatever severity, that is not listed with its reason."""

import pytest
from playwright.sync_api import expect

from playground.ui.panels import PANELS
from playground.views.palette import GROUNDS
from tests.browser.axe import violations
from tests.browser.panels import open_panel
from tests.browser.stage import Stage
from tests.chromium import VIEWPORT

pytestmark = pytest.mark.browser

SEEN_IN = """theme => {
  const grounds = { light: "rgb(255, 255, 255)", dark: "rgb(16, 22, 29)" };
  const isSettled = document.getAnimations().every((animation) => animation.playState !== "running");
  const isOld = document.querySelector("[data-stale=true]") !== null; // which Streamlit dims
  return isSettled && !isOld && getComputedStyle(document.querySelector(".stApp")).backgroundColor === grounds[theme];
}"""
"""Whether the page is seen in a theme, nothing of it is old, and nothing is still on its way."""
PAGES = {
    "two classes": "",
    "refused link": "?data=nothing",
    "projector": "?projector=1",
}


@pytest.fixture(scope="module")
def still(browser):
    """Return a window in which nothing moves."""
    window = browser.new_context(viewport=VIEWPORT, reduced_motion="reduce")
    yield window
    window.close()


@pytest.fixture
def stepped(open_stage, still):
    """Return a function that opens a page and makes a step."""

    def opened(query: str = "") -> Stage:
        stage = open_stage(query, still)
        stage.press("Step: 1 batch")
        stage.expect_step(1)
        return stage

    return opened


def in_either_theme(stage: Stage) -> list[str]:
    """Return what is found in the light and in the dark, a line an element."""
    told = []
    for theme in ("light", "dark"):
        stage.page.emulate_media(color_scheme=theme)
        expect(stage.root).to_have_css("--st-background-color", GROUNDS[theme][0])
        stage.page.wait_for_function(SEEN_IN, arg=theme)
        told += [f"{theme}: {violation}" for violation in violations(stage.page)]
    return told


@pytest.mark.parametrize("query", PAGES.values(), ids=PAGES)
def test_page(stepped, query):
    assert in_either_theme(stepped(query)) == []


def test_panels(stepped):
    stage, found = stepped(), []
    for panel in PANELS:
        open_panel(stage, panel)
        expect(stage.page.get_by_text("Looking inside")).to_have_count(0)
        found += [f"{panel}: {violation}" for violation in in_either_theme(stage)]
    assert found == []
