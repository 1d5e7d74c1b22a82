"""What the machine code is told: a network, its settings and its batches as plain numbers and flat arrays.

The fields' types never change, so that one compiled function a dtype serves every network.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import DTypeLike, NDArray

from playground.engine.activations import ACTIVATIONS
from playground.engine.arrays import Array
from playground.engine.compiled import activations, losses, schedules, updates
from playground.engine.compiled.lanes import LANES
from playground.engine.optimizers import OPTIMIZERS, Hyperparameters

Whole = NDArray[np.int64]
NO_MASK = -1


class Plan(NamedTuple):
    """A network.

    Attributes:
        sizes: (n_layers + 1,) units of every layer, inputs and output included.
        weights: (n_layers,) where each layer's weights begin in the vector of parameters; layers that learn come first.
        rows: (n_layers + 1,) how many units lie before each layer, the inputs counting as one.
        activations: (n_layers,) places in activations.LOOPS.
        loss: place in losses.LOOPS.
        is_joint: whether the output still needs softmax' pullback.
        optimizer: place in updates.RULES.
    """

    sizes: Whole
    weights: Whole
    rows: Whole
    activations: Whole
    loss: int
    is_joint: bool
    optimizer: int


class Settings(NamedTuple):
    """What can change while a network trains; `schedule` is a place in schedules.RULES."""

    hyperparameters: Array
    schedule: int
    learning_rate: float
    decay_steps: int
    decay_rate: float
    l1: float
    l2: float
    clip_norm: float


class Workspace(NamedTuple):
    """Room for one step.

    Attributes:
        activations: what every layer passes on, the inputs first; (units, width) each.
        slopes: z, then da/dz, then the deltas of every layer, laid out alike.
        upstream: dLoss/da of the widest layer.
        targets: (n_outputs, width).
        gradient: (n_parameters,).
    """

    activations: Array
    slopes: Array
    upstream: Array
    targets: Array
    gradient: Array


class Batches(NamedTuple):
    """The samples of consecutive steps.

    Attributes:
        samples: (n,) rows of the inputs.
        ends: (n_steps,) where each step's samples end.
        masks: the dropout masks of all layers end to end, (n, units) each.
        mask_starts: (n_layers,) where each layer's mask begins, NO_MASK where nothing is dropped.
    """

    samples: Whole
    ends: Whole
    masks: Array
    mask_starts: Whole


def plan(
    sizes: Sequence[int], activation_names: Sequence[str], loss: str, optimizer: str, trainable: Sequence[bool]
) -> Plan:
    """Return the plan of a network; names are those of ACTIVATIONS (one a layer), LOSSES and OPTIMIZERS."""
    counts = np.array(sizes, np.int64)
    n_parameters = (counts[:-1] + 1) * counts[1:]
    order = learning_first(trainable)
    weights = np.empty_like(n_parameters)
    weights[order] = np.cumsum(np.append(0, n_parameters[order]))[:-1]
    pair = (loss, activation_names[-1])
    is_fused = pair in losses.DELTAS
    return Plan(
        sizes=counts,
        weights=weights,
        rows=np.cumsum(np.append(0, counts))[:-1].copy(),
        activations=np.array([list(activations.LOOPS).index(name) for name in activation_names], np.int64),
        loss=list(losses.LOOPS).index(pair if is_fused else loss),
        is_joint=ACTIVATIONS[activation_names[-1]].is_joint and not is_fused,
        optimizer=list(updates.RULES).index(optimizer),
    )


def learning_first(learns: Sequence[bool] | NDArray[np.bool_]) -> NDArray[np.intp]:
    """Return the places of what learns, in order, and then of what does not."""
    return np.argsort(np.logical_not(learns), kind="stable")


def settings(
    optimizer: str,
    hyperparameters: Hyperparameters,
    learning_rate: float,
    schedule: tuple[str, int, float],
    penalties: tuple[float, float],
    clip_norm: float | None,
) -> Settings:
    """Return settings.

    Args:
        optimizer: name in OPTIMIZERS.
        hyperparameters: all that the optimizer has.
        learning_rate: before the schedule.
        schedule: name in SCHEDULES, decay_steps and decay_rate.
        penalties: l1 and l2.
        clip_norm: the length that gradients are cut to, None to leave them.
    """
    name, decay_steps, decay_rate = schedule
    return Settings(
        hyperparameters=np.array([hyperparameters[key] for key in OPTIMIZERS[optimizer].hyperparameters], np.float64),
        schedule=list(schedules.RULES).index(name),
        learning_rate=float(learning_rate),
        decay_steps=int(decay_steps),
        decay_rate=float(decay_rate),
        l1=float(penalties[0]),
        l2=float(penalties[1]),
        clip_norm=np.inf if clip_norm is None else float(clip_norm),
    )


def workspace(sizes: Sequence[int], batch_size: int, dtype: DTypeLike) -> Workspace:
    """Return room for batches of up to `batch_size` samples."""
    width = -(-batch_size // LANES) * LANES
    n_parameters = sum((fan_in + 1) * fan_out for fan_in, fan_out in pairwise(sizes))
    numbers = sum(sizes) * width, sum(sizes) * width, max(sizes) * width, sizes[-1] * width, n_parameters
    return Workspace(*(np.empty(n, dtype) for n in numbers))


def batches(
    samples: NDArray[np.intp], ends: NDArray[np.intp], masks: Sequence[Array | None], dtype: DTypeLike
) -> Batches:
    """Return the batches of a stretch; `masks` has one a hidden layer, (n, units), or None."""
    parts = [np.empty(0, dtype) if mask is None else mask.ravel() for mask in masks]
    ends_of_masks = np.cumsum([part.size for part in parts])
    starts = [NO_MASK if mask is None else end - mask.size for mask, end in zip(masks, ends_of_masks, strict=True)]
    return Batches(
        samples=np.require(samples, np.int64, ["C", "A", "W"]),
        ends=np.require(ends, np.int64, ["C", "A", "W"]),
        masks=np.concatenate([*parts, np.empty(0, dtype)]),
        mask_starts=np.array([*starts, NO_MASK], np.int64),
    )
