"""The output over the plane, large: probabilities or classes, contour lines, samples, and which are mistaken."""

from dataclasses import dataclass, replace
from functools import cache
from math import isclose
from typing import Any

import numpy as np

from playground.analysis.inspection import OutputFindings
from playground.analysis.maps import HALF_WIDTH
from playground.analysis.results import MIDDLE, classes_of
from playground.data import Dataset
from playground.engine.arrays import Array
from playground.spec import Experiment
from playground.views.names import output_labels
from playground.views.numbers import evenly, small, typed
from playground.views.palette import Look
from playground.views.samples import Style, coordinates, sample_traces
from playground.views.style import TEXT_SIZE, plotly_layout

HEIGHT, LEAST_WIDTH = 560, 640  # in pixels
MAX_SHOWN = 1000  # samples of each part
BANDS = 8  # flat colours of a surface of values
STOPS = 9  # of a colour scale
DISCRETE = 0.82  # how sure the colour of a whole class looks
MAX_SHADES, LEAST_SHADES = 255, 2  # of all classes together if there is room, and of each at least
RING = 19
FIRST_TRAIN, FIRST_TEST = 1, 2  # in the legend


@dataclass(frozen=True, slots=True)
class Choice:
    """What is shown of the output.

    Attributes:
        output: index of the one that contour lines and surfaces are of.
        levels: outputs at which there are contour lines.
        is_discrete: whether colours are flat, one a class, instead of shaded.
        with_test: whether test samples are drawn.
        with_mistakes: whether samples that are taken for another class are ringed.
    """

    output: int = 0
    levels: tuple[float, ...] = ()
    is_discrete: bool = False
    with_test: bool = True
    with_mistakes: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """The training or the test samples, some of them where there are many.

    Attributes:
        inputs: (n_samples, 2).
        targets: (n_samples,) class index, or value of the chosen output.
        predictions: (n_samples, n_outputs).
        is_mistaken: (n_samples,) which are taken for another class.
        n_mistakes: how many are, those not among them included.
        is_test: whether they are the test samples.
    """

    inputs: Array
    targets: Array
    predictions: Array
    is_mistaken: Array
    n_mistakes: int
    is_test: bool


def coarser(findings: OutputFindings) -> OutputFindings:
    """Return the findings with every second point of the surface: a quarter of what a browser is sent."""
    surface = None if findings.surface is None else findings.surface[::2, ::2]
    return replace(findings, axis=findings.axis[::2], surface=surface)


def parts_of(experiment: Experiment, findings: OutputFindings, dataset: Dataset, choice: Choice) -> list[Part]:
    """Return the samples to draw, the test samples first: training samples lie over them."""
    results = findings.results
    parts = [(dataset.train_inputs, results.train_targets, results.train_predictions, False)]
    if choice.with_test and len(dataset.test_inputs):
        parts.insert(0, (dataset.test_inputs, results.test_targets, results.test_predictions, True))
    return [_part(experiment, *part, choice=choice, threshold=results.threshold) for part in parts]


def output_ends(experiment: Experiment, findings: OutputFindings) -> tuple[float, float]:
    """Return the outputs that the ends of the colours stand for, as on the stage."""
    if experiment.kind != "regression":
        return (-1.0 if findings.results.threshold == 0 else 0.0), 1.0
    bound = float(np.abs(findings.results.train_targets).max()) or 1.0
    return -bound, bound


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


@cache
def value_scale(look: Look, n_bands: int = 0) -> list[list[Any]]:
    """Return Plotly's colours from one end of the output to the other, as on the stage; shaded, or in flat bands."""
    if not n_bands:
        return [[share, look.value(share)] for share in np.linspace(0, 1, STOPS).tolist()]
    colors = [look.value(band / (n_bands - 1)) for band in range(n_bands)]
    return [[(band + side) / n_bands, color] for band, color in enumerate(colors) for side in (0, 1)]


@cache
def class_scales(look: Look) -> list[list[list[Any]]]:
    """Return of each class Plotly's colours from not sure of it at all to sure."""
    shares = np.linspace(0, 1, STOPS).tolist()
    return [[[share, look.sureness(index, share)] for share in shares] for index in range(len(look.classes))]


def _part(
    experiment: Experiment,
    inputs: Array,
    targets: Array,
    predictions: Array,
    is_test: bool,
    *,
    choice: Choice,
    threshold: float,
) -> Part:
    shown = evenly(len(inputs), MAX_SHOWN)
    if experiment.kind == "regression":
        nowhere = np.full(len(shown), False)
        return Part(inputs[shown], targets[shown, choice.output], predictions[shown], nowhere, 0, is_test)
    classes = classes_of(targets, MIDDLE)
    is_mistaken = classes != classes_of(predictions, threshold)
    n_mistakes = int(is_mistaken.sum())
    return Part(inputs[shown], classes[shown], predictions[shown], is_mistaken[shown], n_mistakes, is_test)


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
