"""One layer's linear maps: its weighted sums forward, its gradients and what goes upstream backward.

Everything lies in flat arrays, and a layer is where it begins in them: weights (fan_in, fan_out) and biases in the
vector of parameters, units by samples (units, width) in the workspace.
"""

from numba import njit
from numpy import dot

from playground.engine.arrays import Array
from playground.engine.compiled.lanes import LANES, add, add_up, load, multiply, multiply_add, spread, store

WIDE = 8_000  # products (fan_in * fan_out * width) from which BLAS repays its calls; measured on 64-128-64-10


@njit(error_model="numpy")
def is_wide(fan_in: int, fan_out: int, width: int) -> bool:
    """Return whether BLAS is the quicker way."""
    return fan_in * fan_out * width >= WIDE


@njit(error_model="numpy")
def matrix(numbers: Array, start: int, rows: int, columns: int) -> Array:
    """Return the numbers from `start` as a matrix that shares them."""
    return numbers[start : start + rows * columns].reshape(rows, columns)


@njit(error_model="numpy")
def weighted_sums(
    vector: Array, weights: int, fan_in: int, fan_out: int, x: Array, inputs: int, z: Array, outputs: int, width: int
) -> None:
    """Fill in z = W^T x + b: x (fan_in, width) from `inputs`, z (fan_out, width) from `outputs`.

    The biases lie behind the weights.
    """
    biases = weights + fan_in * fan_out
    if is_wide(fan_in, fan_out, width):
        sums = matrix(z, outputs, fan_out, width)
        dot(matrix(vector, weights, fan_in, fan_out).T, matrix(x, inputs, fan_in, width), sums)
        for unit in range(fan_out):
            for sample in range(width):
                sums[unit, sample] += vector[biases + unit]
        return
    for unit in range(fan_out):
        for sample in range(0, width, LANES):
            total = spread(vector, biases + unit)
            for i in range(fan_in):
                weight = spread(vector, weights + i * fan_out + unit)
                total = multiply_add(weight, load(x, inputs + i * width + sample), total)
            store(z, outputs + unit * width + sample, total)


@njit(error_model="numpy")
def differentiate_layer(
    gradient: Array,
    weights: int,
    fan_in: int,
    fan_out: int,
    x: Array,
    inputs: int,
    deltas: Array,
    outputs: int,
    width: int,
) -> None:
    """Fill in a layer's gradients: x delta^T for the weights, the sum of delta over the samples for the biases."""
    biases = weights + fan_in * fan_out
    for unit in range(fan_out):
        total = load(deltas, outputs + unit * width)
        for sample in range(LANES, width, LANES):
            total = add(load(deltas, outputs + unit * width + sample), total)
        gradient[biases + unit] = add_up(total)
    if is_wide(fan_in, fan_out, width):
        delta = matrix(deltas, outputs, fan_out, width)
        dot(matrix(x, inputs, fan_in, width), delta.T, matrix(gradient, weights, fan_in, fan_out))
        return
    for i in range(fan_in):
        for unit in range(fan_out):
            total = multiply(load(x, inputs + i * width), load(deltas, outputs + unit * width))
            for sample in range(LANES, width, LANES):
                given = load(x, inputs + i * width + sample)
                total = multiply_add(given, load(deltas, outputs + unit * width + sample), total)
            gradient[weights + i * fan_out + unit] = add_up(total)


@njit(error_model="numpy")
def pull_back(
    vector: Array,
    weights: int,
    fan_in: int,
    fan_out: int,
    deltas: Array,
    outputs: int,
    inputs: int,
    width: int,
    upstream: Array,
) -> None:
    """Turn the slopes of the layer before into its deltas: slope times W delta.

    Args:
        vector: (n_parameters,).
        weights: where the layer's weights begin.
        fan_in: units of the layer before.
        fan_out: units of the layer.
        deltas: (n,), from `outputs` the layer's deltas, from `inputs` the slopes of the layer before.
        outputs: where the layer begins.
        inputs: where the layer before begins.
        width: samples of each unit.
        upstream: room for fan_in * width numbers.
    """
    if is_wide(fan_in, fan_out, width):
        products = matrix(upstream, 0, fan_in, width)
        dot(matrix(vector, weights, fan_in, fan_out), matrix(deltas, outputs, fan_out, width), products)
        for p in range(fan_in * width):
            deltas[inputs + p] *= upstream[p]
        return
    for i in range(fan_in):
        for sample in range(0, width, LANES):
            total = multiply(spread(vector, weights + i * fan_out), load(deltas, outputs + sample))
            for unit in range(1, fan_out):
                weight = spread(vector, weights + i * fan_out + unit)
                total = multiply_add(weight, load(deltas, outputs + unit * width + sample), total)
            here = inputs + i * width + sample
            store(deltas, here, multiply(total, load(deltas, here)))
