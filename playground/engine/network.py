"""A multilayer perceptron as its parameters: how they lie, how they begin, which are weights, which learn.

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

from playground.engine.arrays import Array
from playground.engine.initializers import INITIALIZERS

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


def initialize(sizes: Sequence[int], initializer: str, rng: np.random.Generator, dtype: DTypeLike) -> Parameters:
    """Return first parameters: weights drawn layer by layer by the initializer of that name, biases 0."""
    draw = INITIALIZERS[initializer].draw
    return Parameters.from_layers(
        ((draw(rng, fan_in, fan_out), np.zeros(fan_out)) for fan_in, fan_out in pairwise(sizes)), dtype
    )


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
