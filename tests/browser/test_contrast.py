"""What has to be seen can be: lines and words on canvases, fields, and contour lines on any colour of a map."""

import pytest
from playwright.sync_api import expect

from playground.views.colors import Color, contrast, mix
from playground.views.palette import GRAPHIC_CONTRAST, GROUNDS, WORD_CONTRAST, look_of
from tests.browser.panels import figure, open_panel
from tests.browser.screen import drawn, fields, record
from tests.browser.stage import VIEWPORT

pytestmark = pytest.mark.browser


@pytest.fixture
def recorded(browser, theme):
    """Return a window in a theme that keeps what canvases draw."""
    window = record(browser.new_context(viewport=VIEWPORT, color_scheme=theme))
    yield window
    window.close()


def palest(found: dict[Color, float], ground: Color) -> dict[Color, float]:
    """Return how each colour stands out from a ground where it covers least of it."""
    return {color: contrast(mix(ground, color, share), ground) for color, share in found.items()}


@pytest.mark.parametrize(
    ("query", "theme"),
    [("", "light"), ("?data=blobs", "dark"), ("?data=plane", "dark"), ("?data=digits&n=200", "light")],
)
def test_lines_and_words_of_the_stage_stand_out(open_stage, recorded, theme, query):
    stage = open_stage(query, recorded)
    stage.press("Run")
    stage.wait("Number(data.epoch) > 5", timeout=20_000)
    stage.press("Pause")
    look = look_of("orange-blue", is_dark=theme == "dark")
    unneeded = {look.grid, look.ground}  # gridlines, and what sets a mark off from the map
    lines = palest(drawn(stage.page, "inks"), look.ground)
    assert {color: share for color, share in lines.items() if share < GRAPHIC_CONTRAST and color not in unneeded} == {}
    letters = palest(drawn(stage.page, "letters"), look.ground)
    assert {color: share for color, share in letters.items() if share < WORD_CONTRAST} == {}
    assert {look.negative, look.positive} <= set(lines)


@pytest.mark.parametrize("theme", GROUNDS)
def test_what_can_be_filled_in_or_chosen_from_has_an_edge(open_stage, recorded, theme):
    stage = open_stage("", recorded)
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
def test_numbers_of_contour_lines_are_set_off_from_the_map(open_stage, recorded, theme):
    stage = open_stage("", recorded)
    open_panel(stage, "Output")
    number = figure(stage, "over the plane").locator(".contourlabels text").first
    expect(number).to_have_css("paint-order", "stroke")
    red, green, blue = (int(GROUNDS[theme][0][at : at + 2], 16) for at in (1, 3, 5))
    expect(number).to_have_css("stroke", f"rgb({red}, {green}, {blue})")
