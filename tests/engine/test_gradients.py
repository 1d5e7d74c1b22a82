"""Every gradient of the engine against central differences, in float64 and away from kinks."""

from collections.abc import Callable

import numpy as np
import pytest

from playground.engine.activations import ACTIVATIONS
from playground.engine.losses import LOSSES, loss_value, output_delta
from playground.engine.network import Parameters
from playground.engine.optimizers import clip_by_global_norm
from playground.engine.passes import Trace, backward, dropout_mask, forward
from playground.engine.penalties import penalty_gradient, penalty_value

SIZES = (2, 4, 4, 3)
N_SAMPLES = 6
STEP = 1e-6  # of a central difference: the formula's own error is about STEP^2, rounding adds about 1e-16 / STEP
RELATIVE, ABSOLUTE = 1e-6, 1e-8  # a hundred times the rounding error above
MARGIN = 1e-4  # a hundred steps between a drawn point and the nearest kink
L1, L2 = 0.03, 0.02
HIDDEN = [name for name, entry in ACTIVATIONS.items() if not entry.is_output_only]


def check_gradient(function: Callable[[np.ndarray], float], gradient: np.ndarray, at: np.ndarray) -> None:
    """Assert that the function's slope along random directions is the gradient's share of them."""
    rng = np.random.default_rng(1)
    for _ in range(3):
        direction = rng.standard_normal(at.shape)
        direction /= np.linalg.norm(direction)
        slope = (function(at + STEP * direction) - function(at - STEP * direction)) / (2 * STEP)
        assert slope == pytest.approx(np.vdot(gradient, direction), rel=RELATIVE, abs=ABSOLUTE)


def draw_targets(loss, rng: np.random.Generator) -> np.ndarray:
    if "regression" in loss.kinds:
        return rng.standard_normal((N_SAMPLES, SIZES[-1]))
    return np.eye(SIZES[-1])[rng.integers(SIZES[-1], size=N_SAMPLES)]


def distances_to_kinks(parameters: Parameters, trace: Trace, targets: np.ndarray) -> np.ndarray:
    """Return how far z is from 0, weights from 0, errors from 0 and +-1, and margins from 1."""
    errors, margins = np.abs(trace.activations[-1] - targets), (2 * targets - 1) * trace.activations[-1]
    distances = (
        *trace.pre_activations,
        *(layer.weights for layer in parameters.layers),
        errors,
        errors - 1,
        margins - 1,
    )
    return np.abs(np.concatenate([distance.ravel() for distance in distances]))


class Case:
    """A network with its data at a point where everything is smooth."""

    def __init__(self, hidden: str, loss: str, output: str, dropout: float = 0.0) -> None:
        self.loss = LOSSES[loss]
        self.activations = [ACTIVATIONS[name] for name in (hidden, hidden, output)]
        for seed in range(50):
            rng = np.random.default_rng(seed)
            self.inputs, self.targets = rng.standard_normal((N_SAMPLES, SIZES[0])), draw_targets(self.loss, rng)
            self.masks = [dropout_mask(rng, dropout, (N_SAMPLES, units), float) for units in SIZES[1:-1]]
            self.vector = 0.7 * rng.standard_normal(47)
            if distances_to_kinks(self.parameters(self.vector), self.trace(self.vector), self.targets).min() > MARGIN:
                return
        raise AssertionError("no smooth point found")

    def parameters(self, vector: np.ndarray) -> Parameters:
        """Return the network with these parameters."""
        return Parameters.from_vector(vector, SIZES)

    def trace(self, vector: np.ndarray) -> Trace:
        """Return the forward pass with these parameters."""
        return forward(self.parameters(vector), self.activations, self.inputs, self.masks)

    def loss_at(self, vector: np.ndarray) -> float:
        """Return the loss with these parameters."""
        trace = self.trace(vector)
        return loss_value(
            self.loss, self.activations[-1], trace.pre_activations[-1], trace.activations[-1], self.targets
        )

    def gradient(self) -> np.ndarray:
        """Return what the backward pass gives at the drawn point."""
        trace = self.trace(self.vector)
        return backward(self.parameters(self.vector), self.activations, self.loss, trace, self.targets).vector


def outputs_of(loss: str) -> list[str]:
    """Return the output activations a loss may be used with."""
    required = LOSSES[loss].output_activation
    return [required] if required else list(ACTIVATIONS)


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("hidden", HIDDEN)
def test_network_gradient_is_the_slope_of_the_loss_for_every_hidden_activation(hidden, loss):
    case = Case(hidden, loss, LOSSES[loss].output_activation or "linear")
    check_gradient(case.loss_at, case.gradient(), case.vector)


@pytest.mark.parametrize(("loss", "output"), [(loss, output) for loss in LOSSES for output in outputs_of(loss)])
def test_network_gradient_is_the_slope_of_the_loss_for_every_output_activation(loss, output):
    case = Case("tanh", loss, output)
    check_gradient(case.loss_at, case.gradient(), case.vector)


@pytest.mark.parametrize("hidden", HIDDEN)
def test_network_gradient_respects_dropout_masks(hidden):
    case = Case(hidden, "mean_squared_error", "linear", dropout=0.4)
    assert all((mask == 0).any() and (mask > 1).any() for mask in case.masks)
    check_gradient(case.loss_at, case.gradient(), case.vector)


@pytest.mark.parametrize(("l1", "l2"), [(L1, 0.0), (0.0, L2), (L1, L2)])
def test_objective_gradient_includes_penalties(l1, l2):
    case = Case("tanh", "mean_squared_error", "linear")
    gradient = case.gradient() + penalty_gradient(case.parameters(case.vector), l1, l2)
    check_gradient(lambda v: case.loss_at(v) + penalty_value(case.parameters(v), l1, l2), gradient, case.vector)


def test_clipped_gradient_is_the_slope_scaled_to_the_norm():
    case = Case("tanh", "sum_of_squared_errors", "linear")
    gradient = case.gradient()
    scale = 0.5 / np.linalg.norm(gradient)
    assert scale < 1
    check_gradient(lambda v: scale * case.loss_at(v), clip_by_global_norm(gradient, 0.5), case.vector)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_pullback_is_the_slope_of_the_activation(name):
    activation, rng = ACTIVATIONS[name], np.random.default_rng(0)
    z, upstream = 2 * rng.standard_normal((5, 4)), rng.standard_normal((5, 4))
    assert np.abs(z).min() > MARGIN
    pulled = activation.pullback(z, activation.function(z), upstream)
    check_gradient(lambda z: np.vdot(upstream, activation.function(z)), pulled, z)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_derivative_is_the_slope_of_each_element(name):
    activation = ACTIVATIONS[name]
    z = np.array([[-3.1, -0.7, 0.4, 2.3]])
    derivative = activation.derivative(z, activation.function(z))
    for k in range(4):
        step = STEP * np.eye(4)[k]
        slope = (activation.function(z + step) - activation.function(z - step))[0, k] / (2 * STEP)
        assert derivative[0, k] == pytest.approx(slope, rel=RELATIVE, abs=ABSOLUTE)


@pytest.mark.parametrize("name", LOSSES)
def test_loss_gradient_is_the_slope_of_its_value(name):
    loss, rng = LOSSES[name], np.random.default_rng(0)
    predictions = rng.uniform(0.05, 0.95, (5, 3))
    targets = np.eye(3)[[0, 1, 2, 1, 0]]
    check_gradient(lambda p: loss.value(p, targets), loss.gradient(predictions, targets), predictions)


@pytest.mark.parametrize("name", [name for name, loss in LOSSES.items() if loss.fused])
def test_closed_form_agrees_with_the_chain_rule(name):
    loss, rng = LOSSES[name], np.random.default_rng(0)
    z, targets = rng.standard_normal((5, 3)), np.eye(3)[[0, 1, 2, 1, 0]]
    for output, fused in loss.fused.items():
        activation = ACTIVATIONS[output]
        a = activation.function(z)
        pulled = activation.pullback(z, a, loss.gradient(a, targets))
        np.testing.assert_allclose(output_delta(loss, activation, z, a, targets), pulled, rtol=1e-12, atol=1e-15)
        assert fused.value(z, targets) == pytest.approx(loss.value(a, targets), rel=1e-12)
