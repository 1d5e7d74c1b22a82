"""Films and pictures of the stage: they show what the viewer sees, in its colours, and leave the run as it was."""

import base64
import io
import re
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.panels import open_panel, pause, run_slowly
from tests.chromium import VIEWPORT
from tests.views.film.screens import gif_pictures, mp4_pictures

pytestmark = pytest.mark.browser

QUERY = "?engine=numpy"
LAYOUT_WIDTH, MAP_LEFT, MAP_TOP, MAP_SIDE = 1024, 740, 101, 258  # of the picture and its output map, in CSS pixels
ROOM = {"left": 30, "top": 6, "right": 8}  # round the map in the stage's own canvas
NO_PAINTING_OF_MOMENTS = """stage => {
    const paint = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (act) => (stage.dataset.moment ? 0 : paint(act));
}"""
LIGHT, DARK = (255, 255, 255), (0x10, 0x16, 0x1D)  # grounds
LONG = 60  # moments: a film of so many is not over before something else is done


@pytest.fixture
def dark(browser):
    """Return a window of a viewer who likes it dark."""
    window = browser.new_context(viewport=VIEWPORT, color_scheme="dark")
    yield window
    window.close()


def trained(stage, n_moments=12):
    """Return a stage with a paused run of at least so many moments, by default a few, and the panel open."""
    stage.press("Run")
    stage.wait(f"Number(data.moments) > {n_moments}")
    pause(stage)
    open_panel(stage, "Film")
    return stage


def kept(page, label):
    """Return the file that a click on a button brings, and its name."""
    with page.expect_download() as download:
        page.get_by_role("button", name=label).click()
    return Path(download.value.path()).read_bytes(), download.value.suggested_filename


def save_sharply(stage, ground):
    """Save the stage as a picture by the View menu: sharp, on that ground, with the map and the words of the page."""
    stage.press("View")
    content, name = kept(stage.page, "Save as picture (PNG)")
    assert name == "network-2-4-2-1.png"
    image = Image.open(io.BytesIO(content))
    assert image.format == "PNG"
    picture = np.asarray(image.convert("RGB"))
    assert picture.shape == (1152, 2048, 3)
    assert tuple(picture[-1, 0]) == ground
    assert share_alike(map_in(picture), map_on_the_page(stage)) > 0.75
    title = picture[10:60, 10:160].reshape(-1, 3).astype(int)
    assert 0.03 < np.mean(np.abs(title - ground).max(axis=-1) > 120) < 0.5, "words at the top left"


def begin_filming(stage):
    """Begin a film, and return how many updates had been made before."""
    step = stage.step()
    stage.press("Make the film")
    stage.wait("data.moment !== ''")
    return step


def promised(page):
    """Return how many pictures the panel says a film will have."""
    words = page.get_by_text(re.compile(r"^\d+ pictures, ")).inner_text()
    return int(words.split()[0])


def spread(picture, left, top, side):
    """Return the colours (n, 3) at places spread evenly over a square of a picture."""
    places = (np.arange(40) + 0.5) / 40 * side
    return picture[np.ix_((top + places).astype(int), (left + places).astype(int))].reshape(-1, 3).astype(int)


def map_on_the_page(stage):
    """Return the colours of the output's map on its canvas, wherever the page is scrolled to."""
    canvas = stage.page.get_by_role("img", name="Output of the network over the plane")
    _, content = canvas.evaluate("canvas => canvas.toDataURL()").split(",")
    picture = np.asarray(Image.open(io.BytesIO(base64.b64decode(content))).convert("RGB"))
    return spread(picture, ROOM["left"], ROOM["top"], picture.shape[1] - ROOM["left"] - ROOM["right"])


def map_in(picture):
    """Return the colours of the output's map in a picture of a film."""
    scale = picture.shape[1] / LAYOUT_WIDTH
    return spread(picture, *(scale * place for place in (MAP_LEFT, MAP_TOP, MAP_SIDE)))


def share_alike(one, other):
    """Return how many of the colours are the same to the eye; some lie under points, or where they change fast."""
    return np.mean(np.abs(one - other).max(axis=-1) < 16)


def test_picture_and_video_show_the_run_as_the_stage_does_and_it_plays(open_stage):
    stage = trained(open_stage(QUERY))
    save_sharply(stage, LIGHT)
    page, step, n_pictures = stage.page, stage.step(), promised(stage.page)
    stage.press("Make the film")
    expect(page.get_by_role("status").filter(has_text=re.compile("Filming"))).to_be_visible()
    video = page.locator("video")
    expect(video).to_be_visible()
    video.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('video').currentTime > 0")
    content, name = kept(page, "Download the MP4")
    pictures, length_s = mp4_pictures(content)
    assert name == "circle-2-4-2-1.mp4"
    assert {picture.shape for picture in pictures} == {(720, 1280, 3)}
    assert (len(pictures), length_s) == (n_pictures, pytest.approx(n_pictures / 10))
    stage.expect_state("paused")
    stage.expect_step(step)
    shown = map_on_the_page(stage)
    assert share_alike(map_in(pictures[-1]), shown) > 0.75 > share_alike(map_in(pictures[0]), shown)
    changes = [np.abs(one.astype(int) - other).max() for one, other in pairwise(pictures)]
    assert min(changes) > 20


def test_picture_and_gif_are_made_in_the_dark_and_the_gif_while_nobody_looks(open_stage, dark):
    stage = trained(open_stage(QUERY, dark))
    save_sharply(stage, DARK)
    page, n_pictures = stage.page, promised(stage.page)
    page.get_by_role("radio", name="GIF").click()
    page.get_by_role("radio", name="20").click()
    expect(page.get_by_role("radio", name="20")).to_be_checked()
    shown = map_on_the_page(stage)
    stage.root.evaluate(NO_PAINTING_OF_MOMENTS)  # as in a tab that another one covers
    stage.press("Make the film")
    content, name = kept(page, "Download the GIF")
    assert stage.root.get_attribute("data-moment"), "the page must not have painted the present, which came last"
    pictures = gif_pictures(content)
    assert name == "circle-2-4-2-1.gif"
    assert [duration for _, duration in pictures] == [50] * (n_pictures - 1) + [2000]
    assert {picture.shape for picture, _ in pictures} == {(540, 960, 3)}
    last = pictures[-1][0]
    assert tuple(last[-1, 0]) == DARK
    assert share_alike(map_in(last), shown) > 0.75 > share_alike(map_in(pictures[0][0]), shown)


def test_film_is_cancelled_in_the_panel_on_the_stage_or_by_a_command_and_the_run_goes_on_from_where_it_was(open_stage):
    stage = trained(open_stage(QUERY), LONG)
    run_slowly(stage)
    for name in ("Cancel", "Cancel the film"):
        stage.expect_state("running")
        step = begin_filming(stage)
        stage.press(name)
        stage.wait(f"data.moment === '' && Number(data.step) > {step}")
        stage.expect_state("running")
        expect(stage.page.get_by_role("button", name="Make the film")).to_be_visible()
        expect(stage.page.get_by_role("status").filter(has_text=re.compile("Filming"))).to_be_hidden()
    pause(stage)
    step = begin_filming(stage)
    stage.page.keyboard.press(".")
    stage.wait(f"data.moment === '' && Number(data.step) === {step + 1}")
    expect(stage.page.get_by_text("The page stopped filming")).to_be_visible()
