"""The colours: every viewer tells apart what differs, and sees everything on a light ground and on a dark one."""

import tomllib
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from playground.data import DATASETS, N_CLASSES_RANGE
from playground.views.colors import channels, contrast
from playground.views.palette import CLASSES, GRAPHIC_CONTRAST, GROUNDS, PALETTES, WORD_CONTRAST, look_of

# How each kind of viewer sees linear red, green and blue: Machado, Oliveira and Fernandes (2009), severity 1.
VIEWERS = {
    "common": np.eye(3),
    "protanope": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranope": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanope": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
# Linear red, green and blue (sRGB) to CIE XYZ, white being 1.
TO_XYZ = np.array([[0.43396, 0.37622, 0.18984], [0.21267, 0.71515, 0.07218], [0.01776, 0.10947, 0.87276]])
FIRST = 6
THEMES = tomllib.loads((Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
LOOKS = [
    pytest.param(look_of(palette, is_dark=theme == "dark"), id=f"{palette}, {theme}")
    for palette, theme in product(PALETTES, GROUNDS)
]


def lab(colours: list[str], viewer: str) -> np.ndarray:
    """Return what a viewer sees of colours in CIE L*a*b*, (n_colours, 3)."""
    shares = np.array([[int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)] for colour in colours])
    linear = np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
    x, y, z = np.cbrt(np.clip(linear @ np.transpose(VIEWERS[viewer]), 0, 1) @ TO_XYZ.T).T
    return np.column_stack([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def nearest(colours: list[str], viewer: str) -> float:
    """Return the smallest difference between two of the colours, in CIE 1976 units (1 is barely seen)."""
    places = lab(colours, viewer)
    apart = np.linalg.norm(places[:, np.newaxis] - places, axis=2)
    return float(apart[~np.eye(len(colours), dtype=bool)].min())


def apart(colours: list[str], viewer: str) -> float:
    """Return the difference between two colours."""
    one, other = lab(colours, viewer)
    return float(np.linalg.norm(one - other))


def test_there_is_a_colour_for_every_class():
    most = max(N_CLASSES_RANGE[1], *(len(entry.class_names) for entry in DATASETS.values()))
    assert len(set(CLASSES)) == len(CLASSES) >= most


@pytest.mark.parametrize("viewer", VIEWERS)
def test_every_viewer_tells_any_two_classes_apart(viewer):
    assert nearest(CLASSES, viewer) > 15


def test_no_class_is_harder_to_tell_apart_than_the_first_ones():
    assert min(nearest(CLASSES, viewer) for viewer in VIEWERS) == min(
        nearest(CLASSES[:FIRST], viewer) for viewer in VIEWERS
    )


@pytest.mark.parametrize("viewer", VIEWERS)
@pytest.mark.parametrize("theme", GROUNDS)
def test_every_viewer_tells_the_marks_of_any_two_classes_apart(theme, viewer):
    look = look_of("orange-blue", is_dark=theme == "dark")
    assert nearest(look.strong_classes, viewer) > 11  # they have shapes as well


@pytest.mark.parametrize("viewer", VIEWERS)
@pytest.mark.parametrize("look", LOOKS)
def test_every_viewer_tells_the_ends_of_a_scale_apart_and_each_from_its_middle(look, viewer):
    assert apart([look.negative, look.positive], viewer) > 60  # lines
    assert apart([look.strong_negative, look.strong_positive], viewer) > 45  # marks
    assert apart([look.value(0), look.value(1)], viewer) > 50  # maps
    for end in (0, 1):
        assert apart([look.value(end), look.zero], viewer) > 25


@pytest.mark.parametrize("viewer", VIEWERS)
@pytest.mark.parametrize("look", LOOKS)
def test_every_viewer_tells_the_test_line_from_the_training_line(look, viewer):
    assert apart([look.test, look.ink], viewer) > 30  # it is dashed as well


@pytest.mark.parametrize("theme", GROUNDS)
def test_grounds_are_those_of_the_page(theme):
    names = ("backgroundColor", "secondaryBackgroundColor", "textColor")
    assert GROUNDS[theme] == tuple(THEMES[theme][name] for name in names)


@pytest.mark.parametrize("look", LOOKS)
def test_words_can_be_read(look):
    theme = "dark" if look.is_dark else "light"
    for ground, color in product(GROUNDS[theme][:2], (look.ink, look.muted, look.test, THEMES[theme]["primaryColor"])):
        assert contrast(color, ground) >= WORD_CONTRAST


@pytest.mark.parametrize("theme", GROUNDS)
def test_captions_can_be_read(theme):
    *grounds, ink = GROUNDS[theme]
    for ground in grounds:
        shades = zip(channels(ground), channels(ink), strict=True)
        caption = bytes(round(0.4 * below + 0.6 * above) for below, above in shades)  # Streamlit's are 60 % opaque
        assert contrast(f"#{caption.hex()}", ground) >= WORD_CONTRAST


@pytest.mark.parametrize("look", LOOKS)
def test_lines_and_marks_can_be_seen(look):
    lines = (look.negative, look.positive, look.test, look.faint)
    marks = (look.strong_negative, look.strong_positive, *look.strong_classes)
    for ground, color in product(GROUNDS["dark" if look.is_dark else "light"][:2], (*lines, *marks)):
        assert contrast(color, ground) >= GRAPHIC_CONTRAST
