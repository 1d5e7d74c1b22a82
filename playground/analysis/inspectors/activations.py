"""What the activations' panel looks at: what every layer makes of the plane and of the samples."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.analysis.inspectors.values import layer_values
from playground.analysis.maps import HALF_WIDTH, SHOWN_UNITS
from playground.engine.activations import ACTIVATIONS
from playground.engine.arrays import Array
from playground.engine.network import Parameters
from playground.training.problem import Problem

BINS = 30
MAX_POINTS = 300
N_LINES, LINE_POINTS = 13, 49  # of the plane's grid: lines each way, and points on each
LARGEST, SMALLEST = 1e300, 1e-300  # beyond these, float64 has no numbers left for the edges of bins


@dataclass(frozen=True, slots=True)
class LayerSpace:
    """What one layer makes of the plane and of some training samples.

    Attributes:
        ends: the values between which its activation keeps all; None where there is no such bound on both sides.
        edges: (BINS + 1,) of the histogram of all its neurons' activations at all training samples; from end to end
            where there are ends.
        counts: (BINS,) how many activations lie in each bin.
        zero_share: the share of the activations that are exactly 0.
        points: (n_points, k) activations of its first neurons at the samples; of the inputs, the features.
        grid: (2 * N_LINES * LINE_POINTS, k) the same along the lines of `grid_lines`; None where the data are not
            two-dimensional.
        main_points: (n_points, 2) the samples along the two directions in which they differ most, of all neurons.
        main_grid: (2 * N_LINES * LINE_POINTS, 2) the grid along the same directions, or None.
    """

    ends: tuple[float, float] | None
    edges: Array
    counts: NDArray[np.intp]
    zero_share: float
    points: Array
    grid: Array | None
    main_points: Array
    main_grid: Array | None


@dataclass(frozen=True, slots=True)
class ActivationFindings:
    """What every layer makes of the data: the inputs first, the output last.

    Attributes:
        layers: one a layer.
        targets: (n_points,) class index or value of the samples shown.
    """

    layers: tuple[LayerSpace, ...]
    targets: Array


def find_activations(problem: Problem, parameters: Parameters) -> ActivationFindings:
    """Return what the activations' panel shows."""
    layers = layer_values(problem, parameters, problem.train.inputs)
    shown = np.unique(np.linspace(0, problem.n_train - 1, MAX_POINTS).astype(int))
    grids: list[Array] | list[None] = [None] * len(layers)
    if problem.dataset.is_planar:
        grids = layer_values(problem, parameters, problem.features(grid_lines()))
    values = problem.dataset.as_column(problem.train.targets[shown])
    ends = [None, *(ACTIVATIONS[name].ends for name in problem.train.activations)]
    spaces = [_space(*parts, shown) for parts in zip(layers, grids, ends, strict=True)]
    return ActivationFindings(tuple(spaces), values)


def grid_lines() -> Array:
    """Return points on the lines of a grid over the plane, (2 * N_LINES * LINE_POINTS, 2), line by line.

    First come the lines that x1 changes along, from the lowest to the highest, then those that x2 does, from left to
    right.
    """
    places = np.linspace(-HALF_WIDTH, HALF_WIDTH, N_LINES)
    along = np.linspace(-HALF_WIDTH, HALF_WIDTH, LINE_POINTS)
    fixed, changing = np.meshgrid(places, along, indexing="ij")
    across = np.column_stack([changing.ravel(), fixed.ravel()])
    return np.concatenate([across, across[:, ::-1]])


def _space(values: Array, grid: Array | None, ends: tuple[float, float] | None, shown: NDArray[np.intp]) -> LayerSpace:
    counts, edges = _histogram(values, ends)
    points = values[shown]
    centre, directions = _main_directions(points)
    return LayerSpace(
        ends=ends,
        edges=edges,
        counts=counts,
        zero_share=float(np.mean(values == 0)),
        points=points[:, :SHOWN_UNITS],
        grid=None if grid is None else grid[:, :SHOWN_UNITS],
        main_points=(points - centre) @ directions,
        main_grid=None if grid is None else (grid - centre) @ directions,
    )


def _histogram(values: Array, ends: tuple[float, float] | None) -> tuple[NDArray[np.intp], Array]:
    """Return how many values lie in each of BINS bins, and the edges of the bins; what is not finite lies in none."""
    finite = values[np.isfinite(values)].astype(np.float64).clip(-LARGEST, LARGEST)
    low, high = ends or (finite.min(initial=np.inf), finite.max(initial=-np.inf))
    if not low < high - max(1e-9 * abs(high), SMALLEST):  # all alike, or none
        middle = low if np.isfinite(low) else 0.0
        room = max(0.5, 1e-6 * abs(middle))
        low, high = middle - room, middle + room
    return np.histogram(finite, BINS, (low, high))


def _main_directions(points: Array) -> tuple[Array, Array]:
    """Return the centre (k,) of points (n, k), and the two orthogonal directions (k, 2) in which they differ most.

    Each direction points to where its largest entry is positive, so that pictures do not flip from one to the next.
    """
    centre = points.mean(axis=0, dtype=np.float64)
    centred = points - centre
    if not np.isfinite(centred).all():
        return centre, np.eye(points.shape[1], 2)
    centred /= np.abs(centred).max() or 1.0  # so that products of very large or small numbers are some
    is_wide = centred.shape[1] > len(centred)  # then the samples' products say the same, and are fewer
    _, vectors = np.linalg.eigh(centred @ centred.T if is_wide else centred.T @ centred)
    main = vectors[:, ::-1][:, :2]
    if is_wide:
        main = centred.T @ main
        main /= np.maximum(np.linalg.norm(main, axis=0), np.finfo(float).tiny)
    directions = np.zeros((len(centre), 2))
    largest = np.abs(main).argmax(axis=0)
    directions[:, : main.shape[1]] = main * np.sign(main[largest, np.arange(main.shape[1])])
    return centre, directions
