"""scikit-learn: `MLPClassifier.partial_fit`, one call an epoch.

A call checks its arguments for about a millisecond, so one call a batch would time that instead of the updates.
"""

from sklearn.neural_network import MLPClassifier

from playground.cli.bench.workloads import LEARNING_RATE, Workload
from playground.engine.arrays import Array


class PartialFit:
    """Shuffles each epoch, as the playground does; before that, the samples lie in the order of the batches."""

    def __init__(self, workload: Workload) -> None:
        order, length = workload.batches.ravel(), workload.n_samples
        epochs = [order[begin : begin + length] for begin in range(0, len(order), length)]
        self._epochs = [(workload.inputs[epoch], workload.labels[epoch]) for epoch in epochs]
        self._model = MLPClassifier(
            workload.sizes[1:-1],
            activation=workload.activation,
            solver="sgd",
            alpha=0.0,
            batch_size=workload.batch_size,
            learning_rate_init=LEARNING_RATE,
            momentum=0.0,
            nesterovs_momentum=False,
        )
        self._model.partial_fit(*self._epochs[0], classes=range(max(2, workload.sizes[-1])))
        for own, start in zip(self.parameters(), workload.start_values, strict=True):
            own[...] = start  # in place: the optimizer holds the same arrays

    def run(self) -> None:
        """Make the updates."""
        for inputs, labels in self._epochs:
            self._model.partial_fit(inputs, labels)

    def parameters(self) -> list[Array]:
        """Return weights and biases."""
        return [values for pair in zip(self._model.coefs_, self._model.intercepts_, strict=True) for values in pair]
