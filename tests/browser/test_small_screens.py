"""Telephone and tablet: the stage first, nothing beside the screen or over another, all as large as a fingertip."""

import itertools

import pytest
from playwright.sync_api import expect

from playground.spec import list_presets, load_preset
from playground.ui.assets import asset_text
from tests.browser.diagram import tooltip
from tests.browser.panels import figure, open_panel
from tests.browser.screen import controls, overlaps, sideways

pytestmark = pytest.mark.browser

SCREENS = {"telephone": {"width": 390, "height": 844}, "tablet": {"width": 820, "height": 1180}}
WIDE = {"width": 1180, "height": 820}
FINGER_PX = 44


@pytest.fixture(scope="module", params=SCREENS)
def small(request, browser):
    """Return a window of each size that is touched."""
    window = browser.new_context(viewport=SCREENS[request.param], has_touch=True, is_mobile=True)
    yield window
    window.close()


@pytest.fixture
def touched(open_stage, small):
    """Open the page with the default experiment on a small screen."""
    return open_stage("", small)


def test_every_preset_fits(touched):
    page = touched.page
    found = {}
    for preset in list_presets():
        page.get_by_label("Preset").select_option(preset)
        expect(page.get_by_text(load_preset(preset).description)).to_be_visible()
        touched.wait("data.step === '0'")
        if faults := [f"{by} px too wide" for by in [sideways(page)] if by > 0] + overlaps(page):
            found[preset] = faults
    assert found == {}


def test_everything_is_as_large_as_a_fingertip(touched):
    open_panel(touched, "Weights")
    figure(touched, "Hidden 1")
    for group in touched.page.locator("[data-testid=stSidebarContent] summary").all():
        group.click()
    assert too_small(touched.page) == {}


def too_small(page):
    """Return the size of every control that is smaller than a fingertip."""
    return {
        control["name"]: (width, height)
        for control in controls(page)
        for width, height in [(control["right"] - control["left"], control["bottom"] - control["top"])]
        if min(width, height) < FINGER_PX
    }


def test_tablet_across_has_the_stage_beside_the_sidebar_and_is_made_for_fingers(open_stage, browser):
    with browser.new_context(viewport=WIDE, has_touch=True, is_mobile=True) as window:
        stage = open_stage("", window)
        stage.press("Run")
        stage.wait("Number(data.epoch) > 5", timeout=15_000)
        stage.press("Pause")
        assert stage.root.bounding_box()["x"] > 200
        assert sideways(stage.page) <= 0
        assert overlaps(stage.page) == []
        assert too_small(stage.page) == {}
        legend, box = (stage.root.locator(name).bounding_box() for name in (".scale-labels", ".legend-row .check"))
        assert legend["y"] + legend["height"] <= box["y"]


def test_controls_come_below_the_stage(touched):
    stage_box, sidebar_box = touched.root.bounding_box(), touched.page.get_by_test_id("stSidebar").bounding_box()
    assert stage_box["y"] < 20
    assert sidebar_box["y"] >= stage_box["y"] + stage_box["height"]
    assert sidebar_box["width"] == stage_box["width"] + 16  # the page's own margin


def test_tap_shows_what_pointing_shows(touched):
    page = touched.page
    network = page.get_by_role("region", name="Network").bounding_box()
    left, right, middle = network["x"] + 80, network["x"] + network["width"], network["y"] + network["height"] / 2
    seen = set()
    for x, y in itertools.product(range(int(left), int(right) - 40, 15), (middle, middle + 30, middle + 60)):
        page.touchscreen.tap(x, y)
        page.wait_for_timeout(30)
        if tooltip(touched).is_visible():
            seen.add(tooltip(touched).inner_text().split()[0])
        if seen >= {"Weight", "Hidden"}:
            break
    assert seen >= {"Weight", "Hidden"}
    expect(page.get_by_role("region", name="Card of ")).to_be_visible()


def test_tap_on_the_curve_says_its_values(touched):
    touched.press("Run")
    touched.wait("Number(data.epoch) > 5", timeout=15_000)
    touched.press("Pause")
    loss = touched.page.get_by_role("region", name="Loss")
    loss.scroll_into_view_if_needed()
    box = loss.get_by_role("img").bounding_box()
    touched.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(loss.get_by_role("tooltip")).to_contain_text("train")


def test_finger_that_scrolls_over_the_curve_does_not_look_back_but_one_that_moves_along_it_does(touched):
    touched.press("Run")
    touched.wait("Number(data.epoch) > 5", timeout=15_000)
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
    page.wait_for_url("**layers=4-tanh+3-tanh*")
    page.get_by_label("Layer to change").select_option("Inputs")
    touched.press("Add a layer after Inputs")
    page.get_by_label("Layer to change").select_option("Hidden 3")
    expect(page.get_by_label("Neurons in Hidden 3")).to_have_value("3")


def test_nothing_moves_for_who_wants_stillness(open_stage, browser):
    with browser.new_context(viewport=SCREENS["tablet"], reduced_motion="reduce") as window:
        stage = open_stage("", window)
        script = """async (text) => {
          const { Motion } = await import(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
          const column = (x) => ({ x, tile: 10, ys: [50] });
          const layout = (x) => ({ width: 100, height: 100, columns: [column(x), column(90)] });
          const motion = new Motion(layout(10), [1, 1]);
          motion.head(layout(30), [1, 2], 1000);
          return [motion.isMoving(1001), motion.at(1001).columns[0].x];
        }"""
        assert stage.page.evaluate(script, asset_text("stage", "network/motion.js")) == [False, 30]
        durations = """root => [root, ...root.querySelectorAll('*')].flatMap((element) => {
          const style = getComputedStyle(element);
          return [style.transitionDuration, style.animationName];
        })"""
        assert set(stage.root.evaluate(durations)) == {"0s", "none"}
