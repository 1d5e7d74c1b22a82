"""A multilayer perceptron: its parameters, the forward pass and the backward pass.

Samples are rows: inputs (n_samples, n_inputs), and everything a layer makes of them (n_samples, n_units).
`sizes` are the units of every layer, inputs and output included. All parameters are one vector, layer by layer,
weights row by row and then biases; the layers are views of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

from playground.engine.activations import Activation
from playground.engine.arrays import Array
from playground.engine.initializers import INITIALIZERS
from playground.engine.losses import Loss, output_delta

Sizes = tuple[int, ...]


class LayerParameters(NamedTuple):
    """One layer's weights (fan_in, fan_out) and biases (fan_out,), or the loss' derivatives by them."""

    weights: Array
    biases: Array


@dataclass(frozen=True, slots=True)
class Parameters:
    """All parameters of a network.

    Attributes:
        vector: (n_parameters,), all of them end to end.
        layers: the same numbers layer by layer, as views of `vector`.
    """

    vector: Array
    layers: tuple[LayerParameters, ...]

    @classmethod
    def from_vector(cls, vector: Array, sizes: Sequence[int]) -> Self:
        """Return parameters that are views of `vector` (n_parameters,).

        Raises:
            ValueError: where the vector has not as many numbers as the sizes need.
        """
        return cls(vector, split(vector, tuple(sizes)))

    @classmethod
    def from_layers(cls, layers: Iterable[tuple[ArrayLike, ArrayLike]], dtype: DTypeLike = np.float64) -> Self:
        """Return parameters copied from pairs of weights (fan_in, fan_out) and biases (fan_out,).

        Raises:
            ValueError: where the shapes do not fit each other.
        """
        pairs = [(np.asarray(weights, dtype), np.asarray(biases, dtype)) for weights, biases in layers]
        sizes = (pairs[0][0].shape[0], *(biases.size for _, biases in pairs))
        shapes = [(weights.shape, biases.shape) for weights, biases in pairs]
        if shapes != [((fan_in, fan_out), (fan_out,)) for fan_in, fan_out in pairwise(sizes)]:
            raise ValueError(f"layers do not fit each other: weights and biases have the shapes {shapes}")
        return cls.from_vector(np.concatenate([part.ravel() for pair in pairs for part in pair]), sizes)

    @property
    def sizes(self) -> Sizes:
        """Units of every layer, inputs and output included."""
        return (len(self.layers[0].weights), *(len(layer.biases) for layer in self.layers))

    def in_fewest_digits(self) -> Self:
        """Return the same in float64: of each number the one with fewest digits that is the same in its own type.

        0.1 in float32 becomes 0.1, not the 0.10000000149011612 that it is exactly.
        """
        return self.from_vector(self.vector.astype(str).astype(np.float64), self.sizes)

    def with_value(self, layer: int, source: int | None, unit: int, value: float) -> Self:
        """Return a copy with one number set: the weight from `source` to `unit` of a layer, or, of None, its bias.

        Raises:
            ValueError: where there is no such weight or bias.
        """
        sizes = self.sizes
        if not (0 <= layer < len(sizes) - 1 and 0 <= unit < sizes[layer + 1] and 0 <= (source or 0) < sizes[layer]):
            raise ValueError(f"a network of sizes {sizes} has no weight from {source} to {unit} in layer {layer}")
        changed = self.from_vector(self.vector.copy(), sizes)
        weights, biases = changed.layers[layer]
        if source is None:
            biases[unit] = value
        else:
            weights[source, unit] = value
        return changed


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


def initialize(sizes: Sequence[int], initializer: str, rng: np.random.Generator, dtype: DTypeLike) -> Parameters:
    """Return first parameters: weights drawn layer by layer by the initializer of that name, biases 0."""
    draw = INITIALIZERS[initializer].draw
    return Parameters.from_layers(
        ((draw(rng, fan_in, fan_out), np.zeros(fan_out)) for fan_in, fan_out in pairwise(sizes)), dtype
    )


def dropout_mask(rng: np.random.Generator, rate: float, shape: tuple[int, ...], dtype: DTypeLike) -> Array:
    """Return 0 with probability `rate`, else 1 / (1 - rate), so that the mean stays 1 (inverted dropout)."""
    return (rng.random(shape) >= rate).astype(dtype) / (1 - rate)


def count_parameters(sizes: Sequence[int]) -> int:
    """Return how many weights and biases a network of these sizes has."""
    return sum((fan_in + 1) * fan_out for fan_in, fan_out in pairwise(sizes))


@lru_cache(maxsize=64)
def weight_mask(sizes: Sizes) -> NDArray[np.bool_]:
    """Return which numbers of a vector of parameters are weights, (n_parameters,); it cannot be written to."""
    mask = np.concatenate([np.repeat([True, False], (m * n, n)) for m, n in pairwise(sizes)])
    mask.flags.writeable = False
    return mask


@lru_cache(maxsize=64)
def trainable_mask(sizes: Sizes, trainable: tuple[bool, ...]) -> NDArray[np.bool_] | None:
    """Return which numbers of a vector of parameters learn, (n_parameters,); None where all do.

    Args:
        sizes: units of every layer, inputs and output included.
        trainable: one a layer, the output's last.

    Raises:
        ValueError: where there is not one for every layer.
    """
    layers = zip(trainable, pairwise(sizes), strict=True)
    mask = np.concatenate([np.full((fan_in + 1) * fan_out, learns) for learns, (fan_in, fan_out) in layers])
    mask.flags.writeable = False
    return None if mask.all() else mask


def split(vector: Array, sizes: Sizes) -> tuple[LayerParameters, ...]:
    """Return the layers as views of a vector (n_parameters,).

    Raises:
        ValueError: where the vector has not as many numbers as the sizes need.
    """
    n_parameters, places = _layout(sizes)
    if vector.size != n_parameters:
        raise ValueError(f"sizes {sizes} need {n_parameters} parameters, not {vector.size}")
    return tuple([LayerParameters(vector[weights].reshape(shape), vector[biases]) for weights, shape, biases in places])


@lru_cache(maxsize=64)
def _layout(sizes: Sizes) -> tuple[int, list[tuple[slice, Sizes, slice]]]:
    """Return the number of parameters, and for each layer where its weights lie, their shape, where its biases lie."""
    places: list[tuple[slice, Sizes, slice]] = []
    end = 0
    for fan_in, fan_out in pairwise(sizes):
        start, middle, end = end, end + fan_in * fan_out, end + (fan_in + 1) * fan_out
        places.append((slice(start, middle), (fan_in, fan_out), slice(middle, end)))
    return end, places
