"""What colours the page is seen in: the palette of the menu, and the ground of Streamlit's own theme, both at once."""

import json

import pytest
from playwright.sync_api import expect

from playground.views.colors import contrast
from playground.views.palette import GRAPHIC_CONTRAST, GROUNDS, look_of
from playground.views.style import numbered_scale
from tests.browser.panels import figure, open_panel, wait_for
from tests.browser.screen import fields
from tests.browser.stage import Stage, wait_until

pytestmark = pytest.mark.browser

DATASET = "Circle"
HAS_COLOR = """(canvas, color) => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const wanted = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
  const pixels = Array.from({ length: data.length / 4 }, (_, at) => data.subarray(4 * at, 4 * at + 3));
  return pixels.some((pixel) => wanted.every((value, channel) => pixel[channel] === value));
}"""


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


def without_edge(stage: Stage, theme: str) -> list[tuple[str, str]]:
    """Return what can be filled in or chosen from, but has no edge that is seen on the theme's grounds."""
    found = fields(stage.page)
    assert {"Preset", "Activation of Hidden 1"} <= {name for name, _ in found}
    return [
        (name, color)
        for name, color in found
        if color == "none" or min(contrast(color, ground) for ground in GROUNDS[theme][:2]) < GRAPHIC_CONTRAST
    ]


def test_palette_and_theme_of_the_menus_are_followed_by_stage_thumbnails_and_panels_and_kept(open_stage):
    stage = open_stage("?engine=numpy")
    open_panel(stage, "Weights")
    expect_look(stage, "orange-blue", is_dark=False)
    for theme in ("Light", "Dark"):
        stage.press("Main menu")
        stage.page.get_by_role("menuitemradio", name=theme).click()
        stage.page.keyboard.press("Escape")
        expect_look(stage, "orange-blue", is_dark=theme == "Dark")
    stage.press("View")
    stage.page.get_by_role("combobox", name="Colours").select_option("brown-teal")
    stage.page.keyboard.press("Escape")
    expect_look(stage, "brown-teal", is_dark=True)
    again = open_stage("?engine=numpy")
    open_panel(again, "Weights")
    expect_look(again, "brown-teal", is_dark=True)


def test_link_s_palette_and_the_system_s_theme_are_followed_and_what_has_to_be_seen_stands_out(open_stage, still):
    stage = open_stage("?engine=numpy&palette=purple-green", still)
    assert "palette" not in stage.page.url
    for name in ("Optimizer", "Regularization"):
        stage.page.get_by_test_id("stExpander").filter(has_text=name).locator("summary").click()
    expect(stage.page.get_by_role("spinbutton").first).to_be_visible()
    open_panel(stage, "Weights")
    for theme in GROUNDS:
        stage.page.emulate_media(color_scheme=theme)
        expect_look(stage, "purple-green", is_dark=theme == "dark")
        assert without_edge(stage, theme) == []
    open_panel(stage, "Output")
    number = figure(stage, "over the plane").locator(".contourlabels text").first
    expect(number).to_have_css("paint-order", "stroke")
    red, green, blue = (int(GROUNDS["dark"][0][at : at + 2], 16) for at in (1, 3, 5))
    expect(number).to_have_css("stroke", f"rgb({red}, {green}, {blue})")
