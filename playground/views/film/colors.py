"""The colours of a film: those of the stage, worked out once from the palette for a light or a dark ground."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from playground.training.maps import NOT_FINITE, TOP_BYTE, Bytes
from playground.views.palette import CLASSES, GROUNDS, NEGATIVE, PALETTE, POSITIVE

Color = tuple[int, int, int]
Values = NDArray[np.float64]
Theme = Literal["light", "dark"]

PEAK = 0.8  # how much of its colour the end of a scale has: points of the same colour must stand out from it
STROKE_CONTRAST, WORD_CONTRAST, DARK_WORD_CONTRAST = 2.7, 4.5, 7.0
MISSING = (128, 128, 128)
# Linear light -> cone responses -> OKLab (Björn Ottosson, 2020).
TO_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
TO_LAB = np.array(
    [
        [0.2104542553, 0.793617785, -0.0040720468],
        [1.9779984951, -2.428592205, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.808675766],
    ]
)


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """Every colour that a film uses.

    Attributes:
        muted: of words that stand back; `faint`, `grid`: of lines that do, more and more.
        negative: of lines and discs; `positive` likewise.
        train: of the loss of the training part, its words included; `test` likewise.
        strong_negative: of points on a map, and so on.
        diverging: (256, 3), the colour of each byte of a map from negative over zero to positive.
        classes: (n_classes, 256, 3), how sure a network is of each class.
        scale: the colour at a share 0..1 of the way from negative to positive.
    """

    background: Color
    text: Color
    muted: Color
    faint: Color
    grid: Color
    negative: Color
    positive: Color
    train: Color
    test: Color
    strong_negative: Color
    strong_positive: Color
    strong_classes: tuple[Color, ...]
    diverging: Bytes
    classes: Bytes
    scale: Callable[[float], Color]


@cache
def look_of(theme: Theme) -> Look:
    """Return the colours on a light or a dark ground."""
    is_dark = theme == "dark"
    background, text = map(parse, GROUNDS[theme])
    zero = parse(str(PALETTE[f"zero_{theme}"]))
    negative, positive, classes = parse(NEGATIVE), parse(POSITIVE), [parse(color) for color in CLASSES]
    word_contrast = DARK_WORD_CONTRAST if is_dark else WORD_CONTRAST
    goal, share = ((255, 255, 255), 0.42) if is_dark else ((0, 0, 0), 0.16)

    def strong(color: Color) -> Color:
        return mix(color, goal, share)

    def sureness(color: Color) -> Bytes:
        return _table(lambda part: mix(zero, color, part * PEAK))

    def scale(part: float) -> Color:
        return mix(zero, negative if part < 0.5 else positive, abs(2 * part - 1) * PEAK)

    return Look(
        background=background,
        text=text,
        muted=mix(background, text, 0.68),
        faint=mix(background, text, 0.32),
        grid=mix(background, text, 0.1),
        negative=legible(negative, background, text, STROKE_CONTRAST),
        positive=legible(positive, background, text, STROKE_CONTRAST),
        train=legible(parse(str(PALETTE["train"])), background, text, word_contrast),
        test=legible(parse(str(PALETTE["test"])), background, text, word_contrast),
        strong_negative=strong(negative),
        strong_positive=strong(positive),
        strong_classes=tuple(map(strong, classes)),
        diverging=_table(scale),
        classes=np.stack([sureness(color) for color in classes]),
        scale=scale,
    )


def parse(text: str) -> Color:
    """Return the channels of "#rrggbb"."""
    red, green, blue = (int(text[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue


def mix(start: Color, end: Color, share: float) -> Color:
    """Return the colour a share of the way between two, even for the eye (in OKLab)."""
    a, b = _to_lab(start), _to_lab(end)
    red, green, blue = np.rint(_from_lab(a + (b - a) * share)).astype(int).tolist()
    return red, green, blue


def legible(color: Color, background: Color, text: Color, least: float) -> Color:
    """Return the colour moved towards the text until its contrast with the background (WCAG) is at least `least`."""
    candidates = (mix(color, text, share / 10) for share in range(10))
    return next((candidate for candidate in candidates if _contrast(candidate, background) >= least), text)


def _table(color_at: Callable[[float], Color]) -> Bytes:
    table = np.full((256, 3), MISSING, np.uint8)
    table[:NOT_FINITE] = [color_at(byte / TOP_BYTE) for byte in range(NOT_FINITE)]
    return table


def _contrast(a: Color, b: Color) -> float:
    low, high = sorted(float(_to_linear(color) @ [0.2126, 0.7152, 0.0722]) for color in (a, b))
    return (high + 0.05) / (low + 0.05)


def _to_lab(color: ArrayLike) -> Values:
    lab: Values = TO_LAB @ np.cbrt(TO_CONES @ _to_linear(color))
    return lab


def _from_lab(lab: Values) -> Values:
    linear = np.clip(np.linalg.solve(TO_CONES, np.linalg.solve(TO_LAB, lab) ** 3), 0, 1)
    return 255 * np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)


def _to_linear(color: ArrayLike) -> Values:
    value = np.asarray(color, float) / 255
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
