"""Engines: chosen on the stage and by link, switched while the run goes on, and never in the server's own process."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def choose(stage, engine):
    stage.page.get_by_label("Engine", exact=True).first.select_option(engine)


def test_engine_is_switched_while_the_run_goes_on(open_stage, server):
    stage = open_stage("?dtype=float64")
    stage.press("Run")
    stage.wait("Number(data.step) > 500")
    run = stage.root.get_attribute("data-run")
    choose(stage, "tape")
    stage.page.wait_for_url("**engine=tape*")
    stage.wait("data.engine === 'tape'")
    step = stage.step()
    assert step > 500
    stage.wait(f"Number(data.step) > {step + 20}")
    expect(stage.page.get_by_text("on CPU · 25 parameters")).to_be_visible()
    choose(stage, "numpy")
    stage.wait("data.engine === 'numpy'")
    assert stage.step() > step
    assert stage.root.get_attribute("data-run") == run
    stage.expect_state("running")
    assert "tensorflow" not in Path(f"/proc/{server.process.pid}/maps").read_text()


def test_running_shows_how_many_updates_samples_and_parameters(stage):
    stage.press("Run")
    expect(stage.page.get_by_text("updates/s")).to_contain_text("samples/s")
    expect(stage.page.get_by_text("25 parameters")).to_be_visible()


def test_engine_from_a_link_takes_over_from_numpy_and_gives_the_same_losses(open_stage):
    stage = open_stage("?dtype=float64&engine=variables")
    assert stage.root.get_attribute("data-engine") in ("numpy", "variables")
    stage.wait("data.engine === 'variables'")
    twin = open_stage("?dtype=float64&engine=numpy")
    stage.page.get_by_label("Step size").select_option("epoch")
    twin.page.get_by_label("Step size").select_option("epoch")
    for tab in (stage, twin):
        tab.press("Step: 1 epoch")
        tab.wait("data.epoch === '1'")
    assert stage.number("train-loss") == pytest.approx(twin.number("train-loss"), rel=1e-12)


def test_engine_that_cannot_do_it_is_refused_with_a_reason_and_nothing_changes(open_stage):
    stage = open_stage("?opt=adam")
    before = stage.root.get_attribute("data-engine")
    choose(stage, "graph_optimizer")
    expect(stage.page.get_by_text("does plain sgd, not adam")).to_be_visible()
    stage.press("Run")
    stage.wait("Number(data.step) > 10")
    assert stage.root.get_attribute("data-engine") == before
    expect(stage.page.get_by_label("Engine", exact=True).first).not_to_have_value("graph_optimizer")


def test_missing_gpu_is_named_and_the_run_goes_on(open_stage):
    stage = open_stage("?engine=tape&device=gpu:7")
    expect(stage.page.get_by_text("there is no device gpu:7")).to_be_visible()
    stage.press("Run")
    stage.wait("Number(data.step) > 10")
