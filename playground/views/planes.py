"""The output over the plane, large: probabilities or classes, contour lines, samples, and which are mistaken."""

from math import isclose
from typing import Any

import numpy as np

from playground.analysis.inspectors.output import OutputFindings
from playground.analysis.maps import HALF_WIDTH
from playground.engine.arrays import Array
from playground.spec import Experiment
from playground.views.names import output_labels
from playground.views.numbers import small, typed
from playground.views.outputs import FIRST_TEST, FIRST_TRAIN, Choice, Part, class_scales, output_ends, value_scale
from playground.views.palette import Look
from playground.views.samples import Style, coordinates, sample_traces
from playground.views.style import TEXT_SIZE, plotly_layout

HEIGHT, LEAST_WIDTH = 560, 640  # in pixels
BANDS = 8  # flat colours of a surface of values
DISCRETE = 0.82  # how sure the colour of a whole class looks
MAX_SHADES, LEAST_SHADES = 255, 2  # of all classes together if there is room, and of each at least
RING = 19


def plane_figure(
    experiment: Experiment, findings: OutputFindings, parts: list[Part], choice: Choice, look: Look
) -> dict[str, Any]:
    """Return the output over the plane, as a dict with data, layout, label and min_width.

    Args:
        experiment: whose network it is.
        findings: of the moment shown; with a surface.
        parts: the samples.
        choice: what is shown.
        look: the colours.
    """
    ends = output_ends(experiment, findings)
    ground = (
        _class_map(experiment, findings, choice, look)
        if experiment.kind == "multiclass"
        else _value_map(experiment, findings, choice, ends, look)
    )
    traces = [ground, *_contours(experiment, findings, choice, look)]
    for part in parts:
        said = ", test" if part.is_test else ""
        style = Style(look, limit=ends[1], is_hollow=part.is_test)
        order = {"legendrank": FIRST_TEST if part.is_test else FIRST_TRAIN}
        traces += [order | trace for trace in sample_traces(experiment, part.inputs, part.targets, style, said)]
        if choice.with_mistakes and experiment.kind != "regression":
            traces += [order | ring for ring in _rings(part, said, look)]
    axis = {
        "range": [-HALF_WIDTH, HALF_WIDTH],
        "zeroline": False,
        "showgrid": False,
        "nticks": 8,
        "constrain": "domain",
    }
    layout = plotly_layout(
        HEIGHT,
        margin={"l": 60, "r": 8, "t": 12, "b": 56},
        hovermode="closest",
        legend={"x": 1.02, "y": 1, "font": {"size": TEXT_SIZE}, "itemsizing": "constant"},
        xaxis=axis | {"title": {"text": "x₁", "standoff": 4}},
        yaxis=axis | {"title": {"text": "x₂", "standoff": 4}, "scaleanchor": "x"},
    )
    label = "Output of the network over the plane, with the samples"
    return {"data": traces, "layout": layout, "label": label, "min_width": LEAST_WIDTH}


def _value_map(
    experiment: Experiment, findings: OutputFindings, choice: Choice, ends: tuple[float, float], look: Look
) -> dict[str, Any]:
    """Return the chosen output as colours from one end to the other."""
    n_bands = (BANDS if experiment.kind == "regression" else 2) if choice.is_discrete else 0
    title = output_labels(experiment)[choice.output] if experiment.data.n_outputs > 1 else "output"
    bar = {"title": {"text": title}, "thickness": 18, "len": 0.55, "y": 0, "yanchor": "bottom", "x": 1.02}
    hover = "x₁ %{x:.2f}, x₂ %{y:.2f}<br>output %{z:.3~f}<extra></extra>"
    axis = typed(findings.axis)
    return {"type": "heatmap", "x": axis, "y": axis, "name": "output"} | {
        "z": typed(_surface(findings)[..., choice.output]),
        "zmin": ends[0],
        "zmax": ends[1],
        "colorscale": value_scale(look, n_bands),
        "colorbar": bar | {"tickfont": {"size": TEXT_SIZE}, "outlinewidth": 0, "nticks": 6},
        "zsmooth": "best",
        "hovertemplate": hover,
    }


def _class_map(experiment: Experiment, findings: OutputFindings, choice: Choice, look: Look) -> dict[str, Any]:
    """Return the largest output's class as a colour, the paler the less sure.

    One scale holds the shades of all classes, one after another; a cell's number says which of them is its. They
    cannot be smoothed, so there are more and smaller cells.
    """
    surface = _finer(_surface(findings))
    n_classes = surface.shape[-1]
    n_shades = max(LEAST_SHADES, MAX_SHADES // n_classes)
    largest = np.clip(np.nan_to_num(surface.max(axis=-1)), 0, 1)
    sureness = np.full_like(largest, DISCRETE) if choice.is_discrete else largest
    scales = class_scales(look)
    last = n_classes * n_shades - 1
    scale = [
        [(number * n_shades + share * (n_shades - 1)) / last, color]
        for number in range(n_classes)
        for share, color in scales[number % len(scales)]
    ]
    axis = np.linspace(findings.axis[0], findings.axis[-1], len(surface))
    return {"type": "heatmap", "x": typed(axis), "y": typed(axis), "name": "output"} | {
        "z": small(surface.argmax(axis=-1) * n_shades + np.rint(sureness * (n_shades - 1))),
        "customdata": small(np.rint(100 * largest)),
        "zmin": 0,
        "zmax": last,
        "colorscale": scale,
        "showscale": False,
        "zsmooth": False,
        "hovertemplate": "x₁ %{x:.2f}, x₂ %{y:.2f}<br>largest output %{customdata} %<extra></extra>",
    }


def _finer(surface: Array) -> Array:
    """Return a surface (n, n, n_outputs) with the means of neighbours between them, (2 n - 1, 2 n - 1, n_outputs)."""
    for _ in range(2):
        between = (surface[1:] + surface[:-1]) / 2
        longer = np.empty((len(surface) + len(between), *surface.shape[1:]), surface.dtype)
        longer[::2], longer[1::2] = surface, between
        surface = longer.swapaxes(0, 1)
    return surface


def _contours(experiment: Experiment, findings: OutputFindings, choice: Choice, look: Look) -> list[dict[str, Any]]:
    """Return a line at each level of the chosen output, with its number; thick where it parts the two classes."""
    axis, heights = typed(findings.axis), typed(_surface(findings)[..., choice.output])
    fixed = {"type": "contour", "x": axis, "y": axis, "z": heights, "autocontour": False}
    fixed |= {"name": "contour lines", "showlegend": False, "hoverinfo": "skip"}
    numbers = {"showlabels": True, "labelfont": {"size": TEXT_SIZE, "color": look.ink}, "labelformat": ".2~g"}
    lines = [(run, 1.5, numbers) for run in _even_runs(choice.levels)]
    if experiment.kind == "binary" and findings.results.threshold in choice.levels:
        lines.insert(0, ((findings.results.threshold,), 3, {}))  # beneath the numbers
    return [
        fixed
        | {"contours": {"start": run[0], "end": run[-1], "size": _step(run), "coloring": "none"} | labels}
        | {"line": {"color": look.ink, "width": width}}
        for run, width, labels in lines
    ]


def _even_runs(levels: tuple[float, ...]) -> list[tuple[float, ...]]:
    """Return ascending levels in runs of even steps, as few as can be: Plotly keeps the numbers of one run apart."""
    runs: list[tuple[float, ...]] = []
    for level in levels:
        if runs and (len(runs[-1]) == 1 or isclose(level - runs[-1][-1], _step(runs[-1]))):
            runs[-1] += (level,)
        else:
            runs.append((level,))
    return runs


def _step(run: tuple[float, ...]) -> float:
    """Return the step from one level of a run to the next."""
    return run[1] - run[0] if len(run) > 1 else 1.0


def _rings(part: Part, said: str, look: Look) -> list[dict[str, Any]]:
    """Return a ring round every mistaken sample, on a broader one that sets it off from the map."""
    name = f"mistaken{said}: {part.n_mistakes}"
    places = coordinates(part.inputs[part.is_mistaken])
    rings = ((look.ground, 5, False), (look.ink, 2, True))
    return [
        {"type": "scatter", "mode": "markers", "name": name, "legendgroup": name, "showlegend": is_named, **places}
        | {"marker": {"symbol": "circle-open", "size": RING, "color": color, "line": {"color": color, "width": width}}}
        | {"hoverinfo": "skip"}
        for color, width, is_named in rings
    ]


def _surface(findings: OutputFindings) -> Array:
    if findings.surface is None:
        raise ValueError("only data in a plane have a surface")
    return findings.surface
