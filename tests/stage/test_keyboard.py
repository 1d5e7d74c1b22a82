"""The stage without a mouse: every key, and what no key may do."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import focused, tab_to

pytestmark = pytest.mark.browser


@pytest.fixture
def quiet(stage):
    """Return the default experiment's stage at its first step."""
    return stage


def test_arrow_keys_walk_through_columns_neurons_and_weights(quiet):
    quiet.page.keyboard.press("d")
    for key, name in (
        ("ArrowDown", "Hidden 2, neuron 1,"),
        ("ArrowDown", "Hidden 2, neuron 2,"),
        ("ArrowDown", "Hidden 2, neuron 2,"),  # the last one
        ("ArrowLeft", "Hidden 1, neuron 2,"),
        ("i", "Weight from x₁,"),
        ("ArrowDown", "Weight from x₂,"),
        ("ArrowDown", "Bias,"),
        ("ArrowLeft", "Hidden 1, neuron 2,"),  # a bias comes from nowhere
        ("i", "Weight from x₁,"),
        ("ArrowLeft", "Input x₁"),  # where the weight comes from
        ("ArrowUp", "Inputs, 2 inputs"),
        ("ArrowLeft", "Inputs, 2 inputs"),
        ("ArrowRight", "Hidden 1, 4 neurons, Tanh"),
        ("ArrowDown", "Hidden 1, neuron 1,"),
        ("i", "Weight from x₁,"),
        ("i", "Hidden 1, neuron 1,"),
        ("ArrowUp", "Hidden 1, 4 neurons, Tanh"),
    ):
        quiet.page.keyboard.press(key)
        assert focused(quiet.page).startswith(name), key


def test_what_the_keyboard_is_at_is_said_and_shown_like_what_is_pointed_at(quiet):
    for key in ("d", "ArrowDown"):
        quiet.page.keyboard.press(key)
    expect(quiet.page.locator(".network .tooltip")).to_contain_text("Hidden 2, neuron 1")
    expect(quiet.page.get_by_role("heading", name="Hidden 2, neuron 1")).to_be_visible()  # its map, large
    quiet.page.keyboard.press("Tab")
    expect(quiet.page.locator(".network .tooltip")).to_be_hidden()


def test_focus_is_ringed_on_the_canvas(quiet):
    """Nothing else of the diagram has the accent's colour while nothing is pointed at."""
    canvas = quiet.page.get_by_role("img", name="Network of 2, 4, 2, 1 units")
    for keys in ("d", "d ArrowDown", "d ArrowDown i", "d ArrowDown i ArrowDown ArrowDown ArrowDown ArrowDown"):
        for key in keys.split():
            quiet.page.keyboard.press(key)
        quiet.page.wait_for_function(f"canvas => ({N_ACCENTED})(canvas) > 100", arg=canvas.element_handle())
        tab_to(quiet.page, "Share", "Shift+Tab")
        quiet.page.wait_for_function(f"canvas => ({N_ACCENTED})(canvas) === 0", arg=canvas.element_handle())


N_ACCENTED = """canvas => {
    const { width, height } = canvas;
    const pixels = canvas.getContext("2d").getImageData(0, 0, width, height).data;
    const accent = getComputedStyle(canvas).getPropertyValue("--st-primary-color").trim();
    const [red, green, blue] = [1, 3, 5].map((at) => parseInt(accent.slice(at, at + 2), 16));
    const isAccent = (at) => pixels[at] === red && pixels[at + 1] === green && pixels[at + 2] === blue;
    let n = 0;
    for (let at = 0; at < pixels.length; at += 4) n += isAccent(at);
    return n;
}"""


def test_training_keys(quiet):
    press, start = quiet.page.keyboard.press, quiet.number("train-loss")
    press(".")
    quiet.expect_step(1)
    press("e")
    quiet.wait("data.epoch === '1' && data.runState === 'paused'")
    press("0")
    quiet.expect_step(0)
    assert quiet.number("train-loss") == start
    press("n")
    quiet.wait_for_query("seed=1")
    quiet.wait(f"Number(data.trainLoss) !== {start}")


def test_layers_and_neurons_are_added_and_removed_where_the_keyboard_is(quiet):
    page, press = quiet.page, quiet.page.keyboard.press
    for key in ("d", "ArrowLeft", "+"):
        press(key)
    quiet.wait_for_query("layers=5-tanh+2-tanh")
    press("a")
    quiet.wait_for_query("layers=5-tanh+4-tanh+2-tanh")
    expect(page.get_by_role("treeitem", name="Hidden 2, 4 neurons, Tanh")).to_be_focused()
    press("-")
    quiet.wait_for_query("layers=5-tanh+3-tanh+2-tanh")
    press("x")
    quiet.wait_for_query("layers=5-tanh+2-tanh")
    for key in ("ArrowLeft", "ArrowLeft", "x"):
        press(key)
    expect(page.locator(".speech [role=status]")).to_contain_text("This is no hidden layer")


def test_time_is_scrubbed_by_keys(quiet):
    press = quiet.page.keyboard.press
    for epoch in (1, 2, 3):
        press("e")
        quiet.wait(f"data.epoch === '{epoch}' && data.runState === 'paused'")
    last = int(quiet.number("moments"))
    for key, moment in (("b", str(last - 1)), ("Home", "0"), ("f", "1"), ("End", ""), ("f", "")):
        press(key)
        quiet.wait(f"data.moment === '{moment}'")


def test_preferences_are_set_by_keys(quiet):
    for key, preference in (("p", "projector"), ("m", "sound")):
        for is_on in (True, False):
            quiet.page.keyboard.press(key)
            kept = f"JSON.parse(localStorage.getItem('playground')).{preference} === {str(is_on).lower()}"
            quiet.page.wait_for_function(kept)


LABELS = """import("/stage/app/keys.js").then(({ KEYS }) =>
    KEYS.flatMap(({ entries }) => entries.map(({ label }) => label)))"""


def test_help_lists_every_key_of_the_table_and_gives_the_focus_back(quiet):
    page = quiet.page
    page.keyboard.press("d")
    before = focused(page)
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    expect(dialog).to_be_visible()
    labels = page.evaluate(LABELS)
    assert len(labels) > 20
    assert dialog.locator("kbd").all_inner_texts() == labels
    page.keyboard.press("e")  # no key fires behind it
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert focused(page) == before
    assert quiet.step() == 0


def test_escape_closes_the_menu_before_anything_else(quiet):
    page = quiet.page
    for key in ("d", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    card, menu = page.get_by_role("region", name="Card of"), page.get_by_role("group", name="View")
    expect(card).to_be_visible()
    page.get_by_role("button", name="View", exact=True).click()
    page.keyboard.press(".")
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(card).to_be_visible()
    assert quiet.step() == 0
    field = page.get_by_label("Neurons in Hidden 1")
    field.fill("7")
    field.press("Escape")
    expect(field).to_have_value("4")
    expect(card).to_be_visible()


def test_keys_of_one_character_can_be_turned_off_but_for_those_in_the_diagram(quiet):
    page = quiet.page
    page.get_by_role("button", name="View", exact=True).click()
    page.get_by_label("Single keys").uncheck()
    page.keyboard.press("Escape")
    for key in (".", "d", "Space", "s"):
        page.keyboard.press(key)
    expect(page.get_by_role("group", name="Summary")).to_be_hidden()
    tree = page.get_by_role("treeitem", name="Hidden 2, 2 neurons, Tanh")
    tree.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press(".")
    quiet.expect_step(1)


def test_typing_in_a_field_fires_nothing(quiet):
    page = quiet.page
    for key in ("d", "ArrowLeft", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    expect(page.get_by_role("region", name="Card of")).to_be_visible()
    query = quiet.host.query
    for field in ("Neurons in Hidden 1", "Learning rate", "Step size", "Weight from Input x₁"):
        page.get_by_label(re.compile(f"^{field}")).first.focus()
        for key in ".e0npsm?a1x+-b":
            page.keyboard.press(key)
        assert quiet.step() == 0, field
        assert quiet.host.query == query, field
        expect(page.get_by_role("dialog")).to_be_hidden()
        expect(page.get_by_role("group", name="Summary")).to_be_hidden()
        assert not page.evaluate("JSON.parse(localStorage.getItem('playground'))?.projector"), field


def test_space_belongs_to_a_button_that_has_the_focus_and_browser_shortcuts_to_the_browser(quiet):
    tab_to(quiet.page, "Step: 1 batch")
    quiet.page.keyboard.press("Space")
    quiet.expect_step(1)
    quiet.expect_state("paused")
    quiet.page.keyboard.press("Control+e")
    quiet.page.keyboard.press("Alt+.")
    quiet.page.keyboard.press(".")
    quiet.expect_step(2)
    assert quiet.number("epoch") == 0


def test_tab_goes_through_the_stage_and_out_again(quiet):
    """The tree is one stop, wherever one is in it."""
    page = quiet.page
    for key in (".", "d", "ArrowLeft", "ArrowDown", "i"):
        page.keyboard.press(key)
    quiet.expect_step(1)
    tab_to(page, "Moment")
    tab_to(page, "Something after the stage")
    tab_to(page, "Share", "Shift+Tab")
    page.keyboard.press("Tab")
    assert focused(page).startswith("Weight from x₁")
