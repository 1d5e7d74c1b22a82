"""Every page and panel before axe-core: nothing is found, of whatever severity, that is not listed with its reason."""

import pytest
from playwright.sync_api import expect

from playground.ui.panels import LIVE, TOOLS
from playground.views.palette import GROUNDS
from tests.browser.diagram import click_neuron
from tests.browser.panels import READY_MS, open_panel
from tests.browser.stage import VIEWPORT, Stage
from tests.javascript.tools import installed

pytestmark = pytest.mark.browser

ALLOWED: dict[tuple[str, str], str] = {}
"""(rule of axe-core, part of the element's HTML) -> why it stays."""
SETTLED_MS, DRAWN_MS = 200, 1000  # figures are drawn anew in another theme
PAGES = {
    "two classes": "",
    "three classes": "?data=blobs",
    "values": "?data=plane",
    "images": "?data=digits",
    "no plane": "?v=1&inputs=1 2 3~4 5 6&targets=0~1",
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


def violations(stage: Stage) -> list[str]:
    """Return what axe-core finds in either theme and is not allowed, a line an element."""
    told = []
    stage.page.evaluate(installed("axe-core/axe.min.js").read_text("utf-8"))
    for theme in ("light", "dark"):
        stage.page.emulate_media(color_scheme=theme)
        expect(stage.root).to_have_css("--st-background-color", GROUNDS[theme][0])
        stage.page.wait_for_timeout(DRAWN_MS if stage.page.get_by_role("figure").count() else SETTLED_MS)
        expect(stage.page.locator("[data-stale=true]")).to_have_count(0, timeout=READY_MS)  # Streamlit dims what is old
        found = stage.page.evaluate("async () => (await axe.run()).violations")
        told += [
            f"{theme}: {rule['id']} ({rule['impact']}): {node['html'][:160]} {node['target']}: {node['failureSummary']}"
            for rule in found
            for node in rule["nodes"]
            if not any(rule["id"] == name and part in node["html"] for name, part in ALLOWED)
        ]
    return told


@pytest.mark.parametrize("query", PAGES.values(), ids=PAGES)
def test_page(stepped, query):
    assert violations(stepped(query)) == []


def test_panels(stepped):
    stage, found = stepped(), []
    for panel in (*LIVE, *TOOLS):
        open_panel(stage, panel)
        expect(stage.page.get_by_text("Looking inside")).to_have_count(0, timeout=READY_MS)
        found += [f"{panel}: {violation}" for violation in violations(stage)]
    assert found == []


def test_card(stepped):
    stage = stepped()
    click_neuron(stage, "Hidden 1", 1)
    expect(stage.page.get_by_role("region", name="Card of")).to_be_visible()
    assert violations(stage) == []


@pytest.mark.parametrize("key", ["?", "s"])
def test_help_and_summary(stepped, key):
    stage = stepped()
    stage.page.keyboard.press(key)
    assert violations(stage) == []
