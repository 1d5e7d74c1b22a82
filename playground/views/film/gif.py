"""Pictures -> a GIF, one after another, so that no more than the last one is kept."""

from itertools import chain

import numpy as np
from numpy.typing import NDArray
from PIL import GifImagePlugin, Image, ImageChops

from playground.views.colors import Channels, Color, channels
from playground.views.film.colors import class_tables, value_table
from playground.views.palette import Look

SIZE = (960, 540)
N_COLORS = 255
UNCHANGED = 255  # the colour that lets the picture before shine through
LAST_PICTURE_MS = 2000
LOOP = b"!\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00"  # for ever


class Gif:
    """A GIF in the making: one palette for all its pictures, so that nothing flickers, and of each what has changed."""

    size = SIZE

    def __init__(self, look: Look, n_classes: int, per_second: int) -> None:
        colors = palette(look, n_classes)
        table = bytes(chain.from_iterable(colors + colors[:1] * (256 - len(colors))))
        self._palette = Image.new("P", (1, 1))
        self._palette.putpalette(table)
        self._picture_ms = 1000 // per_second
        self._parts = [b"GIF89a", _number(SIZE[0]), _number(SIZE[1]), b"\xf7\x00\x00"]  # 256 colours for all pictures
        self._parts += [table, LOOP]
        self._before: Image.Image | None = None
        self._waiting: Image.Image | None = None

    def add(self, picture: Image.Image) -> None:
        """Take the next picture; it is written when it is known whether it is the last."""
        if self._waiting is not None:
            self._write(self._waiting, self._picture_ms)
        self._waiting = picture.quantize(palette=self._palette, dither=Image.Dither.NONE)

    def finish(self) -> bytes:
        """Return the film."""
        if self._waiting is not None:
            self._write(self._waiting, LAST_PICTURE_MS)
        return b"".join([*self._parts, b";"])

    def _write(self, picture: Image.Image, duration_ms: int) -> None:
        drawn, box = picture, (0, 0, *SIZE)
        if self._before is not None:
            difference = ImageChops.difference(picture, self._before)
            drawn, box = picture.copy(), difference.getbbox() or (0, 0, 1, 1)
            drawn.paste(UNCHANGED, mask=difference.point([255] + 255 * [0], "1"))
        data = GifImagePlugin.getdata(drawn.crop(box), box[:2], duration=duration_ms, transparency=UNCHANGED)
        self._parts += data
        self._before = picture


def palette(look: Look, n_classes: int) -> list[Channels]:
    """Return up to N_COLORS colours, those that pictures of this look are made of.

    Args:
        look: of the film.
        n_classes: how many classes have a colour of their own; 0 where colours are of a diverging scale.
    """
    points = look.strong_classes[:n_classes] if n_classes else (look.strong_negative, look.strong_positive)
    inks = [(look.ink, 18), (look.negative, 10), (look.positive, 10), (look.test, 4)]
    inks += [(color, 3) for color in points]
    colors = [channels(look.ground), *chain.from_iterable(_between(look.ground, ink, steps) for ink, steps in inks)]
    tables = [value_table(look), *class_tables(look)[:n_classes]]
    room = (N_COLORS - len(colors)) // len(tables)
    for table in tables:
        colors += [_rounded(table[byte]) for byte in np.rint(np.linspace(0, 254, room)).astype(int)]
    return list(dict.fromkeys(colors))


def _between(start: Color, end: Color, steps: int) -> list[Channels]:
    """Return the colours of an edge that is smoothed: even steps from one to another, the last included."""
    shares = np.arange(1, steps + 1)[:, np.newaxis] / steps
    first, last = np.array(channels(start)), np.array(channels(end))
    return [_rounded(color) for color in first + shares * (last - first)]


def _rounded(color: NDArray[np.generic]) -> Channels:
    red, green, blue = np.rint(color.astype(float)).astype(int).tolist()
    return red, green, blue


def _number(value: int) -> bytes:
    return value.to_bytes(2, "little")
