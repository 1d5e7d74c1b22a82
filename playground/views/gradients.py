"""How gradients and updates went, layer by layer and moment by moment, as two heatmaps."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Any

import numpy as np

from playground.analysis.health import Moment
from playground.engine.arrays import Array
from playground.spec import Experiment
from playground.views.colors import mix
from playground.views.names import layer_titles
from playground.views.numbers import evenly, typed
from playground.views.palette import Look
from playground.views.reading import power_of_ten
from playground.views.style import diverging_scale, plotly_layout

ROW_HEIGHT, MIN_ROWS = 26, 3
LEFT, RIGHT, TOP, BOTTOM = 90, 150, 40, 58  # pixels around the cells
MAX_MOMENTS = 120
N_TICKS = 7
MOST_DECADES = 16
N_COLOR_TICKS = 4


@dataclass(frozen=True, slots=True)
class _Coloring:
    """What the colours of a heatmap mean: its title, its scale from and to which power of ten, and the words beside."""

    title: str
    scale: list[list[Any]]
    low: float
    high: float
    ticks: dict[int, str]


def shown_moments(moments: Sequence[Moment], shown: Moment, present: Moment | None) -> tuple[list[Moment], int]:
    """Return the moments to draw, about MAX_MOMENTS at most and in the order of their steps, and which one is shown.

    Args:
        moments: those that are kept, oldest first.
        shown: the moment shown.
        present: how the run stands; None as long as that is not known.
    """
    by_step = {moments[at].snapshot.step: moments[at] for at in evenly(len(moments), MAX_MOMENTS)}
    if present is not None:
        by_step[present.snapshot.step] = present
    by_step[shown.snapshot.step] = shown
    steps = sorted(by_step)
    return [by_step[step] for step in steps], steps.index(shown.snapshot.step)


def gradient_figures(
    experiment: Experiment, moments: Sequence[Moment], shown: int, *, look: Look
) -> list[dict[str, Any]]:
    """Return a figure of the gradients' norms and one of the update ratios, as plain dicts with data, layout and label.

    Layers go down, the first hidden one on top; moments go right, a column each, named by their epochs.

    Args:
        experiment: what is trained.
        moments: one at least.
        shown: index of the moment shown, which is marked.
        look: the colours.
    """
    norms = np.array([moment.vitals.gradient_norms for moment in moments], np.float64).T
    ratios = np.array([moment.vitals.update_ratios for moment in moments], np.float64).T
    colorings = {"norm": _of_norms(exponents(norms), look), "ratio": _of_ratios(look)}
    n_train = experiment.data.n_train
    epochs = np.array([moment.snapshot.position.passes(n_train) for moment in moments])
    titles = layer_titles(experiment)
    return [
        {
            "data": [_cells(values, epochs, titles, name, colorings[name])],
            "layout": _layout(len(titles), epochs, shown, colorings[name].title, look.ink),
            "label": f"{colorings[name].title} of {len(titles)} layers at {len(moments)} moments",
        }
        for name, values in {"norm": norms, "ratio": ratios}.items()
    ]


def exponents(values: Array) -> Array:
    """Return the powers of ten of sizes; NaN where one is 0 or no finite number."""
    with np.errstate(divide="ignore", invalid="ignore"):
        powers = np.log10(values)
    return np.where(np.isfinite(powers), powers, np.nan)


def _of_norms(powers: Array, look: Look) -> _Coloring:
    """Return colours that get the stronger, the larger a gradient is; whole decades, so that they change seldom."""
    seen = powers[np.isfinite(powers)]
    high = ceil(seen.max(initial=-np.inf)) if seen.size else 0
    low = max(floor(seen.min()), high - MOST_DECADES) if seen.size else -1
    low = min(low, high - 1)
    stride = ceil((high - low) / min(N_COLOR_TICKS, max(len(powers), MIN_ROWS) - 1))
    ticks = {power: power_of_ten(power) for power in range(low, high + 1, stride)}
    scale = [[0.0, mix(look.ground, look.positive, 0.25)], [0.5, look.positive], [1.0, look.ink]]
    return _Coloring("Size of the gradient (norm)", scale, low, high, ticks)


def _of_ratios(look: Look) -> _Coloring:
    """Return colours around what is healthy."""
    ticks = {-6: f"{power_of_ten(-6)} too small", -3: "0.001 healthy", 0: "1 too large"}
    return _Coloring(
        "Update ratio: size of an update relative to the layer's weights", diverging_scale(look), -6, 0, ticks
    )


def _cells(values: Array, epochs: Array, titles: list[str], name: str, coloring: _Coloring) -> dict[str, Any]:
    said = np.stack([values, np.broadcast_to(epochs, values.shape)], axis=-1)
    ticks: dict[str, Any] = {"tickvals": list(coloring.ticks), "ticktext": list(coloring.ticks.values())}
    return {
        "type": "heatmap",
        "z": typed(exponents(values)),
        "y": titles,
        "customdata": typed(said),
        "hovertemplate": f"%{{y}}<br>epoch %{{customdata[1]:,.5~g}}<br>{name} %{{customdata[0]:.2~e}}<extra></extra>",
        "colorscale": coloring.scale,
        "zmin": coloring.low,
        "zmax": coloring.high,
        "xgap": 0,
        "ygap": 2,
        "colorbar": {"thickness": 14, "outlinewidth": 0, "len": 1.0, "y": 0.5} | ticks,
    }


def _layout(n_layers: int, epochs: Array, shown: int, title: str, ink: str) -> dict[str, Any]:
    ticks = evenly(len(epochs), N_TICKS)
    moment = {"x0": shown - 0.5, "x1": shown + 0.5, "y0": 0, "y1": 1, "yref": "paper", "type": "rect"}
    pointer = {"x": shown, "y": 1, "yref": "paper", "yanchor": "bottom"}
    return plotly_layout(
        height=TOP + BOTTOM + ROW_HEIGHT * max(n_layers, MIN_ROWS),
        margin={"l": LEFT, "r": RIGHT, "t": TOP, "b": BOTTOM},
        title={"text": title, "x": 0, "xref": "container", "y": 0.99, "yanchor": "top", "font": {"size": 17}},
        plot_bgcolor=f"{ink}40",  # seen where there is no size to show
        xaxis={
            "title": {"text": "epoch", "standoff": 6},
            "tickvals": ticks.tolist(),
            "ticktext": [f"{epoch:,.0f}" if epoch >= 10 else f"{epoch:.2g}" for epoch in epochs[ticks]],
            "range": [-0.5, len(epochs) - 0.5],
            "showgrid": False,
            "zeroline": False,
        },
        yaxis={"autorange": "reversed", "showgrid": False, "ticksuffix": " "},
        shapes=[moment | {"line": {"color": ink, "width": 2}}],
        annotations=[pointer | {"text": "▼", "showarrow": False, "font": {"color": ink}}],
    )
