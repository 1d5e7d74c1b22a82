"""The page without a mouse: the whole of the main job, the panels, and fields in which no key fires."""

import re

import pytest
from playwright.sync_api import expect

from playground.ui.panels import PANELS
from tests.browser.keyboard import focused, tab_to

pytestmark = pytest.mark.browser

QUERY = "?engine=numpy"


@pytest.fixture
def quiet(open_stage):
    """Return a stage whose run costs little."""
    return open_stage(QUERY)


def test_main_job_is_done_by_keys_alone(quiet):
    page, press = quiet.page, quiet.page.keyboard.press
    tab_to(page, "Circle")
    press("ArrowRight")
    page.wait_for_url("**data=xor*")
    press("d")
    assert focused(page) == "Hidden 2, 2 neurons, Tanh"
    press("a")
    page.wait_for_url("**layers=4-tanh+2-tanh+4-tanh*")
    quiet.wait("data.runState === 'idle'")
    press("Space")
    quiet.expect_state("running")
    quiet.wait("Number(data.epoch) > 20")
    press("Space")
    quiet.expect_state("paused")
    press("s")
    told = re.compile(r"^Epoch \d+, test loss [\d.e−]+, (still falling|flat|rising), test accuracy [\d.]+ percent\.$")
    expect(page.get_by_role("group", name="Summary").locator("p")).to_have_text(told)
    edit_first_weight(quiet)
    tab_to(page, "Share", "Shift+Tab")
    press("Enter")
    expect(page.get_by_text("Link copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def edit_first_weight(stage):
    """Walk to the first weight of the new layer, type another value, and come back."""
    press, loss = stage.page.keyboard.press, stage.number("train-loss")
    assert focused(stage.page) == "Hidden 3, 4 neurons, Tanh"
    for key in ("ArrowDown", "i", "Enter"):
        press(key)
    expect(stage.page.get_by_label("Weight from Hidden 2, neuron 1")).to_be_focused()
    stage.page.keyboard.type("1.5")
    press("Enter")
    stage.wait(f"Number(data.trainLoss) !== {loss}")
    press("Escape")
    expect(stage.page.get_by_role("treeitem", name="Weight from neuron 1 of Hidden 2, 1.50")).to_be_focused()
    expect(stage.page.get_by_role("region", name="Card of")).to_be_hidden()


def test_panels_are_opened_and_closed_by_their_numbers(quiet):
    panels = quiet.page.get_by_role("radiogroup", name="Panels").get_by_role("radio")
    for number, title in enumerate(PANELS, 1):
        quiet.page.keyboard.press(str(number))
        expect(panels.filter(has_text=title)).to_be_checked()
    quiet.page.keyboard.press(str(len(PANELS)))
    expect(panels.last).not_to_be_checked()
    quiet.page.keyboard.press("9")
    expect(panels.locator(":checked")).to_have_count(0)


def test_typing_in_a_field_of_the_sidebar_fires_nothing(quiet):
    page, url = quiet.page, quiet.page.url
    page.get_by_label(re.compile("^Optimizer")).first.focus()
    for key in ".e0npsm?a1x+-b":
        page.keyboard.press(key)
    assert quiet.step() == 0
    assert page.url == url
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("group", name="Summary")).to_be_hidden()
    assert not page.evaluate("JSON.parse(localStorage.getItem('playground'))?.projector")
