"""What a figure of weights is made of: a layer's numbers, how they become colours, and its cells as a table."""

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from playground.engine.arrays import Array
from playground.engine.network import LayerParameters
from playground.views.numbers import typed
from playground.views.palette import Look
from playground.views.style import TEXT_SIZE, numbered_scale

SHOWN = 64  # units of a layer that are drawn, and rows of what comes in
MAX_WITH_NUMBERS = 12  # rows, and columns, up to which there is room for a number in each cell
NUMBERED, BARE = (50, 30), (24, 22)  # width and height of a cell with a number, and without one, in pixels
SPAN = (400, 390)  # of all cells together at most
GAP, BIAS_HEIGHT = 8, 26
STANDOFF = 6  # between cells and their names


@dataclass(frozen=True, slots=True)
class Layer:
    """What is shown of one layer.

    Attributes:
        title: what it is called.
        sources: name of each number that comes in.
        units: name of each unit.
        shown: what the colours say: of weights (fan_in, fan_out) and biases (fan_out,).
        other: what is said of a cell besides, of the same shapes.
        image_shape: height and width where what comes in is an image's pixels.
    """

    title: str
    sources: list[str]
    units: list[str]
    shown: LayerParameters
    other: LayerParameters
    image_shape: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Coloring:
    """How numbers become colours, and what they are called.

    Attributes:
        limit: the number of the strongest colours, negative and positive.
        word: what is coloured, such as "weight".
        other_word: what is said of a cell besides.
        look: the colours.
    """

    limit: float
    word: str
    other_word: str
    look: Look

    @property
    def of_cells(self) -> dict[str, Any]:
        """The arguments of a heatmap."""
        ends = {"zmin": -self.limit, "zmax": self.limit}
        return {**ends, "colorscale": numbered_scale(self.look), "showscale": False, "hoverongaps": False}

    @property
    def of_marks(self) -> dict[str, Any]:
        """The arguments of a marker."""
        return {"cmin": -self.limit, "cmax": self.limit, "colorscale": numbered_scale(self.look)}

    @property
    def hover(self) -> str:
        """The part of a cell's hover text that tells its numbers."""
        return f"<br>{self.word} %{{z:.4~g}}<br>{self.other_word} %{{customdata:.4~g}}<extra></extra>"


class Span(NamedTuple):
    """Where something begins and ends, in pixels from the top."""

    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Block:
    """The cells of a layer, as a part of a figure.

    Attributes:
        traces: Plotly's.
        axes: Plotly's, by name, without their places.
        rows: the place of each vertical axis, the lowest last.
        width: of all cells, in pixels.
        labels: what stands at the left.
    """

    traces: list[dict[str, Any]]
    axes: dict[str, dict[str, Any]]
    rows: dict[str, Span]
    width: float
    labels: list[str]

    @property
    def height(self) -> float:
        """Of all cells, in pixels."""
        return max(span.end for span in self.rows.values())


def table_block(layer: Layer, coloring: Coloring) -> Block:
    """Return a layer as a table, a row for what comes in and a column for a unit, its biases as a row apart."""
    sources, (word, units) = layer.sources[:SHOWN], common_word(layer.units[:SHOWN])
    has_numbers = max(len(sources), len(units)) <= MAX_WITH_NUMBERS
    cell = NUMBERED if has_numbers else BARE
    width, height = min(SPAN[0], cell[0] * len(units)), min(SPAN[1], cell[1] * len(sources))
    letters = {"size": TEXT_SIZE, "weight": 600, "color": coloring.look.ink}
    numbered = {"xgap": 1, "ygap": 1, "textfont": letters} if has_numbers else {}
    common = {"type": "heatmap", "x": units} | coloring.of_cells | numbered
    weights = _cells(layer.shown.weights, layer.other.weights, has_numbers)
    biases = _cells(layer.shown.biases[np.newaxis], layer.other.biases[np.newaxis], has_numbers)
    hover = f"{word} %{{x}}{coloring.hover}"
    traces = [
        common | weights | {"y": sources, "hovertemplate": f"%{{y}} → {hover}"},
        common | biases | {"y": ["bias"], "yaxis": "y2", "hovertemplate": f"bias of {hover}"},
    ]
    steps = {"type": "category", "showgrid": False, "ticks": "", "fixedrange": has_numbers, "tickangle": 0}
    steps["ticklabelstandoff"] = STANDOFF
    axes = {
        "xaxis": steps | _every(units) | {"anchor": "y2", "title": {"text": word, "standoff": 4}},
        "yaxis": steps | _every(sources) | {"autorange": "reversed"},
        "yaxis2": steps,
    }
    rows = {"yaxis": Span(0, height), "yaxis2": Span(height + GAP, height + GAP + BIAS_HEIGHT)}
    return Block(traces, axes, rows, width, [*sources, "bias"])


def _every(names: list[str]) -> dict[str, int]:
    """Return that an axis says every name, where there is room."""
    return {"dtick": 1} if len(names) <= MAX_WITH_NUMBERS else {}


def common_word(labels: list[str]) -> tuple[str, list[str]]:
    """Return "neuron" and "1", "2" ... for "neuron 1", "neuron 2" ...; labels of another kind as they are."""
    words, numbers = zip(*(label.rpartition(" ")[::2] for label in labels), strict=True)
    is_common = len(set(words)) == 1 and words[0] and all(map(str.isdecimal, numbers))
    return (words[0], list(numbers)) if is_common else ("output", labels)


def number_text(value: float) -> str:
    """Return a number as a cell has room for it, in six letters at most; nothing where it is not finite."""
    size = abs(value)
    if not np.isfinite(size):
        return ""
    if size == 0:
        return "0"
    if 0.0095 <= size < 1000:
        text = f"{value:.{2 - (size >= 10) - (size >= 100)}f}"
    else:
        mantissa, exponent = f"{value:.0e}".split("e")
        text = f"{mantissa}e{int(exponent)}"
    return text.replace("-", "−")


def _cells(shown: Array, other: Array, has_numbers: bool) -> dict[str, Any]:
    shown, other = shown[:SHOWN, :SHOWN], other[:SHOWN, :SHOWN]
    cells: dict[str, Any] = {"z": typed(shown), "customdata": typed(other)}
    if has_numbers:
        cells |= {"text": [list(map(number_text, row)) for row in shown.tolist()], "texttemplate": "%{text}"}
    return cells
