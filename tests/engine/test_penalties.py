"""Penalties: their figures by hand, and that biases go free."""

import numpy as np
import pytest

from playground.engine.network import Parameters
from playground.engine.penalties import PENALTIES, penalty_gradient, penalty_value

PARAMETERS = Parameters.from_layers([([[1.0, -2.0]], [10.0, -10.0]), ([[0.0], [3.0]], [10.0])])


@pytest.mark.parametrize(("l1", "l2", "expected"), [(0.1, 0, 0.6), (0, 0.1, 1.4), (0.1, 0.01, 0.74), (0, 0, 0)])
def test_penalty_counts_weights_alone(l1, l2, expected):
    assert penalty_value(PARAMETERS, l1, l2) == pytest.approx(expected, rel=1e-14)


def test_penalty_gradient_is_zero_at_biases_and_at_a_vanished_weight():
    gradient = Parameters.from_vector(penalty_gradient(PARAMETERS, 0.1, 0.01), PARAMETERS.sizes)
    np.testing.assert_allclose(gradient.layers[0].weights, [[0.12, -0.14]], rtol=1e-14)
    np.testing.assert_allclose(gradient.layers[1].weights, [[0], [0.16]], rtol=1e-14)
    assert not any(layer.biases.any() for layer in gradient.layers)


def test_penalty_gradient_keeps_float32():
    single = Parameters.from_vector(PARAMETERS.vector.astype("float32"), PARAMETERS.sizes)
    assert penalty_gradient(single, 0.1, 0.01).dtype == np.float32
    assert type(penalty_value(single, 0.1, 0.01)) is float


def test_penalties_have_value_and_slope_zero_at_zero():
    for penalty in PENALTIES.values():
        assert penalty.value(np.zeros(3)) == 0
        assert not penalty.gradient(np.zeros(3)).any()
