"""One neuron looked at closely: its sum at one training sample, and everything that belongs to its weights."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from playground.analysis.maps import SHOWN_UNITS, Focus
from playground.engine.activations import ACTIVATIONS
from playground.engine.arrays import Array
from playground.engine.network import Parameters, split
from playground.engine.passes import forward
from playground.training.evaluation import differentiate, evaluate
from playground.training.problem import Problem
from playground.training.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Card:
    """The numbers of one neuron at one moment.

    Attributes:
        facts: what is one number or a few: layer, unit, sample, n_samples, inputs (raw), target, prediction (of the
            network), z, a, delta (the loss' derivative by z at this sample alone), slots (names), fan_in, shown_in,
            rest_in (sum of the terms that are not shown), fan_out.
        incoming: (3 + n_slots, shown_in + 1) rows: what comes in at the sample, the weights, their gradient over all
            training samples, and the optimizer's memory of each; the last column is the bias.
        outgoing: (2 + n_slots, shown_out) rows: weights, gradient, memory; of an output neuron, (0,).
    """

    facts: dict[str, Any]
    incoming: Array
    outgoing: Array


@np.errstate(over="ignore", invalid="ignore")
def draw_card(problem: Problem, snapshot: Snapshot, focus: Focus, sample: int) -> Card | None:
    """Return the card of a neuron, None where there is none: of inputs, or of another network's neuron."""
    sizes = snapshot.sizes
    if not (0 <= focus.layer < len(sizes) - 1 and 0 <= focus.unit < sizes[focus.layer + 1]):
        return None
    sample = min(max(sample, 0), problem.n_train - 1)
    parameters = snapshot.parameters
    gradients = differentiate(problem, parameters, evaluate(problem, parameters).trace)
    layers = [parameters.layers, gradients.layers, *_slots(snapshot)]
    one = _at_sample(problem, parameters, sample)
    coming, weights = one.values[focus.layer], parameters.layers[focus.layer].weights[:, focus.unit]
    facts = {
        "layer": focus.layer,
        "unit": focus.unit,
        "sample": sample,
        "n_samples": problem.n_train,
        "inputs": problem.dataset.train_inputs[sample].tolist(),
        "target": problem.train.targets[sample].tolist(),
        "prediction": one.values[-1].tolist(),
        "z": one.sums[focus.layer][focus.unit].item(),
        "a": one.values[focus.layer + 1][focus.unit].item(),
        "delta": one.deltas[focus.layer][focus.unit].item(),
        "slots": list(snapshot.state.optimizer.slots),
        "fan_in": len(coming),
        "shown_in": min(len(coming), SHOWN_UNITS),
        "rest_in": (coming[SHOWN_UNITS:] @ weights[SHOWN_UNITS:]).item(),
        "fan_out": sizes[focus.layer + 2] if focus.layer + 2 < len(sizes) else 0,
    }
    incoming = [_column(layer[focus.layer], focus.unit) for layer in layers]
    rows_in = [np.append(coming[:SHOWN_UNITS], 1), *incoming]
    rows_out: list[Array] = []
    if facts["fan_out"]:
        rows_out = [layer[focus.layer + 1][0][focus.unit, :SHOWN_UNITS] for layer in layers]
    return Card(facts, np.array(rows_in), np.array(rows_out))


@dataclass(frozen=True, slots=True)
class _Sample:
    """What every layer makes of one sample: values from the inputs on, sums, and the loss' derivatives by them."""

    values: list[Array]
    sums: list[Array]
    deltas: list[Array]


def _at_sample(problem: Problem, parameters: Parameters, sample: int) -> _Sample:
    activations = [ACTIVATIONS[name] for name in problem.train.activations]
    alone = problem.only(sample)
    trace = forward(parameters, activations, alone.train.inputs)
    deltas = differentiate(alone, parameters, trace).deltas
    values = [trace.inputs, *trace.activations]
    return _Sample([v[0] for v in values], [z[0] for z in trace.pre_activations], [d[0] for d in deltas])


def _slots(snapshot: Snapshot) -> list[tuple[Any, ...]]:
    return [split(values, snapshot.sizes) for values in snapshot.state.optimizer.slots.values()]


def _column(layer: tuple[Array, Array], unit: int) -> Array:
    weights, biases = layer
    return np.append(weights[:SHOWN_UNITS, unit], biases[unit])
