"""The weights of every layer as figures: cells in one colour scale, and below them how often each size occurs."""

from html import unescape
from math import floor, log10
from typing import Any, Literal

import numpy as np

from playground.engine.arrays import Array
from playground.engine.network import Parameters
from playground.spec import Experiment
from playground.views.names import layer_titles, unit_labels
from playground.views.numbers import round_limit
from playground.views.palette import Look
from playground.views.plain import plain
from playground.views.style import LETTER, TEXT_SIZE, plotly_layout
from playground.views.weight_cells import SHOWN, Block, Coloring, Layer, Span, table_block
from playground.views.weight_pictures import picture_block

By = Literal["weights", "gradients"]
WORDS: dict[By, str] = {"weights": "weight", "gradients": "gradient"}
OTHERS: dict[By, By] = {"weights": "gradients", "gradients": "weights"}

N_BINS = 25  # odd, so that one is around zero
TOP, BETWEEN, HISTOGRAM, BOTTOM = 44, 64, 90, 58  # heights in pixels
MAX_BLANK = 120  # below a low layer's cells, so that its histogram is level with those beside it
MIN_WIDTH, BAR_WIDTH, LEFT, RIGHT = 170, 110, 58, 14  # widths in pixels
TITLE_SIZE = 18


@np.errstate(over="ignore")  # what single precision cannot hold is left empty
def weight_figures(
    experiment: Experiment, parameters: Parameters, gradient: Parameters, by: By, look: Look
) -> list[dict[str, Any]]:
    """Return a figure a layer, and one of the colour bar, as plain dicts with data, layout and label.

    Args:
        experiment: whose network it is.
        parameters: of the moment shown.
        gradient: the loss' derivative by each of them.
        by: which of the two the colours show.
        look: the colours.
    """
    shown, other = (parameters, gradient) if by == "weights" else (gradient, parameters)
    coloring = Coloring(round_limit(shown.vector), WORDS[by], WORDS[OTHERS[by]], look)
    layers = _layers(experiment, shown, other)
    blocks = [_block(layer, coloring) for layer in layers]
    height = max(block.height for block in blocks)
    left = max(LEFT, *(16 + LETTER * len(unescape(label)) for block in blocks for label in block.labels))
    figures = [_figure(layer, block, coloring, (left, height)) for layer, block in zip(layers, blocks, strict=True)]
    return [*figures, _color_bar(coloring, height)]


def remarks(experiment: Experiment, shown: Parameters, by: By) -> str:
    """Return what is to be said besides, in sentences: what was left out, and how to read pictures."""
    said = []
    shape = experiment.data.image_shape
    if shape is not None:
        title = layer_titles(experiment)[0]
        unit = "neuron" if experiment.network.layers else "output"
        said.append(f"Each picture of {title} is what one {unit} looks for in an image; the bar below it is its bias.")
    wide = [
        f"{title} {n_units}"
        for title, n_units in zip(("Inputs", *layer_titles(experiment)), experiment.sizes, strict=True)
        if n_units > SHOWN and not (shape is not None and title == "Inputs")
    ]
    if wide:
        said.append(f"The first {SHOWN} of a layer are drawn; there are more: {', '.join(wide)}.")
    n_missing = int((~np.isfinite(shown.vector)).sum())
    if n_missing:
        said.append(f"{n_missing} of {len(shown.vector)} {by} are not finite numbers: their cells are empty.")
    return " ".join(said)


def _layers(experiment: Experiment, shown: Parameters, other: Parameters) -> list[Layer]:
    pairs = enumerate(zip(layer_titles(experiment), shown.layers, other.layers, strict=True))
    return [
        Layer(
            title=title,
            sources=list(map(plain, unit_labels(experiment, number - 1))),
            units=list(map(plain, unit_labels(experiment, number))),
            shown=one,
            other=two,
            image_shape=None if number else experiment.data.image_shape,
        )
        for number, (title, one, two) in pairs
    ]


def _block(layer: Layer, coloring: Coloring) -> Block:
    if layer.image_shape is None:
        return table_block(layer, coloring)
    return picture_block(layer, coloring, layer.image_shape)


def _figure(layer: Layer, block: Block, coloring: Coloring, room: tuple[float, float]) -> dict[str, Any]:
    """Return one layer's cells, and below them its histogram.

    Args:
        layer: the layer.
        block: its cells.
        coloring: of the cells, and of the bars.
        room: for the widest names at the left, and for the highest layer's cells, in pixels: figures are aligned.
    """
    left, height = room[0], min(room[1], block.height + MAX_BLANK)
    width = max(block.width, MIN_WIDTH)
    total = height + BETWEEN + HISTOGRAM
    histogram, axes = _histogram(layer.shown.weights, coloring)
    axes["xaxis"] = block.axes["xaxis"] | {"domain": [0, block.width / width]}
    spans = {**block.rows, "yaxis3": Span(height + BETWEEN, total)}
    for name, span in spans.items():
        axes[name] = (axes | block.axes)[name] | {"domain": [1 - span.end / total, 1 - span.start / total]}
    layout = plotly_layout(
        round(TOP + total + BOTTOM),
        width=round(left + width + RIGHT),
        margin={"l": left, "r": RIGHT, "t": TOP, "b": BOTTOM},
        title={"text": f"<b>{layer.title}</b>", "x": 0, "xref": "paper", "y": 1, "yanchor": "top", "pad": {"t": 8}}
        | {"font": {"size": TITLE_SIZE}},
        hoverlabel={"font": {"size": TEXT_SIZE}},
        bargap=0,
        shapes=[_frame(axes[name]["domain"], block.width / width, coloring.look) for name in block.rows],
        **axes,
    )
    return {"data": [*block.traces, histogram], "layout": layout, "label": _label(layer, coloring)}


def _histogram(weights: Array, coloring: Coloring) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Return bars of how many weights there are of each size, and their axes."""
    counts, edges = np.histogram(weights[np.isfinite(weights)], N_BINS, (-coloring.limit, coloring.limit))
    middles = ((edges[:-1] + edges[1:]) / 2).tolist()
    line = {"color": coloring.look.ink, "width": 0.5}
    trace = {
        "type": "bar",
        "x": middles,
        "y": counts.tolist(),
        "xaxis": "x2",
        "yaxis": "y3",
        "marker": {"color": middles, "line": line} | coloring.of_marks,
        "hovertemplate": f"%{{y}} times a {coloring.word} near %{{x:.2~g}}<extra></extra>",
    }
    ends = [-coloring.limit, coloring.limit]
    x = {"anchor": "y3", "range": ends, "tickvals": [ends[0], 0, ends[1]], "fixedrange": True}
    y = _count_axis(int(counts.max())) | {"anchor": "x2", "fixedrange": True}
    titles = {"xaxis2": {"text": coloring.word, "standoff": 4}, "yaxis3": {"text": "count", "standoff": 4}}
    return trace, {"xaxis2": x | {"title": titles["xaxis2"]}, "yaxis3": y | {"title": titles["yaxis3"]}}


def _count_axis(most: int) -> dict[str, Any]:
    """Return an axis of whole numbers, two or three of them labelled above zero."""
    power = 10 ** max(0, floor(log10(max(1, most / 2))))
    step = max(factor * power for factor in (1, 2, 5) if factor * power <= max(1, most / 2))
    return {"range": [0, max(1, most) * 1.04], "dtick": step}


def _frame(rows: list[float], width: float, look: Look) -> dict[str, Any]:
    """Return a line around cells, which stand out little where they are near zero."""
    line = {"color": look.ink, "width": 1}
    place = {"xref": "paper", "yref": "paper", "x0": 0, "x1": width, "y0": rows[0], "y1": rows[1]}
    return {"type": "rect", "opacity": 0.5, "line": line} | place


def _color_bar(coloring: Coloring, height: float) -> dict[str, Any]:
    bar: dict[str, Any] = {"thickness": 20, "len": 1, "x": 0, "xpad": 0, "ypad": 0, "outlinewidth": 0}
    bar["tickvals"] = [share * coloring.limit for share in (-1, -0.5, 0, 0.5, 1)]
    marker = {"color": [0], "showscale": True, "colorbar": bar} | coloring.of_marks
    trace = {"type": "scatter", "x": [None], "y": [None], "mode": "markers", "hoverinfo": "skip", "marker": marker}
    hidden = {"visible": False, "fixedrange": True}
    layout = plotly_layout(
        round(TOP + height + 12),
        width=BAR_WIDTH,
        margin={"l": 8, "r": BAR_WIDTH - 9, "t": TOP, "b": 12},
        title={"text": coloring.word, "x": 0, "xref": "container", "y": 1, "yanchor": "top", "pad": {"t": 8, "l": 8}}
        | {"font": {"size": TITLE_SIZE}},
        xaxis=hidden,
        yaxis=hidden,
    )
    ends = f"from {-coloring.limit:g} to {coloring.limit:g}"
    return {"data": [trace], "layout": layout, "label": f"Colours of the {coloring.word}s, {ends}"}


def _label(layer: Layer, coloring: Coloring) -> str:
    """Return a figure in words."""
    weights = layer.shown.weights[np.isfinite(layer.shown.weights)]
    ends = f", from {weights.min():.3g} to {weights.max():.3g}" if weights.size else ""
    return f"{layer.title}: {layer.shown.weights.size} {coloring.word}s{ends}"
