"""The colours of the product, safe for colour-blind viewers: one table for the stage, films, Altair and Plotly.

The first six classes are Okabe and Ito's (2008) qualitative palette. The other four are Tol's (2021), chosen so that to
no kind of viewer two of the ten are closer than the closest two of the six. Both ends of every diverging palette stand
out from a light ground and from a dark one, and from each other.
"""

from dataclasses import dataclass
from functools import cache

from playground.views.colors import Color, legible, mix

PALETTES: dict[str, tuple[Color, Color]] = {
    "orange-blue": ("#d87300", "#1478c8"),
    "purple-green": ("#9a4fb8", "#1a8f45"),
    "brown-teal": ("#a65e00", "#00809c"),
}
"""What its two ends are called -> (negative, positive) of a diverging palette."""
CLASSES = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#332288", "#ddcc77", "#aa3377", "#663333")
GROUNDS = {
    "light": ("#ffffff", "#f4f6f8", "#101820"),
    "dark": ("#10161d", "#18212b", "#e8edf2"),
}
"""Theme -> the page's background, its second one, and its text, as in .streamlit/config.toml."""
ZEROS = {"light": "#f7f8fa", "dark": "#222c36"}
STRENGTH = {"light": ("#000000", 0.16), "dark": ("#ffffff", 0.25)}  # what marks are moved towards, and how far

GRAPHIC_CONTRAST, WORD_CONTRAST = 3.0, 4.5  # WCAG 2.2, 1.4.11 and 1.4.3
PEAK = 0.8  # how much of its colour the end of a scale has: marks of the same colour must stand out from it


@dataclass(frozen=True, slots=True)
class Look:
    """Every colour of a picture.

    Attributes:
        words: what the negative and the positive colour are called.
        is_dark: whether the ground is.
        ground: of the page.
        ink: of words, of lines that must be seen, and of what is trained on.
        muted: of words that stand back.
        faint: of lines that do, and `grid` of those that need not be seen.
        zero: of the middle of a scale.
        negative: of one end of a scale, and of lines; `positive` likewise.
        test: of what is held back for testing, words included.
        classes: of a map where the network is sure.
        strong_negative: of marks that may lie on a map of the same colour, and so on.
    """

    words: tuple[str, ...]
    is_dark: bool
    ground: Color
    ink: Color
    muted: Color
    faint: Color
    grid: Color
    zero: Color
    negative: Color
    positive: Color
    test: Color
    classes: tuple[Color, ...]
    strong_negative: Color
    strong_positive: Color
    strong_classes: tuple[Color, ...]

    def value(self, share: float) -> Color:
        """Return the colour of a map at a share 0..1 of the way from negative to positive."""
        return mix(self.zero, self.negative if share < 0.5 else self.positive, abs(2 * share - 1) * PEAK)

    def sureness(self, index: int, share: float) -> Color:
        """Return the colour of a map where the network is so sure, 0..1, of a class."""
        return mix(self.zero, self.classes[index % len(self.classes)], share * PEAK)


@cache
def look_of(palette: str, *, is_dark: bool) -> Look:
    """Return the colours of one of the PALETTES on a light or a dark ground."""
    theme = "dark" if is_dark else "light"
    (ground, second, ink), (negative, positive) = GROUNDS[theme], PALETTES[palette]

    def strong(color: Color) -> Color:
        return legible(mix(color, *STRENGTH[theme]), second, ink, GRAPHIC_CONTRAST)

    return Look(
        words=tuple(palette.split("-")),
        is_dark=is_dark,
        ground=ground,
        ink=ink,
        muted=mix(ground, ink, 0.68),
        faint=mix(ground, ink, 0.5),
        grid=mix(ground, ink, 0.1),
        zero=ZEROS[theme],
        negative=negative,
        positive=positive,
        test=legible(positive, second, ink, WORD_CONTRAST),
        classes=CLASSES,
        strong_negative=strong(negative),
        strong_positive=strong(positive),
        strong_classes=tuple(map(strong, CLASSES)),
    )
