"""Projector mode: nothing but the stage on the page, and all as before when it is left."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations_in_either_theme
from tests.browser.screen import IS_SEEN_ON, overlaps, sideways

pytestmark = pytest.mark.browser


def test_nothing_but_the_stage_is_there_accessible_in_either_theme_and_leaving_brings_all_back(open_stage, still):
    stage = open_stage("?engine=numpy", still)
    page = stage.page
    sidebar, strip = page.get_by_test_id("stSidebar"), page.get_by_role("radiogroup", name="Panels")
    before = page.get_by_role("region", name="Network").bounding_box()
    page.keyboard.press("p")
    expect(sidebar).to_be_hidden()
    expect(strip).to_be_hidden()
    expect(page.get_by_role("region", name="Output")).to_be_visible()
    expect(page.get_by_role("region", name="Loss")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollHeight - innerHeight") == 0
    assert sideways(page) == 0
    assert overlaps(page) == []
    assert violations_in_either_theme(page, IS_SEEN_ON) == []
    stage.press("Leave (P)")
    expect(sidebar).to_be_visible()
    expect(strip).to_be_visible()
    stage.wait("data.manner === 'desk'")
    assert page.get_by_role("region", name="Network").bounding_box() == before
