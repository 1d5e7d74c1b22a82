"""What has to be seen on the stage can be: lines and words on canvases, and the edges of fields."""

import pytest

from playground.views.colors import Color, contrast, mix
from playground.views.palette import GRAPHIC_CONTRAST, GROUNDS, WORD_CONTRAST, look_of
from tests.browser.screen import drawn, fields, record
from tests.chromium import VIEWPORT

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def window(browser):
    """Return a window that keeps what canvases draw."""
    window = record(browser.new_context(viewport=VIEWPORT))
    yield window
    window.close()


@pytest.fixture
def open_in(place, open_stage):
    """Return a function that mounts a stage in a theme, and forgets what was drawn before."""

    def opened(theme, query=""):
        place.page.emulate_media(color_scheme=theme)
        place.page.evaluate("for (const kind in drawn) drawn[kind] = {}")
        return open_stage(query)

    return opened


def palest(found: dict[Color, float], ground: Color) -> dict[Color, float]:
    """Return how each colour stands out from a ground where it covers least of it."""
    return {color: contrast(mix(ground, color, share), ground) for color, share in found.items()}


@pytest.mark.parametrize(
    ("query", "theme"),
    [("", "light"), ("?data=blobs", "dark"), ("?data=plane", "dark"), ("?data=digits&n=200", "light")],
)
def test_lines_and_words_of_the_stage_stand_out(open_in, theme, query):
    stage = open_in(theme, query)
    stage.press("Run")
    stage.wait("Number(data.epoch) > 5")
    stage.press("Pause")
    look = look_of("orange-blue", is_dark=theme == "dark")
    unneeded = {look.grid, look.ground}  # gridlines, and what sets a mark off from the map
    lines = palest(drawn(stage.page, "inks"), look.ground)
    assert {color: share for color, share in lines.items() if share < GRAPHIC_CONTRAST and color not in unneeded} == {}
    letters = palest(drawn(stage.page, "letters"), look.ground)
    assert {color: share for color, share in letters.items() if share < WORD_CONTRAST} == {}
    assert {look.negative, look.positive} <= set(lines)


@pytest.mark.parametrize("theme", GROUNDS)
def test_what_can_be_filled_in_or_chosen_from_has_an_edge(open_in, theme):
    found = fields(open_in(theme).page)
    assert {"Preset", "Activation of Hidden 1"} <= {name for name, _ in found}
    grounds = GROUNDS[theme][:2]
    hidden = [
        (name, color)
        for name, color in found
        if color == "none" or min(contrast(color, ground) for ground in grounds) < GRAPHIC_CONTRAST
    ]
    assert hidden == []
