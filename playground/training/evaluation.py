"""How good a set of parameters is, computed by the NumPy engine whatever engine trained them."""

from dataclasses import dataclass

import numpy as np

from playground.engine.activations import ACTIVATIONS
from playground.engine.arrays import Array
from playground.engine.losses import LOSSES, loss_value
from playground.engine.network import Parameters
from playground.engine.passes import Gradients, Trace, backward, forward
from playground.training.problem import Problem


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Losses and metrics of one set of parameters, named as in Snapshot, and what they were computed from.

    Attributes:
        train_loss: the loss over all training samples.
        test_loss: the same over the test samples, None where there are none.
        metrics: as in Snapshot.
        trace: everything that the network makes of the training samples.
    """

    train_loss: float
    test_loss: float | None
    metrics: dict[str, float]
    trace: Trace

    @property
    def accuracy(self) -> float | None:
        """The accuracy on what is held back, or on the training samples where nothing is; None for regression."""
        return self.metrics.get("test_accuracy", self.metrics.get("train_accuracy"))


@np.errstate(over="ignore", invalid="ignore")  # what is not finite is reported as such
def evaluate(problem: Problem, parameters: Parameters) -> Evaluation:
    """Return the losses and metrics over all samples; no dropout, no penalty."""
    trace, train_loss, metrics = _evaluate_part("train", problem, parameters)
    if not problem.has_test:
        return Evaluation(train_loss, None, metrics, trace)
    _, test_loss, test_metrics = _evaluate_part("test", problem, parameters)
    return Evaluation(train_loss, test_loss, metrics | test_metrics, trace)


@np.errstate(over="ignore", invalid="ignore")
def differentiate(problem: Problem, parameters: Parameters, trace: Trace) -> Gradients:
    """Return the gradient of the loss over all training samples, of which `trace` is the forward pass."""
    activations = [ACTIVATIONS[name] for name in problem.train.activations]
    return backward(parameters, activations, LOSSES[problem.train.loss], trace, problem.train.targets)


@np.errstate(over="ignore", invalid="ignore")
def predict(problem: Problem, parameters: Parameters, inputs: Array) -> Array:
    """Return the outputs (n_samples, n_outputs) for raw inputs (n_samples, n_raw_inputs)."""
    activations = [ACTIVATIONS[name] for name in problem.train.activations]
    return forward(parameters, activations, problem.features(inputs)).activations[-1]


def threshold(problem: Problem) -> float:
    """Return the output above which one output means the second class: half-way between the two classes."""
    return 0.0 if problem.has_signed_classes else 0.5


def _evaluate_part(part: str, problem: Problem, parameters: Parameters) -> tuple[Trace, float, dict[str, float]]:
    """Return the forward pass, the loss and the metrics of the "train" or "test" samples."""
    is_train = part == "train"
    inputs = problem.train.inputs if is_train else problem.test_inputs
    targets = problem.train.targets if is_train else problem.test_targets
    activations = [ACTIVATIONS[name] for name in problem.train.activations]
    trace = forward(parameters, activations, inputs)
    predictions = trace.activations[-1]
    loss = loss_value(LOSSES[problem.train.loss], activations[-1], trace.pre_activations[-1], predictions, targets)
    return trace, loss, _metrics(part, problem, predictions, targets)


def _metrics(part: str, problem: Problem, predictions: Array, targets: Array) -> dict[str, float]:
    if problem.dataset.kind == "regression":
        return {f"{part}_mean_squared_error": float(np.mean((predictions - targets) ** 2))}
    if predictions.shape[1] == 1:
        is_right = (predictions > threshold(problem)) == (targets > 0.5)
    else:
        is_right = predictions.argmax(axis=1) == targets.argmax(axis=1)
    return {f"{part}_accuracy": float(np.mean(is_right))}
