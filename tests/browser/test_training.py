"""Run, pause, step, reset: the main job, in a real browser."""

import pytest

pytestmark = pytest.mark.browser


def test_default_experiment_learns(stage):
    start = stage.number("test-loss")
    stage.press("Run")
    stage.wait(f"Number(data.testLoss) < {start / 3}")


def test_pause_holds_the_counters_and_a_step_makes_one_update(stage):
    stage.press("Run")
    stage.wait("Number(data.step) > 100")
    stage.press("Pause")
    stage.expect_state("paused")
    held = stage.step()
    stage.press("Step: 1 batch")
    stage.expect_step(held + 1)


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
    stage.page.wait_for_url("**lr=0.1*")
    step = stage.step()
    stage.wait(f"Number(data.step) > {step}")
    assert stage.number("run") == run
