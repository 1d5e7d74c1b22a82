"""The output as a surface over the plane, to be turned by hand."""

from typing import Any

import numpy as np

from playground.analysis.inspectors.output import OutputFindings
from playground.analysis.maps import HALF_WIDTH
from playground.engine.arrays import Array
from playground.spec import Experiment
from playground.views.names import output_labels
from playground.views.numbers import evenly, typed
from playground.views.outputs import FIRST_TEST, FIRST_TRAIN, Choice, Part, class_scales, output_ends, value_scale
from playground.views.palette import Look
from playground.views.samples import Style, sample_traces
from playground.views.style import TEXT_SIZE, plotly_layout

HEIGHT = 560
MAX_SHOWN = 300  # samples of each part
SIZE = 4
ROOM = 0.05  # of the height, above and below
LIFT = 0.01  # of the height: samples lie on the surface, not half in it


def surface_figure(
    experiment: Experiment, findings: OutputFindings, parts: list[Part], choice: Choice, look: Look
) -> dict[str, Any]:
    """Return the chosen output as a surface, as a dict with data, layout and label.

    Samples of classes lie on the surface; where values are learned they lie at their targets, above or below it.

    Args:
        experiment: whose network it is.
        findings: of the moment shown; with a surface.
        parts: the samples.
        choice: what is shown.
        look: the colours.
    """
    if findings.surface is None:
        raise ValueError("only data in a plane have a surface")
    low, high = output_ends(experiment, findings)
    is_one_of_many = experiment.kind == "multiclass"
    scales = class_scales(look)
    axis = typed(findings.axis)
    heights = _cut(findings.surface[..., choice.output], low, high)
    surface = {
        "type": "surface",
        "x": axis,
        "y": axis,
        "z": typed(heights),
        "cmin": low,
        "cmax": high,
        "colorscale": scales[choice.output % len(scales)] if is_one_of_many else value_scale(look),
        "showscale": False,
        "opacity": 0.9,
        "hovertemplate": "x₁ %{x:.2f}, x₂ %{y:.2f}<br>output %{z:.3~f}<extra></extra>",
    }
    traces = [surface]
    for part in parts:
        style = Style(look, limit=high, is_hollow=part.is_test, size=SIZE)
        shown = evenly(len(part.targets), MAX_SHOWN)
        places = _places(experiment, part, choice, low, high)[shown]
        said, rank = (", test", FIRST_TEST) if part.is_test else ("", FIRST_TRAIN)
        samples = sample_traces(experiment, places, part.targets[shown], style, said)
        traces += [{"legendrank": rank} | trace for trace in samples]
    title = output_labels(experiment)[choice.output] if experiment.data.n_outputs > 1 else "output"
    label = f"Surface of the {title} over the plane"
    return {"data": traces, "layout": _layout(title, (low, high), heights), "label": label}


def _places(experiment: Experiment, part: Part, choice: Choice, low: float, high: float) -> Array:
    is_value = experiment.kind == "regression"
    heights = part.targets if is_value else part.predictions[:, choice.output] + LIFT * (high - low)
    return np.column_stack([part.inputs, _cut(heights, low, high)])


def _cut(heights: Array, low: float, high: float) -> Array:
    """Return heights no farther outside the ends than twice what lies between them: others would flatten the rest."""
    return np.clip(heights, 3 * low - 2 * high, 3 * high - 2 * low)


def _layout(title: str, ends: tuple[float, float], heights: Array) -> dict[str, Any]:
    finite = heights[np.isfinite(heights)]
    low, high = float(np.min(finite, initial=ends[0])), float(np.max(finite, initial=ends[1]))
    room = ROOM * (high - low)
    plain = {"range": [-HALF_WIDTH, HALF_WIDTH], "nticks": 5}
    return plotly_layout(
        HEIGHT,
        margin={"l": 0, "r": 8, "t": 8, "b": 8},
        legend={"x": 1.02, "y": 1, "font": {"size": TEXT_SIZE}, "itemsizing": "constant"},
        scene={
            "xaxis": plain | {"title": {"text": "x₁"}},
            "yaxis": plain | {"title": {"text": "x₂"}},
            "zaxis": {"title": {"text": title}, "range": [low - room, high + room], "nticks": 5},
            "aspectmode": "manual",
            "aspectratio": {"x": 1, "y": 1, "z": 0.7},
            "camera": {"eye": {"x": -1.1, "y": -1.35, "z": 0.8}, "center": {"x": 0, "y": 0, "z": -0.12}},
            "uirevision": "same",
        },
    )
