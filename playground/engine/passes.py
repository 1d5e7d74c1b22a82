"""The forward and the backward pass of a multilayer perceptron.

Samples are rows: inputs (n_samples, n_inputs), and everything a layer makes of them (n_samples, n_units).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import DTypeLike

from playground.engine.activations import Activation
from playground.engine.arrays import Array
from playground.engine.losses import Loss, output_delta
from playground.engine.network import LayerParameters, Parameters, split


@dataclass(frozen=True, slots=True)
class Trace:
    """Everything a forward pass computed; one entry a layer in each tuple.

    Attributes:
        inputs: (n_samples, n_inputs).
        pre_activations: z, the weighted sums.
        activations: what each layer passes on, after its dropout mask; the last are the predictions.
        unmasked: the activations before the mask (the same arrays where there is none).
        masks: the dropout masks, None where nothing was dropped.
    """

    inputs: Array
    pre_activations: tuple[Array, ...]
    activations: tuple[Array, ...]
    unmasked: tuple[Array, ...]
    masks: tuple[Array | None, ...]


@dataclass(frozen=True, slots=True)
class Gradients:
    """Derivatives of the loss, averaged as the loss is.

    Attributes:
        deltas: dLoss/dz of each layer, (n_samples, n_units).
        vector: dLoss/dparameter, (n_parameters,).
        layers: the same numbers layer by layer, as views of `vector`.
    """

    deltas: tuple[Array, ...]
    vector: Array
    layers: tuple[LayerParameters, ...]


def forward(
    parameters: Parameters,
    activations: Sequence[Activation],
    inputs: Array,
    masks: Sequence[Array | None] | None = None,
) -> Trace:
    """Return what every layer makes of the inputs: z = x W + b, a = f(z), and x = a for the next.

    Args:
        parameters: weights and biases.
        activations: one a layer, the output's last.
        inputs: (n_samples, n_inputs).
        masks: one a hidden layer, from `dropout_mask`, or None where nothing is dropped.
    """
    masks = (*(masks or (None,) * (len(activations) - 1)), None)
    sums, unmasked, passed_on = [], [], []
    x = inputs
    for (weights, biases), activation, mask in zip(parameters.layers, activations, masks, strict=True):
        z = x.dot(weights) + biases  # for small matrices `dot` is twice as fast as `@`
        a = activation.function(z)
        x = a if mask is None else a * mask
        sums.append(z)
        unmasked.append(a)
        passed_on.append(x)
    return Trace(inputs, tuple(sums), tuple(passed_on), tuple(unmasked), masks)


def backward(
    parameters: Parameters, activations: Sequence[Activation], loss: Loss, trace: Trace, targets: Array
) -> Gradients:
    """Return the derivatives of the loss by every parameter, from the last layer to the first by the chain rule.

    With x the layer's inputs: dLoss/dW = x^T delta, dLoss/db = sum of delta over the samples, dLoss/dx = delta W^T.
    Penalties are not part of the loss.
    """
    vector = np.empty_like(parameters.vector)
    layers = split(vector, parameters.sizes)
    delta = output_delta(loss, activations[-1], trace.pre_activations[-1], trace.activations[-1], targets)
    deltas = [delta]
    for k in range(len(layers) - 1, 0, -1):
        differentiate_layer(layers[k], trace.activations[k - 1], delta)
        upstream = delta.dot(parameters.layers[k].weights.T)
        mask = trace.masks[k - 1]
        if mask is not None:
            upstream = upstream * mask
        delta = activations[k - 1].pullback(trace.pre_activations[k - 1], trace.unmasked[k - 1], upstream)
        deltas.append(delta)
    differentiate_layer(layers[0], trace.inputs, delta)
    return Gradients(tuple(reversed(deltas)), vector, layers)


def differentiate_layer(gradients: LayerParameters, x: Array, delta: Array) -> None:
    """Fill in a layer's gradients: x^T delta for the weights, the sum of delta over the samples for the biases."""
    x.T.dot(delta, out=gradients.weights)
    delta.sum(axis=0, out=gradients.biases)


def layer_outputs(parameters: Parameters, activations: Sequence[Activation], inputs: Array) -> tuple[Array, ...]:
    """Return the activations of every layer, without dropout; the last are the predictions."""
    return forward(parameters, activations, inputs).activations


def dropout_mask(rng: np.random.Generator, rate: float, shape: tuple[int, ...], dtype: DTypeLike) -> Array:
    """Return 0 with probability `rate`, else 1 / (1 - rate), so that the mean stays 1 (inverted dropout)."""
    return (rng.random(shape) >= rate).astype(dtype) / (1 - rate)
