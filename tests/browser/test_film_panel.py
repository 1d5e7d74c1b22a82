"""The panel that makes films: a viewer makes one, sees it, and keeps it."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

READY_MS = 120_000  # a process is started, and draws up to 150 pictures when nothing else is to be done


@pytest.fixture
def panel(stage):
    """Return the page with a paused run of a few moments and the panel open."""
    stage.press("Run")
    stage.wait("Number(data.step) > 200")
    stage.press("Pause")
    stage.page.get_by_role("radio", name="Film").click()
    return stage


def kept(page, kind):
    """Return the file that a click on the download brings, and its name."""
    with page.expect_download() as download:
        page.get_by_role("button", name=f"Download the {kind}").click()
    return Path(download.value.path()).read_bytes(), download.value.suggested_filename


def test_video_is_made_plays_and_is_downloaded(panel):
    page = panel.page
    panel.press("Make the film")
    expect(page.get_by_role("progressbar")).to_be_visible(timeout=READY_MS)
    video = page.locator("video")
    expect(video).to_be_visible(timeout=READY_MS)
    video.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('video').currentTime > 0", timeout=READY_MS)
    assert video.evaluate("video => [video.videoWidth, video.videoHeight]") == [1280, 720]
    content, name = kept(page, "MP4")
    assert (content[4:8], name) == (b"ftyp", "circle-2-4-2-1.mp4")


def test_gif_is_made_shown_and_downloaded(panel):
    page = panel.page
    page.get_by_role("radio", name="GIF").click()
    panel.press("Make the film")
    picture = page.get_by_test_id("stImage").locator("img")
    expect(picture).to_be_visible(timeout=READY_MS)
    assert picture.evaluate("image => image.decode().then(() => [image.naturalWidth, image.naturalHeight])") == [
        960,
        540,
    ]
    content, name = kept(page, "GIF")
    assert (content[:6], name) == (b"GIF89a", "circle-2-4-2-1.gif")


def test_cancelled_film_stops_and_can_be_begun_again(panel):
    panel.press("Make the film")
    panel.press("Cancel")
    expect(panel.page.get_by_text("Cancelled.")).to_be_visible()
    panel.press("Make the film")
    expect(panel.page.get_by_role("button", name="Cancel", exact=True)).to_be_visible()
    panel.press("Cancel")
