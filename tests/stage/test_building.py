"""Building the network by clicks, and pointing at it."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_layer_and_neurons_are_added_by_clicks_while_it_trains(stage):
    stage.press("Run")
    stage.wait("Number(data.step) > 50")
    stage.press("Add a layer after Hidden 2")
    stage.press("Add a neuron to Hidden 3")
    stage.press("Add a neuron to Hidden 3")
    stage.wait_for_query("layers=4-tanh+2-tanh+6-tanh")
    stage.expect_state("running")
    step = stage.step()
    stage.wait(f"Number(data.step) > {step} || Number(data.step) > 50")
    expect(stage.page.get_by_label("Neurons in Hidden 3")).to_have_value("6")


def test_layer_is_removed_and_activation_chosen_by_clicks(stage):
    stage.press("Remove Hidden 2")
    stage.wait_for_query("layers=4-tanh")
    stage.page.get_by_label("Activation of Hidden 1").select_option("relu")
    stage.wait_for_query("layers=4-relu")
    stage.press("Remove a neuron from Hidden 1")
    stage.wait_for_query("layers=3-relu")
    stage.press("Remove Hidden 1")
    stage.wait_for_query("layers=none")
    stage.wait("data.runState === 'idle'")


def test_exact_number_of_neurons_is_typed(stage):
    field = stage.page.get_by_label("Neurons in Hidden 1")
    field.fill("40")
    field.press("Enter")
    stage.wait_for_query("layers=40-tanh+2-tanh")
    stage.wait_painted()
    expect(field).to_have_value("40")


def test_pointing_at_the_diagram_names_what_is_there_with_its_value(stage):
    """Down along the first hidden column come its neurons, and beside each its bias and its weights."""
    column = stage.page.get_by_role("group", name="Hidden 1").bounding_box()
    middle, below = column["x"] + column["width"] / 2, column["y"] + column["height"]
    tooltip = stage.page.locator(".network .tooltip")
    stage.page.mouse.move(middle, below + 60)
    expect(tooltip).to_contain_text("Hidden 1, neuron 1")
    expect(tooltip).to_contain_text("z =")
    expect(stage.page.get_by_role("heading", name="Hidden 1, neuron 1")).to_be_visible()  # its map, large
    seen = set()
    for x in range(int(middle) - 130, int(middle) - 30, 4):
        stage.page.mouse.move(x, below + 100)
        seen |= {word for word in ("Weight", "Bias") if tooltip.is_visible() and word in tooltip.inner_text()}
    assert "Weight" in seen


def test_pointing_at_an_image_names_it_and_says_what_the_network_answers(open_stage):
    stage = open_stage("?data=digits&layers=32-relu&opt=adam")
    expect(stage.page.get_by_text("64 pixels")).to_be_visible()
    stage.press("Run")
    stage.wait("Number(data.testLoss) < 0.5")
    stage.press("Pause")
    output = stage.page.get_by_role("region", name="Output")
    grid = output.get_by_role("img").bounding_box()
    stage.page.mouse.move(grid["x"] + grid["width"] / 10, grid["y"] + 30)
    expect(output.locator(".tooltip strong")).to_have_text("Training image 1: 7")
    expect(output.locator(".tooltip")).to_contain_text(re.compile("7: [0-9.]+ %"))
