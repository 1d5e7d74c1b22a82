"""For who listens: the network as a tree, changes of state, the summary; and the loss as a tone."""

import re

import pytest
from playwright.sync_api import expect

from playground.backends import ENGINES

pytestmark = pytest.mark.browser
NEURON = re.compile(r"^Hidden 1, neuron 3, bias −?[\d.e−]+, strongest input x[₁₂] at −?[\d.e−]+")


@pytest.fixture
def quiet(open_stage):
    """Return a stage whose run costs little."""
    return open_stage()


def test_tree_holds_columns_neurons_and_the_weights_of_the_one_gone_into(quiet):
    page = quiet.page
    items = page.get_by_role("tree", name="The network").get_by_role("treeitem")
    assert items.count() == 4 + 2 + 4 + 2 + 1
    for key in ("d", "ArrowDown", "i"):
        page.keyboard.press(key)
    assert items.count() == 13 + 4 + 1
    page.keyboard.press("i")
    assert items.count() == 13


def test_wide_layer_has_as_many_items_as_are_drawn(open_stage):
    stage = open_stage("?layers=40-tanh")
    wide = stage.page.get_by_role("treeitem", name="Hidden 1, 40 neurons, Tanh, the first 16 are shown")
    assert wide.get_by_role("treeitem").count() == 16


def test_tree_follows_training_at_most_once_a_second(quiet):
    item = quiet.page.get_by_role("treeitem", name=NEURON)
    before = item.get_attribute("aria-label")
    item.evaluate(COUNT_CHANGES)
    quiet.press("Run")
    quiet.page.wait_for_function("window.changes.length >= 3")
    between = quiet.page.evaluate("window.changes.slice(1).map((ms, at) => ms - window.changes[at])")
    assert min(between[:2]) > 900  # a second, less what a frame may come early
    quiet.press("Pause")
    quiet.expect_state("paused")
    quiet.press("Step: 1 batch")
    assert item.get_attribute("aria-label") != before
    assert bias_in_the_card(quiet) == re.search("bias (.+?),", item.get_attribute("aria-label"))[1]


COUNT_CHANGES = """item => {
    window.changes = [];
    const observer = new MutationObserver(() => window.changes.push(performance.now()));
    observer.observe(item, { attributeFilter: ["aria-label"] });
}"""


def bias_in_the_card(stage):
    """Return the bias of the third neuron as its card says it."""
    for key in ("d", "ArrowLeft", "ArrowDown", "ArrowDown", "ArrowDown", "Enter"):
        stage.page.keyboard.press(key)
    return stage.page.get_by_role("region", name="Card of Hidden 1, neuron 3").get_by_label("Bias").input_value()


def test_changes_of_state_are_announced_and_no_frames(quiet):
    listen(quiet)
    quiet.press("Run")
    quiet.wait("Number(data.frames) > 40")
    quiet.press("Pause")
    quiet.expect_state("paused")
    expect_told(quiet, ["Running", f"Paused at step {quiet.step():,}"])
    quiet.page.keyboard.press("Home")
    quiet.wait("data.moment === '0'")
    expect_told(quiet, [f"Looking back at epoch 0 of {quiet.root.evaluate(EPOCHS)}"])
    quiet.page.keyboard.press("End")
    expect_told(quiet, ["Showing the present"])
    quiet.page.keyboard.press("0")
    expect_told(quiet, ["Ready"])


EPOCHS = "root => root.querySelector('.time .moment').textContent.match(/of (.*)$/)[1]"


def test_reason_of_a_stop_is_announced_once(open_stage):
    stage = open_stage("?stop=2")
    listen(stage)
    stage.press("Run")
    written = stage.page.get_by_role("status").filter(has_text="Stopped after 2 epochs, as set.")
    expect(written).to_have_count(1)
    stage.page.keyboard.press("0")
    stage.page.wait_for_function("window.told.at(-1) === 'Ready'")
    assert not any("Stopped" in told or "Paused" in told for told in stage.page.evaluate("window.told"))


def test_of_what_changes_on_and_on_only_the_end_is_announced(quiet):
    listen(quiet)
    for _ in range(5):
        quiet.page.keyboard.press(".")
    quiet.expect_step(5)
    expect_told(quiet, ["Paused at step 5"])


def test_item_that_has_the_focus_keeps_its_words_until_the_run_pauses(quiet):
    page = quiet.page
    item = page.get_by_role("treeitem", name=NEURON)
    for key in ("d", "ArrowLeft", "ArrowDown", "ArrowDown", "ArrowDown"):
        page.keyboard.press(key)
    other = page.get_by_role("treeitem", name="Hidden 1, neuron 2,")
    before, other_before = item.get_attribute("aria-label"), other.get_attribute("aria-label")
    page.keyboard.press("Space")
    expect(other).not_to_have_attribute("aria-label", other_before)
    assert item.get_attribute("aria-label") == before
    page.keyboard.press("Space")
    expect(item).not_to_have_attribute("aria-label", before)


def test_click_on_an_item_opens_it_as_a_double_tap_of_a_screen_reader_does(quiet):
    quiet.page.get_by_role("treeitem", name=NEURON).dispatch_event("click")
    expect(quiet.page.get_by_role("region", name="Card of Hidden 1, neuron 3")).to_be_visible()
    assert quiet.page.locator('.tree [tabindex="0"]').get_attribute("aria-label").startswith("Hidden 1, neuron 3")


def test_another_network_and_another_engine_are_announced(quiet):
    ENGINES["compiled"].prepare()  # where its code is made for the first time this takes a minute
    listen(quiet)
    quiet.page.keyboard.press("+")
    quiet.page.wait_for_function("window.told.some((text) => text.includes('Network of 2, 4, 3, 1 units'))")
    quiet.page.get_by_label("Engine", exact=True).select_option("compiled")
    quiet.page.wait_for_function("window.told.some((text) => text.includes('Engine: Compiled on CPU'))")


def listen(stage):
    """Note from now on what the live region says."""
    stage.page.locator(".speech [role=status]").evaluate("""region => {
        window.told = [];
        const observer = new MutationObserver(() => region.textContent && window.told.push(region.textContent));
        observer.observe(region, { childList: true });
    }""")


def expect_told(stage, texts):
    """Wait until exactly these texts were said since the last call."""
    stage.page.wait_for_function("n => window.told.length >= n", arg=len(texts))
    assert stage.page.evaluate("window.told.splice(0)") == texts


def test_summary_is_said_and_written_until_it_is_closed(quiet):
    summary = quiet.page.get_by_role("group", name="Summary")
    quiet.page.keyboard.press("s")
    begins = re.compile(r"^Epoch 0, test loss 0\.\d+, test accuracy [\d.]+ percent\.$")
    expect(summary.locator("p")).to_have_text(begins)
    expect(quiet.page.locator(".speech [role=status]")).to_have_text(begins)
    quiet.page.get_by_role("button", name="Close the summary").click()
    expect(summary).to_be_hidden()
    quiet.page.get_by_role("button", name="View").click()
    quiet.page.get_by_role("button", name="Say how it stands").click()
    expect(summary).to_be_visible()
    quiet.page.keyboard.press("Escape")
    expect(summary).to_be_hidden()


def test_loss_is_heard_while_it_trains_and_only_then(quiet):
    press, tone = quiet.page.keyboard.press, "Number(data.tone)"
    press("Space")
    quiet.wait("Number(data.step) > 20")
    assert quiet.root.get_attribute("data-tone") == ""
    press("m")
    quiet.wait(f"{tone} > 0")
    first = quiet.number("tone")
    quiet.wait(f"{tone} < {first - 20}")  # the pitch falls with the loss
    press("m")
    quiet.wait("data.tone === ''")
    press("m")
    quiet.wait(f"{tone} > 0")
    press("Space")
    quiet.expect_state("paused")
    assert quiet.root.get_attribute("data-tone") == ""


def test_silent_sound_lets_go_of_the_device(place):
    page = place.page
    page.mouse.click(5, 400)  # browsers ask for something pressed before they play
    page.evaluate("import('/stage/speech/sound.js').then(({ LossSound }) => { window.sound = new LossSound(); })")
    for pitch, state in (("440", "running"), ("null", "suspended"), ("440", "running")):
        page.evaluate(f"sound.play({pitch})")
        page.wait_for_function(f"sound.device.context.state === '{state}'")
    page.evaluate("sound.close()")


def test_every_canvas_is_named_or_left_out(quiet):
    canvases = quiet.page.locator(".stage canvas")
    assert canvases.count() >= 4
    for canvas in canvases.all():
        assert canvas.get_attribute("aria-hidden") == "true" or canvas.get_attribute("aria-label")
