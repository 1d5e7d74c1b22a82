"""The neurons: a map in every tile, its border, and the bias as a disc at its corner."""

from collections.abc import Sequence
from math import exp, isfinite

from PIL import Image, ImageDraw

from playground.analysis.maps import Bytes
from playground.engine.network import Parameters
from playground.views.colors import Color
from playground.views.film.canvas import SCALE, Canvas
from playground.views.film.colors import value_table
from playground.views.film.layout import Column
from playground.views.palette import Look


class Tiles:
    """All tiles of a diagram."""

    def __init__(self, places: Sequence[Column], look: Look) -> None:
        self._places, self._look = places, look
        self._masks = {column.tile: _rounded(column.tile) for column in places}

    def draw(self, canvas: Canvas, parameters: Parameters, maps: Bytes, whole: Image.Image | None) -> None:
        """Draw every tile and the biases.

        Args:
            canvas: that is drawn on.
            parameters: whose biases are shown.
            maps: of all shown neurons, as `Maps.tiles`.
            whole: the picture of the only output, if there is one.
        """
        pictures = map(Image.fromarray, value_table(self._look)[maps])
        for column in self._places:
            for y in column.ys:
                image = next(pictures)
                self._tile(canvas, column, y, whole if whole is not None and column is self._places[-1] else image)
        for column, layer in zip(self._places[1:], parameters.layers, strict=True):
            for y, bias in zip(column.ys, layer.biases, strict=False):
                _disc(canvas, column, y, float(bias), self._look)

    def _tile(self, canvas: Canvas, column: Column, y: float, image: Image.Image) -> None:
        left, top = column.x - column.tile / 2, y - column.tile / 2
        canvas.map(image, (left, top), (column.tile, column.tile), self._masks[column.tile])
        box = [SCALE * left, SCALE * top, SCALE * (left + column.tile) - 1, SCALE * (top + column.tile) - 1]
        canvas.pen.rounded_rectangle(box, SCALE * _radius(column.tile), outline=self._look.ink, width=3)


def _rounded(tile: int) -> Image.Image:
    mask = Image.new("L", (tile * SCALE, tile * SCALE))
    box = [0, 0, tile * SCALE - 1, tile * SCALE - 1]
    ImageDraw.Draw(mask).rounded_rectangle(box, SCALE * _radius(tile), fill=255)
    return mask


def _radius(tile: int) -> float:
    return min(6.0, tile / 6)


def _disc(canvas: Canvas, column: Column, y: float, bias: float, look: Look) -> None:
    """Draw a bias: filled = positive, hollow = negative, size = magnitude."""
    size = 1 - exp(-abs(bias)) if isfinite(bias) else 0.0
    radius = max(2.5, column.tile * 0.05) + size * min(6.0, column.tile * 0.1)
    centre = column.x - column.tile / 2 - 1, y + column.tile / 2 + 1
    canvas.disc(centre, radius + 1.5, look.ground)
    if bias < 0:
        canvas.disc(centre, radius, None, _ink(bias, look))
    else:
        canvas.disc(centre, radius, _ink(bias, look))


def _ink(bias: float, look: Look) -> Color:
    if bias == 0 or not isfinite(bias):
        return look.faint
    return look.negative if bias < 0 else look.positive
