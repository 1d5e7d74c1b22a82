"""What students are told about activations, and what keeps long runs alive: no overflow, no change of type."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from playground.engine.activation_rules import sigmoid, softmax, softplus
from playground.engine.activations import ACTIVATIONS
from playground.engine.initializers import INITIALIZERS

DTYPES = ["float32", "float64"]
LIMIT = 1e4


SIZES = np.array([0, 1e-30, 1e-4, 1, 9, 30, 80, 88, 89, 100, 700, 710, 1e3, LIMIT])  # exp overflows at 89 and 710
pre_activations = arrays("float64", array_shapes(min_dims=2, max_dims=2, max_side=5), elements=st.floats(-LIMIT, LIMIT))


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", ACTIVATIONS)
def test_activation_stays_finite_and_keeps_its_type(name, dtype):
    activation, z = ACTIVATIONS[name], np.stack([SIZES, -SIZES, SIZES[::-1], -SIZES[::-1]], axis=1).astype(dtype)
    a = activation.function(z)
    for values in (a, activation.derivative(z, a), activation.pullback(z, a, np.ones_like(z))):
        assert values.dtype == dtype
        assert values.shape == z.shape
        assert np.isfinite(values).all()


@given(z=pre_activations, shift=st.floats(-100, 100))
def test_softmax_is_a_distribution_that_ignores_a_shift(z, shift):
    probabilities = softmax(z)
    assert (probabilities >= 0).all()
    np.testing.assert_allclose(probabilities.sum(axis=1), 1, rtol=1e-14)
    np.testing.assert_allclose(softmax(z + shift), probabilities, atol=1e-11)  # z + shift itself is rounded to 1e-12


@given(z=pre_activations)
def test_sigmoid_of_minus_z_is_the_rest_to_one(z):
    np.testing.assert_allclose(sigmoid(-z), 1 - sigmoid(z), atol=1e-15)


@given(z=pre_activations)
def test_softplus_of_z_less_that_of_minus_z_is_z(z):
    np.testing.assert_allclose(softplus(z) - softplus(-z), z, atol=1e-11)  # |z| up to 1e4 has 12 decimals


def test_sigmoid_is_exact_in_both_tails():
    z = np.array([-80.0, -40.0, 40.0])
    np.testing.assert_allclose(sigmoid(z), [np.exp(-80), np.exp(-40), 1], rtol=1e-14)


@pytest.mark.parametrize(
    ("name", "at_minus_2", "at_0", "at_2"),
    [
        ("linear", -2, 0, 2),
        ("relu", 0, 0, 2),
        ("leaky_relu", -0.4, 0, 2),
        ("elu", -0.8646647167633873, 0, 2),
        ("selu", -1.520166468595695, 0, 2.101401974710961),
        ("gelu", -0.04550026389635842, 0, 1.9544997361036416),
        ("silu", -0.2384058440442351, 0, 1.7615941559557649),
        ("softplus", 0.1269280110429726, 0.6931471805599453, 2.1269280110429727),
        ("sigmoid", 0.11920292202211755, 0.5, 0.8807970779778823),
        ("tanh", -0.9640275800758169, 0, 0.9640275800758169),
    ],
)
def test_activation_has_its_textbook_values(name, at_minus_2, at_0, at_2):
    values = ACTIVATIONS[name].function(np.array([[-2.0, 0.0, 2.0]]))
    np.testing.assert_allclose(values[0], [at_minus_2, at_0, at_2], rtol=1e-14, atol=1e-17)


def test_softmax_has_its_textbook_values():
    np.testing.assert_allclose(softmax(np.log([[1.0, 2.0, 5.0]])), [[0.125, 0.25, 0.625]], rtol=1e-14)


@pytest.mark.parametrize(("name", "slope"), [("relu", 0), ("leaky_relu", 0.2)])
def test_slope_at_the_kink_is_the_left_one(name, slope):
    assert ACTIVATIONS[name].derivative(np.zeros((1, 1)), np.zeros((1, 1))) == pytest.approx(slope, rel=1e-15)


def test_pullback_of_softmax_is_its_jacobian_product():
    z, upstream = np.array([[0.3, -1.2, 2.0]]), np.array([[0.5, -0.1, 0.7]])
    a = softmax(z)
    jacobian = np.diag(a[0]) - np.outer(a[0], a[0])
    np.testing.assert_allclose(ACTIVATIONS["softmax"].pullback(z, a, upstream)[0], jacobian @ upstream[0], rtol=1e-13)


FAR = np.linspace(-60, 60, 120_001)[:, np.newaxis]
ALONE = [name for name, entry in ACTIVATIONS.items() if not entry.is_joint]


@pytest.mark.parametrize("name", ALONE)
def test_steepest_slope_is_the_largest_there_is(name):
    entry = ACTIVATIONS[name]
    slopes = entry.derivative(FAR, entry.function(FAR))
    assert slopes.max() == pytest.approx(entry.steepest, rel=1e-3)  # where the grid does not meet the very place
    assert slopes.max() <= entry.steepest * (1 + 1e-6)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_ends_are_known_of_every_activation_that_has_them(name):
    far = ACTIVATIONS[name].function(np.array([[-1e4, 1e4]]))[0]
    is_bounded = bool(np.abs(far).max() < 2)
    assert ACTIVATIONS[name].saturates == is_bounded
    assert not is_bounded or ACTIVATIONS[name].ends == pytest.approx(tuple(far), abs=1e-3)  # reached slowly by some


@pytest.mark.parametrize("name", ALONE)
def test_rectifier_passes_large_sums_on_at_about_full_size_and_others_less(name):
    entry = ACTIVATIONS[name]
    slopes = entry.derivative(FAR, entry.function(FAR))
    above, below = slopes[FAR > 20], slopes[FAR < -20]
    assert entry.is_rectifier == bool(above.min() > 0.99 and below.max() < 0.5)


def test_softmax_alone_joins_its_units():
    assert [name for name, entry in ACTIVATIONS.items() if entry.is_joint] == ["softmax"]
    assert {name for name, entry in ACTIVATIONS.items() if entry.is_probability} == {"sigmoid", "softmax"}


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_partner_is_an_initializer_that_looks_at_the_layers_size(name):
    partner = ACTIVATIONS[name].partner
    assert partner is None or not INITIALIZERS[partner].is_blind
