"""What the results' panel looks at: predictions beside targets."""

from dataclasses import dataclass

from playground.analysis.inspectors.values import predictions_of
from playground.engine.arrays import Array
from playground.engine.network import Parameters
from playground.training.evaluation import threshold
from playground.training.problem import Problem


@dataclass(frozen=True, slots=True)
class ResultFindings:
    """Predictions and targets, (n_samples, n_outputs) each; test arrays have no rows where nothing is held back.

    `threshold` is the single output above which a sample is taken for the second class.
    """

    train_predictions: Array
    train_targets: Array
    test_predictions: Array
    test_targets: Array
    threshold: float


def find_results(problem: Problem, parameters: Parameters) -> ResultFindings:
    """Return what the results' panel shows."""
    return ResultFindings(
        train_predictions=predictions_of(problem, parameters, problem.train.inputs),
        train_targets=problem.train.targets,
        test_predictions=predictions_of(problem, parameters, problem.test_inputs),
        test_targets=problem.test_targets,
        threshold=threshold(problem),
    )
