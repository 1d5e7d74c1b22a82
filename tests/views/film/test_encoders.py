"""Films made of pictures, taken apart again."""

import io

import numpy as np
import pytest
from PIL import Image

from playground.views.colors import channels
from playground.views.film.encoders import ENCODERS
from playground.views.film.gif import N_COLORS, palette
from playground.views.palette import look_of
from tests.views.figures import DARK, LIGHT
from tests.views.film.screens import gif_pictures, mp4_pictures, order, screen

N_PICTURES = 5


def made(an_order, pictures):
    """Return the film of these pictures."""
    encoder = ENCODERS[an_order.kind](an_order)
    for picture in pictures:
        encoder.add(picture)
    return encoder.finish()


def moving(an_order):
    """Return a film of different pictures."""
    return made(an_order, [screen(an_order, at) for at in range(N_PICTURES)])


def test_gif_has_every_picture_and_holds_the_last_for_two_seconds():
    pictures = gif_pictures(moving(order("GIF", per_second=20)))
    assert [duration for _, duration in pictures] == [50] * (N_PICTURES - 1) + [2000]
    assert {picture.shape for picture, _ in pictures} == {(540, 960, 3)}
    assert np.abs(pictures[0][0].astype(int) - pictures[-1][0]).max() > 50


def test_mp4_has_every_picture_at_the_speed_asked_for():
    pictures, length_s = mp4_pictures(moving(order("MP4", per_second=5)))
    assert length_s == pytest.approx(N_PICTURES / 5)
    assert [picture.shape for picture in pictures] == [(720, 1280, 3)] * N_PICTURES
    assert np.abs(pictures[0].astype(int) - pictures[-1]).max() > 50


def test_gif_goes_on_for_ever():
    assert Image.open(io.BytesIO(moving(order()))).info["loop"] == 0


def test_gif_of_another_size_has_that_size():
    an_order = order(size=(640, 360))
    assert gif_pictures(moving(an_order))[0][0].shape == (360, 640, 3)


@pytest.mark.parametrize("look", [LIGHT, DARK, look_of("purple-green", is_dark=False)], ids=["light", "dark", "other"])
def test_gif_is_what_was_sent_with_fewer_colours(look):
    an_order = order(look=look)
    for at, (shown, _) in enumerate(gif_pictures(moving(an_order))):
        off = np.abs(np.asarray(screen(an_order, at)).astype(int) - shown).max(axis=-1)
        assert off.max() < 24
        assert off.mean() < 2.5


def test_gif_keeps_the_ground_exactly_and_the_same_all_through():
    pictures = [picture for picture, _ in gif_pictures(moving(order(look=DARK)))]
    corners = {tuple(picture[-1, 0]) for picture in pictures} | {tuple(picture[-1, -1]) for picture in pictures}
    assert corners == {channels(DARK.ground)}


def test_pictures_that_do_not_change_still_count():
    an_order = order()
    still = made(an_order, [screen(an_order)] * 3)
    assert [duration for _, duration in gif_pictures(still)] == [100, 100, 2000]


def test_gif_keeps_of_each_picture_only_what_has_changed():
    an_order = order()
    alone, still = (len(made(an_order, [screen(an_order)] * n)) for n in (1, 3))
    assert still - alone < 200


@pytest.mark.parametrize("n_classes", [0, 2, 6, 10])
def test_palette_of_a_gif_leaves_a_colour_for_what_does_not_change(n_classes):
    colors = palette(LIGHT, n_classes)
    assert 200 < len(colors) <= N_COLORS
    assert colors[0] == channels(LIGHT.ground)
