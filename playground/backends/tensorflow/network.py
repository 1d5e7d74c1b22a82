"""The forward pass, the objective and clipping as TensorFlow expressions, for eager, traced and graph code alike.

A network's parameters are a list of kernel (fan_in, fan_out), biases (fan_out,), layer by layer.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import tensorflow as tf

from playground.backends.tensorflow.activations import ACTIVATION_FUNCTIONS
from playground.backends.tensorflow.losses import loss_of_output
from playground.engine.arrays import Array
from playground.engine.network import split

Product = Callable[[tf.Tensor, tf.Tensor], tf.Tensor]


def layers_of(vector: Array, sizes: tuple[int, ...]) -> list[Array]:
    """Return kernels and biases, layer by layer, as views of a vector (n_parameters,)."""
    return [part for layer in split(vector, sizes) for part in layer]


def joined(layers: Sequence[Array]) -> Array:
    """Return kernels and biases end to end, (n_parameters,)."""
    return np.concatenate([part.ravel() for part in layers])


def of_trainable(layers: Sequence[Any], trainable: tuple[bool, ...]) -> list[Any]:
    """Return of the kernels and biases, layer by layer, those of the layers that learn."""
    return [part for place, part in enumerate(layers) if trainable[place // 2]]


def last_pre_activations(
    parameters: Sequence[tf.Tensor],
    activations: Sequence[str],
    inputs: tf.Tensor,
    masks: Sequence[tf.Tensor | None],
    product: Product = tf.matmul,
) -> tf.Tensor:
    """Return the weighted sums of the output layer, (n_samples, n_outputs).

    Args:
        parameters: kernels and biases.
        activations: names, the output's last.
        inputs: (n_samples, n_inputs).
        masks: one a hidden layer, (n_samples, n_units); None where nothing is dropped.
        product: how a layer's inputs and its kernel are multiplied.
    """
    x = inputs
    for kernel, biases, name, mask in zip(parameters[:-2:2], parameters[1:-2:2], activations[:-1], masks, strict=True):
        a = ACTIVATION_FUNCTIONS[name](product(x, kernel) + biases)
        x = a if mask is None else a * mask
    return product(x, parameters[-2]) + parameters[-1]


def objective(
    parameters: Sequence[tf.Tensor],
    pre_activations: tf.Tensor,
    targets: tf.Tensor,
    output: tuple[str, str],
    rates: tuple[tf.Tensor, tf.Tensor],
) -> tf.Tensor:
    """Return loss and penalties together.

    Args:
        parameters: kernels and biases.
        pre_activations: weighted sums of the output layer, (n_samples, n_outputs).
        targets: (n_samples, n_outputs).
        output: names of the loss and of the output activation.
        rates: of the L1 and the L2 penalty.
    """
    kernels = parameters[::2]
    return loss_of_output(*output)(pre_activations, targets) + tf.add_n([penalty(w, *rates) for w in kernels])


def penalty(kernel: tf.Tensor, l1: tf.Tensor, l2: tf.Tensor) -> tf.Tensor:
    """Return l1 sum|w| + l2 sum w^2."""
    return l1 * tf.reduce_sum(tf.abs(kernel)) + l2 * tf.reduce_sum(tf.square(kernel))


def clip_by_global_norm(gradients: Sequence[tf.Tensor], norm: tf.Tensor) -> list[tf.Tensor]:
    """Return the gradients, shortened together to length `norm` where they are longer.

    `tf.clip_by_global_norm` is not used: it makes no number of an infinite norm, which stands for no clipping.
    """
    length = tf.sqrt(tf.add_n([tf.reduce_sum(tf.square(gradient)) for gradient in gradients]))
    factor = tf.where(length > norm, norm / length, tf.ones_like(length))
    return [gradient * factor for gradient in gradients]
