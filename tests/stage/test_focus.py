"""Where the keyboard's focus goes when what has it is closed, removed or used up: never out of the stage."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_focus_stays_where_it_went_when_a_card_that_keys_opened_is_closed(open_stage):
    page = open_stage().page
    for key in ("d", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    card, other = page.get_by_role("region", name="Card of"), page.get_by_role("button", name="Something after")
    expect(card.get_by_label("Bias")).to_be_visible()
    other.focus()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(other).to_be_focused()


def test_focus_goes_to_the_run_button_when_what_had_it_is_closed(open_stage):
    page = open_stage("?data=nothing").page
    page.get_by_role("button", name="Dismiss: ").focus()
    for key in ("Enter", "s"):
        page.keyboard.press(key)
        expect(page.get_by_role("button", name="Run", exact=True)).to_be_focused()
        close = page.get_by_role("button", name="Close the summary")
        if close.is_visible():
            close.press("Enter")
            expect(page.get_by_role("button", name="Run", exact=True)).to_be_focused()


def test_focus_stays_on_the_stage_when_a_layer_goes_or_no_more_neurons_can(open_stage):
    stage = open_stage()
    page = stage.page
    fewer = page.get_by_role("button", name="Remove a neuron from Hidden 2")
    fewer.press("Enter")
    stage.wait_for_query("layers=4-tanh+1-tanh")
    expect(fewer).to_be_disabled()
    expect(fewer).to_be_focused()
    page.get_by_role("button", name="Remove Hidden 2").press("Enter")
    stage.wait_for_query("layers=4-tanh")
    expect(page.locator('.tree [tabindex="0"]')).to_be_focused()
