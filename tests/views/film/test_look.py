"""Colours, letters and figures of a film."""

import tomllib
from pathlib import Path

import numpy as np
import pytest

from playground.views.film.canvas import fitting, font, letters, runs, text_width
from playground.views.film.colors import MISSING, legible, look_of, mix, parse
from playground.views.film.figures import count, figures, percent, plain, ticks
from playground.views.film.gif import N_COLORS, palette
from playground.views.palette import GROUNDS, NEGATIVE, PALETTE, POSITIVE

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_grounds_are_those_of_the_page(theme):
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"][theme]
    assert GROUNDS[theme] == (config["backgroundColor"], config["textColor"])


def test_mixing_ends_at_the_two_colours_and_passes_what_the_eye_takes_for_their_middle():
    blue, white = parse(POSITIVE), (255, 255, 255)
    assert (mix(blue, white, 0.0), mix(blue, white, 1.0)) == (blue, white)
    assert mix((0, 0, 0), white, 0.5) == (99, 99, 99)  # OKLab's lightness 0.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_table_goes_from_negative_over_zero_to_positive(theme):
    table, zero = look_of(theme).diverging, parse(PALETTE[f"zero_{theme}"])
    for byte, end in ((0, parse(NEGATIVE)), (254, parse(POSITIVE))):
        assert tuple(table[byte]) == mix(zero, end, 0.8)
    assert tuple(table[127]) == zero
    assert tuple(table[255]) == MISSING


def test_faint_colour_is_moved_towards_the_text_until_it_can_be_read():
    assert legible((250, 250, 200), (255, 255, 255), (0, 0, 0), 4.5) != (250, 250, 200)
    assert legible((20, 20, 90), (255, 255, 255), (0, 0, 0), 4.5) == (20, 20, 90)


@pytest.mark.parametrize("n_classes", [0, 2, 6, 10])
def test_palette_of_a_gif_leaves_a_colour_for_what_does_not_change(n_classes):
    colors = palette(look_of("light"), n_classes)
    assert 200 < len(colors) <= N_COLORS
    assert colors[0] == look_of("light").background


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
