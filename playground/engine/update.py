"""One update of a network as a value: everything between the parameters before it and those after it.

Whoever trains takes `after`; whoever explains or examines reads the rest.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from playground.engine.activations import Activation
from playground.engine.arrays import Array
from playground.engine.losses import Loss
from playground.engine.network import Parameters, Sizes, trainable_mask
from playground.engine.optimizers import Hyperparameters, Optimizer, OptimizerState, clip_by_global_norm
from playground.engine.passes import Gradients, Trace, backward, forward
from playground.engine.penalties import penalty_gradient
from playground.engine.schedules import Rate


@dataclass(frozen=True, slots=True)
class LearningState:
    """What an update changes: all parameters end to end, (n_parameters,), and the optimizer's memory."""

    vector: Array
    optimizer: OptimizerState

    def part(self, chosen: NDArray[np.bool_]) -> Self:
        """Return the state of the chosen parameters alone; `chosen` is (n_parameters,)."""
        slots = {name: values[chosen] for name, values in self.optimizer.slots.items()}
        return type(self)(self.vector[chosen], OptimizerState(self.optimizer.count, slots))

    def with_part(self, chosen: NDArray[np.bool_], part: Self) -> Self:
        """Return the state with that of the chosen parameters replaced, and the part's count of updates."""
        slots = self.optimizer.slots.items()
        replaced = {name: merged(chosen, part.optimizer.slots[name], values) for name, values in slots}
        return type(self)(merged(chosen, part.vector, self.vector), OptimizerState(part.optimizer.count, replaced))


@dataclass(frozen=True, slots=True)
class Recipe:
    """How updates are made, whatever the parameters and the samples are.

    Attributes:
        sizes: units of every layer, inputs and output included.
        activations: one a layer, the output's last.
        loss: what is to become small.
        optimizer: the rule.
        hyperparameters: all that the rule has besides the learning rate.
        learning_rate: by the step, schedules applied.
        l1: rate of the L1 penalty.
        l2: rate of the L2 penalty.
        clip_norm: the length that gradients are cut to, None to leave them.
        trainable: which layers learn, the output's last.
    """

    sizes: Sizes
    activations: Sequence[Activation]
    loss: Loss
    optimizer: Optimizer
    hyperparameters: Hyperparameters
    learning_rate: Rate
    l1: float
    l2: float
    clip_norm: float | None
    trainable: tuple[bool, ...]


class Update(NamedTuple):
    """One update.

    Attributes:
        trace: what every layer made of the samples, with the parameters before.
        gradients: of the loss alone.
        penalty_gradient: (n_parameters,) that of the penalties; None where there are none.
        clipped: (n_parameters,) what the optimizer is given: both together, of the layers that learn, shortened where
            that is too long; 0 at the other layers.
        learning_rate: of this update.
        trainable: which layers learn, the output's last.
        before: parameters and optimizer memory before.
        after: the same after; layers that do not learn are as they were.
    """

    trace: Trace
    gradients: Gradients
    penalty_gradient: Array | None
    clipped: Array
    learning_rate: float
    trainable: tuple[bool, ...]
    before: LearningState
    after: LearningState


def make_update(
    recipe: Recipe,
    before: LearningState,
    inputs: Array,
    targets: Array,
    masks: Sequence[Array | None] | None = None,
) -> Update:
    """Return the update that one batch makes.

    Args:
        recipe: how.
        before: parameters and optimizer memory; stays as it is.
        inputs: (n_samples, n_inputs).
        targets: (n_samples, n_outputs).
        masks: the dropout mask of each hidden layer, as in `forward`.
    """
    parameters = Parameters.from_vector(before.vector, recipe.sizes)
    trace = forward(parameters, recipe.activations, inputs, masks)
    gradients = backward(parameters, recipe.activations, recipe.loss, trace, targets)
    penalty = penalty_gradient(parameters, recipe.l1, recipe.l2) if recipe.l1 or recipe.l2 else None
    gradient = gradients.vector if penalty is None else gradients.vector + penalty
    rate = recipe.learning_rate(before.optimizer.count)
    learning = trainable_mask(recipe.sizes, recipe.trainable)
    if learning is None:
        clipped, after = _stepped(recipe, before, gradient, rate)
    else:
        part, after_part = _stepped(recipe, before.part(learning), gradient[learning], rate)
        clipped, after = merged(learning, part, np.zeros_like(gradient)), before.with_part(learning, after_part)
    return Update(trace, gradients, penalty, clipped, rate, recipe.trainable, before, after)


def merged(chosen: NDArray[np.bool_], some: Array, all_values: Array) -> Array:
    """Return a copy of all values in which some stand at the chosen places."""
    values = all_values.copy()
    values[chosen] = some
    return values


def _stepped(recipe: Recipe, before: LearningState, gradient: Array, rate: float) -> tuple[Array, LearningState]:
    """Return the clipped gradient and the state after a step along it; all parameters of the state learn."""
    if recipe.clip_norm is not None:
        gradient = clip_by_global_norm(gradient, recipe.clip_norm)
    after = recipe.optimizer.update(before.vector, gradient, before.optimizer, rate, recipe.hyperparameters)
    return gradient, LearningState(*after)
