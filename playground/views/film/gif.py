"""Pictures -> a GIF, one after another, so that no more than the last one is kept."""

from collections.abc import Callable
from functools import partial
from itertools import chain

from PIL import GifImagePlugin, Image, ImageChops

from playground.views.colors import Channels, Color, channels
from playground.views.film.order import Order
from playground.views.palette import Look

N_COLORS = 255
UNCHANGED = 255  # the colour that lets the picture before shine through
LAST_PICTURE_MS = 2000
LOOP = b"!\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00"  # for ever


class Gif:
    """A GIF in the making: one palette for all its pictures, so that nothing flickers, and of each what has changed."""

    def __init__(self, order: Order) -> None:
        """Begin a GIF of an order's size, colours and speed."""
        self._size = order.size
        colors = palette(order.look, order.n_classes)
        table = bytes(chain.from_iterable(colors + colors[:1] * (256 - len(colors))))
        self._palette = Image.new("P", (1, 1))
        self._palette.putpalette(table)
        self._picture_ms = 1000 // order.per_second
        self._parts = [b"GIF89a", *map(_number, self._size), b"\xf7\x00\x00"]  # 256 colours for all pictures
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
        drawn, box = picture, (0, 0, *self._size)
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
    scales: list[Callable[[float], Color]] = [look.value, *(partial(look.sureness, at) for at in range(n_classes))]
    room = (N_COLORS - len(colors)) // len(scales)
    colors += chain.from_iterable(_along(scale, room) for scale in scales)
    return list(dict.fromkeys(colors))


def _between(start: Color, end: Color, steps: int) -> list[Channels]:
    """Return the colours of an edge that is smoothed: even steps from one to another, the last included."""
    first, last = channels(start), channels(end)
    shares = (step / steps for step in range(1, steps + 1))
    return [_rounded(*(a + (b - a) * share for a, b in zip(first, last, strict=True))) for share in shares]


def _along(scale: Callable[[float], Color], steps: int) -> list[Channels]:
    """Return the colours of a map: even steps from one end of its scale to the other."""
    return [channels(scale(step / (steps - 1))) for step in range(steps)]


def _rounded(red: float, green: float, blue: float) -> Channels:
    return round(red), round(green), round(blue)


def _number(value: int) -> bytes:
    return value.to_bytes(2, "little")
