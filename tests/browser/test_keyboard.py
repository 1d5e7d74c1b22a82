"""The page without a mouse: the whole of the main job, and fields in which no key fires."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import focused, tab_to

pytestmark = pytest.mark.browser


def test_main_job_is_done_by_keys_alone_of_which_none_fires_in_a_field(open_stage):
    quiet = open_stage("?engine=numpy")
    page, press = quiet.page, quiet.page.keyboard.press
    type_into_the_sidebar(quiet)
    tab_to(page, "Circle", "Shift+Tab")
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


def type_into_the_sidebar(stage):
    """Press every key that means something on the stage in a field of the sidebar, where none fires."""
    page, url, step = stage.page, stage.page.url, stage.step()
    page.get_by_label(re.compile("^Optimizer")).first.focus()
    for key in ".e0npsm?a1x+-b":
        page.keyboard.press(key)
    assert stage.step() == step
    assert page.url == url
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("group", name="Summary")).to_be_hidden()
    assert not page.evaluate("JSON.parse(localStorage.getItem('playground'))?.projector")
    page.keyboard.press("Escape")
