"""Where everything of the network diagram stands, as on the stage; numbers in, numbers out."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from playground.analysis.maps import SHOWN_UNITS
from playground.views.film.strokes import Values

LEFT, RIGHT, TOP, BOTTOM = 14.0, 846.0, 144.0, 676.0
MAX_PITCH = 400.0
LARGEST = 84.0
HALF_TITLE = 40.0


@dataclass(frozen=True, slots=True)
class Column:
    """A layer's places.

    Attributes:
        x: its middle.
        tile: the side of its neurons' pictures.
        ys: the middle of each.
        more_y: where it says how many neurons are not shown; None where all are.
        n_more: how many that are.
    """

    x: float
    tile: int
    ys: tuple[float, ...]
    more_y: float | None
    n_more: int


def columns(sizes: Sequence[int], labels: tuple[float, float]) -> list[Column]:
    """Return the places of all layers; `labels` are the widths of the words left of the first and right of the last."""
    rough = (RIGHT - LEFT - 90 - sum(labels)) / (len(sizes) - 1)
    left, right = (max(HALF_TITLE, label + min(LARGEST, rough * 0.56) / 2 + 4) for label in labels)
    room = RIGHT - LEFT - left - right
    pitch = min(MAX_PITCH, room / (len(sizes) - 1))
    start = LEFT + left + (room - pitch * (len(sizes) - 1)) / 2
    return [_column(units, round(start + at * pitch), pitch) for at, units in enumerate(sizes)]


def _column(units: int, x: float, column_pitch: float) -> Column:
    n_shown = min(units, SHOWN_UNITS)
    rows = n_shown + (units > n_shown)
    pitch = min((BOTTOM - TOP) / rows, LARGEST * 1.66)
    tile = 2 * int(min(LARGEST, pitch * 0.82, column_pitch * 0.56) / 2)
    ys = [round((TOP + BOTTOM) / 2 + (row - (rows - 1) / 2) * pitch) for row in range(rows)]
    more_y = ys[-1] if units > n_shown else None
    return Column(x, tile, tuple(ys[:n_shown]), more_y, units - n_shown)


def edge_ends(source: Column, target: Column) -> tuple[Values, Values]:
    """Return where the weights between two layers begin and end, (n, 2) each; those of one source are neighbours."""
    n_sources, n_targets = len(source.ys), len(target.ys)
    fan = ((np.arange(n_sources) - (n_sources - 1) / 2) / n_sources) * target.tile * 0.72
    y0 = np.repeat(source.ys, n_targets).astype(float)
    y1 = (np.array(target.ys) + fan[:, np.newaxis]).ravel()
    x0, x1 = np.full_like(y0, source.x + source.tile / 2), np.full_like(y1, target.x - target.tile / 2)
    return np.stack([x0, y0], axis=1), np.stack([x1, y1], axis=1)
