"""The way from the inputs to the output as one animation: what each layer makes of the plane, one after another."""

from typing import Any, Literal

import numpy as np

from playground.analysis.inspectors.activations import ActivationFindings, LayerSpace
from playground.engine.arrays import Array
from playground.spec import Experiment
from playground.views.names import layer_titles
from playground.views.palette import GROUNDS, Look
from playground.views.spaces import HEIGHT, LEGEND, MOVE_MS, MOVEMENT, main_places, neuron_places, space_traces
from playground.views.style import TEXT_SIZE, plotly_layout

Along = Literal["main directions", "first two neurons"]
ABOUT: dict[Along, str] = {
    "main directions": (
        "A layer of more than two neurons is seen along its main directions, those along which its activations differ "
        "most; one of two neurons along both, and one of a single neuron is a line."
    ),
    "first two neurons": "The first neuron is across, the second up; a layer of a single neuron is a line.",
}
REST_MS = 700  # at each layer
FRAME = 1.08  # the pictures reach from -1 to 1


def journey_figure(experiment: Experiment, findings: ActivationFindings, along: Along, look: Look) -> dict[str, Any]:
    """Return the pictures of all layers as one animation, as a dict with data, frames, layout and label.

    Each picture is centred, and scaled to the same size; along main directions none is needlessly the mirror image of
    the one before.

    Args:
        experiment: whose network it is.
        findings: of the moment shown.
        along: what the two axes are, in layers of more than two neurons.
        look: the colours.
    """
    pictures = [space_traces(experiment, findings, places, look) for places in _pictures(findings, along)]
    names = ["Inputs", *layer_titles(experiment)]
    frames = [
        {"name": name, "data": [{"x": trace["x"], "y": trace["y"]} for trace in traces]}
        for name, traces in zip(names, pictures, strict=True)
    ]
    bare = {"range": [-FRAME, FRAME], "fixedrange": True, "visible": False}
    layout = plotly_layout(
        HEIGHT,
        margin={"l": 14, "r": 14, "t": 16, "b": 130},
        legend=LEGEND,
        hovermode="closest",
        updatemenus=[_buttons(names)],
        sliders=[_slider(names)],
        xaxis=bare,
        yaxis=bare | {"scaleanchor": "x"},
    )
    label = f"The plane and the samples from layer to layer, {along}"
    return {"data": pictures[0], "frames": frames, "layout": layout, "label": label}


def _pictures(findings: ActivationFindings, along: Along) -> list[Array]:
    """Return of each layer the places of samples and grid, centred, scaled to reach 1, and not mirrored needlessly."""
    pictures: list[Array] = []
    for space in findings.layers:
        is_turned = along == "main directions" and space.points.shape[1] > 2
        places = _scaled(main_places(space) if is_turned else _first_two(space))
        if pictures and is_turned:
            places = places * np.where(np.nansum(places * pictures[-1], axis=0) < 0, -1.0, 1.0)
        pictures.append(places)
    return pictures


def _first_two(space: LayerSpace) -> Array:
    """Return samples and grid along a layer's first two neurons; the second is 0 where there is only one."""
    places = neuron_places(space)[:, :2]
    return np.pad(places, [(0, 0), (0, 2 - places.shape[1])])


def _scaled(places: Array) -> Array:
    """Return places (n, 2) with the middle of what they fill at 0 and the farthest along either axis at 1.

    Those that are not finite become NaN.
    """
    sane = np.where(np.isfinite(places), places, np.nan).astype(np.float64)
    finite = sane[np.isfinite(sane).all(axis=1)]
    if not len(finite):
        return sane
    low, high = finite.min(axis=0), finite.max(axis=0)
    scaled: Array = (sane - (low + high) / 2) / (float(np.max(high - low)) / 2 or 1.0)
    return scaled


def _buttons(names: list[str]) -> dict[str, Any]:
    """Return the button that shows all layers one after another, from the inputs on, and the one that ends it."""
    ground, _, ink = GROUNDS["light"]  # on a dark page too: a button under the pointer is always pale
    play = {"mode": "immediate", "frame": {"duration": MOVE_MS + REST_MS, "redraw": False}}
    stop = {"mode": "immediate", "frame": {"duration": 0, "redraw": False}, "transition": {"duration": 0}}
    return {
        "type": "buttons",
        "direction": "left",
        "showactive": False,
        "bgcolor": ground,
        "font": {"color": ink, "size": TEXT_SIZE},
        "x": 0,
        "xanchor": "left",
        "y": 0,
        "yanchor": "top",
        "pad": {"t": 70},
        "buttons": [
            {"label": "▶ Play", "method": "animate", "args": [names, play | {"transition": MOVEMENT}]},
            {"label": "■ Stop", "method": "animate", "args": [[None], stop]},
        ],
    }


def _slider(names: list[str]) -> dict[str, Any]:
    """Return the slider that goes to a layer."""
    go = {"mode": "immediate", "frame": {"duration": MOVE_MS, "redraw": False}, "transition": MOVEMENT}
    return {
        "active": 0,
        "x": 0.22,
        "len": 0.78,
        "y": 0,
        "pad": {"t": 44},
        "transition": MOVEMENT,
        "currentvalue": {"prefix": "", "font": {"size": TEXT_SIZE + 3}},
        "steps": [{"label": name, "method": "animate", "args": [[name], go]} for name in names],
    }
