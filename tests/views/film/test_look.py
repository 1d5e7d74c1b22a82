"""Colours, letters and figures of a film."""

import numpy as np
import pytest

from playground.views.colors import channels, mix
from playground.views.film.canvas import fitting, font, letters, runs, text_width
from playground.views.film.colors import MISSING, class_tables, value_table
from playground.views.film.figures import count, figures, percent, plain, ticks
from playground.views.film.gif import N_COLORS, palette
from playground.views.palette import PEAK
from tests.views.figures import DARK, LIGHT


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_table_goes_from_negative_over_zero_to_positive(look):
    table = value_table(look)
    ends = [mix(look.zero, end, PEAK) for end in (look.negative, look.positive)]
    assert [tuple(table[byte]) for byte in (0, 127, 254)] == list(map(channels, (ends[0], look.zero, ends[1])))
    assert tuple(table[255]) == MISSING


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_tables_of_classes_go_from_zero_to_each_class(look):
    for table, color in zip(class_tables(look), look.classes, strict=True):
        assert tuple(table[0]) == channels(look.zero)
        assert tuple(table[254]) == channels(mix(look.zero, color, PEAK))


@pytest.mark.parametrize("n_classes", [0, 2, 6, 10])
def test_palette_of_a_gif_leaves_a_colour_for_what_does_not_change(n_classes):
    colors = palette(LIGHT, n_classes)
    assert 200 < len(colors) <= N_COLORS
    assert colors[0] == channels(LIGHT.ground)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "-"), (0.0, "0"), (0.031249, "0.0312"), (0.1, "0.100"), (12.345, "12.3"), (1234.5, "1,234"),
        (-0.5, "-0.500"), (3.2e-7, "3.2e-7"), (1.25e9, "1.25e9"), (float("nan"), "NaN"), (float("inf"), "infinite"),
    ],
)  # fmt: skip
def test_figures_have_three_digits_that_count(value, text):
    assert figures(value) == text


def test_numbers_of_axes_and_counters_are_short():
    assert [plain(value) for value in (0.0, 0.03, 10.0, 1e-5, 25_000.0, -2e6)] == [
        "0",
        "0.03",
        "10",
        "1e-5",
        "2.5e4",
        "-2e6",
    ]
    assert [count(value) for value in (0, 1234, 12_345_678)] == ["0", "1,234", "12.3 M"]
    assert percent(0.9764) == "97.6 %"


def test_ticks_are_round_and_inside():
    assert ticks(0, 0.73, 3) == [0.0, 0.5]
    assert ticks(-1.1, 1.1, 4) == [-1.0, 0.0, 1.0]
    assert ticks(0, 80, 4) == [0.0, 20.0, 40.0, 60.0, 80.0]


def test_letters_that_the_font_lacks_are_replaced_or_left_out():
    assert letters("Zahlen – für 中文 x₁² “a”") == "Zahlen - fur  x₁² a"
    unknown = bytes(font(40).getmask("\uffff"))
    assert [
        letter
        for letter in letters(bytes(range(32, 127)).decode() + "·…")
        if bytes(font(40).getmask(letter)) == unknown
    ] == []


def test_indices_are_lowered_and_squares_are_raised():
    assert [(part, np.sign(drop)) for part, _, drop in runs("sin x₁²", 20.0)] == [("sin x", 0), ("1", 1), ("2", -1)]


def test_words_are_cut_to_what_fits():
    assert fitting("Circle", 20, 200) == "Circle"
    cut = fitting("A title far too long", 20, 100)
    assert cut.startswith("A title")
    assert cut.endswith("…")
    assert text_width(cut, 20) <= 100
