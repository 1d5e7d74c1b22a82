"""The run bar: run, pause, step, reset, speed, learning rate."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_running_shows_how_many_updates_samples_and_parameters_and_pause_holds_the_counters(stage):
    stage.press("Run")
    expect(stage.page.get_by_text("updates/s")).to_contain_text("samples/s")
    expect(stage.page.get_by_text("25 parameters")).to_be_visible()
    stage.wait("Number(data.step) > 100")
    stage.press("Pause")
    stage.expect_state("paused")
    held = stage.step()
    stage.press("Step: 1 batch")
    stage.expect_step(held + 1)


def test_step_makes_one_update_and_says_so(stage):
    expect(stage.page.get_by_text("Step: 1 batch")).to_be_visible()
    for n_steps in (1, 2, 3):
        stage.press("Step: 1 batch")
        stage.expect_step(n_steps)
    assert stage.number("epoch") == 0
    stage.expect_state("paused")


def test_step_makes_one_epoch_and_says_so(open_stage):
    stage = open_stage("?n=100&split=0.45&batch=10")  # 45 training samples: four whole batches and a short one
    choose_epoch_steps(stage)
    expect(stage.page.get_by_text("Step: 1 epoch")).to_be_visible()
    stage.press("Step: 1 epoch")
    stage.expect_step(5)
    assert stage.number("epoch") == 1
    stage.press("Step: 1 epoch")
    stage.expect_step(10)
    stage.expect_state("paused")


def test_reset_brings_back_the_same_initial_weights(stage):
    start = (stage.number("train-loss"), stage.number("test-loss"))
    stage.press("Run")
    stage.wait("Number(data.step) > 50")
    stage.press("Reset")
    stage.expect_state("idle")
    stage.expect_step(0)
    assert (stage.number("train-loss"), stage.number("test-loss")) == start


def test_new_weights_and_new_points_start_another_run(stage):
    start = stage.number("train-loss")
    stage.press("New weights")
    stage.wait(f"Number(data.trainLoss) !== {start} && data.step === '0'")
    other_weights = stage.number("train-loss")
    stage.press("Regenerate data: new points")
    stage.wait(f"Number(data.trainLoss) !== {other_weights} && data.step === '0'")


def test_learning_rate_applies_while_it_trains(stage):
    stage.press("Run")
    stage.wait("Number(data.step) > 50")
    run = stage.number("run")
    stage.page.get_by_role("combobox", name="Learning rate").select_option("0.1")
    stage.wait_for_query("lr=0.1")
    step = stage.step()
    stage.wait(f"Number(data.step) > {step}")
    assert stage.number("run") == run


def test_slow_speed_trains_that_many_steps_a_second(stage):
    slider = stage.page.get_by_label("Speed")
    slider.fill("0")
    stage.press("Run")
    stage.wait("Number(data.step) >= 2")
    stage.press("Pause")
    assert stage.step() <= 4


def choose_epoch_steps(stage):
    stage.page.get_by_label("Step size").select_option("epoch")
