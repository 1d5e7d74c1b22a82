"""The page before axe-core: nothing is found, of whatever severity, that is not listed with its reason."""

import pytest
from playwright.sync_api import expect

from playground.ui.panels import PANELS
from tests.browser.axe import violations_in_either_theme
from tests.browser.screen import IS_SEEN_ON

pytestmark = pytest.mark.browser

BUTTONS = {"Film": "film-make", "Engines": "compare"}
"""Panels that do not follow the run -> key of the button that each has."""


def test_page_and_every_panel_that_its_number_opens_are_accessible_in_either_theme(open_stage, still):
    stage = open_stage("?engine=numpy", still)
    page, strip = stage.page, stage.page.get_by_role("radiogroup", name="Panels").get_by_role("radio")
    stage.press("Step: 1 batch")
    stage.expect_step(1)
    found = violations_in_either_theme(page, IS_SEEN_ON)
    for number, panel in enumerate(PANELS, 1):
        page.keyboard.press(str(number))
        expect(strip.filter(has_text=panel)).to_be_checked()
        page.locator(f".st-key-{BUTTONS.get(panel, f'pulse-{panel}')}").wait_for(state="attached")
        expect(page.get_by_text("Looking inside")).to_have_count(0)
        found += [f"{panel}: {violation}" for violation in violations_in_either_theme(page, IS_SEEN_ON)]
    assert found == []
    page.keyboard.press(str(len(PANELS)))
    expect(strip.last).not_to_be_checked()
    page.keyboard.press("9")
    expect(page.get_by_role("radiogroup", name="Panels").get_by_role("radio", checked=True)).to_have_count(0)
