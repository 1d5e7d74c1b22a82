"""First weights: their bounds and deviations, and that they depend on the generator alone."""

import numpy as np
import pytest

from playground.engine.initializers import INITIALIZERS

FAN_IN, FAN_OUT = 300, 200
# 60,000 weights: their standard deviation is known to about 0.3 % (1 / sqrt(2 n)), their extremes to about 0.1 %.
DEVIATION_TOLERANCE, BOUND_TOLERANCE = 0.015, 0.001


def draw(name: str, seed: int = 0) -> np.ndarray:
    return INITIALIZERS[name].draw(np.random.default_rng(seed), FAN_IN, FAN_OUT)


def test_zeros_are_zero():
    assert not draw("zeros").any()


@pytest.mark.parametrize(
    ("name", "bound"),
    [
        ("uniform", 0.05),
        ("glorot_uniform", (6 / 500) ** 0.5),
        ("he_uniform", (6 / 300) ** 0.5),
        ("lecun_uniform", (3 / 300) ** 0.5),
    ],
)
def test_uniform_weights_fill_their_bounds_evenly(name, bound):
    weights = draw(name)
    assert np.abs(weights).max() <= bound
    assert [weights.min(), weights.max()] == pytest.approx([-bound, bound], rel=BOUND_TOLERANCE)
    assert weights.std() == pytest.approx(bound / 3**0.5, rel=DEVIATION_TOLERANCE)


@pytest.mark.parametrize(
    ("name", "deviation"),
    [
        ("glorot_normal", (2 / 500) ** 0.5),
        ("he_normal", (2 / 300) ** 0.5),
        ("lecun_normal", (1 / 300) ** 0.5),
    ],
)
def test_truncated_normal_weights_keep_their_deviation_within_the_cut(name, deviation):
    weights = draw(name)
    cut = 2 * deviation / 0.87962566103423978  # Keras' figure for the deviation left by the cut
    assert np.abs(weights).max() <= cut
    assert np.abs(weights).max() == pytest.approx(cut, rel=BOUND_TOLERANCE)
    assert weights.std() == pytest.approx(deviation, rel=DEVIATION_TOLERANCE)


def test_normal_weights_have_tails_and_deviation_005():
    weights = draw("normal")
    assert weights.std() == pytest.approx(0.05, rel=DEVIATION_TOLERANCE)
    assert np.abs(weights).max() > 3 * 0.05


@pytest.mark.parametrize("name", INITIALIZERS)
def test_weights_are_float64_in_the_shape_of_the_layer_around_zero(name):
    weights = draw(name)
    assert weights.dtype == np.float64
    assert weights.shape == (FAN_IN, FAN_OUT)
    assert abs(weights.mean()) <= 5 * weights.std() / weights.size**0.5  # five standard errors


@pytest.mark.parametrize("name", [name for name in INITIALIZERS if name != "zeros"])
def test_equal_generators_give_equal_weights_and_others_do_not(name):
    np.testing.assert_array_equal(draw(name, seed=3), draw(name, seed=3))
    assert (draw(name, seed=3) != draw(name, seed=4)).any()
