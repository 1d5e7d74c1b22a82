"""What the layers of a network make of inputs, as the inspectors look at it."""

import numpy as np

from playground.engine.activations import ACTIVATIONS
from playground.engine.arrays import Array
from playground.engine.network import Parameters
from playground.engine.passes import layer_outputs
from playground.training.problem import Problem

SLICE = 1024  # points at once: of a wide network, all layers of all points would be gigabytes


def layer_values(problem: Problem, parameters: Parameters, inputs: Array) -> list[Array]:
    """Return the inputs and what every layer makes of them."""
    activations = [ACTIVATIONS[name] for name in problem.train.activations]
    return [inputs, *layer_outputs(parameters, activations, inputs)]


def predictions_of(problem: Problem, parameters: Parameters, inputs: Array) -> Array:
    """Return what the last layer makes of the inputs, forgetting the other layers slice by slice."""
    starts = range(0, max(1, len(inputs)), SLICE)
    return np.concatenate([layer_values(problem, parameters, inputs[at : at + SLICE])[-1] for at in starts])
