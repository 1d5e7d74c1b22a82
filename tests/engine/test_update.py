"""One update as a value: its parts are those of the formulas, and they lead from before to after."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from playground.engine.activations import ACTIVATIONS
from playground.engine.losses import LOSSES
from playground.engine.network import Parameters, initialize, split
from playground.engine.optimizers import OPTIMIZERS, init
from playground.engine.passes import backward, forward
from playground.engine.penalties import penalty_gradient
from playground.engine.schedules import SCHEDULES, scheduled
from playground.engine.update import LearningState, Recipe, make_update

SIZES = (2, 3, 2, 1)
RNG = np.random.default_rng(0)
INPUTS, TARGETS = RNG.normal(size=(7, 2)), RNG.integers(0, 2, (7, 1)).astype(float)
START = initialize(SIZES, "glorot_uniform", RNG, np.float64)
PLAIN = Recipe(
    sizes=SIZES,
    activations=[ACTIVATIONS[name] for name in ("tanh", "relu", "sigmoid")],
    loss=LOSSES["binary_crossentropy"],
    optimizer=OPTIMIZERS["sgd"],
    hyperparameters={},
    learning_rate=scheduled(0.1),
    l1=0.0,
    l2=0.0,
    clip_norm=None,
    trainable=(True, True, True),
)
FULL = replace(PLAIN, l1=0.01, l2=0.1, clip_norm=0.2, trainable=(True, False, True))


def updated(recipe, masks=None, count=0):
    memory = init(recipe.optimizer, START.vector.size, np.float64)
    state = LearningState(START.vector, replace(memory, count=count))
    return make_update(recipe, state, INPUTS, TARGETS, masks)


def test_plain_update_goes_downhill_by_the_rate_times_the_gradient():
    update = updated(PLAIN)
    trace = forward(START, PLAIN.activations, INPUTS)
    gradients = backward(START, PLAIN.activations, PLAIN.loss, trace, TARGETS)
    assert_array_equal(update.gradients.vector, gradients.vector)
    assert_array_equal(update.trace.activations[-1], trace.activations[-1])
    assert update.penalty_gradient is None
    assert_array_equal(update.clipped, gradients.vector)
    assert update.learning_rate == 0.1
    assert_array_equal(update.after.vector, START.vector - 0.1 * gradients.vector)


def test_penalties_are_a_part_of_their_own():
    update = updated(replace(PLAIN, l1=0.01, l2=0.1))
    assert_array_equal(update.gradients.vector, updated(PLAIN).gradients.vector)
    assert_array_equal(update.penalty_gradient, penalty_gradient(START, 0.01, 0.1))
    assert_array_equal(update.clipped, update.gradients.vector + update.penalty_gradient)


def test_locked_layers_stay_and_count_for_no_norm():
    update = updated(FULL)
    first, second, output = split(update.clipped, SIZES)
    assert not second.weights.any()
    assert not second.biases.any()
    whole = split(update.gradients.vector + update.penalty_gradient, SIZES)
    length = np.sqrt(sum((part**2).sum() for layer in (whole[0], whole[2]) for part in layer))
    assert length > 0.2, "it is clipped"
    assert_allclose(first.weights, whole[0].weights * 0.2 / length, rtol=1e-12)
    assert_allclose(output.biases, whole[2].biases * 0.2 / length, rtol=1e-12)
    assert_allclose(np.linalg.norm(update.clipped), 0.2, rtol=1e-12)
    after = Parameters.from_vector(update.after.vector, SIZES)
    assert_array_equal(after.layers[1].weights, START.layers[1].weights)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_rule_turns_what_was_clipped_into_the_state_after(optimizer):
    entry = OPTIMIZERS[optimizer]
    recipe = replace(PLAIN, optimizer=entry, hyperparameters=entry.hyperparameters, clip_norm=0.05, l2=0.1)
    update = updated(recipe, count=3)
    before = update.before
    vector, memory = entry.update(before.vector, update.clipped, before.optimizer, 0.1, entry.hyperparameters)
    assert_array_equal(update.after.vector, vector)
    assert update.after.optimizer.count == memory.count == 4
    for name, values in memory.slots.items():
        assert_array_equal(update.after.optimizer.slots[name], values)


def test_rate_is_that_of_the_updates_made_before():
    recipe = replace(PLAIN, learning_rate=scheduled(0.1, SCHEDULES["step"].change(5, 0.5)))
    assert [updated(recipe, count=count).learning_rate for count in (0, 4, 5, 10)] == [0.1, 0.1, 0.05, 0.025]


def test_dropout_masks_are_those_of_the_trace():
    mask = np.zeros((7, 3))
    update = updated(PLAIN, masks=(mask, None))
    assert update.trace.masks[0] is mask
    assert not update.trace.activations[0].any()
    assert not split(update.gradients.vector, SIZES)[0].weights.any()


def test_state_before_stays_as_it_was():
    vector = START.vector.copy()
    update = updated(FULL)
    assert update.before.vector is START.vector
    assert_array_equal(START.vector, vector)
    assert not np.array_equal(update.after.vector, vector)
