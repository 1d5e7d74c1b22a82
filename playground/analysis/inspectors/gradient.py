"""What the weights' panel looks at: where the loss would have every parameter go."""

from dataclasses import dataclass

from playground.engine.arrays import Array
from playground.engine.network import Parameters
from playground.training.evaluation import differentiate, evaluate
from playground.training.problem import Problem


@dataclass(frozen=True, slots=True)
class WeightFindings:
    """The gradient of the loss over all training samples by every parameter, (n_parameters,)."""

    gradient: Array


def find_gradient(problem: Problem, parameters: Parameters) -> WeightFindings:
    """Return what the weights' panel shows."""
    trace = evaluate(problem, parameters).trace
    return WeightFindings(differentiate(problem, parameters, trace).vector)
