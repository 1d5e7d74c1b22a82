"""How large the activations of every layer are: a histogram a layer, from the inputs to the output."""

from math import ceil
from typing import Any

import numpy as np

from playground.analysis.inspectors.activations import ActivationFindings, LayerSpace
from playground.engine.activations import ACTIVATIONS
from playground.spec import Experiment
from playground.views.names import layer_titles
from playground.views.numbers import round_range, typed
from playground.views.palette import Look
from playground.views.style import TEXT_SIZE, plotly_layout

COLUMNS = 5
TOP, BETWEEN, BOTTOM, LEFT, RIGHT = 52, 92, 60, 66, 14  # in pixels
ROWS = {1: 260, 2: 170, 3: 120}  # how high each of so many rows is, in pixels
LEAST_WIDTH = 190  # of a column, in pixels: its heading must fit
GAP = 0.025  # between two columns, of the width
LEAST_ZEROS = 0.005  # the share from which on zeros are spoken of
TICKS = (10, 20, 30, 40, 60, 80, 100)  # percent, where the axis may end


def histogram_figure(experiment: Experiment, findings: ActivationFindings, look: Look) -> dict[str, Any]:
    """Return a histogram a layer, side by side with one vertical axis: data, layout, label and min_width.

    Args:
        experiment: whose network it is.
        findings: of the moment shown.
        look: the colours.
    """
    layers = findings.layers
    columns = min(COLUMNS, len(layers))
    rows = ceil(len(layers) / columns)
    most = max(float(np.max(shares(layer))) for layer in layers)
    top = next(tick for tick in TICKS if most <= tick)
    height = rows * ROWS[rows] + (rows - 1) * BETWEEN
    layout = plotly_layout(
        TOP + height + BOTTOM, margin={"l": LEFT, "r": RIGHT, "t": TOP, "b": BOTTOM}, bargap=0, showlegend=False
    )
    layout |= {"annotations": [], "shapes": []}
    traces = []
    for number, (layer, title) in enumerate(zip(layers, titles(experiment), strict=True)):
        row, column = divmod(number, columns)
        width = (1 - (columns - 1) * GAP) / columns
        left = column * (width + GAP)
        above = 1 - row * (ROWS[rows] + BETWEEN) / height
        place = {"x": [left, left + width], "y": [max(0.0, above - ROWS[rows] / height), above]}
        name = "" if number == 0 else str(number + 1)
        traces.append(_bars(layer, name, look))
        layout |= _axes(layer, name, place, is_first=column == 0, top=top)
        layout["annotations"].append(_heading(f"<b>{title}</b><br>{remark(layer)}", left, above))
        layout["shapes"] += [_end(end, name, look) for end in layer.ends or ()]
    label = "Activations: " + "; ".join(
        f"{title}, {remark(layer)}" for title, layer in zip(titles(experiment), layers, strict=True)
    )
    return {"data": traces, "layout": layout, "label": label, "min_width": LEFT + columns * LEAST_WIDTH}


def titles(experiment: Experiment) -> list[str]:
    """Return what each layer is called, the inputs first, with its activation function."""
    named = zip(layer_titles(experiment), experiment.activations, strict=True)
    return ["Inputs", *(f"{title}, {ACTIVATIONS[name].label}" for title, name in named)]


def shares(layer: LayerSpace) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Return the percentage of a layer's finite activations in each bin, 0 where there are none."""
    return 100 * layer.counts / max(1, int(layer.counts.sum()))


def remark(layer: LayerSpace) -> str:
    """Return what is worth saying of a layer: how much of it is at its ends or exactly zero, or how far it goes."""
    if not layer.counts.any():
        return "not finite"
    if layer.ends:
        percent = shares(layer)
        return f"{percent[0] + percent[-1]:.0f} % near {_text(layer.ends[0])} or {_text(layer.ends[1])}"
    if layer.zero_share >= LEAST_ZEROS:
        return f"{100 * layer.zero_share:.0f} % exactly 0"
    return f"from {_text(layer.edges[0])} to {_text(layer.edges[-1])}"


def _text(value: float) -> str:
    return f"{value:.3g}".replace("-", "−")


def _bars(layer: LayerSpace, name: str, look: Look) -> dict[str, Any]:
    """Return the bars; of a bounded layer the outermost two, where it saturates, have another colour."""
    colors = [look.positive] * len(layer.counts)
    if layer.ends:
        colors[0] = colors[-1] = look.negative
    return {
        "type": "bar",
        "x": typed((layer.edges[:-1] + layer.edges[1:]) / 2),
        "y": typed(shares(layer)),
        "width": float(layer.edges[1] - layer.edges[0]),
        "marker": {"color": colors, "line": {"width": 0}},
        "xaxis": f"x{name}",
        "yaxis": f"y{name}",
        "hovertemplate": "%{y:.1f} % near %{x:.3~g}<extra></extra>",
    }


def _axes(layer: LayerSpace, name: str, place: dict[str, list[float]], is_first: bool, top: float) -> dict[str, Any]:
    """Return the two axes of a layer's histogram; only the first of a row has the percentages at its side."""
    low, high = round_range(float(layer.edges[0]), float(layer.edges[-1]))
    room = 0.04 * (high - low)
    x = {"domain": place["x"], "anchor": f"y{name}", "range": [low - room, high + room], "nticks": 4}
    y = {"domain": place["y"], "anchor": f"x{name}", "range": [0, top], "nticks": 4, "showticklabels": is_first}
    if is_first:
        y |= {"title": {"text": "% of values", "standoff": 6}, "ticksuffix": " "}
    return {
        f"xaxis{name}": x | {"title": {"text": "activation", "standoff": 4}, "fixedrange": True},
        f"yaxis{name}": y | {"fixedrange": True},
    }


def _heading(text: str, left: float, above: float) -> dict[str, Any]:
    place = {"x": left, "xanchor": "left", "xref": "paper", "y": above, "yanchor": "bottom", "yref": "paper"}
    return place | {"text": text, "showarrow": False, "align": "left", "font": {"size": TEXT_SIZE}, "yshift": 4}


def _end(end: float, name: str, look: Look) -> dict[str, Any]:
    """Return the line at a value that the activation cannot exceed."""
    place = {"xref": f"x{name}", "x0": end, "x1": end, "yref": f"y{name} domain", "y0": 0, "y1": 1}
    return {"type": "line", "line": {"color": look.ink, "width": 1.5, "dash": "dash"}} | place
