"""What the panels below the stage look at: one inspector a file, each a function of the problem and the parameters."""

from collections.abc import Callable

from playground.analysis.inspectors.activations import ActivationFindings, find_activations
from playground.analysis.inspectors.gradient import WeightFindings, find_gradient
from playground.analysis.inspectors.output import OutputFindings, find_output
from playground.analysis.inspectors.results import ResultFindings, find_results
from playground.engine.network import Parameters
from playground.training.problem import Problem

Findings = WeightFindings | ActivationFindings | ResultFindings | OutputFindings | None

INSPECTORS: dict[str, Callable[[Problem, Parameters], Findings]] = {
    "history": lambda problem, parameters: None,
    "weights": find_gradient,
    "activations": find_activations,
    "results": find_results,
    "output": find_output,
}
"""By subject; of "history" the moment and the curves say it all."""
