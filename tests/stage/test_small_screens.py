"""Telephone and tablet: nothing beside the screen or over another, all as large as a fingertip, taps for pointing."""

import itertools

import pytest
from playwright.sync_api import expect

from playground.spec import list_presets, load_preset
from tests.browser.diagram import tooltip
from tests.browser.screen import controls, overlaps, sideways

pytestmark = pytest.mark.browser

SCREENS = {"telephone": {"width": 390, "height": 844}, "tablet": {"width": 820, "height": 1180}}
FINGER_PX = 44


@pytest.fixture(scope="module", params=SCREENS)
def window(request, browser):
    """Return a window of each size that is touched."""
    window = browser.new_context(viewport=SCREENS[request.param], has_touch=True, is_mobile=True)
    yield window
    window.close()


@pytest.fixture
def touched(stage):
    """Return the default experiment's stage, on a small screen."""
    return stage


def test_every_preset_opens_and_fits(touched):
    page, found = touched.page, {}
    for preset in list_presets():
        frames = touched.number("frames")
        page.get_by_label("Preset").select_option(preset)
        expect(page.get_by_text(load_preset(preset).description)).to_be_visible()
        touched.wait(f"Number(data.frames) > {frames} && data.step === '0'")
        if faults := [f"{by} px too wide" for by in [sideways(page)] if by > 0] + overlaps(page):
            found[preset] = faults
    assert found == {}


def test_every_control_is_as_large_as_a_fingertip(touched):
    assert too_small(touched.page) == {}


def too_small(page):
    """Return the size of every control that is smaller than a fingertip."""
    return {
        control["name"]: (width, height)
        for control in controls(page)
        for width, height in [(control["right"] - control["left"], control["bottom"] - control["top"])]
        if min(width, height) < FINGER_PX
    }


NEXT_FRAME = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def test_tap_shows_what_pointing_shows(touched):
    page = touched.page
    network = page.get_by_role("region", name="Network").bounding_box()
    left, right, middle = network["x"] + 80, network["x"] + network["width"], network["y"] + network["height"] / 2
    seen = set()
    for x, y in itertools.product(range(int(left), int(right) - 40, 15), (middle, middle + 30, middle + 60)):
        page.touchscreen.tap(x, y)
        page.evaluate(NEXT_FRAME)
        if tooltip(touched).is_visible():
            seen.add(tooltip(touched).inner_text().split()[0])
        if seen >= {"Weight", "Hidden"}:
            break
    assert seen >= {"Weight", "Hidden"}
    expect(page.get_by_role("region", name="Card of ")).to_be_visible()


def test_tap_on_the_curve_says_its_values(touched):
    touched.press("Run")
    touched.wait("Number(data.epoch) > 5")
    touched.press("Pause")
    loss = touched.page.get_by_role("region", name="Loss")
    loss.scroll_into_view_if_needed()
    box = loss.get_by_role("img").bounding_box()
    touched.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(loss.get_by_role("tooltip")).to_contain_text("train")


def test_finger_that_scrolls_over_the_curve_does_not_look_back_but_one_that_moves_along_it_does(touched):
    touched.press("Run")
    touched.wait("Number(data.epoch) > 5")
    loss = touched.page.get_by_role("region", name="Loss")
    loss.scroll_into_view_if_needed()
    box = loss.get_by_role("img").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    drag(touched.page, [(x, y), (x, y - 20), (x, y - 80), (x, y - 140)])
    expect(loss.get_by_role("tooltip")).to_be_hidden()
    frames = touched.number("frames")
    touched.wait(f"Number(data.frames) > {frames + 5} && data.moment === '' && data.runState === 'running'")
    loss.scroll_into_view_if_needed()
    y = loss.get_by_role("img").bounding_box()["y"] + box["height"] / 2
    drag(touched.page, [(x, y), (x - 20, y), (x - 60, y)])
    touched.wait("data.moment !== ''")


def drag(page, points):
    """Draw a finger along some points."""
    session = page.context.new_cdp_session(page)
    for at, (x, y) in enumerate(points):
        touch = {"type": "touchMove" if at else "touchStart", "touchPoints": [{"x": x, "y": y}]}
        session.send("Input.dispatchTouchEvent", touch)
        page.evaluate("() => new Promise(requestAnimationFrame)")
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_one_strip_holds_the_controls_of_every_layer(touched):
    page = touched.page
    page.get_by_label("Layer to change").select_option("Hidden 2")
    expect(page.get_by_role("button", name="Add a neuron to Hidden 1")).to_be_hidden()
    touched.press("Add a neuron to Hidden 2")
    touched.wait_for_query("layers=4-tanh+3-tanh")
    page.get_by_label("Layer to change").select_option("Inputs")
    touched.press("Add a layer after Inputs")
    page.get_by_label("Layer to change").select_option("Hidden 3")
    expect(page.get_by_label("Neurons in Hidden 3")).to_have_value("3")
