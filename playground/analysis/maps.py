"""What every neuron makes of the inputs, as small pictures of bytes ready for a screen."""

from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from playground.data import INPUT_LIMIT
from playground.engine.activations import ACTIVATIONS
from playground.engine.arrays import Array
from playground.engine.network import Parameters
from playground.engine.passes import layer_outputs
from playground.training.problem import Problem

SHOWN_UNITS = 16
TILE = 25
FINE_GRID, COARSE_GRID = 100, 50
WIDE_NETWORK = 1024
STRIPES = 25
SCATTERED = 200
HALF_WIDTH = INPUT_LIMIT  # of the plane, in which all drawn inputs lie
MIDDLE_BYTE, TOP_BYTE, NOT_FINITE = 127, 254, 255
DARKEST = 1e-30  # a map that is 0 everywhere has this scale, which float32 can divide by

Bytes = NDArray[np.uint8]


class Focus(NamedTuple):
    """A neuron to be shown large: layer -1 holds the inputs, 0 is the first hidden layer."""

    layer: int
    unit: int


@dataclass(frozen=True, slots=True)
class Maps:
    """Pictures of one moment; the first row is the top (the largest x2), the first column the left (the smallest x1).

    Attributes:
        tiles: (n_maps, TILE, TILE), one picture for each shown input, neuron and output; (n_maps, 1, k) stripes,
            one a training sample, where the data are not two-dimensional. Bytes 0 to 254 are -scale to +scale.
        scales: (n_maps,) the largest absolute value in each tile.
        output: (grid, grid) bytes 0 to 254 from the low to the high end of `output_range`; of several
            outputs the most probable one's share.
        output_range: low and high of `output`.
        classes: (grid, grid) index of the largest of several outputs.
        scatter: (n, 3) target, prediction, is_test of up to SCATTERED samples of data that have no picture.
        focus: the neuron that `focus_map` shows large, coded as a tile of scale `focus_scale`.
    """

    tiles: Bytes
    scales: Array
    output: Bytes | None = None
    output_range: tuple[float, float] = (0.0, 1.0)
    classes: Bytes | None = None
    scatter: Array | None = None
    focus: Focus | None = None
    focus_map: Bytes | None = None
    focus_scale: float = 1.0


class Painter:
    """Paints one problem's maps; what does not depend on the weights is computed once."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._activations = [ACTIVATIONS[name] for name in problem.train.activations]
        self._side = 0
        raw: Array = problem.dataset.train_inputs[:STRIPES]
        if problem.dataset.is_planar:
            self._side = FINE_GRID if sum(problem.train.sizes) <= WIDE_NETWORK else COARSE_GRID
            raw = grid_points(self._side)
        self._inputs = problem.features(raw).astype(np.float32)
        self._output_range = output_range(problem)

    @np.errstate(over="ignore", invalid="ignore")  # what is not finite gets a byte of its own
    def paint(self, parameters: Parameters, focus: Focus | None = None) -> Maps:
        """Return the maps for these parameters, the neuron in `focus` large where it exists."""
        single = Parameters.from_vector(parameters.vector.astype(np.float32), parameters.sizes)
        values = [self._inputs, *layer_outputs(single, self._activations, self._inputs)]
        tiles, scales = signed_bytes(np.concatenate([self._tiles(layer[:, :SHOWN_UNITS]) for layer in values]))
        pictures = Maps(tiles, scales)
        if not self._side:
            return replace(pictures, scatter=self._scatter(parameters))
        pictures = replace(pictures, output_range=self._output_range, **self._output(values[-1]))
        if focus is None or not (
            -1 <= focus.layer < len(values) - 1 and 0 <= focus.unit < values[focus.layer + 1].shape[1]
        ):
            return pictures
        large, scale = signed_bytes(self._square(values[focus.layer + 1][:, focus.unit])[np.newaxis])
        return replace(pictures, focus=focus, focus_map=large[0], focus_scale=float(scale[0]))

    def _square(self, values: Array) -> Array:
        return values.reshape(self._side, self._side, *values.shape[1:])

    def _tiles(self, values: Array) -> Array:
        """Return (n_units, height, width): every few pixels of the grid, or one row of samples."""
        if not self._side:
            return values.T[:, np.newaxis, :]
        stride = self._side // TILE
        return self._square(values)[stride // 2 :: stride, stride // 2 :: stride].transpose(2, 0, 1)

    def _output(self, values: Array) -> dict[str, Any]:
        square = self._square(values)
        if values.shape[1] == 1:
            return {"output": ranged_bytes(square[..., 0], self._output_range)}
        return {
            "output": ranged_bytes(square.max(axis=-1), self._output_range),
            "classes": square.argmax(axis=-1).astype(np.uint8),
        }

    def _scatter(self, parameters: Parameters) -> Array:
        """Return target, prediction and is_test of evenly chosen samples; of several outputs, the first."""
        problem = self._problem
        inputs = np.concatenate([problem.train.inputs, problem.test_inputs])
        targets = np.concatenate([problem.train.targets, problem.test_targets])[:, 0]
        chosen = np.unique(np.linspace(0, len(inputs) - 1, SCATTERED).astype(int))
        *_, predictions = layer_outputs(parameters, self._activations, inputs[chosen])
        return np.stack([targets[chosen], predictions[:, 0], chosen >= problem.n_train], axis=1).astype(np.float32)


def grid_points(side: int) -> Array:
    """Return the centres of a grid's pixels, (side * side, 2), row by row from the top left."""
    centres = HALF_WIDTH * ((2 * np.arange(side) + 1) / side - 1)
    x1, x2 = np.meshgrid(centres, -centres)
    return np.stack([x1.ravel(), x2.ravel()], axis=1)


def output_range(problem: Problem) -> tuple[float, float]:
    """Return the values that the ends of the output's colours stand for: those of the two classes, or the targets'."""
    if problem.dataset.kind != "regression":
        return (-1.0, 1.0) if problem.has_signed_classes else (0.0, 1.0)
    bound = float(np.abs(problem.train.targets).max()) or 1.0
    return -bound, bound


def signed_bytes(values: Array) -> tuple[Bytes, Array]:
    """Return pictures (n, height, width) as bytes around MIDDLE_BYTE, and each one's scale (n,)."""
    sane, is_finite = _finite(values)
    scales = np.abs(sane).max(axis=(1, 2))
    factors = MIDDLE_BYTE / np.maximum(scales, DARKEST)
    coded = (sane * factors[:, np.newaxis, np.newaxis] + (MIDDLE_BYTE + 0.5)).astype(np.uint8)
    return _marked(coded, is_finite), scales.astype(np.float32)


def ranged_bytes(values: Array, ends: tuple[float, float]) -> Bytes:
    """Return values as bytes from 0 at the low end to TOP_BYTE at the high end, clipped."""
    low, high = ends
    sane, is_finite = _finite(values)
    factor = TOP_BYTE / (high - low)
    coded = np.clip(sane * factor + (0.5 - low * factor), 0, TOP_BYTE).astype(np.uint8)
    return _marked(coded, is_finite)


def _finite(values: Array) -> tuple[Array, NDArray[np.bool_] | None]:
    """Return the values with 0 for those that are not finite, and which are; None where all are."""
    if np.isfinite(values.sum()):
        return values, None
    is_finite = np.isfinite(values)
    return np.where(is_finite, values, 0), is_finite


def _marked(coded: Bytes, is_finite: NDArray[np.bool_] | None) -> Bytes:
    return coded if is_finite is None else np.where(is_finite, coded, np.uint8(NOT_FINITE))
