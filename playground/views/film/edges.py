"""The weights as curves: width = size, solid = positive, dashed = negative."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from playground.engine.network import Parameters
from playground.views.colors import channels
from playground.views.film.canvas import SCALE, Canvas
from playground.views.film.layout import Column, edge_ends
from playground.views.film.strokes import Values, curves, dashes
from playground.views.palette import Look

HALFWAY = 1.5
LEVELS = 24  # as many widths there are
PIECE = 20.0
TAKEN_IN = 1.0  # Pillow's polygons take in the pixels that their outline runs through
FEWEST_POINTS, MOST_POINTS, POINT_EVERY = 12, 32, 9.0


class Edges:
    """All curves of a diagram; where they run is worked out once."""

    def __init__(self, places: Sequence[Column], look: Look) -> None:
        self._thickest = min(12.0, max(3.0, 0.17 * min(column.tile for column in places)))
        self._inks = [channels(look.negative), channels(look.positive)]
        self._gaps = [SCALE * _curves(source, target) for source, target in pairwise(places)]
        self._sizes = [len(column.ys) for column in places]

    def draw(self, canvas: Canvas, parameters: Parameters) -> None:
        """Draw every shown weight, in each gap between two layers the thin ones first."""
        shown = zip(self._gaps, pairwise(self._sizes), parameters.layers, strict=True)
        for lines, (rows, columns), layer in shown:
            self._draw_gap(canvas, lines, layer.weights[:rows, :columns].ravel().astype(float))

    def _draw_gap(self, canvas: Canvas, lines: Values, weights: Values) -> None:
        levels = np.rint(LEVELS * (1 - np.exp(-np.abs(np.nan_to_num(weights)) / HALFWAY))).astype(int)
        widths = np.maximum(1.0, levels / LEVELS * self._thickest)
        outlines, edges = dashes(
            lines, SCALE * widths - TAKEN_IN, *(SCALE * part for part in _pattern(weights, widths))
        )
        order = np.argsort(levels[edges], kind="stable")
        flat, is_positive = outlines[order].reshape(len(order), -1).tolist(), (weights > 0)[edges[order]].tolist()
        for polygon, sign in zip(flat, is_positive, strict=True):
            canvas.pen.polygon(polygon, self._inks[sign])


def _pattern(weights: Values, widths: Values) -> tuple[Values, Values]:
    """Return how long each edge's dashes are and the gaps between them: none where a weight is not negative."""
    is_broken = weights < 0
    return np.where(is_broken, 5 + 1.4 * widths, PIECE), np.where(is_broken, 2.5 + 0.35 * widths, 0.0)


def _curves(source: Column, target: Column) -> Values:
    starts, ends = edge_ends(source, target)
    farthest = float(np.linalg.norm(ends - starts, axis=1).max())
    return curves(starts, ends, int(np.clip(farthest / POINT_EVERY, FEWEST_POINTS, MOST_POINTS)))
