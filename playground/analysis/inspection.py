"""What the panels below the stage look at: worked out beside the training, for one moment and one subject."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.analysis.health import Moment
from playground.analysis.maps import HALF_WIDTH, SHOWN_UNITS, WIDE_NETWORK
from playground.engine.activations import ACTIVATIONS
from playground.engine.arrays import Array
from playground.engine.network import Parameters
from playground.engine.passes import layer_outputs
from playground.training.evaluation import differentiate, evaluate, threshold
from playground.training.problem import Problem
from playground.training.snapshot import Snapshot

BINS = 30
MAX_POINTS = 300
N_LINES, LINE_POINTS = 13, 49  # of the plane's grid: lines each way, and points on each
SURFACE_SIDE, COARSE_SIDE = 101, 51
SLICE = 1024  # points at once: of a wide network, all layers of all points would be gigabytes
LARGEST, SMALLEST = 1e300, 1e-300  # beyond these, float64 has no numbers left for the edges of bins


@dataclass(frozen=True, slots=True)
class WeightFindings:
    """The gradient of the loss over all training samples by every parameter, (n_parameters,)."""

    gradient: Array


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


@dataclass(frozen=True, slots=True)
class ResultFindings:
    """Predictions and targets, (n_samples, n_outputs) each; test arrays have no rows where nothing is held back.

    `threshold` is the single output above which a sample is taken for the second class.
    """

    train_predictions: Array
    train_targets: Array
    test_predictions: Array
    test_targets: Array
    threshold: float


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


Findings = WeightFindings | ActivationFindings | ResultFindings | OutputFindings | None


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found, and of which moment.

    Attributes:
        number: grows by one with each inspection of a run.
        subject: name in INSPECTORS.
        moment: the moment.
        findings: what the subject is about; None where the moment and the history say it all.
    """

    number: int
    subject: str
    moment: Moment
    findings: Findings

    @property
    def snapshot(self) -> Snapshot:
        """How the run stood."""
        return self.moment.snapshot


def find_gradient(problem: Problem, parameters: Parameters) -> WeightFindings:
    """Return what the weights' panel shows."""
    trace = evaluate(problem, parameters).trace
    return WeightFindings(differentiate(problem, parameters, trace).vector)


def find_activations(problem: Problem, parameters: Parameters) -> ActivationFindings:
    """Return what the activations' panel shows."""
    layers = _values(problem, parameters, problem.train.inputs)
    shown = np.unique(np.linspace(0, problem.n_train - 1, MAX_POINTS).astype(int))
    grids: list[Array] | list[None] = [None] * len(layers)
    if problem.dataset.is_planar:
        grids = _values(problem, parameters, problem.features(grid_lines()))
    targets = problem.train.targets[shown]
    values = targets.argmax(axis=1) if problem.dataset.kind == "multiclass" else targets[:, 0]
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


def find_results(problem: Problem, parameters: Parameters) -> ResultFindings:
    """Return what the results' panel shows."""
    return ResultFindings(
        train_predictions=_predictions(problem, parameters, problem.train.inputs),
        train_targets=problem.train.targets,
        test_predictions=_predictions(problem, parameters, problem.test_inputs),
        test_targets=problem.test_targets,
        threshold=threshold(problem),
    )


def find_output(problem: Problem, parameters: Parameters) -> OutputFindings:
    """Return what the output's panel shows."""
    side = SURFACE_SIDE if sum(problem.train.sizes) <= WIDE_NETWORK else COARSE_SIDE
    axis = np.linspace(-HALF_WIDTH, HALF_WIDTH, side)
    surface = None
    if problem.dataset.is_planar:
        x1, x2 = np.meshgrid(axis, axis)
        inputs = problem.features(np.column_stack([x1.ravel(), x2.ravel()]))
        surface = _predictions(problem, parameters, inputs).reshape(side, side, -1)
    return OutputFindings(axis, surface, find_results(problem, parameters))


INSPECTORS: dict[str, Callable[[Problem, Parameters], Findings]] = {
    "history": lambda problem, parameters: None,
    "weights": find_gradient,
    "activations": find_activations,
    "results": find_results,
    "output": find_output,
}


@np.errstate(over="ignore", invalid="ignore")  # what is not finite is shown as such
def inspect(problem: Problem, moment: Moment, subject: str, number: int) -> Inspection:
    """Return what there is to say about a subject at one moment."""
    return Inspection(number, subject, moment, INSPECTORS[subject](problem, moment.snapshot.parameters))


def _values(problem: Problem, parameters: Parameters, inputs: Array) -> list[Array]:
    """Return the inputs and what every layer makes of them."""
    activations = [ACTIVATIONS[name] for name in problem.train.activations]
    return [inputs, *layer_outputs(parameters, activations, inputs)]


def _predictions(problem: Problem, parameters: Parameters, inputs: Array) -> Array:
    """Return what the last layer makes of the inputs, forgetting the other layers slice by slice."""
    starts = range(0, max(1, len(inputs)), SLICE)
    return np.concatenate([_values(problem, parameters, inputs[at : at + SLICE])[-1] for at in starts])


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
