"""Samples in Plotly's figures: a colour and a shape a class, as on the stage; values on the diverging scale."""

from typing import Any, NamedTuple

import numpy as np

from playground.engine.arrays import Array
from playground.spec import Experiment
from playground.views.numbers import typed
from playground.views.palette import Look
from playground.views.plain import plain
from playground.views.style import diverging_scale

SYMBOLS = (
    "circle", "square", "triangle-up", "diamond", "x", "cross", "triangle-down", "star", "diamond-wide", "hourglass",
)  # fmt: skip
SOLID_SYMBOLS = ("circle", "square", "diamond", "x", "cross")  # what three-dimensional figures have
SOLID_OUTLINES = ("circle", "square", "diamond")  # of which they have outlines
SMALLER = 0.6  # how large a mark without an outline is where others are hollow
SIZE = 9
SCALES = {
    "triangle-up": 1.25,
    "triangle-down": 1.25,
    "diamond": 1.15,
    "star": 1.4,
    "diamond-wide": 1.25,
}  # to look alike


class Style(NamedTuple):
    """How samples are drawn.

    Attributes:
        look: the colours.
        limit: the value of the strongest colours, where values are learned.
        is_hollow: whether they are outlines only, as test samples are; marks that have none are smaller.
        size: in pixels.
    """

    look: Look
    limit: float = 1.0
    is_hollow: bool = False
    size: float = SIZE


def sample_traces(
    experiment: Experiment, places: Array, targets: Array, style: Style, said: str = ""
) -> list[dict[str, Any]]:
    """Return a trace for each class, or one for all values; a class without samples has an empty one.

    Args:
        experiment: whose samples they are.
        places: (n_samples, 2 or 3) where they are drawn.
        targets: (n_samples,) the class's index, or the value.
        style: how they are drawn.
        said: what the names in the legend end with.
    """
    is_solid = places.shape[1] == 3
    groups = (
        [_value_group(targets, style, said)]
        if experiment.kind == "regression"
        else _class_groups(experiment, targets, style, said, is_solid)
    )
    kind = "scatter3d" if is_solid else "scatter"
    return [
        {"type": kind, "mode": "markers", **coordinates(places[chosen]), "hoverinfo": "name", **looks}
        for chosen, looks in groups
    ]


def coordinates(places: Array) -> dict[str, Any]:
    """Return the numbers of a trace: x and y, and z where there are three columns."""
    return {name: typed(column) for name, column in zip("xyz", places.T, strict=False)}


def _class_groups(
    experiment: Experiment, targets: Array, style: Style, said: str, is_solid: bool
) -> list[tuple[Array, dict[str, Any]]]:
    """Return which samples belong to each class, and how they look."""
    names = experiment.data.class_names
    look = style.look
    colors = (look.strong_negative, look.strong_positive) if experiment.kind == "binary" else look.strong_classes
    symbols = SOLID_SYMBOLS if is_solid else SYMBOLS
    groups = []
    for number, name in enumerate(names):
        symbol, color = symbols[number % len(symbols)], colors[number % len(colors)]
        size = style.size * SCALES.get(symbol, 1.0)
        marker = {"symbol": symbol, "color": color, "size": size, "line": {"color": look.ground, "width": 1}}
        if style.is_hollow:
            outline = {"size": size - 1, "line": {"color": color, "width": 2}}
            if not is_solid:
                marker |= outline | {"color": look.ground}  # an outline alone is lost on a map of the same colour
            elif symbol in SOLID_OUTLINES:
                marker |= outline | {"symbol": f"{symbol}-open"}
            else:
                marker["size"] = SMALLER * size
        groups.append((targets == number, {"name": f"{plain(name)}{said}", "marker": marker}))
    return groups


def _value_group(targets: Array, style: Style, said: str) -> tuple[Array, dict[str, Any]]:
    """Return all samples, coloured by their values; hollow ones have a thick outline instead of a thin one."""
    marker = {
        "color": typed(targets),
        "cmin": -style.limit,
        "cmax": style.limit,
        "colorscale": diverging_scale(style.look),
        "size": style.size,
        "symbol": "square" if style.is_hollow else "circle",
        "line": {"color": style.look.ink, "width": 1.5},
    }
    return np.full(len(targets), True), {"name": f"samples{said}", "marker": marker}
