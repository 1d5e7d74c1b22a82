"""What the output's panel looks at: the output over the whole plane, and the results at the samples."""

from dataclasses import dataclass

import numpy as np

from playground.analysis.inspectors.results import ResultFindings, find_results
from playground.analysis.inspectors.values import predictions_of
from playground.analysis.maps import HALF_WIDTH, WIDE_NETWORK
from playground.engine.arrays import Array
from playground.engine.network import Parameters
from playground.training.problem import Problem

SURFACE_SIDE, COARSE_SIDE = 101, 51


@dataclass(frozen=True, slots=True)
class OutputFindings:
    """The output over the plane, and the results at the samples.

    Attributes:
        axis: (side,) coordinates of the grid's points along x1, and along x2; SURFACE_SIDE of them, COARSE_SIDE of a
            wide network.
        surface: (side, side, n_outputs) outputs; rows go up with x2, columns with x1. None where the data are not
            two-dimensional.
        results: predictions and targets, in the order of the dataset's samples.
    """

    axis: Array
    surface: Array | None
    results: ResultFindings


def find_output(problem: Problem, parameters: Parameters) -> OutputFindings:
    """Return what the output's panel shows."""
    side = SURFACE_SIDE if sum(problem.train.sizes) <= WIDE_NETWORK else COARSE_SIDE
    axis = np.linspace(-HALF_WIDTH, HALF_WIDTH, side)
    surface = None
    if problem.dataset.is_planar:
        x1, x2 = np.meshgrid(axis, axis)
        inputs = problem.features(np.column_stack([x1.ravel(), x2.ravel()]))
        surface = predictions_of(problem, parameters, inputs).reshape(side, side, -1)
    return OutputFindings(axis, surface, find_results(problem, parameters))
