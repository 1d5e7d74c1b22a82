"""Losses by hand, and their behaviour where predictions saturate."""

import math

import numpy as np
import pytest

from playground.engine.activations import ACTIVATIONS
from playground.engine.losses import LOSSES, loss_value, output_delta

SIZES = np.array(
    [0, 1e-4, 1, 16.7, 40, 88, 89, 100, 710, 1e3, 1e4]
)  # exp overflows at 89 and 710, 1 - sigmoid ends at 40
PREDICTIONS = np.array([[0.5, 0.25], [0.125, 3.0]])
TARGETS = np.array([[1.0, 0.0], [0.0, 1.0]])
PROBABILITIES = np.array([[0.5, 0.25], [0.125, 0.8]])


def outputs_of(loss: str) -> list[str]:
    required = LOSSES[loss].output_activation
    return [required] if required else list(ACTIVATIONS)


@pytest.mark.parametrize(
    ("name", "value", "gradient"),
    [
        ("mean_squared_error", (0.25 + 0.0625 + 0.015625 + 4) / 4, [[-0.25, 0.125], [0.0625, 1.0]]),
        ("sum_of_squared_errors", 0.25 + 0.0625 + 0.015625 + 4, [[-1.0, 0.5], [0.25, 4.0]]),
        ("mean_absolute_error", (0.5 + 0.25 + 0.125 + 2) / 4, [[-0.25, 0.25], [0.25, 0.25]]),
        ("huber", (0.125 + 0.03125 + 0.0078125 + 1.5) / 4, [[-0.125, 0.0625], [0.03125, 0.25]]),
        ("hinge", (0.5 + 1.25 + 1.125 + 0) / 4, [[-0.25, 0.25], [0.25, 0.0]]),
    ],
)
def test_loss_and_gradient_by_hand(name, value, gradient):
    assert LOSSES[name].value(PREDICTIONS, TARGETS) == pytest.approx(value, rel=1e-15)
    assert LOSSES[name].gradient(PREDICTIONS, TARGETS).tolist() == gradient


def test_binary_crossentropy_by_hand():
    value = -(math.log(0.5) + math.log(0.75) + math.log(0.875) + math.log(0.8)) / 4
    assert LOSSES["binary_crossentropy"].value(PROBABILITIES, TARGETS) == pytest.approx(value, rel=1e-14)


def test_categorical_crossentropy_adds_over_classes_and_averages_over_samples():
    value = -(math.log(0.5) + math.log(0.8)) / 2
    assert LOSSES["categorical_crossentropy"].value(PROBABILITIES, TARGETS) == pytest.approx(value, rel=1e-14)


@pytest.mark.parametrize(
    ("loss", "output"), [("binary_crossentropy", "sigmoid"), ("categorical_crossentropy", "softmax")]
)
def test_closed_form_stays_exact_where_the_output_saturates(loss, output):
    z = np.array([[-800.0, 800.0]])
    a = ACTIVATIONS[output].function(z)
    wrong = np.array([[1.0, 0.0]])
    # Two outputs 800 away on the wrong side each, averaged; or one class 1600 behind the other.
    expected = {"sigmoid": 800, "softmax": 1600}[output]
    assert loss_value(LOSSES[loss], ACTIVATIONS[output], z, a, wrong) == pytest.approx(expected, rel=1e-14)
    delta = output_delta(LOSSES[loss], ACTIVATIONS[output], z, a, wrong)
    share = {"sigmoid": 0.5, "softmax": 1}[output]
    np.testing.assert_allclose(delta, [[-share, share]], rtol=1e-14)


@pytest.mark.parametrize("name", ["binary_crossentropy", "categorical_crossentropy"])
def test_crossentropy_of_certain_predictions_is_finite(name):
    certain = np.array([[0.0, 1.0]])
    for targets in (certain, 1 - certain):
        assert math.isfinite(LOSSES[name].value(certain, targets))
        assert np.isfinite(LOSSES[name].gradient(certain, targets)).all()


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize(("loss", "output"), [(loss, output) for loss in LOSSES for output in outputs_of(loss)])
def test_loss_stays_finite_and_its_delta_keeps_the_type(loss, output, dtype):
    z = np.concatenate([np.stack([a * SIZES, b * SIZES], axis=1) for a in (1, -1) for b in (1, -1)]).astype(dtype)
    targets = np.eye(2, dtype=dtype)[np.arange(len(z)) % 2]
    activation = ACTIVATIONS[output]
    a = activation.function(z)
    value = loss_value(LOSSES[loss], activation, z, a, targets)
    delta = output_delta(LOSSES[loss], activation, z, a, targets)
    assert type(value) is float
    assert math.isfinite(value)
    assert delta.dtype == dtype
    assert np.isfinite(delta).all()


@pytest.mark.parametrize("name", LOSSES)
def test_loss_gradient_has_the_shape_and_type_of_the_predictions(name):
    gradient = LOSSES[name].gradient(PROBABILITIES.astype("float32"), TARGETS.astype("float32"))
    assert gradient.dtype == "float32"
    assert gradient.shape == PROBABILITIES.shape
