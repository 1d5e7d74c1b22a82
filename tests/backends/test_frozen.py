"""Frozen layers in the engine from scratch: by hand, and as the constants that they are to the others."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from playground.backends import ENGINES, Model, Stretch
from playground.engine.activations import ACTIVATIONS
from playground.engine.network import Parameters, trainable_mask
from playground.engine.optimizers import OPTIMIZERS, OptimizerState, init
from playground.engine.passes import layer_outputs
from playground.engine.update import LearningState
from playground.spec.training import TrainingSpec
from tests.backends.networks import UNITS, make_case

LAST_BITS = 1e-12  # float64: a sum over a batch is not taken in the order of a sum over all samples


@pytest.mark.parametrize("engine", ["numpy", "compiled"])
def test_one_step_with_a_frozen_output_is_that_of_the_hand(engine):
    """From x = 1 to y = 3 (2 x + 0) + 1 = 7 where 0 is wanted, the hidden layer's gradients are 2 * 7 * 3 = 42."""
    model = Model((1, 1, 1), ("linear", "linear"), "mean_squared_error", "sgd", np.array([[1.0]]), np.array([[0.0]]))
    backend = ENGINES[engine].make(model)
    backend.configure(TrainingSpec(optimizer={"learning_rate": 0.1}, l2=0.5, clip_norm=5.0), (True, False))
    backend.load(LearningState(np.array([2.0, 0.0, 3.0, 1.0]), OptimizerState(0, {})))
    backend.train(Stretch(np.array([0]), np.array([1]), (None,)))
    by_weight, by_bias = 42 + 2 * 0.5 * 2, 42  # the penalty of the frozen weight 3 is no one's gradient
    shrunk = 5 / np.hypot(by_weight, by_bias)  # and the gradients by the frozen 3 and 1 lengthen no other
    expected = [2 - 0.1 * shrunk * by_weight, 0 - 0.1 * shrunk * by_bias, 3, 1]
    assert_allclose(backend.state().vector, expected, rtol=LAST_BITS)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_learning_behind_a_frozen_layer_is_learning_from_what_it_makes_of_the_inputs(optimizer):
    case = make_case(optimizer, hidden=("tanh", "silu"), n_steps=50)
    case = case.with_settings(l1=0.001, l2=0.02, clip_norm=0.1).with_frozen(0)
    model, learns = case.model, ~case.parameters_of(0)
    parameters = Parameters.from_vector(case.start.vector, model.sizes)
    made, *_ = layer_outputs(parameters, [ACTIVATIONS[name] for name in model.activations], model.inputs)
    behind = replace(
        case,
        model=replace(model, sizes=(UNITS, UNITS, model.sizes[-1]), activations=model.activations[1:], inputs=made),
        trainable=(True, True),
        start=case.start.part(learns),
        stretch=replace(case.stretch, masks=case.stretch.masks[1:]),
    )
    whole, alone = case.trained("numpy"), behind.trained("numpy")
    assert_allclose(whole.vector[learns], alone.vector, rtol=LAST_BITS, atol=LAST_BITS)
    for name, values in alone.optimizer.slots.items():
        assert_allclose(whole.optimizer.slots[name][learns], values, rtol=LAST_BITS, atol=LAST_BITS)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_frozen_layer_and_its_memory_stay_bit_by_bit(optimizer):
    case = make_case(optimizer, hidden=("tanh", "silu"), n_steps=20)
    backend = case.backend("numpy")
    backend.train(case.stretch)
    before, frozen = backend.state(), case.parameters_of(1)
    backend.configure(case.with_settings(l2=0.1).training, case.with_frozen(1).trainable)
    backend.train(case.stretch)
    after = backend.state()
    assert_array_equal(after.vector == before.vector, frozen)
    for name, values in after.optimizer.slots.items():
        assert_array_equal(values == before.optimizer.slots[name], frozen)
    assert after.optimizer.count == 40


def test_part_of_a_state_put_back_is_the_state():
    vector = np.arange(5.0)
    state = LearningState(vector, init(OPTIMIZERS["adam"], 5, "float64"))
    chosen = np.array([True, False, False, True, True])
    part = state.part(chosen)
    assert_array_equal(part.vector, [0, 3, 4])
    changed = state.with_part(chosen, replace(part, vector=-part.vector))
    assert_array_equal(changed.vector, [0, 1, 2, -3, -4])
    assert_array_equal(vector, np.arange(5.0))


def test_mask_of_what_learns_follows_the_layers():
    assert trainable_mask((2, 1, 2), (True, True)) is None
    assert_array_equal(trainable_mask((2, 1, 2), (False, True)), [False] * 3 + [True] * 4)
    with pytest.raises(ValueError, match="longer"):
        trainable_mask((2, 1, 2), (True,))
