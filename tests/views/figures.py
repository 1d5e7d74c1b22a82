"""Experiments whose figures are looked at, what was found of them, and how to read a figure."""

import base64
import json
from typing import Any

import numpy as np
import plotly.graph_objects as go

from playground.analysis.inspectors import INSPECTORS
from playground.engine.network import Parameters
from playground.spec import Experiment
from playground.spec.experiment import merge
from playground.training.problem import Problem, pose
from playground.views.palette import look_of

LIGHT, DARK = (look_of("orange-blue", is_dark=is_dark) for is_dark in (False, True))
SMALL = {"engine": "numpy", "data": {"n_samples": 60, "noise": 0.2}}
INLINE = {"dataset": "inline", "train_fraction": 1.0}
CASES: dict[str, dict[str, Any]] = {
    "two classes": {},
    "hinge": {"training": {"loss": "hinge"}},
    "squared error": {"training": {"loss": "mean_squared_error"}},
    "three classes": {"data": {"dataset": "blobs"}},
    "six classes by squared error": {
        "data": {"dataset": "pie", "n_classes": 6},
        "training": {"loss": "mean_squared_error"},
        "network": {"output_activation": "tanh"},
    },
    "values": {"data": {"dataset": "gaussians"}},
    "two values": {"data": {**INLINE, "inputs": [[0, 1], [2, 3], [-1, 4]], "targets": [[1.5, -2], [3, 0], [-1, 7]]}},
    "digits": {"data": {"dataset": "digits"}},
    "three inputs": {"data": {**INLINE, "inputs": [[0, 1, 2], [2, 3, 1], [4, 4, 4]], "targets": [[0.5], [2], [7]]}},
    "no test part": {"data": {"train_fraction": 1.0}},
    "no hidden layer": {"network": {"layers": []}},
    "one neuron a layer": {"network": {"layers": [{"units": 1}] * 3}},
    "twelve layers": {"network": {"layers": [{"units": 3, "activation": "relu"}] * 12}},
    "wide": {"network": {"layers": [{"units": 40}]}},
    "one sample": {"data": {**INLINE, "inputs": [[1, 2]], "targets": [[1]]}},
}
PLANAR = [name for name in CASES if name not in {"digits", "three inputs"}]


def case(name: str, **patch: Any) -> Experiment:
    """Return one of the CASES, with a patch laid over it."""
    return Experiment.model_validate(merge(merge(SMALL, CASES[name]), patch))


def found(experiment: Experiment, subject: str, factor: float = 1.0) -> tuple[Problem, Any]:
    """Return the problem, and what is found of its first parameters times a factor."""
    problem = pose(experiment)
    first = problem.initial_parameters
    with np.errstate(all="ignore"):
        vector = np.where(first.vector == 0, first.vector, first.vector * np.asarray(factor, first.vector.dtype))
        parameters = Parameters.from_vector(vector, first.sizes)
        return problem, INSPECTORS[subject](problem, parameters)


def array(packed: Any) -> np.ndarray:
    """Return the numbers that Plotly unpacks."""
    if not isinstance(packed, dict):
        return np.asarray(packed)
    shape = tuple(map(int, packed["shape"].split(",")))
    return np.frombuffer(base64.b64decode(packed["bdata"]), packed["dtype"]).reshape(shape)


def column(trace: dict[str, Any], names: str = "xy") -> np.ndarray:
    """Return the places of a trace, (n, len(names))."""
    return np.column_stack([array(trace[name]) for name in names])


def levels_of(trace: dict[str, Any]) -> list[float]:
    """Return the levels at which a trace has contour lines."""
    start, end, size = (trace["contours"][name] for name in ("start", "end", "size"))
    return [float(level) for level in np.arange(start, end + size / 2, size)]


def assert_drawn(figure: dict[str, Any]) -> None:
    """Fail unless a figure can be sent, and Plotly knows everything in it."""
    json.dumps(figure, allow_nan=False)
    assert figure["label"]
    go.Figure(_listed(figure["data"]), figure["layout"], _listed(figure.get("frames", [])))


def _listed(value: Any) -> Any:
    """Return a part of a figure with plain lists instead of packed arrays."""
    if isinstance(value, dict):
        return array(value).tolist() if "bdata" in value else {name: _listed(part) for name, part in value.items()}
    return [_listed(part) for part in value] if isinstance(value, list) else value
