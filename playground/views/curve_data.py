"""What the curves are drawn from: a run's history as a table, smoothed, thinned, and free of what is not finite."""

from collections.abc import Sequence
from itertools import pairwise
from math import isfinite

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from playground.engine.arrays import Array
from playground.spec.stop import StopSpec
from playground.training.history import CurvePoint, Mark

MAX_ROWS = 400
ROWS_A_BUCKET = 4  # the lowest and the highest of two curves
SMOOTHED = ("train_loss", "test_loss", "train_metric", "test_metric")
LANES = 3
LETTER, PLOT_WIDTH = 7.5, 860  # pixels, about: of a letter, and of what is drawn


def with_head(points: Sequence[CurvePoint], present: CurvePoint) -> list[CurvePoint]:
    """Return the points with the present as the last one, where the run has gone on since that was recorded."""
    return [*points, present] if not points or present.epoch > points[-1].epoch else list(points)


def curve_table(
    points: Sequence[CurvePoint], smoothing: float, *, in_percent: bool, is_log: bool, is_rate_log: bool
) -> pd.DataFrame:
    """Return a row a point, at most about MAX_ROWS, with what is drawn there; what cannot be drawn is NaN.

    Beside the fields of CurvePoint there are `objective`, a `smooth_` column of each in SMOOTHED, and `left` and
    `right`: from where to where on the axis of epochs a row is the nearest one.

    Args:
        points: in the order of their epochs, one at least.
        smoothing: from 0, which leaves the curves as they are, to below 1.
        in_percent: whether the metric is a fraction, to be shown in percent.
        is_log: whether losses are drawn on a logarithmic axis, which has no place for what is not positive.
        is_rate_log: whether learning rates are.
    """
    columns = dict(zip(CurvePoint._fields, np.array(points, np.float64).T, strict=True))
    columns["objective"] = columns["train_loss"] + columns["penalty"]
    if in_percent:
        columns |= {name: 100 * columns[name] for name in ("train_metric", "test_metric")}
    columns |= {f"smooth_{name}": smoothed(columns[name], smoothing) for name in SMOOTHED}
    kept = thinned(columns["train_loss"], columns["test_loss"])
    table = {name: drawable(values[kept]) for name, values in columns.items()}
    on_log_axes = {"learning_rate"} if is_rate_log else set()
    if is_log:
        on_log_axes |= {name for name in table if "loss" in name or ("metric" in name and not in_percent)}
    table |= {name: np.where(table[name] > 0, table[name], np.nan) for name in on_log_axes}
    epochs = table["epoch"]
    between = (epochs[1:] + epochs[:-1]) / 2
    return pd.DataFrame(table | {"left": np.append(epochs[0], between), "right": np.append(between, epochs[-1])})


def smoothed(values: Array, smoothing: float) -> Array:
    """Return the exponential moving average: of each value and those before it, weighing `smoothing` less each time.

    The weights add up to 1 from the first value on. A value that is not finite is passed over and stays as it is.
    """
    if smoothing == 0:
        return values
    result, total, weight = values.copy(), 0.0, 0.0
    for at, value in enumerate(values.tolist()):
        if isfinite(value):
            total = smoothing * total + (1 - smoothing) * value
            weight = smoothing * weight + (1 - smoothing)
            result[at] = total / weight
    return result


def thinned(first: Array, second: Array) -> NDArray[np.intp]:
    """Return which rows to draw, about MAX_ROWS at most: of each stretch those where a curve is lowest or highest.

    So no peak is lost, however narrow. The first and the last row are always among them.
    """
    n_rows = len(first)
    if n_rows <= MAX_ROWS:
        return np.arange(n_rows)
    edges = np.linspace(0, n_rows, MAX_ROWS // ROWS_A_BUCKET + 1).astype(int)
    kept = {0, n_rows - 1}
    for curve in (first, second):
        low, high = np.nan_to_num(curve, nan=np.inf), np.nan_to_num(curve, nan=-np.inf)
        for start, end in pairwise(edges):
            kept |= {int(start + low[start:end].argmin()), int(start + high[start:end].argmax())}
    return np.array(sorted(kept))


def drawable(values: Array) -> Array:
    """Return the values, NaN in place of infinities, which no axis has room for."""
    return np.where(np.isfinite(values), values, np.nan)


def mark_table(marks: Sequence[Mark], end: float) -> pd.DataFrame:
    """Return a row a mark: where it is, in which of LANES its text stands, and the text by the side of the line.

    Texts stand right of their lines in the first half of the axis, left of them in the second. One for which no lane
    has room is left out.

    Args:
        marks: in the order of their passes.
        end: the last epoch of the axis, which begins at 0.
    """
    per_letter = LETTER / PLOT_WIDTH * max(end, 1e-9)
    ends = [-np.inf] * LANES
    rows = []
    for passes, text in marks:
        is_left = passes > end / 2
        width = per_letter * (len(text) + 2)
        begin = passes - width if is_left else passes
        lane = next((lane for lane, taken in enumerate(ends) if taken <= begin), None)
        if lane is not None:
            ends[lane] = begin + width
        label = "" if lane is None else text
        rows.append((passes, lane or 0, label if is_left else "", "" if is_left else label))
    return pd.DataFrame(rows, columns=["epoch", "lane", "left_label", "right_label"])


def target_table(stop: StopSpec, *, is_log: bool) -> pd.DataFrame:
    """Return a row a figure at which the run is to stop: of which curves it is, its value as drawn, and a text."""
    rows = []
    if stop.loss is not None:
        rows.append(("loss", stop.loss if stop.loss > 0 or not is_log else np.nan, f"stop at {stop.loss:g}"))
    if stop.accuracy is not None:
        rows.append(("metric", 100 * stop.accuracy, f"stop at {100 * stop.accuracy:g} %"))
    return pd.DataFrame(rows, columns=["what", "value", "text"])


def moment_table(epoch: float, *, is_past: bool) -> pd.DataFrame:
    """Return a row with the moment that is shown, and whether that is an earlier one."""
    return pd.DataFrame({"epoch": [epoch], "is_past": [is_past]})
