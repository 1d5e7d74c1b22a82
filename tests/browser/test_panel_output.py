"""The output on the real page: a map that follows the run, a surface that stays as it was turned."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.panels import figure, open_panel, value, wait_for
from tests.browser.stage import Stage

pytestmark = pytest.mark.browser

ACROSS = "plot._fullLayout.xaxis.range[1] - plot._fullLayout.xaxis.range[0]"
EYE = "Object.values(plot._fullLayout.scene._scene.getCamera().eye)"
LET_GO = "Object.values(plot.layout.scene.camera.eye)"
FINE = 101  # points along each axis, at rest


def drag(stage: Stage, place: Locator, pixels: float) -> None:
    """Drag from the middle of a place so far to the right and down; the button is not let go."""
    place.scroll_into_view_if_needed()
    box = place.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    stage.page.mouse.move(x, y)
    stage.page.mouse.down()
    stage.page.mouse.move(x + pixels, y + pixels / 2, steps=4)


def test_map_follows_the_run_keeps_a_zoom_and_is_fine_at_rest(stage):
    open_panel(stage, "Output")
    plane = figure(stage, "over the plane, with the samples")
    before = value(plane, "plot._fullData[0].z[20][30]")
    drag(stage, plane.locator(".nsewdrag"), 160)
    stage.page.mouse.up()
    wait_for(plane, f"{ACROSS} < 8")
    zoomed = value(plane, ACROSS)
    stage.press("Run")
    wait_for(plane, f"plot._fullData[0].z[20][30] !== {before}")
    stage.press("Pause")
    wait_for(plane, f"plot._fullData[0].z.length === {FINE}")
    assert value(plane, ACROSS) == pytest.approx(zoomed)


@pytest.mark.parametrize(("query", "words"), [("?data=blobs", "class 2, test"), ("?data=plane", "samples, test")])
def test_classes_and_values_have_a_map_and_a_legend(open_stage, query, words):
    stage = open_stage(query)
    open_panel(stage, "Output")
    plane = figure(stage, "over the plane, with the samples")
    expect(plane.locator(".legendtext", has_text=words)).to_be_visible()
    expect(plane.locator(".contourlayer .contour").first).to_be_attached()


def test_surface_is_drawn_and_stays_as_it_was_turned_while_the_network_learns(stage):
    open_panel(stage, "Output", "Surface")
    surface = figure(stage, "Surface of the output over the plane")
    wait_for(surface, "plot._fullLayout.scene?._scene?.glplot")
    before, height = value(surface, EYE), value(surface, "plot._fullData[0].z[10][10]")
    drag(stage, surface, 120)
    wait_for(surface, f"Math.abs({EYE}[1] - {before[1]}) > 0.1")  # a slow machine turns it later than it is dragged
    stage.page.mouse.up()
    wait_for(surface, f"Math.abs({LET_GO}[1] - {before[1]}) > 0.1")
    turned = value(surface, LET_GO)
    stage.page.get_by_role("button", name="Run", exact=True).click()
    wait_for(surface, f"plot._fullData[0].z[10][10] !== {height}")
    stage.press("Pause")
    wait_for(surface, f"plot._fullData[0].z.length === {FINE}")
    wait_for(surface, f"Math.abs({EYE}[1] - {turned[1]}) < 1e-6")


def test_images_have_no_plane_and_it_is_said(open_stage):
    stage = open_stage("?data=digits&n=200")
    open_panel(stage, "Output")
    expect(stage.page.get_by_text("The data have 64 inputs, not two")).to_be_visible()
    figure(stage, "Confusion matrix")
