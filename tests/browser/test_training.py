"""Run, pause, step, reset, and another run: the main job, in a real browser."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_default_experiment_learns_and_does_on_its_way_what_it_is_told(stage):
    start, run = losses(stage), stage.number("run")
    stage.press("Run")
    expect(stage.page.get_by_text("updates/s")).to_contain_text("samples/s")
    stage.wait(f"Number(data.testLoss) < {start[1] / 3}")
    stage.page.get_by_role("combobox", name="Learning rate").select_option("0.1")
    stage.page.wait_for_url("**lr=0.1*")
    step = stage.step()
    stage.wait(f"Number(data.step) > {step}")
    stage.press("Pause")
    stage.expect_state("paused")
    held = stage.step()
    stage.press("Step: 1 batch")
    stage.expect_step(held + 1)
    stage.press("Reset")
    stage.expect_state("idle")
    stage.expect_step(0)
    assert losses(stage) == start
    assert stage.number("run") == run
    stage.press("New weights")
    stage.wait(f"Number(data.trainLoss) !== {start[0]} && data.step === '0'")
    other_weights = stage.number("train-loss")
    stage.press("Regenerate data: new points")
    stage.wait(f"Number(data.trainLoss) !== {other_weights} && data.step === '0'")


def losses(stage):
    """Return the loss on the training part and on the test part."""
    return stage.number("train-loss"), stage.number("test-loss")
