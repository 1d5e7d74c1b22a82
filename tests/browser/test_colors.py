"""What colours the page is seen in: the palette of the menu, and the ground of Streamlit's own theme, both at once."""

import json

import pytest
from playwright.sync_api import expect

from playground.views.palette import look_of
from playground.views.style import numbered_scale
from tests.browser.panels import figure, open_panel, wait_for
from tests.browser.stage import Stage, wait_until
from tests.chromium import VIEWPORT

pytestmark = pytest.mark.browser

DATASET = "Circle"
HAS_COLOR = """(canvas, color) => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const wanted = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
  const pixels = Array.from({ length: data.length / 4 }, (_, at) => data.subarray(4 * at, 4 * at + 3));
  return pixels.some((pixel) => wanted.every((value, channel) => pixel[channel] === value));
}"""


@pytest.fixture
def themed(browser):
    """Return a window of a viewer whose system is set to light."""
    window = browser.new_context(viewport=VIEWPORT, color_scheme="light")
    yield window
    window.close()


def expect_look(stage: Stage, palette: str, *, is_dark: bool) -> None:
    """Wait until the stage, the thumbnails of the datasets and an open figure of weights are all seen in a look."""
    look = look_of(palette, is_dark=is_dark)
    expect(stage.root.locator(".glyph circle").first).to_have_attribute("fill", look.strong_negative)
    thumbnail = stage.page.get_by_role("radio", name=DATASET, exact=True).locator("canvas")
    for color in (look.strong_negative, look.strong_positive):
        wait_until(lambda color=color: thumbnail.evaluate(HAS_COLOR, color), f"a thumbnail has {color}")
    weights = figure(stage, "Hidden 1")
    scale = json.dumps(numbered_scale(look))
    wait_for(weights, f"JSON.stringify(plot.data[0].colorscale) === JSON.stringify({scale})")


def choose(stage: Stage, palette: str) -> None:
    """Choose a palette in the menu of how things are looked at."""
    stage.press("View")
    stage.page.get_by_role("combobox", name="Colours").select_option(palette)
    stage.page.keyboard.press("Escape")


def test_stage_thumbnails_and_panels_follow_the_palette_and_keep_it(open_stage):
    stage = open_stage()
    open_panel(stage, "Weights")
    expect_look(stage, "orange-blue", is_dark=False)
    choose(stage, "brown-teal")
    expect_look(stage, "brown-teal", is_dark=False)
    again = open_stage()
    open_panel(again, "Weights")
    expect_look(again, "brown-teal", is_dark=False)


def test_link_asks_for_a_palette(open_stage):
    stage = open_stage("?palette=purple-green")
    open_panel(stage, "Weights")
    expect_look(stage, "purple-green", is_dark=False)
    assert "palette" not in stage.page.url


def test_everything_follows_the_theme_that_is_chosen_in_streamlit_s_menu(open_stage):
    stage = open_stage()
    open_panel(stage, "Weights")
    expect_look(stage, "orange-blue", is_dark=False)
    for name in ("Dark", "Light"):
        stage.press("Main menu")
        stage.page.get_by_role("menuitemradio", name=name).click()
        stage.page.keyboard.press("Escape")
        expect_look(stage, "orange-blue", is_dark=name == "Dark")


def test_everything_follows_the_system_s_theme(open_stage, themed):
    stage = open_stage("?palette=purple-green", themed)
    open_panel(stage, "Weights")
    expect_look(stage, "purple-green", is_dark=False)
    stage.page.emulate_media(color_scheme="dark")
    expect_look(stage, "purple-green", is_dark=True)
