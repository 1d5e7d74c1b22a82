"""How good the predictions are, as figures: which classes are mixed up, what other thresholds would do, what is off."""

from typing import Any

import numpy as np

from playground.analysis.results import RocCurve, Scores
from playground.engine.arrays import Array
from playground.views.numbers import FAR, evenly, round_limit, typed
from playground.views.palette import Look
from playground.views.plain import plain
from playground.views.style import LETTER, TEXT_SIZE, behind_words, plotly_layout

MAX_SHOWN = 1000  # samples in a figure
BINS = 31  # odd, so that one is around zero
HEIGHT = 430
CELL, LEAST_CELL, CELLS = 110, 46, 430  # sizes in pixels: of a cell at most and at least, of all of them about


def confusion_figure(scores: Scores, names: tuple[str, ...], look: Look) -> dict[str, Any]:
    """Return the confusion matrix, a true class in each row, as a dict with data, layout and label.

    Colours are shares of the row; a cell says the count and, where it is not 0, that share.
    """
    counts = scores.confusion
    percent = 100 * counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    trace = {
        "type": "heatmap",
        "x": list(map(plain, names)),
        "y": list(map(plain, names)),
        "z": typed(percent),
        "text": [[_cell(*pair) for pair in zip(*rows, strict=True)] for rows in zip(counts, percent, strict=True)],
        "texttemplate": "%{text}",
        "textfont": {"size": TEXT_SIZE, "color": look.ink},
        "zmin": 0,
        "zmax": 100,
        "colorscale": [[0, look.zero], [1, behind_words(look.positive, look)]],
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
        "hovertemplate": "%{y} taken for %{x}: %{z:.1f} % of the row<extra></extra>",
    }
    cell = min(CELL, max(LEAST_CELL, CELLS / len(names)))
    side = 40 + LETTER * max(map(len, names))
    is_narrow = cell < LETTER * max(map(len, names))
    axis = {"type": "category", "showgrid": False, "ticks": "", "ticklabelstandoff": 4, "fixedrange": True, "dtick": 1}
    layout = plotly_layout(
        round(80 + cell * len(names) + (side if is_narrow else 0)),
        width=round(side + 1.2 * cell * len(names) + 12),
        margin={"l": side, "r": 12, "t": 66, "b": 8},
        xaxis=axis | {"title": {"text": "predicted class", "standoff": 8}, "side": "top", "tickangle": -90 * is_narrow},
        yaxis=axis | {"title": {"text": "true class", "standoff": 8}, "autorange": "reversed"},
    )
    said = f"{np.trace(counts)} of {counts.sum()} samples right"
    return {"data": [trace], "layout": layout, "label": f"Confusion matrix: {said}"}


def roc_figure(curve: RocCurve, threshold: float, names: tuple[str, ...], look: Look) -> dict[str, Any]:
    """Return the ROC curve with the present threshold's point, as a dict with data, layout and label."""
    at = int((curve.thresholds > threshold).sum()) - 1
    point = [float(curve.false_positives[at]), float(curve.true_positives[at])]
    diamond = {"color": look.negative, "size": 16, "symbol": "diamond", "line": {"color": look.ink, "width": 1}}
    hover = "false positives %{x:.1%}, true positives %{y:.1%}<extra></extra>"
    traces = [
        {"x": [0, 1], "y": [0, 1], "mode": "lines", "line": {"color": look.ink, "dash": "dot", "width": 1}}
        | {"name": "guessing", "hoverinfo": "skip"},
        {"x": typed(curve.false_positives), "y": typed(curve.true_positives), "mode": "lines", "name": "all thresholds"}
        | {"line": {"color": look.positive, "width": 3}, "hovertemplate": hover},
        {"x": point[:1], "y": point[1:], "mode": "markers", "name": f"threshold {threshold:g}", "hovertemplate": hover}
        | {"marker": diamond},
    ]
    axis = {"range": [-0.03, 1.03], "tickformat": ".0%", "nticks": 6, "zeroline": False}
    first, second = map(plain, names)
    layout = plotly_layout(
        HEIGHT,
        margin={"l": 76, "r": 14, "t": 44, "b": 60},
        title=_title(f"ROC curve: area {curve.area:.3f}"),
        legend={"x": 0.98, "xanchor": "right", "y": 0.05, "yanchor": "bottom", "font": {"size": TEXT_SIZE}},
        xaxis=axis | {"title": {"text": f"false positives: {first} taken for {second}", "standoff": 6}},
        yaxis=axis | {"title": {"text": f"true positives: {second} found", "standoff": 6}},
    )
    return {"data": traces, "layout": layout, "label": f"ROC curve, area {curve.area:.3f}"}


def residual_figure(predictions: Array, targets: Array, look: Look) -> dict[str, Any]:
    """Return the residuals (n_samples,) against the predictions, as a dict with data, layout and label."""
    shown = evenly(len(targets), MAX_SHOWN)
    residuals = _sane(targets[shown] - predictions[shown])
    limit = 1.06 * round_limit(residuals)
    layout = plotly_layout(
        HEIGHT,
        margin={"l": 76, "r": 14, "t": 44, "b": 60},
        title=_title("Residuals: a good fit leaves no pattern"),
        showlegend=False,
        hovermode="closest",
        xaxis={"title": {"text": "prediction", "standoff": 6}, "zeroline": False},
        yaxis={"title": {"text": "target − prediction", "standoff": 6}, "range": [-limit, limit]},
        shapes=[_level(look)],
    )
    hover = "prediction %{x:.4~g}<br>residual %{y:.4~g}<extra></extra>"
    trace = _dots(_sane(predictions[shown]), residuals, hover, look)
    return {"data": [trace], "layout": layout, "label": "Residuals against predictions"}


def residual_histogram(predictions: Array, targets: Array, look: Look) -> dict[str, Any]:
    """Return how often residuals of each size occur, as a dict with data, layout and label."""
    residuals = _sane(targets - predictions)
    residuals = residuals[np.isfinite(residuals)]
    limit = round_limit(residuals)
    counts, edges = np.histogram(residuals, BINS, (-limit, limit))
    trace = {
        "type": "bar",
        "x": typed((edges[:-1] + edges[1:]) / 2),
        "y": typed(100 * counts / max(1, len(residuals))),
        "width": float(edges[1] - edges[0]),
        "marker": {"color": look.positive, "line": {"width": 0}},
        "hovertemplate": "%{y:.1f} % near %{x:.3~g}<extra></extra>",
    }
    layout = plotly_layout(
        HEIGHT,
        margin={"l": 76, "r": 14, "t": 44, "b": 60},
        title=_title("How often which residual occurs"),
        bargap=0,
        xaxis={"title": {"text": "target − prediction", "standoff": 6}, "range": [-limit, limit]},
        yaxis={"title": {"text": "% of samples", "standoff": 6}, "rangemode": "tozero"},
    )
    return {"data": [trace], "layout": layout, "label": "Histogram of the residuals"}


def prediction_figure(predictions: Array, targets: Array, look: Look) -> dict[str, Any]:
    """Return the predictions (n_samples,) against the targets, as a dict with data, layout and label."""
    shown = evenly(len(targets), MAX_SHOWN)
    there, found = targets[shown], _sane(predictions[shown])
    ends = [float(np.min(there, initial=np.inf)), float(np.max(there, initial=-np.inf))]
    line = {"x": ends, "y": ends, "mode": "lines", "hoverinfo": "skip", "line": {"color": look.ink, "dash": "dot"}}
    layout = plotly_layout(
        HEIGHT,
        margin={"l": 76, "r": 14, "t": 44, "b": 60},
        title=_title("Predictions: on the dotted line they are exact"),
        showlegend=False,
        hovermode="closest",
        xaxis={"title": {"text": "target", "standoff": 6}},
        yaxis={"title": {"text": "prediction", "standoff": 6}},
    )
    trace = _dots(there, found, "target %{x:.4~g}<br>prediction %{y:.4~g}<extra></extra>", look)
    return {"data": [line, trace], "layout": layout, "label": "Predictions against targets"}


def _cell(count: int, percent: float) -> str:
    return f"{count}<br>{percent:.0f} %" if count else "0"


def _dots(x: Array, y: Array, hover: str, look: Look) -> dict[str, Any]:
    marker = {"color": look.strong_positive, "size": 7, "line": {"color": look.ground, "width": 0.5}}
    return {"x": typed(x), "y": typed(y), "mode": "markers", "marker": marker, "hovertemplate": hover}


def _level(look: Look) -> dict[str, Any]:
    place = {"xref": "paper", "x0": 0, "x1": 1, "y0": 0, "y1": 0}
    return {"type": "line", "line": {"color": look.ink, "width": 1.5}} | place


def _sane(values: Array) -> Array:
    """Return values with NaN, which is not drawn, for those that cannot be."""
    return np.where(np.abs(values) <= FAR, values, np.nan)


def _title(text: str) -> dict[str, Any]:
    return {"text": f"<b>{text}</b>", "x": 0, "xref": "paper", "font": {"size": TEXT_SIZE + 2}}
