"""How good a set of parameters is, computed by the NumPy engine whatever engine trained them."""

from dataclasses import dataclass

import numpy as np

from playground.engine.activations import ACTIVATIONS
from playground.engine.arrays import Array
from playground.engine.losses import LOSSES, loss_value
from playground.engine.network import Parameters, backward, forward
from playground.training.problem import Problem


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Losses, metrics and gradient norms of one set of parameters; fields as in Snapshot."""

    train_loss: float
    test_loss: float | None
    metrics: dict[str, float]
    gradient_norms: tuple[float, ...] = ()


@np.errstate(over="ignore", invalid="ignore")  # what is not finite is reported as such
def evaluate(problem: Problem, parameters: Parameters, *, with_gradients: bool = False) -> Evaluation:
    """Return the losses and metrics over all samples; no dropout, no penalty."""
    activations = [ACTIVATIONS[name] for name in problem.train.activations]
    loss = LOSSES[problem.train.loss]
    trace = forward(parameters, activations, problem.train.inputs)
    train_loss = loss_value(
        loss, activations[-1], trace.pre_activations[-1], trace.activations[-1], problem.train.targets
    )
    metrics = _metrics("train", problem, trace.activations[-1], problem.train.targets)
    norms: tuple[float, ...] = ()
    if with_gradients:
        gradients = backward(parameters, activations, loss, trace, problem.train.targets)
        norms = tuple(float(np.hypot(np.linalg.norm(w), np.linalg.norm(b))) for w, b in gradients.layers)
    if not problem.has_test:
        return Evaluation(train_loss, None, metrics, norms)
    trace = forward(parameters, activations, problem.test_inputs)
    test_loss = loss_value(
        loss, activations[-1], trace.pre_activations[-1], trace.activations[-1], problem.test_targets
    )
    metrics |= _metrics("test", problem, trace.activations[-1], problem.test_targets)
    return Evaluation(train_loss, test_loss, metrics, norms)


@np.errstate(over="ignore", invalid="ignore")
def predict(problem: Problem, parameters: Parameters, inputs: Array) -> Array:
    """Return the outputs (n_samples, n_outputs) for raw inputs (n_samples, n_raw_inputs)."""
    activations = [ACTIVATIONS[name] for name in problem.train.activations]
    return forward(parameters, activations, problem.features(inputs)).activations[-1]


def threshold(problem: Problem) -> float:
    """Return the output above which one output means the second class: half-way between the two classes."""
    return 0.0 if problem.has_signed_classes else 0.5


def _metrics(part: str, problem: Problem, predictions: Array, targets: Array) -> dict[str, float]:
    if problem.dataset.kind == "regression":
        return {f"{part}_mean_squared_error": float(np.mean((predictions - targets) ** 2))}
    if predictions.shape[1] == 1:
        is_right = (predictions > threshold(problem)) == (targets > 0.5)
    else:
        is_right = predictions.argmax(axis=1) == targets.argmax(axis=1)
    return {f"{part}_accuracy": float(np.mean(is_right))}
