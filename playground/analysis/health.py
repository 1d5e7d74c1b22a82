"""Why a network does not learn: neurons that pass no gradient on, updates too small or too large for their layer."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.backends.recipes import recipe_of
from playground.engine.activations import Activation
from playground.engine.arrays import Array
from playground.engine.network import Sizes, split
from playground.engine.passes import Trace
from playground.engine.update import make_update
from playground.spec import Experiment
from playground.training.problem import Problem
from playground.training.snapshot import Snapshot

HEALTHY, DEAD, SATURATED = range(3)
FLAT = 0.05  # of its steepest slope: there a neuron hardly passes anything on
FLAT_SHARE = 0.95  # of the samples


@dataclass(frozen=True, slots=True)
class Vitals:
    """How well the layers of a network learn at one moment, one entry a layer.

    Attributes:
        gradient_norms: Euclidean norm of the gradient of the loss over all training samples.
        update_ratios: how large an update with all of them would be beside the layer itself, as Euclidean norms; NaN
            of a layer that is frozen at this moment.
        troubles: (n_units,) what keeps each neuron from learning: one of HEALTHY, DEAD, SATURATED.
    """

    gradient_norms: tuple[float, ...]
    update_ratios: tuple[float, ...]
    troubles: tuple[NDArray[np.uint8], ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """How a run stood, and how well it learned under the settings of then."""

    snapshot: Snapshot
    vitals: Vitals


@np.errstate(over="ignore", invalid="ignore")  # diverging is something to watch, not a fault
def examine(problem: Problem, experiment: Experiment, snapshot: Snapshot) -> Moment:
    """Return a moment with its vitals.

    Args:
        problem: what is learned.
        experiment: with the settings of this moment.
        snapshot: how the run stands.
    """
    recipe = recipe_of(problem.train, experiment.training, experiment.trainable)
    update = make_update(recipe, snapshot.state, problem.train.inputs, problem.train.targets)
    ratios = update_ratios(update.before.vector, update.after.vector, recipe.sizes)
    vitals = Vitals(
        gradient_norms=layer_norms(update.gradients.layers),
        update_ratios=tuple(
            ratio if learns else np.nan for ratio, learns in zip(ratios, update.trainable, strict=True)
        ),
        troubles=troubles(recipe.activations, update.trace),
    )
    return Moment(snapshot, vitals)


def troubles(activations: Sequence[Activation], trace: Trace) -> tuple[NDArray[np.uint8], ...]:
    """Return of each layer (n_units,): DEAD where a neuron's slope is 0 at every sample, SATURATED where it is nearly.

    The output layer's neurons count as healthy: a saturated output is a sure one.

    Args:
        activations: one a layer, the output's last.
        trace: of the training samples.
    """
    hidden = zip(activations[:-1], trace.pre_activations, trace.unmasked, strict=False)
    found = [_troubles_of(activation, z, a) for activation, z, a in hidden]
    return (*found, np.full(trace.activations[-1].shape[1], HEALTHY, np.uint8))


def _troubles_of(activation: Activation, z: Array, a: Array) -> NDArray[np.uint8]:
    slopes = activation.derivative(z, a)
    if activation.saturates:
        is_flat = slopes < FLAT * activation.steepest
        return np.where(is_flat.mean(axis=0) >= FLAT_SHARE, SATURATED, HEALTHY).astype(np.uint8)
    # Smooth ones too: far below 0 a GELU's slope is smaller than any number of its type, which makes it exactly 0.
    return np.where(slopes.any(axis=0), HEALTHY, DEAD).astype(np.uint8)


def update_ratios(before: Array, after: Array, sizes: Sizes) -> tuple[float, ...]:
    """Return of each layer the Euclidean norm of an update over that of the layer, 0 where the layer is all 0.

    Healthy is about 0.001: https://cs231n.github.io/neural-networks-3/, "ratio of weights:updates".

    Args:
        before: (n_parameters,) all parameters before an update.
        after: and after it.
        sizes: units of every layer.
    """
    moved = [_norm(parameters) for parameters in split(after - before, sizes)]
    there = [_norm(parameters) for parameters in split(before, sizes)]
    return tuple(step / size if size else 0.0 for step, size in zip(moved, there, strict=True))


def layer_norms(gradients: Sequence[tuple[Array, Array]]) -> tuple[float, ...]:
    """Return the Euclidean norm of each layer's weights and biases together."""
    return tuple(map(_norm, gradients))


def _norm(layer: tuple[Array, Array]) -> float:
    weights, biases = layer
    return float(np.hypot(np.linalg.norm(weights), np.linalg.norm(biases)))
