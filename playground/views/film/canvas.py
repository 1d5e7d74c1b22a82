"""A picture to draw on, twice as large in each direction as it is shown, so that lines are smooth."""

import unicodedata
from collections.abc import Iterable
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from playground.views.colors import Color

WIDTH, HEIGHT = 1280, 720
SCALE = 2
BASELINE = 0.36  # of a letter's size below its middle
BOLD = 0.022  # by which letters grow to be bold, of their size
LOWERED = dict(zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True))
RAISED = {"²": "2", "³": "3"}
SMALL = 0.66
Point = tuple[float, float]


class Canvas:
    """A picture of WIDTH x HEIGHT; all places and sizes are given in its pixels."""

    def __init__(self, image: Image.Image) -> None:
        self.image = image
        self.pen = ImageDraw.Draw(image)

    @classmethod
    def filled(cls, color: Color) -> "Canvas":
        """Return a canvas of one colour."""
        return cls(Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), color))

    def shown(self, size: tuple[int, int]) -> Image.Image:
        """Return the picture as it is shown, this large."""
        smooth = self.image.reduce(SCALE)
        return smooth if smooth.size == size else smooth.resize(size, Image.Resampling.BILINEAR)

    def line(self, points: Iterable[Point], color: Color, width: float = 1) -> None:
        """Draw a line through all points."""
        self.pen.line([(SCALE * x, SCALE * y) for x, y in points], color, round(SCALE * width), joint="curve")

    def polygon(self, points: Iterable[Point], fill: Color | int) -> None:
        """Draw a polygon; a mask is filled with a number."""
        self.pen.polygon([(SCALE * x, SCALE * y) for x, y in points], fill)

    def disc(self, centre: Point, radius: float, fill: Color | None, outline: Color | None = None) -> None:
        """Draw a disc, or a ring where it is not filled."""
        x, y = centre
        box = [SCALE * (x - radius), SCALE * (y - radius), SCALE * (x + radius), SCALE * (y + radius)]
        self.pen.ellipse(box, fill, outline, 2 * SCALE if fill is None else SCALE)

    def text(
        self, place: Point, words: str, size: float, color: Color, align: str = "left", *, is_bold: bool = False
    ) -> float:
        """Write words whose middle line is at the place's height; return their width.

        Args:
            place: where the words begin, have their middle, or end, as `align` says.
            words: in letters that `letters` returns.
            size: of the letters, in pixels.
            color: of the letters.
            align: "left", "middle" or "right".
            is_bold: whether the letters are bold.
        """
        width = text_width(words, size, is_bold=is_bold)
        x = place[0] - {"left": 0.0, "middle": width / 2, "right": width}[align]
        for part, part_size, drop in runs(words, size):
            spot = SCALE * x, SCALE * (place[1] + BASELINE * size + drop)
            weight = SCALE * size * BOLD if is_bold else 0
            self.pen.text(spot, part, color, font(SCALE * part_size), "ls", stroke_width=weight)
            x += _run_width(part, part_size, is_bold=is_bold)
        return width

    def map(self, image: Image.Image, corner: Point, size: Point, mask: Image.Image | None = None) -> None:
        """Paste a small picture, smoothly made this large; a row of values keeps its edges."""
        width, height = map(round, size)
        resampling = Image.Resampling.NEAREST if image.height == 1 else Image.Resampling.BILINEAR
        shown = image.resize((width, height), resampling)  # as large as it is seen; then only what a canvas needs
        self.picture(shown.resize((SCALE * width, SCALE * height), Image.Resampling.NEAREST), corner, mask)

    def picture(self, image: Image.Image, corner: Point, mask: Image.Image | None = None) -> None:
        """Paste a picture that is as large as this canvas' own pixels; where a mask is 0 it stays away."""
        self.image.paste(image, (round(SCALE * corner[0]), round(SCALE * corner[1])), mask)


@cache
def font(size: float) -> ImageFont.FreeTypeFont:
    """Return Pillow's own font in a size."""
    found = ImageFont.load_default(size)
    if not isinstance(found, ImageFont.FreeTypeFont):
        raise RuntimeError("Pillow has been built without FreeType, which films need for their letters")
    return found


def letters(text: str) -> str:
    """Return a text with those letters only that the font has: accents are dropped, and other scripts."""
    kept = (letter if letter in LOWERED or letter in RAISED else _plain(letter) for letter in text)
    return "".join(kept)


def _plain(letter: str) -> str:
    letter = {"–": "-", "—": "-", "−": "-", "×": "x"}.get(letter, letter)
    return "".join(part for part in unicodedata.normalize("NFKD", letter) if " " <= part <= "~" or part in "·…")


def text_width(words: str, size: float, *, is_bold: bool = False) -> float:
    """Return the width of words in pixels."""
    return sum(_run_width(part, part_size, is_bold=is_bold) for part, part_size, _ in runs(words, size))


def fitting(words: str, size: float, width: float, *, is_bold: bool = False) -> str:
    """Return words cut, with an ellipsis, to what fits into a width."""
    if text_width(words, size, is_bold=is_bold) <= width:
        return words
    while words and text_width(f"{words}…", size, is_bold=is_bold) > width:
        words = words[:-1]
    return f"{words.rstrip()}…"


def runs(words: str, size: float) -> list[tuple[str, float, float]]:
    """Return words in parts of one size: (part, size, how far it is lowered); "x₁²" has three."""
    parts: list[tuple[str, float, float]] = []
    for letter in words:
        if letter in LOWERED:
            run = LOWERED[letter], SMALL * size, 0.16 * size
        elif letter in RAISED:
            run = RAISED[letter], SMALL * size, -0.34 * size
        elif parts and parts[-1][1] == size:
            run = parts.pop()[0] + letter, size, 0.0
        else:
            run = letter, size, 0.0
        parts.append(run)
    return parts


def _run_width(part: str, size: float, *, is_bold: bool) -> float:
    return font(SCALE * size).getlength(part) / SCALE + (2 * BOLD * size if is_bold else 0)
