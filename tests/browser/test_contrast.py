"""What has to be seen can be: fields, and contour lines on any colour of a map."""

import pytest
from playwright.sync_api import expect

from playground.views.colors import contrast
from playground.views.palette import GRAPHIC_CONTRAST, GROUNDS
from tests.browser.panels import figure, open_panel
from tests.browser.screen import fields
from tests.chromium import VIEWPORT

pytestmark = pytest.mark.browser


@pytest.fixture
def themed(browser, theme):
    """Return a window in a theme of its own."""
    window = browser.new_context(viewport=VIEWPORT, color_scheme=theme)
    yield window
    window.close()


@pytest.mark.parametrize("theme", GROUNDS)
def test_what_can_be_filled_in_or_chosen_from_has_an_edge(open_stage, themed, theme):
    stage = open_stage("", themed)
    for name in ("Optimizer", "Regularization"):
        stage.page.get_by_test_id("stExpander").filter(has_text=name).locator("summary").click()
    expect(stage.page.get_by_role("spinbutton").first).to_be_visible()
    stage.page.keyboard.press("Escape")
    found = fields(stage.page)
    assert {"Preset", "Activation of Hidden 1"} <= {name for name, _ in found}
    grounds = GROUNDS[theme][:2]
    hidden = [
        (name, color)
        for name, color in found
        if color == "none" or min(contrast(color, ground) for ground in grounds) < GRAPHIC_CONTRAST
    ]
    assert hidden == []


@pytest.mark.parametrize("theme", ["dark"])
def test_numbers_of_contour_lines_are_set_off_from_the_map(open_stage, themed, theme):
    stage = open_stage("", themed)
    open_panel(stage, "Output")
    number = figure(stage, "over the plane").locator(".contourlabels text").first
    expect(number).to_have_css("paint-order", "stroke")
    red, green, blue = (int(GROUNDS[theme][0][at : at + 2], 16) for at in (1, 3, 5))
    expect(number).to_have_css("stroke", f"rgb({red}, {green}, {blue})")
