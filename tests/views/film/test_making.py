"""Films of every kind of data, taken apart again."""

import io
from dataclasses import replace

import av
import numpy as np
import pytest
from PIL import Image, ImageSequence

from playground.analysis.maps import Painter
from playground.training.problem import pose
from playground.views.colors import channels
from playground.views.film.colors import class_tables, value_table
from playground.views.film.frame import FRAME
from playground.views.film.gif import Gif
from playground.views.film.making import make
from playground.views.film.mp4 import Mp4
from playground.views.film.pictures import Pictures
from playground.views.palette import look_of
from tests.views.figures import DARK, LIGHT
from tests.views.film.cases import EXPERIMENTS, FILMED, N_MOMENTS, moments_of, order


def made(an_order):
    """Return the film."""
    *drawn, content = make(an_order)
    assert drawn == [None] * len(an_order.moments)
    return content


def gif_pictures(content):
    """Return every picture (540, 960, 3) and its duration in ms."""
    film = Image.open(io.BytesIO(content))
    return [(np.asarray(picture.convert("RGB")), picture.info["duration"]) for picture in ImageSequence.Iterator(film)]


def mp4_pictures(content):
    """Return every picture (720, 1280, 3) and the film's length in seconds."""
    with av.open(io.BytesIO(content)) as film:
        (stream,) = film.streams
        assert (stream.codec_context.name, stream.codec_context.pix_fmt) == ("h264", "yuv420p")
        pictures = [frame.to_ndarray(format="rgb24") for frame in film.decode(video=0)]
        return pictures, float(stream.duration * stream.time_base)


@pytest.mark.parametrize("name", FILMED)
def test_gif_has_a_picture_a_moment_and_holds_the_last_for_two_seconds(name):
    pictures = gif_pictures(made(order(name, kind="GIF", per_second=20)))
    assert [duration for _, duration in pictures] == [50] * (N_MOMENTS - 1) + [2000]
    assert {picture.shape for picture, _ in pictures} == {(*Gif.size[::-1], 3)}
    assert np.abs(pictures[0][0].astype(int) - pictures[-1][0]).max() > 50


@pytest.mark.parametrize("name", FILMED)
def test_mp4_has_a_picture_a_moment_at_the_speed_asked_for(name):
    pictures, length_s = mp4_pictures(made(order(name, kind="MP4", per_second=5)))
    assert length_s == pytest.approx(N_MOMENTS / 5)
    assert [picture.shape for picture in pictures] == [(*Mp4.size[::-1], 3)] * N_MOMENTS
    assert np.abs(pictures[0].astype(int) - pictures[-1]).max() > 50


def test_gif_goes_on_for_ever():
    assert Image.open(io.BytesIO(made(order(kind="GIF")))).info["loop"] == 0


@pytest.mark.parametrize("look", [LIGHT, DARK, look_of("purple-green", is_dark=False)], ids=["light", "dark", "other"])
@pytest.mark.parametrize("name", ["two classes", "three classes", "regression"])
def test_gif_shows_the_output_in_the_palette_s_colours(name, look):
    (*_, (shown, _)) = gif_pictures(made(order(name, kind="GIF", look=look)))
    problem = pose(EXPERIMENTS[name])
    maps = Painter(problem).paint(moments_of(name)[-1].parameters)
    expected = value_table(look)[maps.output] if maps.classes is None else class_tables(look)[maps.classes, maps.output]
    scale = Gif.size[0] / 1280
    pixels = (np.arange(100) + 0.5) * FRAME.side / 100 * scale
    rows, columns = ((pixels + start * scale).astype(int) for start in (FRAME.top, FRAME.left))
    off = np.abs(shown[np.ix_(rows, columns)].astype(int) - expected).max(axis=-1)
    assert np.mean(off <= 6) > 0.75  # the rest lies under points, or where the colours change fast


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", FILMED)
def test_gif_is_what_was_drawn_with_fewer_colours(name, look):
    whole = order(name, kind="GIF", look=look)
    first_and_last = replace(whole, moments=whole.moments[::4])
    pictures = Pictures(first_and_last)
    for moment, (shown, _) in zip(first_and_last.moments, gif_pictures(made(first_and_last)), strict=True):
        drawn = np.asarray(pictures.draw(moment, Gif.size)).astype(int)
        assert np.abs(drawn - shown).mean() < 2.5


def test_gif_keeps_the_ground_exactly_and_the_same_all_through():
    pictures = [picture for picture, _ in gif_pictures(made(order(kind="GIF", look=DARK)))]
    corners = {tuple(picture[0, 0]) for picture in pictures} | {tuple(picture[-1, -1]) for picture in pictures}
    assert corners == {channels(DARK.ground)}


def test_pictures_that_do_not_change_still_count():
    still = order(kind="GIF")
    still = replace(still, moments=still.moments[:1] * 3)
    assert [duration for _, duration in gif_pictures(made(still))] == [100, 100, 2000]
