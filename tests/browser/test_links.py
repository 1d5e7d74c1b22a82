"""Links: what is shared is what opens, whatever the link holds."""

import pytest
from playwright.sync_api import expect

from tests.browser.diagram import click_neuron
from tests.chromium import VIEWPORT

pytestmark = pytest.mark.browser


def test_copied_link_holds_the_weight_typed_before_training_and_gives_the_same_losses(open_stage, browser):
    stage = open_stage("?data=moons&noise=0.2&layers=5-relu+3-tanh-0.2&opt=adam&lr=0.01")
    stage.press("New weights")
    stage.page.wait_for_url("**seed=1*")
    type_weight(stage)
    stage.page.get_by_role("button", name="Share", exact=True).click()
    link = stage.page.evaluate("navigator.clipboard.readText()")
    other = browser.new_context(viewport=VIEWPORT)
    twin = open_stage(link.partition("/?")[2].join(["?", ""]), other)
    for tab in (stage, twin):
        tab.page.get_by_label("Step size").select_option("epoch")
        make_epochs(tab, 3)
    assert stage.step() == twin.step()
    losses = stage.number("train-loss"), stage.number("test-loss")
    assert (twin.number("train-loss"), twin.number("test-loss")) == losses
    train_again_from_the_past(stage)
    assert (stage.number("train-loss"), stage.number("test-loss")) == losses
    other.close()


def type_weight(stage):
    """Type a weight into the card of a neuron, before any step."""
    click_neuron(stage, "Hidden 1", 1)
    field = stage.page.get_by_role("region", name="Card of").get_by_label("Weight from Input x₁")
    start = stage.number("train-loss")
    field.fill("1,5")
    field.press("Enter")
    stage.page.wait_for_url("**weights=*")
    stage.wait(f"Number(data.trainLoss) !== {start} && data.step === '0'")
    expect(field).to_have_value("1.50")
    stage.press("Close the card")


def train_again_from_the_past(stage):
    """Look back at an earlier moment, and train on from there to where the run was."""
    epoch = int(stage.number("epoch"))
    stage.page.get_by_label("Moment").fill("1")
    stage.wait("data.moment === '1'")
    assert stage.number("epoch") < epoch
    make_epochs(stage, epoch)
    assert stage.root.get_attribute("data-moment") == ""


def make_epochs(stage, n_epochs):
    """Step on, epoch by epoch, until so many are made."""
    while (epoch := stage.number("epoch")) < n_epochs:
        stage.press("Step: 1 epoch")
        stage.wait(f"Number(data.epoch) === {int(epoch) + 1} && data.runState === 'paused'")


def test_what_a_link_or_a_change_must_not_hold_is_refused_with_a_reason_and_the_page_goes_on(open_stage):
    stage = open_stage("?v=7&data=moons&noise=0.3&opt=adam&lr=nan&layers=99999-tanh&<script>alert(1)</script>=1&n=-5")
    page = stage.page
    expect(page.get_by_text("Part of the link was not applied")).to_be_visible()
    for refused in ("lr = nan", "layers = 99999-tanh", "n = -5", "v = 7"):
        expect(page.get_by_text(refused)).to_be_visible()
    page.wait_for_url("**data=moons&noise=0.3&opt=adam")
    engine, choice = stage.root.get_attribute("data-engine"), page.get_by_label("Engine", exact=True).first
    choice.select_option("graph_optimizer")
    expect(page.get_by_text("does plain sgd, not adam")).to_be_visible()
    features = page.get_by_test_id("stButtonGroup")
    features.get_by_role("button", name="x₁", exact=True).click()
    page.wait_for_url("**features=x2*")
    features.get_by_role("button", name="x₂", exact=True).click()  # the last one, which has to stay
    expect(page.get_by_text("That does not go together")).to_be_visible()
    stage.press("Run")
    stage.wait("Number(data.step) > 10")
    assert stage.root.get_attribute("data-engine") == engine
    expect(choice).not_to_have_value("graph_optimizer")


def test_browser_back_returns_to_the_experiment_before_though_a_panel_was_changed_meanwhile(open_stage):
    page = (stage := open_stage("?engine=numpy")).page
    page.get_by_role("radio", name="Curves", exact=True).click()
    page.get_by_role("radio", name="Moons").click()
    page.wait_for_url("**data=moons*")
    page.get_by_role("radio", name="Log", exact=True).click()
    page.get_by_role("radio", name="Log", exact=True, checked=True).wait_for()
    run = stage.number("run")
    page.go_back()
    page.wait_for_url(lambda url: "moons" not in url)
    stage.wait(f"Number(data.run) !== {run}")
    page.get_by_role("radio", name="Log", exact=True).wait_for()
    page.get_by_role("radio", name="Two clouds").click()
    page.wait_for_url("**data=gauss*")
