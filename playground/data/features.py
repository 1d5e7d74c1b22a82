"""Numbers computed from a point (x1, x2) that a network can be fed instead of, or beside, its coordinates."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from playground.data.dataset import Array


@dataclass(frozen=True, slots=True)
class Feature:
    """One number computed from a point.

    Attributes:
        name: The key in `FEATURES`.
        label: The short form that the page shows, in Unicode.
        formula: The same in LaTeX.
        function: (n_samples, 2) points -> (n_samples,) values.
    """

    name: str
    label: str
    formula: str
    function: Callable[[Array], Array]


FEATURES: dict[str, Feature] = {
    feature.name: feature
    for feature in (
        Feature("x1", "x₁", "x_1", lambda inputs: inputs[:, 0]),
        Feature("x2", "x₂", "x_2", lambda inputs: inputs[:, 1]),
        Feature("x1_squared", "x₁²", "x_1^2", lambda inputs: inputs[:, 0] ** 2),
        Feature("x2_squared", "x₂²", "x_2^2", lambda inputs: inputs[:, 1] ** 2),
        Feature("x1_x2", "x₁x₂", "x_1 x_2", lambda inputs: inputs[:, 0] * inputs[:, 1]),
        Feature("sin_x1", "sin x₁", r"\sin x_1", lambda inputs: np.sin(inputs[:, 0])),
        Feature("sin_x2", "sin x₂", r"\sin x_2", lambda inputs: np.sin(inputs[:, 1])),
        Feature("cos_x1", "cos x₁", r"\cos x_1", lambda inputs: np.cos(inputs[:, 0])),
        Feature("cos_x2", "cos x₂", r"\cos x_2", lambda inputs: np.cos(inputs[:, 1])),
    )
}


def apply_features(names: Iterable[str], inputs: Array) -> Array:
    """Return the features of the given names, one a column: (n_samples, n_features) in the order of `names`.

    Args:
        names: Keys of `FEATURES`, at least one.
        inputs: (n_samples, 2).

    Raises:
        ValueError: If a name is unknown, none is given, or the inputs are not points in a plane.
    """
    chosen = tuple(names)
    unknown = [name for name in chosen if name not in FEATURES]
    if unknown or not chosen:
        what = f'there is no feature "{unknown[0]}"' if unknown else "no feature is given"
        raise ValueError(f"{what}; choose from {', '.join(FEATURES)}")
    if inputs.ndim != 2 or inputs.shape[1] != 2:
        raise ValueError(f"inputs have shape {inputs.shape}; features need points of shape (n_samples, 2)")
    return np.column_stack([FEATURES[name].function(inputs) for name in chosen])
