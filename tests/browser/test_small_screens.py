"""Telephone and tablet: the stage first, nothing beside the screen or over another, all as large as a fingertip."""

import pytest

from tests.browser.panels import figure, open_panel
from tests.browser.screen import controls, overlaps, sideways

pytestmark = pytest.mark.browser

SCREENS = {"telephone": {"width": 390, "height": 844}, "tablet": {"width": 820, "height": 1180}}
WIDE = {"width": 1180, "height": 820}
FINGER_PX = 44


@pytest.fixture(scope="module", params=SCREENS)
def small(request, browser):
    """Return a window of each size that is touched."""
    window = browser.new_context(viewport=SCREENS[request.param], has_touch=True, is_mobile=True)
    yield window
    window.close()


@pytest.fixture
def touched(open_stage, small):
    """Open the page with the default experiment on a small screen."""
    return open_stage("?engine=numpy", small)


def test_controls_come_below_the_stage_and_all_lies_on_the_screen_and_is_as_large_as_a_fingertip(touched):
    stage_box, sidebar_box = touched.root.bounding_box(), touched.page.get_by_test_id("stSidebar").bounding_box()
    assert stage_box["y"] < 20
    assert sidebar_box["y"] >= stage_box["y"] + stage_box["height"]
    assert sideways(touched.page) <= 0
    assert overlaps(touched.page) == []
    assert sidebar_box["width"] == stage_box["width"] + 16  # the page's own margin
    open_panel(touched, "Weights")
    figure(touched, "Hidden 1")
    for group in touched.page.locator("[data-testid=stSidebarContent] summary").all():
        group.click()
    assert too_small(touched.page) == {}


def too_small(page):
    """Return the size of every control that is smaller than a fingertip."""
    return {
        control["name"]: (width, height)
        for control in controls(page)
        for width, height in [(control["right"] - control["left"], control["bottom"] - control["top"])]
        if min(width, height) < FINGER_PX
    }


def test_tablet_across_has_the_stage_beside_the_sidebar_and_is_made_for_fingers(open_stage, browser):
    with browser.new_context(viewport=WIDE, has_touch=True, is_mobile=True) as window:
        stage = open_stage("?engine=numpy", window)
        stage.press("Run")
        stage.wait("Number(data.epoch) > 5")
        stage.press("Pause")
        assert stage.root.bounding_box()["x"] > 200
        assert sideways(stage.page) <= 0
        assert overlaps(stage.page) == []
        assert too_small(stage.page) == {}
        legend, box = (stage.root.locator(name).bounding_box() for name in (".scale-labels", ".legend-row .check"))
        assert legend["y"] + legend["height"] <= box["y"]
