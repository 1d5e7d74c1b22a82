"""The engines compared: what their parameters differ by step for step, and how long a step takes on each."""

from collections.abc import Callable
from itertools import cycle, islice
from math import floor, log10
from typing import Any

import altair as alt
import numpy as np

from playground.backends import ENGINES
from playground.jobs.reports import ComparisonReport
from playground.views.altair_style import readable
from playground.views.palette import Look
from playground.views.style import MARK_SIZE, TEXT_SIZE

SHAPES = ["circle", "square", "cross", "diamond", "triangle-up", "triangle-down", "triangle-right"]  # not colour alone
MARKS = 6  # on each line; those of different engines are set apart, so that equal lines show them all
TICK_STEPS = 8  # at most so many labels on the axis of differences


def difference_chart(report: ComparisonReport, look: Look) -> alt.LayerChart:
    """Return a chart of each engine's largest difference from NumPy against the step, with what rounding allows.

    The axis is logarithmic, so a difference of zero lies at its foot, which is labelled so.

    Args:
        report: with one step at least.
        look: the colours.
    """
    floor_exponent, top_exponent = _exponents(report)
    foot = 10.0**floor_exponent
    y = alt.Y(
        "difference:Q",
        title="largest difference of any parameter",
        scale=alt.Scale(type="log", domain=[foot, 10.0**top_exponent], nice=False),
        axis=alt.Axis(
            values=_ticks(floor_exponent, top_exponent),
            labelExpr=f"datum.value < {foot * 2} ? 'exactly equal' : format(datum.value, '.0e')",
        ),
    )
    labels = [ENGINES[name].label for name in report.engines[1:]]
    colors = list(islice(cycle(look.strong_classes), len(labels)))
    base = alt.Chart(alt.InlineData(_difference_rows(report, foot))).encode(
        x=alt.X(
            "step:Q",
            title="step",
            scale=alt.Scale(domain=[0, max(2, len(report.differences))], nice=False),
            axis=alt.Axis(tickCount=10),
        ),
        y=y,
        color=alt.Color("engine:N", title=None, scale=alt.Scale(domain=labels, range=colors)),
        tooltip=["engine:N", "step:Q", alt.Tooltip("exact:Q", title="difference", format=".2e")],
    )
    lines = base.mark_line(strokeWidth=2.5, interpolate="step-after")
    marks = (
        base.mark_point(filled=True, opacity=1, size=MARK_SIZE)
        .encode(shape=alt.Shape("engine:N", title=None, scale=alt.Scale(domain=labels, range=SHAPES[: len(labels)])))
        .transform_filter("datum.is_marked")
    )
    tolerance = alt.Chart(alt.InlineData([{"difference": report.tolerance, "text": "agreement ends here"}]))
    rule = tolerance.mark_rule(color=look.negative, strokeWidth=2, strokeDash=[6, 4]).encode(y=y)
    text = tolerance.mark_text(align="left", baseline="bottom", dx=6, dy=-3, fontSize=TEXT_SIZE).encode(
        x=alt.value(0), y=y, text="text:N", color=alt.value(look.ink)
    )
    return readable([rule, text, lines, marks], 320, look)


def time_chart(report: ComparisonReport, look: Look, say: Callable[[str], str] = str) -> alt.LayerChart:
    """Return bars of each engine's time per step, in microseconds on a logarithmic axis, the quickest on top.

    Args:
        report: with the times of one engine at least.
        look: the colours.
        say: writes a text's numbers as the viewer's language does.
    """
    micros = {name: 1e6 * seconds for name, seconds in report.step_s.items()}
    least = 10.0 ** (floor(log10(min(micros.values()))) - 1)
    rows = [
        {"engine": ENGINES[name].label, "time": time, "foot": least, "text": say(time_text(time / 1e6))}
        for name, time in micros.items()
    ]
    base = alt.Chart(alt.InlineData(rows)).encode(
        y=alt.Y("engine:N", title=None, sort=alt.EncodingSortField("time", order="ascending")),
        x=alt.X(
            "time:Q",
            title="time per step (µs), each gridline ten times the one before",
            scale=alt.Scale(type="log", domain=[least, 5 * max(micros.values())], nice=False),
            axis=alt.Axis(values=[10.0**power for power in range(-3, 9)], format="~g"),
        ),
    )
    bars = base.mark_bar(color=look.positive).encode(x2="foot:Q")
    values = base.mark_text(align="left", dx=6, fontSize=TEXT_SIZE, fontWeight="bold", color=look.ink).encode(
        text="text:N"
    )
    return readable([bars, values], 36 * len(rows) + 60, look)


def time_text(seconds: float) -> str:
    """Return a duration with three significant digits, in the unit that suits it."""
    micros = 1e6 * seconds
    return f"{micros:.3g} µs" if micros < 1000 else f"{micros / 1000:.3g} ms"


def _difference_rows(report: ComparisonReport, foot: float) -> list[dict[str, Any]]:
    """Return a row an engine and step; where an engine was not finite there is none."""
    n_others, stride = len(report.engines) - 1, max(1, len(report.differences) // MARKS)
    return [
        {
            "engine": ENGINES[name].label,
            "step": step,
            "difference": max(float(difference), foot),
            "exact": float(difference),
            "is_marked": (step - 1) % stride == number * stride // n_others,
        }
        for number, name in enumerate(report.engines[1:])
        for step, difference in enumerate(report.differences[:, number + 1], start=1)
        if np.isfinite(difference)
    ]


def _exponents(report: ComparisonReport) -> tuple[int, int]:
    """Return the powers of ten that the axis begins and ends with: a power below all that is not zero, and above."""
    seen = report.differences[np.isfinite(report.differences) & (report.differences > 0)]
    bounds = np.append(seen, report.tolerance)
    return floor(log10(bounds.min())) - 1, floor(log10(bounds.max())) + 1


def _ticks(low: int, high: int) -> list[float]:
    """Return the foot, and every so many powers of ten above it."""
    stride = -(-(high - low) // TICK_STEPS)
    return [10.0**power for power in range(low, high + 1, stride)]
