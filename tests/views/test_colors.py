"""Colour arithmetic: what is mixed, and what can be read."""

import pytest

from playground.views.colors import channels, contrast, legible, mix


def test_channels_are_red_green_and_blue():
    assert channels("#ff8000") == (255, 128, 0)


def test_mixing_ends_at_the_two_colours_and_passes_what_the_eye_takes_for_their_middle():
    assert (mix("#1478c8", "#ffffff", 0.0), mix("#1478c8", "#ffffff", 1.0)) == ("#1478c8", "#ffffff")
    assert mix("#000000", "#ffffff", 0.5) == "#636363"  # OKLab's lightness 0.5


@pytest.mark.parametrize(("one", "other", "expected"), [("#000000", "#ffffff", 21), ("#ffffff", "#767676", 4.54)])
def test_contrast_is_wcag_s_whichever_comes_first(one, other, expected):
    assert contrast(one, other) == contrast(other, one) == pytest.approx(expected, abs=0.005)


def test_faint_colour_is_moved_towards_the_ink_until_it_can_be_read():
    moved = legible("#fafac8", "#ffffff", "#000000", 4.5)
    assert 4.5 <= contrast(moved, "#ffffff") < 6
    assert legible("#14145a", "#ffffff", "#000000", 4.5) == "#14145a"
