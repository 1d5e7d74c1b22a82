"""The forward and the backward pass of one batch, in the workspace."""

import math

from numba import njit

from playground.engine.arrays import Array
from playground.engine.compiled.activations import activate
from playground.engine.compiled.layers import differentiate_layer, pull_back, weighted_sums
from playground.engine.compiled.losses import differentiate_loss, joint_pullback, sign
from playground.engine.compiled.plans import NO_MASK, Batches, Plan, Settings, Workspace


@njit(error_model="numpy")
def gather(table: Array, samples: Array, begin: int, end: int, width: int, rows: Array) -> None:
    """Fill `rows`, (columns, width), with the samples from `begin` to `end`; the last is repeated up to `width`."""
    for place in range(width):
        sample = samples[min(begin + place, end - 1)]
        for column in range(table.shape[1]):
            rows[column * width + place] = table[sample, column]


@njit(error_model="numpy")
def drop(
    batches: Batches, layer: int, begin: int, end: int, space: Workspace, start: int, units: int, width: int
) -> None:
    """Multiply a layer's activations with its dropout mask, and its slopes as well, for the way back."""
    mask = batches.mask_starts[layer]
    if mask == NO_MASK:
        return
    for place in range(width):
        row = mask + min(begin + place, end - 1) * units
        for unit in range(units):
            p = start + unit * width + place
            space.activations[p] *= batches.masks[row + unit]
            space.slopes[p] *= batches.masks[row + unit]


@njit(error_model="numpy")
def forward(vector: Array, plan: Plan, batches: Batches, begin: int, end: int, width: int, space: Workspace) -> None:
    """Fill in the activations and slopes of every layer; the inputs lie there already."""
    for k in range(plan.weights.size):
        fan_in, fan_out = plan.sizes[k], plan.sizes[k + 1]
        inputs, outputs = plan.rows[k] * width, plan.rows[k + 1] * width
        weighted_sums(vector, plan.weights[k], fan_in, fan_out, space.activations, inputs, space.slopes, outputs, width)
        activate(plan.activations[k], space.activations, space.slopes, outputs, fan_out, width)
        drop(batches, k, begin, end, space, outputs, fan_out, width)


@njit(error_model="numpy")
def backward(vector: Array, plan: Plan, n_samples: int, width: int, space: Workspace) -> None:
    """Fill in the gradient of the loss, from the last layer to the first; slopes become deltas on the way."""
    last = plan.weights.size - 1
    outputs, units = plan.rows[last + 1] * width, plan.sizes[last + 1]
    differentiate_loss(plan.loss, space.activations, space.slopes, space.targets, outputs, units, width, n_samples)
    if plan.is_joint:
        joint_pullback(space.activations, space.slopes, outputs, units, width)
    for k in range(last, -1, -1):
        weights, fan_in, fan_out = plan.weights[k], plan.sizes[k], plan.sizes[k + 1]
        inputs, outputs = plan.rows[k] * width, plan.rows[k + 1] * width
        differentiate_layer(
            space.gradient, weights, fan_in, fan_out, space.activations, inputs, space.slopes, outputs, width
        )
        if k > 0:
            pull_back(vector, weights, fan_in, fan_out, space.slopes, outputs, inputs, width, space.upstream)


@njit(error_model="numpy")
def penalize(vector: Array, plan: Plan, settings: Settings, gradient: Array) -> None:
    """Add l1 sign(w) + 2 l2 w to the gradient of every weight."""
    number = vector.dtype.type
    l1, l2 = number(settings.l1), number(2 * settings.l2)
    for k in range(plan.weights.size):
        for p in range(plan.weights[k], plan.weights[k] + plan.sizes[k] * plan.sizes[k + 1]):
            gradient[p] += l1 * number(sign(vector[p])) + l2 * vector[p]


@njit(error_model="numpy", fastmath={"reassoc"})
def length(gradient: Array) -> float:
    """Return the Euclidean norm, summed up in the gradient's own type; lanes may be summed apart."""
    total = gradient.dtype.type(0)
    for p in range(gradient.size):
        total += gradient[p] * gradient[p]
    return math.sqrt(total)


@njit(error_model="numpy")
def clip_by_global_norm(gradient: Array, norm: float) -> None:
    """Shorten the gradient to length `norm` where it is longer."""
    present = length(gradient)
    if present > norm:
        factor = gradient.dtype.type(norm / present)
        for p in range(gradient.size):
            gradient[p] *= factor
