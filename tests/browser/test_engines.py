"""Engines: switched while the run goes on, from and to TensorFlow, which never is in the server's own process."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_engine_is_switched_while_the_run_goes_on_and_gives_the_same_losses(open_stage, server):
    stage = open_stage("?dtype=float64")
    stage.press("Run")
    stage.wait("Number(data.step) > 100")
    stage.go_slowly()
    run = stage.root.get_attribute("data-run")
    switch(stage, "tape")
    expect(stage.page.get_by_text("on CPU · 25 parameters")).to_be_visible()
    loss = loss_after_an_epoch(stage)
    stage.press("Run")
    switch(stage, "numpy")
    assert stage.root.get_attribute("data-run") == run
    assert loss_after_an_epoch(stage) == pytest.approx(loss, rel=1e-12)
    assert "tensorflow" not in Path(f"/proc/{server.process.pid}/maps").read_text()


def switch(stage, engine):
    """Choose another engine while the run goes on, and let that make some steps."""
    step = stage.step()
    stage.page.get_by_label("Engine", exact=True).first.select_option(engine)
    stage.page.wait_for_url(f"**engine={engine}*")
    stage.wait(f"data.engine === '{engine}'")
    assert stage.step() >= step
    stage.wait(f"Number(data.step) > {stage.step() + 3}")
    stage.expect_state("running")


def loss_after_an_epoch(stage):
    """Return the loss after the first epoch, with the engine that computes the run now."""
    stage.press("Reset")
    stage.expect_step(0)
    stage.page.get_by_label("Step size").select_option("epoch")
    stage.press("Step: 1 epoch")
    stage.wait("data.epoch === '1' && data.runState === 'paused'")
    return stage.number("train-loss")
