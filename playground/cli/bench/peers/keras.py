"""Keras: a compiled model, by `train_on_batch` and by `fit`."""

from typing import Any

from playground.backends.tensorflow.devices import prepare
from playground.cli.bench.workloads import LEARNING_RATE, Workload
from playground.engine.arrays import Array


class TrainOnBatch:
    """One call an update."""

    def __init__(self, workload: Workload) -> None:
        self._workload = workload
        self._model = make_model(workload)

    def run(self) -> None:
        """Make the updates."""
        for batch in self._workload.batches:
            self._model.train_on_batch(self._workload.inputs[batch], self._workload.targets[batch])

    def parameters(self) -> list[Array]:
        """Return weights and biases."""
        return list(self._model.get_weights())


class Fit:
    """One call a run, which Keras shuffles as an epoch; before that, the samples lie in the order of the batches."""

    def __init__(self, workload: Workload) -> None:
        order = workload.batches.ravel()
        self._batch_size = workload.batch_size
        self._inputs, self._targets = workload.inputs[order], workload.targets[order]
        self._model = make_model(workload)

    def run(self) -> None:
        """Make the updates."""
        self._model.fit(self._inputs, self._targets, batch_size=self._batch_size, verbose=0)

    def parameters(self) -> list[Array]:
        """Return weights and biases."""
        return list(self._model.get_weights())


def make_model(workload: Workload) -> Any:
    """Return the compiled network with the workload's first parameters."""
    prepare()
    import keras  # noqa: PLC0415 - with TensorFlow, once it is set up

    layers = [
        keras.layers.Dense(units, activation)
        for units, activation in zip(workload.sizes[1:], workload.activations, strict=True)
    ]
    model = keras.Sequential([keras.Input((workload.sizes[0],)), *layers])
    model.compile(keras.optimizers.SGD(LEARNING_RATE), workload.loss)
    model.set_weights(workload.start_values)
    return model
