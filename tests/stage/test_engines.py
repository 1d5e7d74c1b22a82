"""What the stage says of the engine that computes."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from playground.backends import ENGINES

pytestmark = pytest.mark.browser


def refuse(model):
    """Make no backend, as an engine does that lacks the device."""
    raise ValueError(f"there is no device {model.device} here; choose auto, cpu")


def test_reason_why_an_engine_cannot_compute_is_shown_and_the_run_goes_on(open_stage, monkeypatch):
    tape = replace(ENGINES["tape"], make=refuse, prepare=lambda: None, list_devices=lambda: ())
    monkeypatch.setitem(ENGINES, "tape", tape)
    stage = open_stage("?engine=tape&device=gpu:7")
    expect(stage.page.get_by_text("there is no device gpu:7")).to_be_visible()
    stage.press("Run")
    stage.wait("Number(data.step) > 10")
    assert stage.root.get_attribute("data-engine") == "numpy"
