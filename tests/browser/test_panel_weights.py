"""The weights on the real page: pictures that follow the run, a table that is edited, a file for what no link holds."""

import re

import pytest
from playwright.sync_api import Locator, expect

from playground.ui.panels.weights.files import to_file
from tests.browser.panels import choose, open_panel, pause, run_slowly, wait_for
from tests.browser.stage import Stage
from tests.chromium import VIEWPORT
from tests.ui.panels.test_files import by_hand

pytestmark = pytest.mark.browser

COLUMN_PX, HEAD_PX, ROW_PX = 92, 36, 35  # of an editor's columns, heading and rows


def open_table(stage: Stage) -> None:
    """Open the panel with the table, and wait for what can be done with it."""
    open_panel(stage, "Weights", "Table")
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


def first_cell(stage: Stage) -> Locator:
    """Return the number that stands in the first cell of the first figure."""
    return stage.page.locator(".heatmap-label").first


def label(stage: Stage, layer: str) -> str:
    """Return a figure in words."""
    return str(figure(stage, layer).get_attribute("aria-label"))


def test_pictures_follow_the_run_without_a_flash_show_the_stage_s_step_once_it_pauses_and_every_new_run(open_stage):
    stage = open_stage("?lr=0.3")
    open_panel(stage, "Weights", "Pictures")
    expect(figure(stage, "Hidden 1").locator(".xtick text")).to_have_text(["1", "2", "3", "4"])
    before = weights_at(stage, "Hidden 1")
    drawing = figure(stage, "Hidden 1").locator(".main-svg").first.element_handle()
    run_slowly(stage)
    expect(first_cell(stage)).not_to_have_text(f"{before[0][0]:.2f}")
    pause(stage)
    assert drawing.evaluate("svg => svg.isConnected"), "the figure was updated, not made anew"
    choose(stage, "Table")
    stage.press("Take the present weights")
    expect(stage.page.get_by_text(f"These are the weights of step {stage.step()}:")).to_be_visible()
    now = cell(stage, 0, 0).inner_text()
    choose(stage, "Pictures")
    wait_for(figure(stage, "Hidden 1"), f"Math.abs(plot._fullData[0].z[0][0] / {now} - 1) < 1e-5")
    assert weights_at(stage, "Hidden 1") != before
    for _ in range(3):
        shown = label(stage, "Hidden 1")
        stage.press("New weights")
        expect(figure(stage, "Hidden 1")).not_to_have_attribute("aria-label", shown)
    choose(stage, "gradients")
    expect(figure(stage, "Output")).to_have_attribute("aria-label", re.compile("gradients, from"))


def test_typed_cells_outlast_another_panel_are_refused_in_words_or_become_the_start_that_a_link_opens_elsewhere(
    stage, open_stage, browser
):
    open_table(stage)
    write(stage, 0, 2, "a half")
    expect(stage.page.get_by_text("The table was changed")).to_be_visible()
    stage.press("Set as the start")
    expect(stage.page.get_by_text("Hidden 1, row bias, column neuron 1: 'a half' is not a number")).to_be_visible()
    assert "weights=" not in stage.page.evaluate("location.href")
    choose(stage, "Film")
    expect(stage.page.get_by_test_id("stDataFrame")).to_have_count(0)
    choose(stage, "Weights")
    expect(cell(stage, 0, 2)).to_have_text("a half")
    write(stage, 0, 0, "2")
    expect(cell(stage, 0, 2)).to_have_text("a half")
    stage.press("Draw anew from the seed")
    expect(stage.page.get_by_text("A run begins with these weights, drawn from seed 0.")).to_be_visible()
    write(stage, 2, 1, "-0,125")
    expect(stage.page.get_by_text("The table was changed")).to_be_visible()
    stage.press("Set as the start")
    stage.page.wait_for_url(re.compile("weights="))
    expect(stage.page.get_by_text("The link of this experiment holds these weights.")).to_be_visible()
    stage.press("Share")
    link = stage.page.evaluate("navigator.clipboard.readText()")
    other = browser.new_context(viewport=VIEWPORT)
    twin = open_stage(link.partition("/?")[2].join(["?", ""]), other)
    open_table(twin)
    expect(cell(twin, 2, 1)).to_have_text("-0.125")
    expect(cell(twin, 0, 0)).to_have_text(str(cell(stage, 0, 0).text_content()))
    other.close()


def test_weights_that_fit_into_no_link_travel_in_a_file(stage):
    wide = by_hand(64, 64)
    open_table(stage)
    file = {"name": "wide.json", "mimeType": "application/json", "buffer": to_file(wide).encode()}
    stage.page.locator("input[type=file]").set_input_files(files=[file])
    expect(stage.page.get_by_text("4,417 weights are too many for a link")).to_be_visible()
    stage.page.wait_for_url(re.compile("layers=64-tanh"))
    stage.press("Share")
    expect(stage.page.get_by_text("It leaves out the weights set by hand")).to_be_visible()
    assert downloaded(stage) == to_file(wide)
    stage.press("Run")
    stage.wait("Number(data.step) > 0")
    stage.press("New weights")
    expect(stage.page.get_by_text("The link of this experiment holds the seed.")).to_be_visible()


def downloaded(stage: Stage) -> str:
    """Return what the page gives as a file."""
    with stage.page.expect_download() as download:
        stage.press("Download the experiment")
    return download.value.path().read_text(encoding="utf-8")
