"""The panel that compares the engines: found without scrolling, and all engines agree."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_strip_of_panels_is_on_the_first_screen_and_nothing_scrolls(stage):
    expect(stage.page.get_by_role("radio", name="Engines")).to_be_in_viewport(ratio=1)
    heights = stage.page.locator("[data-testid=stMain]").evaluate("main => [main.scrollHeight, main.clientHeight]")
    assert heights[0] <= heights[1]


def test_all_engines_agree_while_the_run_goes_on(stage, server):
    stage.press("Run")
    stage.page.get_by_role("radio", name="Engines").click()
    stage.press("Compare engines")
    expect(stage.page.get_by_role("progressbar")).to_be_visible()
    expect(stage.page.get_by_text("All 8 engines agree: after 200 steps")).to_be_visible()
    expect(stage.page.get_by_role("cell", name="agrees")).to_have_count(7)
    expect(stage.page.get_by_role("cell", name="cannot train this")).to_have_count(0)
    for chart in ("largest difference of any parameter", "time per step"):
        expect(stage.page.locator(f"[role=graphics-document]:has-text('{chart}')")).to_be_visible()
    step = stage.step()
    stage.wait(f"Number(data.step) > {step + 100}")
    assert "tensorflow" not in Path(f"/proc/{server.process.pid}/maps").read_text()


def test_cancelled_comparison_stops_and_can_be_begun_again(stage):
    stage.page.get_by_role("radio", name="Engines").click()
    stage.press("Compare engines")
    stage.press("Cancel")
    expect(stage.page.get_by_text("Cancelled.")).to_be_visible()
    stage.press("Compare engines")
    expect(stage.page.get_by_role("button", name="Cancel", exact=True)).to_be_visible()
