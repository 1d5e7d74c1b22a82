"""The tables of TensorFlow expressions: complete, and the same functions and slopes as the engine's."""

import numpy as np
import pytest
import tensorflow as tf

from playground.backends.tensorflow.activations import ACTIVATION_FUNCTIONS
from playground.backends.tensorflow.losses import FUSED_LOSSES, LOSS_FUNCTIONS, loss_of_output
from playground.backends.tensorflow.update_rules import UPDATE_RULES
from playground.engine.activations import ACTIVATIONS
from playground.engine.losses import LOSSES, loss_value, output_delta
from playground.engine.optimizers import OPTIMIZERS
from tests.backends.networks import outputs_of

EXACT = 1e-12  # float64, a few operations
TINY = 1e-15  # what is left of 1 - a^2 where a is almost 1
OUTPUTS = [(loss, activation) for loss in LOSSES for activation in outputs_of(loss)]


def test_every_activation_loss_and_rule_has_its_expression():
    assert ACTIVATION_FUNCTIONS.keys() == ACTIVATIONS.keys()
    assert LOSS_FUNCTIONS.keys() == LOSSES.keys()
    assert UPDATE_RULES.keys() == OPTIMIZERS.keys()
    assert FUSED_LOSSES.keys() == {(name, output) for name, loss in LOSSES.items() for output in loss.fused}


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_activation_and_its_slope_are_those_of_the_engine(name):
    entry, rng = ACTIVATIONS[name], np.random.default_rng(0)
    z, upstream = rng.uniform(-12, 12, (40, 5)), rng.standard_normal((40, 5))
    with tf.GradientTape() as tape:
        variable = tf.Variable(z)
        a = ACTIVATION_FUNCTIONS[name](variable)
        value = tf.reduce_sum(a * upstream)
    np.testing.assert_allclose(a, entry.function(z), rtol=EXACT, atol=TINY)
    slope = tape.gradient(value, variable)
    np.testing.assert_allclose(slope, entry.pullback(z, entry.function(z), upstream), rtol=EXACT, atol=10 * TINY)


@pytest.mark.parametrize("name", [name for name in ACTIVATIONS if name != "softmax"])
def test_activation_has_the_engines_slope_at_its_kink_and_far_out(name):
    entry, z = ACTIVATIONS[name], np.array([[-1e4, -800.0, 0.0, 800.0, 1e4]])
    with tf.GradientTape() as tape:
        variable = tf.Variable(z)
        a = ACTIVATION_FUNCTIONS[name](variable)
    expected = entry.derivative(z, entry.function(z))
    np.testing.assert_allclose(tape.gradient(a, variable), expected, rtol=EXACT, atol=1e-30)


@pytest.mark.parametrize(("loss", "activation"), OUTPUTS)
def test_loss_of_an_output_and_its_slope_are_those_of_the_engine(loss, activation):
    entry, output, rng = LOSSES[loss], ACTIVATIONS[activation], np.random.default_rng(0)
    z, targets = rng.uniform(-4, 4, (20, 3)), np.eye(3)[rng.integers(3, size=20)]
    a = output.function(z)
    with tf.GradientTape() as tape:
        variable = tf.Variable(z)
        value = loss_of_output(loss, activation)(variable, tf.constant(targets))
    assert float(value) == pytest.approx(loss_value(entry, output, z, a, targets), rel=EXACT)
    slope = tape.gradient(value, variable)
    np.testing.assert_allclose(slope, output_delta(entry, output, z, a, targets), rtol=EXACT, atol=TINY)


@pytest.mark.parametrize(("loss", "activation"), FUSED_LOSSES)
def test_closed_form_keeps_its_slope_where_the_output_saturates(loss, activation):
    z, targets = np.array([[60.0, -60.0]]), np.array([[0.0, 1.0]])
    with tf.GradientTape() as tape:
        variable = tf.Variable(z)
        value = loss_of_output(loss, activation)(variable, tf.constant(targets))
    entry, output = LOSSES[loss], ACTIVATIONS[activation]
    expected = output_delta(entry, output, z, output.function(z), targets)
    assert np.abs(expected).max() > 0.4
    np.testing.assert_allclose(tape.gradient(value, variable), expected, rtol=EXACT)


@pytest.mark.parametrize("loss", ["binary_crossentropy", "categorical_crossentropy"])
def test_loss_and_slope_stay_finite_at_probabilities_of_0_and_1(loss):
    p, targets = np.array([[0.0, 1.0]]), np.array([[1.0, 0.0]])
    with tf.GradientTape() as tape:
        variable = tf.Variable(p)
        value = LOSS_FUNCTIONS[loss](variable, tf.constant(targets))
    assert float(value) == pytest.approx(LOSSES[loss].value(p, targets), rel=1e-9)
    np.testing.assert_allclose(tape.gradient(value, variable), LOSSES[loss].gradient(p, targets), rtol=1e-6)
