"""Building the network by clicks, picking data, and opening presets."""

import pytest
from playwright.sync_api import expect

from playground.spec import list_presets, load_preset, to_query

pytestmark = pytest.mark.browser


def test_layer_and_neurons_are_added_by_clicks_while_it_trains(open_stage):
    stage = open_stage("?engine=numpy")
    stage.go_slowly()
    stage.press("Run")
    stage.wait("Number(data.step) > 3")
    stage.press("Add a layer after Hidden 2")
    stage.press("Add a neuron to Hidden 3")
    stage.press("Add a neuron to Hidden 3")
    stage.page.wait_for_url("**layers=4-tanh+2-tanh+6-tanh*")
    stage.expect_state("running")
    step = stage.step()
    stage.wait(f"Number(data.step) > {step} || Number(data.step) > 3")
    expect(stage.page.get_by_label("Neurons in Hidden 3")).to_have_value("6")


def test_datasets_are_picked_by_their_thumbnails_and_start_runs_of_their_kinds(open_stage):
    stage = open_stage("?n=4000&layers=32-relu&opt=adam")
    pick(stage, "Spiral arms", "**data=spiral_arms*")
    expect(stage.page.get_by_role("region", name="Loss")).to_contain_text("Categorical cross-entropy")
    pick(stage, "Handwritten digits", "**data=digits*n=1797*")  # no more images than there are
    output = stage.page.get_by_role("region", name="Output")
    expect(output.locator(".key")).to_have_text([*"0123456789", "bar = how sure"])
    stage.press("Run")
    stage.wait("Number(data.testLoss) < 0.5")


def pick(stage, dataset, url):
    """Pick a dataset, and wait until the URL and the run follow."""
    run = stage.number("run")
    stage.page.get_by_role("radio", name=dataset).click()
    stage.page.wait_for_url(url)
    stage.wait(f"Number(data.run) !== {run}")


def test_preset_begins_at_its_first_step_though_it_is_what_trains(stage):
    presets = {preset: load_preset(preset) for preset in list_presets()}
    same = next(name for name, preset in presets.items() if to_query(preset).keys() == {"v", "name", "about"})
    other = next(name for name in presets if name != same)
    stage.press("Step: 1 batch")
    stage.expect_step(1)
    for name in (same, other):
        frames = stage.number("frames")
        stage.page.get_by_label("Preset").select_option(name)
        expect(stage.page.get_by_text(presets[name].description)).to_be_visible()
        stage.wait(f"Number(data.frames) > {frames} && data.step === '0'")
