"""Building the network by clicks, and opening presets."""

import pytest
from playwright.sync_api import expect

from playground.spec import list_presets, load_preset, to_query

pytestmark = pytest.mark.browser


def test_layer_and_neurons_are_added_by_clicks_while_it_trains(stage):
    stage.press("Run")
    stage.wait("Number(data.step) > 50")
    stage.press("Add a layer after Hidden 2")
    stage.press("Add a neuron to Hidden 3")
    stage.press("Add a neuron to Hidden 3")
    stage.page.wait_for_url("**layers=4-tanh+2-tanh+6-tanh*")
    stage.expect_state("running")
    step = stage.step()
    stage.wait(f"Number(data.step) > {step} || Number(data.step) > 50")
    expect(stage.page.get_by_label("Neurons in Hidden 3")).to_have_value("6")


def test_dataset_is_picked_by_its_thumbnail_and_starts_a_run_of_its_kind(stage):
    run = stage.number("run")
    stage.page.get_by_role("radio", name="Spiral arms").click()
    stage.page.wait_for_url("**data=spiral_arms*")
    stage.wait(f"Number(data.run) !== {run}")
    expect(stage.page.get_by_role("region", name="Loss")).to_contain_text("Categorical cross-entropy")


def test_digits_are_picked_with_no_more_images_than_there_are_and_learned_at_once(open_stage):
    stage = open_stage("?n=4000&layers=32-relu&opt=adam")
    run = stage.number("run")
    stage.page.get_by_role("radio", name="Handwritten digits").click()
    stage.page.wait_for_url("**data=digits*n=1797*")
    stage.wait(f"Number(data.run) !== {run}")
    output = stage.page.get_by_role("region", name="Output")
    expect(output.locator(".key")).to_have_text([*"0123456789", "bar = how sure"])
    expect(stage.page.get_by_text("64 pixels")).to_be_visible()
    stage.press("Run")
    stage.wait("Number(data.testLoss) < 0.5")
    grid = output.get_by_role("img").bounding_box()
    stage.page.mouse.move(grid["x"] + grid["width"] / 10, grid["y"] + 30)
    expect(output.locator(".tooltip")).to_contain_text("Training image 1: 3")
    expect(output.locator(".tooltip")).to_contain_text("3: ")


def test_every_preset_opens(open_stage):
    stage = open_stage("?data=checkerboard")
    for preset in list_presets():
        frames = stage.number("frames")
        stage.page.get_by_label("Preset").select_option(preset)
        expect(stage.page.get_by_text(load_preset(preset).description)).to_be_visible()
        stage.wait(f"Number(data.frames) > {frames} && data.step === '0'")


def test_preset_equal_to_what_trains_begins_at_its_first_step(stage):
    same = next(preset for preset in list_presets() if to_query(load_preset(preset)).keys() == {"v", "name", "about"})
    stage.press("Step: 1 batch")
    stage.expect_step(1)
    stage.page.get_by_label("Preset").select_option(same)
    stage.expect_step(0)


def test_change_that_is_not_valid_is_refused_with_a_reason_and_the_page_goes_on(stage):
    """The last feature cannot be taken away."""
    features = stage.page.get_by_test_id("stButtonGroup")
    features.get_by_role("button", name="x₁", exact=True).click()
    stage.page.wait_for_url("**features=x2*")
    features.get_by_role("button", name="x₂", exact=True).click()
    expect(stage.page.get_by_text("That does not go together")).to_be_visible()
    stage.press("Run")
    stage.wait("Number(data.step) > 10")
