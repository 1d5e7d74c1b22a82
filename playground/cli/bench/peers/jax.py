"""JAX: all updates of a run in one jitted `lax.scan`."""

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from playground.cli.bench.workloads import LEARNING_RATE, Workload
from playground.engine.arrays import Array

FUNCTIONS = {"tanh": jnp.tanh, "relu": jax.nn.relu}


class Scan:
    """One call a run; the data and the batches are on the device."""

    def __init__(self, workload: Workload) -> None:
        self._layers = [tuple(map(jnp.asarray, layer)) for layer in workload.start.layers]
        self._data = tuple(map(jnp.asarray, (workload.inputs, workload.targets, workload.batches)))
        self._train = make_training(FUNCTIONS[workload.activation], is_binary=workload.is_binary)

    def run(self) -> None:
        """Make the updates."""
        self._layers = jax.block_until_ready(self._train(self._layers, *self._data))

    def parameters(self) -> list[Array]:
        """Return weights and biases."""
        return [np.asarray(values) for layer in self._layers for values in layer]


def make_training(activation: Any, *, is_binary: bool) -> Any:
    """Return the compiled function (layers, inputs, targets, batches) -> layers."""

    def loss(layers: Any, inputs: Any, targets: Any) -> Any:
        *hidden, (weights, biases) = layers
        for hidden_weights, hidden_biases in hidden:
            inputs = activation(inputs @ hidden_weights + hidden_biases)
        logits = inputs @ weights + biases
        if is_binary:
            return jnp.mean(jax.nn.softplus(logits) - targets * logits)
        return -jnp.mean(jnp.sum(targets * jax.nn.log_softmax(logits), axis=1))

    def train(layers: Any, inputs: Any, targets: Any, batches: Any) -> Any:
        def update(layers: Any, batch: Any) -> tuple[Any, None]:
            gradients = jax.grad(loss)(layers, inputs[batch], targets[batch])
            return jax.tree.map(lambda values, gradient: values - LEARNING_RATE * gradient, layers, gradients), None

        return jax.lax.scan(update, layers, batches)[0]

    return jax.jit(train)
