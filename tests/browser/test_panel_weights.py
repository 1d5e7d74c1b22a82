"""The weights on the real page: pictures that follow the run, a table that is edited, a file for what no link holds."""

import json
import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.panels import wait_for
from tests.browser.stage import Stage
from tests.chromium import VIEWPORT

pytestmark = pytest.mark.browser

COLUMN_PX, HEAD_PX, ROW_PX = 92, 36, 35  # of an editor's columns, heading and rows


def open_panel(stage: Stage, view: str = "Pictures") -> None:
    """Open the panel with one of its views."""
    stage.page.get_by_role("radio", name="Weights", exact=True).click()
    stage.page.get_by_role("radio", name=view, exact=True).click()
    if view == "Table":
        expect(stage.page.get_by_role("button", name="Set as the start")).to_be_visible()


def figure(stage: Stage, layer: str) -> Locator:
    """Return the figure of a layer, once it is drawn."""
    found = stage.page.get_by_role("figure", name=re.compile(f"^{layer}: "))
    expect(found.locator(".main-svg").first).to_be_visible()
    return found


def write(stage: Stage, column: int, row: int, text: str) -> None:
    """Write into a cell of the first layer's editor, which has four columns."""
    canvas = stage.page.get_by_test_id("stDataFrame").first.locator("canvas").first
    canvas.scroll_into_view_if_needed()
    width = canvas.evaluate("canvas => canvas.getBoundingClientRect().width")
    place = {"x": width - COLUMN_PX * (4 - column) + COLUMN_PX / 2, "y": HEAD_PX + ROW_PX * (row + 0.5)}
    canvas.dblclick(position=place, force=True)
    field = stage.page.locator("#portal textarea")
    field.fill(text)
    field.press("Enter")
    expect(field).to_have_count(0)


def cell(stage: Stage, column: int, row: int) -> Locator:
    """Return a cell of the first layer's editor, as those read it who do not see it."""
    return stage.page.get_by_test_id("stDataFrame").first.locator(f"#glide-cell-{column + 1}-{row}")


def weights_at(stage: Stage, layer: str) -> list[list[float]]:
    """Return what the cells of a layer's figure hold."""
    numbers: list[list[float]] = figure(stage, layer).evaluate("plot => plot._fullData[0].z.map((row) => [...row])")
    return numbers


def test_pictures_follow_the_run_without_a_flash_and_show_the_stage_s_step_once_it_pauses(stage):
    open_panel(stage)
    before = weights_at(stage, "Hidden 1")
    drawing = figure(stage, "Hidden 1").locator(".main-svg").first.element_handle()
    stage.press("Run")
    expect(stage.page.locator(".heatmap-label").first).not_to_have_text(f"{before[0][0]:.2f}")
    stage.press("Pause")
    stage.expect_state("paused")
    assert drawing.evaluate("svg => svg.isConnected"), "the figure was updated, not made anew"
    stage.page.get_by_role("radio", name="Table", exact=True).click()
    stage.page.get_by_role("button", name="Take the present weights").click()
    expect(stage.page.get_by_text(f"These are the weights of step {stage.step()}:")).to_be_visible()
    now = cell(stage, 0, 0).inner_text()
    stage.page.get_by_role("radio", name="Pictures", exact=True).click()
    wait_for(figure(stage, "Hidden 1"), f"Math.abs(plot._fullData[0].z[0][0] / {now} - 1) < 1e-5")
    assert weights_at(stage, "Hidden 1") != before


@pytest.mark.parametrize(
    ("query", "output", "columns"),
    [("?data=blobs", "Output: 6 weights", ["1", "2", "3"]), ("?data=plane", "Output: 2 weights", ["1"])],
)
def test_pictures_name_classes_and_values(open_stage, query, output, columns):
    stage = open_stage(query)
    open_panel(stage)
    found = figure(stage, "Output")
    expect(found).to_have_attribute("aria-label", re.compile(output))
    expect(found.locator(".xtick text")).to_have_text(columns)
    stage.page.get_by_role("radio", name="gradients", exact=True).click()
    expect(figure(stage, "Output")).to_have_attribute("aria-label", re.compile("gradients, from"))


def test_digits_are_seen_by_neurons_as_pictures(open_stage):
    stage = open_stage("?data=digits&layers=16-relu&n=200")
    open_panel(stage)
    assert len(weights_at(stage, "Hidden 1")) == 4 * 11
    expect(stage.page.get_by_text("Each picture of Hidden 1")).to_be_visible()


def test_typed_cell_is_there_again_after_another_panel(open_stage):
    stage = open_stage()
    open_panel(stage, "Table")
    write(stage, 2, 1, "-0,125")
    expect(stage.page.get_by_text("The table was changed")).to_be_visible()
    stage.page.get_by_role("radio", name="Film", exact=True).click()
    expect(stage.page.get_by_test_id("stDataFrame")).to_have_count(0)
    stage.page.get_by_role("radio", name="Weights", exact=True).click()
    expect(cell(stage, 2, 1)).to_have_text("-0,125")
    write(stage, 0, 0, "2")
    expect(cell(stage, 2, 1)).to_have_text("-0,125")
    stage.press("Draw anew from the seed")
    expect(stage.page.get_by_text("A run begins with these weights, drawn from seed 0.")).to_be_visible()


def test_edited_start_is_what_its_link_opens_elsewhere(open_stage, browser):
    stage = open_stage()
    open_panel(stage, "Table")
    write(stage, 2, 1, "-0,125")
    expect(stage.page.get_by_text("The table was changed")).to_be_visible()
    stage.press("Set as the start")
    stage.page.wait_for_url(re.compile("weights="))
    expect(stage.page.get_by_text("The link of this experiment holds these weights.")).to_be_visible()
    stage.page.get_by_role("button", name="Share", exact=True).click()
    link = stage.page.evaluate("navigator.clipboard.readText()")
    other = browser.new_context(viewport=VIEWPORT)
    twin = open_stage(link.partition("/?")[2].join(["?", ""]), other)
    open_panel(twin, "Table")
    expect(cell(twin, 2, 1)).to_have_text("-0.125")
    expect(cell(twin, 0, 0)).to_have_text(str(cell(stage, 0, 0).text_content()))
    other.close()


def test_cell_that_is_no_number_is_refused_in_words(stage):
    open_panel(stage, "Table")
    write(stage, 0, 2, "a half")
    expect(stage.page.get_by_text("The table was changed")).to_be_visible()
    stage.press("Set as the start")
    expect(stage.page.get_by_text("Hidden 1, row bias, column neuron 1: 'a half' is not a number")).to_be_visible()
    assert "weights=" not in stage.page.evaluate("location.href")


def test_weights_that_fit_into_no_link_travel_in_a_file(open_stage, browser):
    stage = open_stage("?layers=64-tanh+64-tanh")
    open_panel(stage, "Table")
    stage.press("Set as the start")
    expect(stage.page.get_by_text("4,417 weights are too many for a link")).to_be_visible()
    stage.press("Share")
    expect(stage.page.get_by_text("It leaves out the weights set by hand")).to_be_visible()
    content = downloaded(stage)
    assert len(content["network"]["parameters"][1]["weights"]) == 64
    other = browser.new_context(viewport=VIEWPORT)
    twin = open_stage("", other)
    open_panel(twin, "Table")
    file = {"name": "wide.json", "mimeType": "application/json", "buffer": json.dumps(content).encode()}
    twin.page.locator("input[type=file]").set_input_files(files=[file])
    expect(twin.page.get_by_text("4,417 weights are too many for a link")).to_be_visible()
    twin.page.wait_for_url(re.compile("layers=64-tanh"))
    assert downloaded(twin) == content
    twin.press("Run")
    twin.wait("Number(data.step) > 0")
    twin.press("New weights")
    expect(twin.page.get_by_text("The link of this experiment holds the seed.")).to_be_visible()
    other.close()


def downloaded(stage: Stage) -> dict:
    """Return what the page gives as a file."""
    with stage.page.expect_download() as download:
        stage.press("Download the experiment")
    return dict(json.loads(download.value.path().read_text(encoding="utf-8")))


def test_panel_comes_back_after_every_new_run(stage):
    open_panel(stage)
    shown = figure(stage, "Hidden 1").get_attribute("aria-label")
    for _ in range(8):
        stage.press("New weights")
        expect(figure(stage, "Hidden 1")).not_to_have_attribute("aria-label", str(shown))
        shown = figure(stage, "Hidden 1").get_attribute("aria-label")
