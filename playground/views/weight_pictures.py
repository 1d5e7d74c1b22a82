"""A layer that looks at an image: the weights of each of its units as a picture."""

from functools import lru_cache
from itertools import accumulate
from math import ceil, sqrt

import numpy as np

from playground.engine.arrays import Array
from playground.engine.network import LayerParameters
from playground.views.numbers import typed
from playground.views.weight_cells import SHOWN, STANDOFF, Block, Coloring, Layer, Span, common_word

WIDTH, MAX_PIXEL = 360, 12  # of all pictures, and of one of their pixels, at most
BIAS_GAP, BIAS_BAR, GAP = 0.4, 0.9, 1.3  # below each picture; heights in pixels of it

Shape = tuple[int, int]


def picture_block(layer: Layer, coloring: Coloring, shape: Shape) -> Block:
    """Return a picture (height, width) a unit, in rows from the top left, its bias as a bar below it."""
    word, units = common_word(layer.units[:SHOWN])
    n_units = len(units)
    across = ceil(sqrt(n_units))
    down = ceil(n_units / across)
    x = [0.0, *accumulate([*[1.0] * shape[1], GAP] * across)]
    y = [0.0, *accumulate([*[1.0] * shape[0], BIAS_GAP, BIAS_BAR, GAP] * down)]
    pixel = min(MAX_PIXEL, WIDTH / x[-1])
    trace = coloring.of_cells | {
        "type": "heatmap",
        "x": x,
        "y": y,
        "z": typed(mosaic(layer.shown, shape)),
        "customdata": typed(mosaic(layer.other, shape)),
        "text": _names(tuple(units), shape),
        "hovertemplate": f"{word} %{{text}}{coloring.hover}",
    }
    labels = [f"{units[across * row]}–{units[min(n_units, across * (row + 1)) - 1]}" for row in range(down)]
    middles = [start + shape[0] / 2 for start in y[: -1 : shape[0] + 3]]
    bare = {"showgrid": False, "zeroline": False, "ticks": "", "ticklabelstandoff": STANDOFF}
    axes = {
        "xaxis": bare | {"showticklabels": False, "range": [0, x[-1]], "title": {"text": word, "standoff": 4}},
        "yaxis": bare | {"range": [y[-1], 0], "tickvals": middles, "ticktext": labels},
    }
    return Block([trace], axes, {"yaxis": Span(0, pixel * y[-1])}, pixel * x[-1], labels)


def mosaic(numbers: LayerParameters, shape: Shape) -> Array:
    """Return the pictures of the neurons shown as one table, NaN between them.

    A picture takes a column more than it has, and three rows: a gap, its bias, and a gap.
    """
    height, width = shape
    n_units = min(len(numbers.biases), SHOWN)
    across = ceil(sqrt(n_units))
    down = ceil(n_units / across)
    places = np.full((down * across, height + 3, width + 1), np.nan, np.float32)
    places[:n_units, :height, :width] = numbers.weights.T[:n_units].reshape(n_units, height, width)
    places[:n_units, height + 1, :width] = numbers.biases[:n_units, np.newaxis]
    table = places.reshape(down, across, height + 3, width + 1).transpose(0, 2, 1, 3)
    return table.reshape(down * (height + 3), across * (width + 1))


@lru_cache(maxsize=8)
def _names(units: tuple[str, ...], shape: Shape) -> list[list[str]]:
    """Return which unit each cell of the mosaic belongs to, as a table."""
    height, width = shape
    across = ceil(sqrt(len(units)))
    down = ceil(len(units) / across)
    names = np.full((down, height + 3, across, width + 1), "", object)
    for number, unit in enumerate(units):
        cells = names[number // across, :, number % across, :width]
        cells[:height], cells[height + 1] = unit, f"{unit}, bias"
    table: list[list[str]] = names.reshape(down * (height + 3), across * (width + 1)).tolist()
    return table
