"""The panel that compares the engines: found without scrolling, and all engines agree."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.panels import open_panel, run_slowly

pytestmark = pytest.mark.browser

AGREED = "All 8 engines agree: after "  # as many steps as there was time for
STANDINGS = (
    *(f"({n_ready} of 8 engines are ready)" for n_ready in range(1, 8)),
    "Training side by side",
    "Measuring the time per step",
    AGREED,
)
"""What a comparison says one after another; some of it may pass unseen."""


def expect_agreement(page: Page) -> None:
    """Wait until all engines agree: for one after another, of which TensorFlow's first takes longest."""
    for at in range(len(STANDINGS)):
        this_or_later = "|".join(map(re.escape, STANDINGS[at:]))
        expect(page.get_by_test_id("stMain")).to_contain_text(re.compile(this_or_later))


def test_panel_is_on_the_first_screen_and_a_comparison_is_cancelled_begun_again_and_agrees_beside_the_run(
    open_stage, server
):
    stage = open_stage("?layers=4-tanh")
    expect(stage.page.get_by_role("radio", name="Engines")).to_be_in_viewport(ratio=1)
    heights = stage.page.get_by_test_id("stMain").evaluate("main => [main.scrollHeight, main.clientHeight]")
    assert heights[0] <= heights[1], "nothing scrolls"
    stage.wait("data.engine === 'compiled'")  # whose machine code is there then for a comparison, too
    run_slowly(stage)
    open_panel(stage, "Engines")
    stage.press("Compare engines")
    stage.press("Cancel")
    expect(stage.page.get_by_text("Cancelled.")).to_be_visible()
    stage.press("Compare engines")
    expect(stage.page.get_by_role("button", name="Cancel", exact=True)).to_be_visible()
    expect(stage.page.get_by_role("progressbar")).to_be_visible()
    expect_agreement(stage.page)
    expect(stage.page.get_by_role("cell", name="agrees")).to_have_count(7)
    expect(stage.page.get_by_role("cell", name="cannot train this")).to_have_count(0)
    for chart in ("largest difference of any parameter", "time per step"):
        expect(stage.page.locator(f"[role=graphics-document]:has-text('{chart}')")).to_be_visible()
    step = stage.step()
    stage.wait(f"Number(data.step) > {step + 10}")
    assert "tensorflow" not in Path(f"/proc/{server.process.pid}/maps").read_text()
