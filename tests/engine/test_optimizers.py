"""Update rules: first steps by hand, purity, type, and that each can go downhill."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from playground.engine.optimizers import OPTIMIZERS, OptimizerState, clip_by_global_norm, init

VECTOR = np.array([1.0, -2.0, 3.0])
GRADIENT = np.array([0.5, -1.0, 0.0])
EPSILON = 1e-7


def run(
    name: str, gradients: list, learning_rate: float, vector=VECTOR, **settings
) -> tuple[np.ndarray, OptimizerState]:
    """Return vector and state after one update with each gradient."""
    optimizer = OPTIMIZERS[name]
    hyperparameters = {**optimizer.hyperparameters, **settings}
    state = init(optimizer, len(vector), vector.dtype, hyperparameters)
    for gradient in gradients:
        vector, state = optimizer.update(vector, gradient, state, learning_rate, hyperparameters)
    return vector, state


# Two updates with the same gradient g, learning rate 1 and default settings (momentum 0.9, rho 0.9).
# Adam's corrected averages are then g and g^2, so each of its steps is the sign of g.
@pytest.mark.parametrize(
    ("name", "first_step", "second_step"),
    [
        ("sgd", lambda g: g, lambda g: g),
        ("momentum", lambda g: g, lambda g: 1.9 * g),
        ("nesterov", lambda g: 1.9 * g, lambda g: 0.9 * 1.9 * g + g),
        ("adagrad", lambda g: g / np.sqrt(0.1 + g * g), lambda g: g / np.sqrt(0.1 + 2 * g * g)),
        ("rmsprop", lambda g: np.sign(g) / 0.1**0.5, lambda g: np.sign(g) / 0.19**0.5),
        ("adam", np.sign, np.sign),
    ],
)
def test_first_two_steps_by_hand(name, first_step, second_step):
    once, _ = run(name, [GRADIENT], 1.0)
    twice, _ = run(name, [GRADIENT] * 2, 1.0)
    # epsilon, 1e-7, is left out of the figures above; it enters as its share of g^2 or of Adam's uncorrected sqrt(v)
    np.testing.assert_allclose(VECTOR - once, first_step(GRADIENT), rtol=1e-5)
    np.testing.assert_allclose(once - twice, second_step(GRADIENT), rtol=1e-5)


def test_first_step_of_adadelta_by_hand():
    vector, _ = run("adadelta", [GRADIENT], 1.0)
    np.testing.assert_allclose(
        VECTOR - vector, GRADIENT * np.sqrt(EPSILON / (0.05 * GRADIENT**2 + EPSILON)), rtol=1e-12
    )


def test_first_step_of_nadam_by_hand():
    u_1, u_2 = (0.9 * (1 - 0.5 * 0.96**t) for t in (1, 2))
    m_hat = u_2 * 0.1 * GRADIENT / (1 - u_1 * u_2) + GRADIENT
    vector, _ = run("nadam", [GRADIENT], 1.0)
    np.testing.assert_allclose(VECTOR - vector, m_hat / (np.abs(GRADIENT) + EPSILON), rtol=1e-12)


def test_adamw_shrinks_all_parameters_before_adams_step():
    decayed, _ = run("adam", [GRADIENT], 0.1, vector=VECTOR * (1 - 0.1 * 0.5))
    np.testing.assert_allclose(run("adamw", [GRADIENT], 0.1, weight_decay=0.5)[0], decayed, rtol=1e-15)


def test_momentum_zero_is_plain_descent():
    for name in ("momentum", "nesterov"):
        np.testing.assert_array_equal(
            run(name, [GRADIENT] * 3, 0.1, momentum=0.0)[0], run("sgd", [GRADIENT] * 3, 0.1)[0]
        )


def test_adagrad_begins_with_the_given_accumulator():
    vector, _ = run("adagrad", [GRADIENT], 1.0, initial_accumulator_value=0.75)
    assert VECTOR[0] - vector[0] == pytest.approx(0.5, rel=EPSILON)  # 0.5 / sqrt(0.75 + 0.25), but for epsilon


@pytest.mark.parametrize("name", OPTIMIZERS)
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_update_keeps_the_type_and_counts(name, dtype):
    vector, state = run(name, [GRADIENT.astype(dtype)] * 3, 0.1, vector=VECTOR.astype(dtype))
    assert vector.dtype == dtype
    assert state.count == 3
    assert {slot: values.dtype for slot, values in state.slots.items()} == dict.fromkeys(OPTIMIZERS[name].slots, dtype)
    assert all(values.shape == vector.shape for values in state.slots.values())


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_update_changes_no_argument(name):
    optimizer = OPTIMIZERS[name]
    vector, gradient, state = VECTOR.copy(), GRADIENT.copy(), init(optimizer, 3, np.float64)
    before = {slot: values.copy() for slot, values in state.slots.items()}
    new_vector, new_state = optimizer.update(vector, gradient, state, 0.1, optimizer.hyperparameters)
    np.testing.assert_array_equal(vector, VECTOR)
    np.testing.assert_array_equal(gradient, GRADIENT)
    assert state.count == 0
    for slot, values in before.items():
        np.testing.assert_array_equal(state.slots[slot], values)
        assert not np.shares_memory(state.slots[slot], new_state.slots[slot])
    assert not np.shares_memory(vector, new_vector)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_replayed_updates_give_the_same_numbers(name):
    optimizer, settings = OPTIMIZERS[name], OPTIMIZERS[name].hyperparameters
    vector, state = run(name, [GRADIENT] * 3, 0.1)
    later = [optimizer.update(vector, -GRADIENT, state, 0.1, settings) for _ in range(2)]
    np.testing.assert_array_equal(later[0][0], later[1][0])


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_optimizer_comes_down_a_bowl(name):
    optimizer, vector = OPTIMIZERS[name], VECTOR
    state = init(optimizer, 3, np.float64)
    learning_rate = {"adadelta": 100.0, "adagrad": 1.0}.get(name, 0.02)  # these two shorten their own steps
    for _ in range(300):
        vector, state = optimizer.update(vector, 2 * vector, state, learning_rate, optimizer.hyperparameters)
    assert vector @ vector < 0.01 * (VECTOR @ VECTOR)


@given(gradient=arrays("float64", 5, elements=st.floats(-1e6, 1e6, allow_subnormal=False)), norm=st.floats(1e-6, 1e6))
def test_clipped_gradient_is_no_longer_than_the_norm_and_points_the_same_way(gradient, norm):
    clipped, length = clip_by_global_norm(gradient, norm), math.sqrt(gradient @ gradient)
    np.testing.assert_allclose(
        clipped * max(length, norm), gradient * norm, rtol=1e-12, atol=1e-300
    )  # below 1e-300 digits go missing
    assert math.sqrt(clipped @ clipped) <= norm * (1 + 1e-12)


def test_gradient_within_the_norm_is_left_alone():
    assert clip_by_global_norm(GRADIENT, 2.0) is GRADIENT


def test_clipping_keeps_float32_and_accepts_a_zero_gradient():
    assert clip_by_global_norm(GRADIENT.astype("float32"), 0.5).dtype == np.float32
    assert not clip_by_global_norm(np.zeros(3), 0.5).any()
