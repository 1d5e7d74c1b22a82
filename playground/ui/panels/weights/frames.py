"""All parameters of a network as tables of text, one a layer, and read back again. Knows no Streamlit.

What stands in a cell as it was written keeps its exact number; only what was changed is read.
"""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from playground.engine.network import Parameters
from playground.spec import Experiment
from playground.spec.fields import shortened
from playground.training.problem import pose
from playground.views.names import layer_titles, unit_labels

BIAS = "bias"
MAX_LINES = 8


def start_of(experiment: Experiment) -> Parameters:
    """Return the parameters that a run begins with, in float64: as set by hand, or drawn and then in fewest digits."""
    given = experiment.network.parameters
    if given is not None:
        return Parameters.from_layers((layer.weights, layer.biases) for layer in given)
    return pose(experiment).initial_parameters.in_fewest_digits()


def to_frames(experiment: Experiment, parameters: Parameters) -> list[pd.DataFrame]:
    """Return a table a layer: a row for what comes in and one for the biases, a column a unit, numbers as text."""
    return [
        pd.DataFrame(
            _texts(parameters, number),
            index=[*unit_labels(experiment, number - 1), BIAS],
            columns=unit_labels(experiment, number),
            dtype=object,  # which Streamlit takes in quicker than pandas' own text
        )
        for number in range(len(parameters.layers))
    ]


def from_frames(frames: list[pd.DataFrame], before: Parameters, experiment: Experiment) -> Parameters:
    """Return what stands in the tables.

    Args:
        frames: as of `to_frames(experiment, before)`, some cells changed.
        before: of which a cell that was not changed keeps the exact number.
        experiment: whose layers they are.

    Raises:
        ValueError: where a changed cell holds no number that the run's type can hold; a line a cell.
    """
    largest = float(np.finfo(experiment.training.parameter_dtype).max)
    after = Parameters.from_vector(before.vector.copy(), before.sizes)
    reasons = []
    for number, (title, frame) in enumerate(zip(layer_titles(experiment), frames, strict=True)):
        layer, texts = after.layers[number], frame.to_numpy()
        for row, column in np.argwhere(texts != _texts(before, number)):
            try:
                value = read_number(texts[row, column], largest)
            except ValueError as error:
                reasons.append(f"{title}, row {frame.index[row]}, column {frame.columns[column]}: {error}")
                continue
            if row < len(layer.weights):
                layer.weights[row, column] = value
            else:
                layer.biases[column] = value
    if reasons:
        raise ValueError("\n".join(first_lines(reasons)))
    return after


def first_lines(lines: list[str]) -> list[str]:
    """Return as many lines as a message has room for, and how many more there are."""
    more = len(lines) - MAX_LINES
    return lines if more <= 0 else [*lines[:MAX_LINES], f"and {more} more"]


def number_text(value: float) -> str:
    """Return a number as a cell shows it, with at most six significant digits."""
    return f"{value:.6g}"


def read_number(text: Any, largest: float) -> float:
    """Return the number that a cell's text says; a comma stands for the point, as many spreadsheets write it.

    Args:
        text: anything but text where the cell was emptied.
        largest: what the run's type can hold.

    Raises:
        ValueError: where it is none, with the reason.
    """
    if not isinstance(text, str) or not text.strip():
        raise ValueError("it is empty; write 0 for no weight")
    plain = text.strip().replace("−", "-")
    try:
        value = float(plain if "." in plain else plain.replace(",", "."))
    except ValueError:
        raise ValueError(f"{shortened(text)!r} is not a number") from None
    if not abs(value) <= largest:  # NaN is neither
        raise ValueError(f"{shortened(text)!r} is not between -{largest:.2g} and {largest:.2g}")
    return value


def _texts(parameters: Parameters, number: int) -> NDArray[np.object_]:
    """Return the cells of one layer's table, (fan_in + 1, fan_out)."""
    layer = parameters.layers[number]
    rows = np.vstack([layer.weights, layer.biases]).tolist()
    return np.array([list(map(number_text, row)) for row in rows], object)
