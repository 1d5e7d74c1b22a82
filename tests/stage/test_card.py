"""The card of a neuron: opened by a click, worked for a training sample, with weights that can be typed."""

import pytest
from playwright.sync_api import expect

from tests.browser.diagram import click_beside, click_neuron, texts_down

pytestmark = pytest.mark.browser


@pytest.fixture
def quiet(open_stage):
    """Return a stage at its first step."""
    return open_stage()


@pytest.fixture
def trained(quiet):
    """Return a stage after some steps, paused."""
    for n_steps in (1, 2, 3):
        quiet.press("Step: 1 batch")
        quiet.expect_step(n_steps)
    return quiet


def test_card_opens_from_a_neuron_and_closes_in_three_ways(quiet):
    for close in (
        lambda: click_neuron(quiet, "Hidden 1", 2),
        lambda: quiet.press("Close the card"),
        lambda: quiet.page.keyboard.press("Escape"),
    ):
        click_neuron(quiet, "Hidden 1", 2)
        expect(card(quiet)).to_contain_text("z =")
        expect(card(quiet).get_by_label("Weight from Input x₁")).to_be_visible()
        expect(quiet.page.get_by_role("region", name="Loss")).to_be_hidden()
        close()
        expect(card(quiet)).to_be_hidden()
        expect(quiet.page.get_by_role("region", name="Loss")).to_be_visible()


def test_bias_or_weight_opens_the_card_with_its_own_field_chosen_and_a_card_built_anew_takes_no_focus(quiet):
    click_beside(quiet, "Hidden 2", "Bias")
    expect(card(quiet).get_by_label("Bias")).to_be_focused()
    quiet.press("Close the card")
    click_beside(quiet, "Hidden 2", "Weight")
    expect(card(quiet)).to_be_visible()
    chosen = card(quiet).locator("tr.is-chosen input")
    expect(chosen).to_be_focused()
    expect(chosen).to_have_attribute("aria-label", "Weight from Hidden 1, neuron 1")
    quiet.press("Add a neuron to Hidden 1")
    expect(card(quiet).get_by_label("Weight from Hidden 1, neuron 5")).to_be_visible()
    expect(quiet.page.get_by_role("button", name="Add a neuron to Hidden 1")).to_be_focused()
    expect(chosen).to_have_attribute("aria-label", "Weight from Hidden 1, neuron 1")


def test_weight_in_or_out_typed_after_some_training_changes_the_running_network(trained):
    click_neuron(trained, "Hidden 1", 1)
    query = trained.host.query
    for label, text, shown in (
        ("Weight from Input x₂", "-2.5", "−2.50"),
        ("Weight to Hidden 2, neuron 2", "3", "3.00"),
    ):
        loss = trained.number("train-loss")
        type_weight(trained, label, text)
        trained.wait(f"Number(data.trainLoss) !== {loss}")
        expect(card(trained).get_by_label(label)).to_have_value(shown)
    assert trained.step() == 3
    assert trained.host.query == query


def test_text_that_is_no_number_is_refused_and_escape_brings_the_number_back(trained):
    click_neuron(trained, "Hidden 1", 1)
    field = card(trained).get_by_label("Bias")
    value = field.input_value()
    type_weight(trained, "Bias", "a lot")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_attribute("title", "Type a number up to a billion, such as 0.5 or −1.2e−3")
    field.press("Escape")
    expect(field).to_have_value(value)
    expect(card(trained)).to_be_visible()


def test_field_that_is_typed_in_is_not_overwritten_while_it_trains(quiet):
    quiet.press("Run")
    click_neuron(quiet, "Hidden 1", 1)
    field = card(quiet).get_by_label("Bias")
    field.fill("0.12345")
    quiet.wait(f"Number(data.frames) > {quiet.number('frames') + 10}")
    expect(field).to_have_value("0.12345")


def test_another_sample_gives_other_numbers(quiet):
    click_neuron(quiet, "Hidden 1", 1)
    formula = card(quiet).locator(".formula")
    expect(formula).to_contain_text("z =")
    first = formula.text_content()
    card(quiet).get_by_role("button", name="Next sample").evaluate(CLICK_TWICE)
    expect(card(quiet)).to_contain_text("3 of 250")
    card(quiet).get_by_role("button", name="Previous sample").click()
    expect(card(quiet)).to_contain_text("2 of 250")
    assert formula.text_content() != first
    card(quiet).get_by_role("button", name="Previous sample").click()
    expect(formula).to_have_text(first)


CLICK_TWICE = "button => { button.click(); requestAnimationFrame(() => button.click()); }"  # after it was painted once


def test_clicking_a_training_point_chooses_it(quiet):
    click_neuron(quiet, "Hidden 1", 1)
    expect(card(quiet).get_by_text("1 of 250", exact=True)).to_be_visible()
    plane = quiet.page.get_by_role("img", name="Output of the network over the plane").bounding_box()
    for share in (0.4, 0.45, 0.5, 0.55, 0.6):
        quiet.page.mouse.click(plane["x"] + share * plane["width"], plane["y"] + share * plane["height"])
    expect(card(quiet).get_by_text("1 of 250", exact=True)).to_have_count(0)


def test_card_closes_when_its_neuron_is_removed(quiet):
    click_neuron(quiet, "Hidden 1", 4)
    expect(card(quiet)).to_be_visible()
    quiet.press("Remove a neuron from Hidden 1")
    expect(card(quiet)).to_be_hidden()


def test_dead_neurons_are_marked_in_words(open_stage):
    stage = open_stage("?layers=8-relu&lr=3")
    stage.page.get_by_label("Step size").select_option("epoch")
    stage.press("Step: 1 epoch")
    stage.expect_state("paused")
    line = stage.page.get_by_text("of 8 neurons dead")
    expect(line).to_be_visible()
    n_dead = int(line.inner_text().split()[0])
    told = texts_down(stage, "Hidden 1")
    assert len(told) == 8
    assert sum("dead: it answers every training sample alike" in text for text in told.values()) == n_dead


def card(stage):
    """Return the open card."""
    return stage.page.get_by_role("region", name="Card of")


def type_weight(stage, label, text):
    """Type into a field of the card and confirm."""
    field = card(stage).get_by_label(label)
    field.fill(text)
    field.press("Enter")
