"""The curves on the real page: they grow in place, show the stage's moment, are read and zoomed with the pointer."""

import re

import pytest
from playwright.sync_api import ElementHandle, Locator, expect

from tests.browser.panels import open_panel, pause, run_slowly
from tests.browser.stage import Stage

pytestmark = pytest.mark.browser

STEP = "Step: 1 batch"
STRIP_FROM_BELOW = 35  # pixels from the foot of the chart to the middle of the strip for zooming


def canvas(stage: Stage) -> Locator:
    """Return what the curves are drawn on, once they are."""
    found = stage.page.get_by_test_id("stVegaLiteChart").locator("canvas")
    expect(found).to_be_visible()
    return found


def read_at(stage: Stage, share: float) -> str:
    """Return what is said at a share of the chart's width, in its upper half."""
    box = canvas(stage).bounding_box()
    assert box is not None
    canvas(stage).hover(position={"x": box["width"] * share, "y": box["height"] * 0.3})
    tooltip = stage.page.locator("#vg-tooltip-element.visible")
    expect(tooltip).to_be_visible()
    return " ".join(tooltip.inner_text().split())


def strip(stage: Stage) -> tuple[float, float, float]:
    """Return where the strip for zooming is on the screen: its first and second fifth, and its height."""
    stage.page.get_by_test_id("stMain").evaluate("main => main.scrollTo(0, main.scrollHeight)")
    box = canvas(stage).bounding_box()
    assert box is not None
    left, right = (box["x"] + share * box["width"] for share in (0.2, 0.4))
    return left, right, box["y"] + box["height"] - STRIP_FROM_BELOW


def epoch_in(text: str) -> float:
    found = re.search(r"epoch ([\d.,]+)", text)
    assert found, text
    return float(found[1].replace(",", ""))


def shown_epoch(stage: Stage) -> Locator:
    return stage.page.get_by_test_id("stMain").locator("strong", has_text=re.compile("^Epoch "))


def grow(stage: Stage, step: str = "") -> None:
    """Wait until the panel shows a later moment, of the run or of a step that is pressed."""
    early = shown_epoch(stage).inner_text()
    if step:
        stage.press(step)
    expect(shown_epoch(stage)).not_to_have_text(early)


def settled(stage: Stage) -> ElementHandle:
    """Return what the curves are drawn on once it has outlived an update: Streamlit lays a new chart out twice."""
    for _ in range(4):
        drawing = canvas(stage).element_handle()
        grow(stage, STEP)
        if drawing.evaluate("canvas => canvas.isConnected"):
            return drawing
    raise AssertionError("every update makes the chart anew")


def test_curves_grow_in_place_show_the_stage_s_moment_once_it_pauses_and_are_read_and_zoomed_by_pointer(
    open_stage,
):
    stage = open_stage("?batch=50")
    open_panel(stage, "Curves")
    expect(stage.page.get_by_text("There is one point so far.")).to_be_visible()
    stage.press(STEP)
    drawing = settled(stage)
    run_slowly(stage)
    grow(stage)
    stage.wait("Number(data.epoch) >= 5")
    pause(stage)
    passes = stage.step() / 5  # batches an epoch
    expect(shown_epoch(stage)).to_have_text(f"Epoch {passes:,.2f}".rstrip("0").rstrip("."))
    assert drawing.evaluate("canvas => canvas.isConnected"), "the chart was updated, not made anew"
    read_all_and_zoom(stage)


def read_all_and_zoom(stage: Stage) -> None:
    """Read all curves with the pointer, zoom by a drag below, and out again by a double click."""
    whole = epoch_in(read_at(stage, 0.95))
    assert {"training loss", "test loss", "training accuracy (%)", "learning rate"} <= set(
        re.findall(r"(?:training|test) (?:loss|accuracy \(%\))|learning rate", read_at(stage, 0.6))
    )
    left, right, y = strip(stage)
    stage.page.mouse.move(left, y)
    stage.page.mouse.down()
    stage.page.mouse.move((left + right) / 2, y, steps=5)
    stage.page.mouse.move(right, y, steps=5)
    stage.page.mouse.up()
    assert epoch_in(read_at(stage, 0.95)) < 0.6 * whole
    grow(stage, STEP)
    assert epoch_in(read_at(stage, 0.95)) < 0.6 * whole, "a zoom stays when there are new numbers"
    left, right, y = strip(stage)
    stage.page.mouse.dblclick((left + right) / 2, y)
    assert epoch_in(read_at(stage, 0.95)) == pytest.approx(whole, abs=1)
