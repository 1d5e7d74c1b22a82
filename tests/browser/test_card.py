"""The card of a neuron: a weight typed before the first step is one of the experiment's."""

import pytest
from playwright.sync_api import expect

from tests.browser.diagram import click_neuron

pytestmark = pytest.mark.browser


def test_weight_typed_before_training_becomes_part_of_the_link(open_stage):
    stage = open_stage("?engine=numpy")
    click_neuron(stage, "Hidden 1", 1)
    field = stage.page.get_by_role("region", name="Card of").get_by_label("Weight from Input x₁")
    start = stage.number("train-loss")
    field.fill("1,5")
    field.press("Enter")
    stage.page.wait_for_url("**weights=*")
    stage.wait(f"Number(data.trainLoss) !== {start} && data.step === '0'")
    expect(field).to_have_value("1.50")
