"""The output on the real page: a map and a surface that follow the run and stay as they were zoomed and turned."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.panels import choose, figure, open_panel, pause, run_slowly, value, wait_for
from tests.browser.stage import Stage

pytestmark = pytest.mark.browser

ACROSS = "plot._fullLayout.xaxis.range[1] - plot._fullLayout.xaxis.range[0]"
EYE = "Object.values(plot._fullLayout.scene._scene.getCamera().eye)"
LET_GO = "Object.values(plot.layout.scene.camera.eye)"
CORNER = "plot._fullData[0].z[0][0]"  # which is the same point, fine or coarse
FINE = 101  # points along each axis, at rest


def drag(stage: Stage, place: Locator, pixels: float) -> None:
    """Drag from the middle of a place so far to the right and down; the button is not let go."""
    place.scroll_into_view_if_needed()
    box = place.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    stage.page.mouse.move(x, y)
    stage.page.mouse.down()
    stage.page.mouse.move(x + pixels, y + pixels / 2, steps=2)


def follow(stage: Stage, plot: Locator) -> None:
    """Wait until a figure follows the run, and is fine once it pauses."""
    before = value(plot, CORNER)
    run_slowly(stage)
    wait_for(plot, f"{CORNER} !== {before}")
    pause(stage)
    wait_for(plot, f"plot._fullData[0].z.length === {FINE}")


def test_map_and_surface_follow_the_run_stay_as_they_were_zoomed_and_turned_and_are_fine_at_rest(stage):
    open_panel(stage, "Output")
    plane = figure(stage, "over the plane, with the samples")
    expect(plane.locator(".legendtext", has_text="class 1, test")).to_be_visible()
    expect(plane.locator(".contourlayer .contour").first).to_be_attached()
    drag(stage, plane.locator(".nsewdrag"), 160)
    stage.page.mouse.up()
    wait_for(plane, f"{ACROSS} < 8")
    zoomed = value(plane, ACROSS)
    follow(stage, plane)
    assert value(plane, ACROSS) == pytest.approx(zoomed)
    choose(stage, "Surface")
    surface = figure(stage, "Surface of the output over the plane")
    wait_for(surface, "plot._fullLayout.scene?._scene?.glplot")
    before = value(surface, EYE)
    drag(stage, surface, 120)
    wait_for(surface, f"Math.abs({EYE}[1] - {before[1]}) > 0.1")  # a slow machine turns it later than it is dragged
    stage.page.mouse.up()
    wait_for(surface, f"Math.abs({LET_GO}[1] - {before[1]}) > 0.1")
    turned = value(surface, LET_GO)
    follow(stage, surface)
    wait_for(surface, f"Math.abs({EYE}[1] - {turned[1]}) < 1e-6")
