"""Projector mode: everything legible from afar, nothing else on the page, and all as before when it is left."""

import pytest
from playwright.sync_api import expect

from tests.browser.diagram import texts_down
from tests.browser.screen import borders, drawn, overlaps, record, words
from tests.browser.stage import Stage

pytestmark = pytest.mark.browser

LEAST_WORD_PX, LEAST_LINE_PX = 24, 3
QUERIES = {
    "default": "",
    "six layers": "layers=8-relu+12-tanh+16-sigmoid+64-elu+8-leaky_relu+2-tanh",
    "ten classes": "data=digits&layers=16-relu",
    "values": "data=plane",
}


@pytest.fixture(scope="module")
def window(browser):
    """Return a window as large as a projector's picture, which keeps what canvases draw."""
    window = record(browser.new_context(viewport={"width": 1920, "height": 1080}))
    yield window
    window.close()


@pytest.fixture
def open_projected(open_stage):
    """Return a function that opens a query in projector mode and lets it train a little."""

    def open_page(query: str = "") -> Stage:
        stage = open_stage(f"?projector=1&{query}")
        stage.press("Run")
        stage.wait("Number(data.step) > 20")
        stage.press("Pause")
        stage.expect_state("paused")
        stage.page.evaluate("drawn.words = {}, drawn.lines = {}, window.dispatchEvent(new Event('resize'))")
        stage.press("Step: 1 batch")
        stage.page.wait_for_function("Object.keys(drawn.lines).length > 3")
        return stage

    return open_page


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_every_word_and_every_line_is_legible_from_afar(open_projected, query):
    page = open_projected(query).page
    too_small = {text: size for text, size in (drawn(page, "words") | words(page)).items() if size < LEAST_WORD_PX}
    too_thin = {line: size for line, size in (drawn(page, "lines") | borders(page)).items() if size < LEAST_LINE_PX}
    assert (too_small, too_thin) == ({}, {})
    assert overlaps(page) == []


def test_words_are_twice_as_large_as_else(open_projected):
    stage = open_projected()
    large = words(stage.page)
    stage.press("Leave (P)")
    expect(stage.root).to_have_attribute("data-manner", "desk")
    normal = words(stage.page)
    ratios = {text: large[text] / normal[text] for text in large.keys() & normal.keys()}
    assert {"Hidden 1", "Train loss", "Output", "Tanh"} <= ratios.keys()
    assert {text: ratio for text, ratio in ratios.items() if ratio < 2} == {}


def test_pointing_finds_what_is_drawn_also_where_it_is_enlarged(open_projected):
    seen = texts_down(open_projected(), "Hidden 1")
    assert seen.keys() >= {f"Hidden 1, neuron {unit}" for unit in (1, 2, 3, 4)}
