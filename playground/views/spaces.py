"""What a layer makes of the plane: its grid and the samples where two of the layer's neurons, or directions, put them.

The grid's lines keep their colours from layer to layer, so that one sees how the plane is bent, folded and pressed
flat, and how the classes come apart.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from playground.analysis.inspectors.activations import LINE_POINTS, N_LINES, ActivationFindings, LayerSpace
from playground.analysis.maps import SHOWN_UNITS
from playground.engine.arrays import Array
from playground.spec import Experiment
from playground.views.names import unit_labels
from playground.views.numbers import round_limit, round_range
from playground.views.palette import Look
from playground.views.samples import Style, coordinates, sample_traces
from playground.views.style import TEXT_SIZE, plotly_layout

MAIN = ("main direction 1", "main direction 2")
HEIGHT = 560
MARGIN = {"l": 70, "r": 14, "t": 16, "b": 60}
LEGEND = {"itemsizing": "constant", "font": {"size": TEXT_SIZE}, "x": 1.01, "y": 1}
SCALE = {
    "title": {"text": "target"},
    "thickness": 18,
    "len": 0.55,
    "y": 0,
    "yanchor": "bottom",
    "x": 1.02,
    "outlinewidth": 0,
}
MOVE_MS = 900
MOVEMENT = {"duration": MOVE_MS, "easing": "cubic-in-out"}


@dataclass(frozen=True, slots=True)
class View:
    """One layer seen along two axes.

    Attributes:
        places: (n_points + n_grid, 2) where the samples are, and then the points of the grid, if there is one.
        n_points: how many of them are samples.
        names: of the two axes.
    """

    places: Array
    n_points: int
    names: tuple[str, str]


def axis_names(experiment: Experiment, findings: ActivationFindings, layer: int) -> list[str]:
    """Return along what a layer can be seen, 0 being the inputs: the main directions if it has two, and its neurons."""
    n_shown = findings.layers[layer].points.shape[1]
    return [*(MAIN if n_shown > 1 else ()), *unit_labels(experiment, layer - 1)[:n_shown]]


def view_of(experiment: Experiment, findings: ActivationFindings, layer: int, across: str, up: str) -> View:
    """Return a layer seen along two of its `axis_names`; one with a single neuron has the targets upwards."""
    space = findings.layers[layer]
    if space.points.shape[1] == 1:
        places = np.column_stack([space.points[:, 0], findings.targets])
        return View(places, len(places), (across, "target" if experiment.kind == "regression" else "class"))
    names = axis_names(experiment, findings, layer)
    everything = np.hstack([main_places(space), neuron_places(space)])
    return View(everything[:, [names.index(across), names.index(up)]], len(space.points), (across, up))


def main_places(space: LayerSpace) -> Array:
    """Return samples and grid along a layer's two main directions, (n_points + n_grid, 2)."""
    return space.main_points if space.main_grid is None else np.vstack([space.main_points, space.main_grid])


def neuron_places(space: LayerSpace) -> Array:
    """Return samples and grid along a layer's neurons, (n_points + n_grid, n_shown)."""
    return space.points if space.grid is None else np.vstack([space.points, space.grid])


def space_figure(
    experiment: Experiment, findings: ActivationFindings, view: View, look: Look, is_still: bool
) -> dict[str, Any]:
    """Return one layer's picture, as a dict with data, layout and label.

    Args:
        experiment: whose network it is.
        findings: of the moment shown.
        view: of the layer.
        look: the colours.
        is_still: whether the network rests: then a change of the view is seen as a movement.
    """
    axes = {
        axis: {"title": {"text": name, "standoff": 6}, "range": _range(values), "showgrid": False, "zeroline": False}
        for axis, name, values in zip(("xaxis", "yaxis"), view.names, view.places.T, strict=True)
    }
    if view.names[1] == "class":
        names = list(experiment.data.class_names)
        rows = {"range": [-0.6, len(names) - 0.4], "tickvals": list(range(len(names))), "ticktext": names}
        axes["yaxis"] |= rows
    moving = {"transition": MOVEMENT} if is_still else {}
    return {
        "data": space_traces(experiment, findings, view.places, look),
        "layout": plotly_layout(HEIGHT, margin=MARGIN, legend=LEGEND, hovermode="closest", **axes, **moving),
        "label": f"Samples and grid of the plane, {view.names[0]} across, {view.names[1]} up",
    }


def space_traces(
    experiment: Experiment, findings: ActivationFindings, places: Array, look: Look
) -> list[dict[str, Any]]:
    """Return the grid's lines, where there is a grid, and the samples; `places` as in View."""
    points, grid = np.split(places, [len(findings.targets)])
    style = Style(look, limit=round_limit(findings.targets))
    samples = sample_traces(experiment, points, findings.targets, style)
    if experiment.kind == "regression":
        samples[0]["marker"] |= {"showscale": True, "colorbar": SCALE}
    return [*_grid_traces(grid, look), *samples]


def remarks(experiment: Experiment, findings: ActivationFindings, look: Look, layer: int | None = None) -> list[str]:
    """Return what is to be said of the picture of a layer, or of all layers' pictures."""
    spaces = findings.layers if layer is None else findings.layers[layer : layer + 1]
    sizes = experiment.sizes if layer is None else experiment.sizes[layer : layer + 1]
    n_shown, n_train = len(findings.targets), experiment.data.n_train
    first, second = look.words
    remark = {
        f"Lines: the grid of the plane, {first} along x₁ and {second} along x₂, bent as the network bends it.": (
            spaces[0].grid is not None and (layer is None or max(sizes) > 1)
        ),
        f"The data have {experiment.data.n_raw_inputs} inputs, not two: there is no plane to draw a grid of.": (
            spaces[0].grid is None
        ),
        "Main directions are those along which a layer's activations differ most.": max(sizes) > 1
        and layer is not None,
        "The layer has one neuron: across is its activation, upwards are the targets.": sizes == (1,),
        f"The first {SHOWN_UNITS} of {max(sizes)} {'neurons' if layer else 'inputs'} can be chosen.": layer is not None
        and max(sizes) > SHOWN_UNITS,
        f"{n_shown} of {n_train} training samples are shown.": n_shown < n_train,
        "Activations that are not finite are not drawn.": not all(np.isfinite(space.points).all() for space in spaces),
    }
    return [text for text, is_so in remark.items() if is_so]


def _grid_traces(grid: Array, look: Look) -> list[dict[str, Any]]:
    """Return the lines along x1 and those along x2, each in its colour; none where there is no grid."""
    if not len(grid):
        return []
    names, colors = ("along x₁", "along x₂"), (look.negative, look.positive)
    ways = zip(names, colors, grid.reshape(2, N_LINES, LINE_POINTS, 2), strict=True)
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "name": name,
            **coordinates(_with_gaps(lines)),
            "line": {"color": color, "width": 1, "simplify": False},  # else a line has other points while it moves
            "hoverinfo": "skip",
        }
        for name, color, lines in ways
    ]


def _with_gaps(lines: Array) -> Array:
    """Return lines (n_lines, n_points, 2) end to end, with nothing between the end of one and the next."""
    return np.pad(lines, [(0, 0), (0, 1), (0, 0)], constant_values=np.nan).reshape(-1, 2)


def _range(values: Array) -> list[float]:
    finite = values[np.isfinite(values)]
    low, high = round_range(float(finite.min()), float(finite.max())) if finite.size else (-1.0, 1.0)
    room = 0.04 * (high - low)
    return [low - room, high + room]
