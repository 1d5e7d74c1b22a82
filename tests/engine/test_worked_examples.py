"""Numbers that can be checked by hand, or against a published tutorial; all in float64."""

import numpy as np
import pytest

from playground.engine.activations import ACTIVATIONS
from playground.engine.losses import LOSSES, loss_value
from playground.engine.network import Parameters, count_parameters, initialize
from playground.engine.optimizers import OPTIMIZERS, init
from playground.engine.passes import backward, forward

LINEAR, RELU, SIGMOID = (ACTIVATIONS[name] for name in ("linear", "relu", "sigmoid"))


def without_biases(*weights_by_node: list) -> Parameters:
    """Return parameters from each layer's list of nodes, where a node is the list of its incoming weights."""
    return Parameters.from_layers([(np.transpose(nodes), np.zeros(len(nodes))) for nodes in weights_by_node])


def train(parameters: Parameters, activations, loss, learning_rate: float, batches) -> Parameters:
    """Return the parameters after one update of plain gradient descent with each batch."""
    vector, sizes, state = parameters.vector, parameters.sizes, init(OPTIMIZERS["sgd"], len(parameters.vector), float)
    for inputs, targets in batches:
        parameters = Parameters.from_vector(vector, sizes)
        gradient = backward(parameters, activations, loss, forward(parameters, activations, inputs), targets).vector
        vector, state = OPTIMIZERS["sgd"].update(vector, gradient, state, learning_rate, {})
    return Parameters.from_vector(vector, sizes)


@pytest.mark.parametrize(
    ("weights", "activations", "inputs", "expected"),
    [
        ([[[1, 1], [-1, 1]], [[2, -1]]], ["linear", "linear"], [2, 3], [[5, 1], [9]]),
        ([[[1, 1], [-1, 1]], [[2, -1]]], ["linear", "linear"], [3, 4], [[7, 1], [13]]),
        ([[[2, 4], [4, -5]], [[2, 7]]], ["relu", "relu"], [3, 4], [[22, 0], [44]]),
        ([[[3, 3], [1, 5]], [[2, -1]]], ["relu", "linear"], [-1, 2], [[3, 9], [-3]]),
        ([[[3, 3], [1, 5]], [[2, -1]]], ["tanh", "linear"], [-1, 2], [None, [0.99010953783342]]),
        (
            [[[2, 4], [4, -5]], [[-1, 1], [2, 2]], [[2, 7]]],
            ["relu", "relu", "linear"],
            [3, 5],
            [[26, 0], [0, 52], [364]],
        ),
    ],
)
def test_forward_gives_the_numbers_worked_by_hand(weights, activations, inputs, expected):
    trace = forward(without_biases(*weights), [ACTIVATIONS[name] for name in activations], np.array([inputs], float))
    for layer, values in zip(trace.activations, expected, strict=True):
        if values is not None:
            np.testing.assert_allclose(layer[0], values, rtol=1e-13)  # the tutorial gives 14 digits


def test_forward_keeps_the_sums_that_relu_cuts_off():
    trace = forward(without_biases([[2, 4], [4, -5]], [[2, 7]]), [RELU, RELU], np.array([[3.0, 4.0]]))
    assert trace.pre_activations[0].tolist() == [[22, -8]]


# One neuron learns y = 2 x1 + 3 x2 + 5 from five points, the whole set as one batch.
LINE_INPUTS = np.array([[2, 3], [1, 1], [3, -1], [-1, 1], [-3, -2]], float)
LINE_TARGETS = np.array([[18], [10], [8], [6], [-7]], float)
LINE_START = Parameters.from_layers([([[5], [8]], [-2])])


def fit_line(loss: str, updates: int) -> np.ndarray:
    """Return w1, w2, b after so many updates with learning rate 0.02."""
    return train(LINE_START, [LINEAR], LOSSES[loss], 0.02, [(LINE_INPUTS, LINE_TARGETS)] * updates).vector


def line_error(vector: np.ndarray) -> float:
    """Return the mean squared error of w1, w2, b."""
    predictions = forward(Parameters.from_vector(vector, (2, 1)), [LINEAR], LINE_INPUTS).activations[-1]
    return LOSSES["mean_squared_error"].value(predictions, LINE_TARGETS)


def test_linear_regression_begins_with_the_published_error():
    assert line_error(LINE_START.vector) == pytest.approx(181.4, rel=1e-14)


def test_linear_regression_makes_the_published_first_update_with_the_sum_of_squares():
    vector = fit_line("sum_of_squared_errors", 1)
    np.testing.assert_allclose(vector, [0.88, 4.28, -1.24], rtol=1e-13)
    assert round(line_error(vector), 4) == 44.2419


def test_linear_regression_makes_the_published_seventh_update_with_the_sum_of_squares():
    vector = fit_line("sum_of_squared_errors", 7)
    assert vector.round(4).tolist() == [2.0377, 3.3084, 3.1788]
    assert round(line_error(vector), 4) == 3.1657


def test_linear_regression_makes_the_published_first_update_with_the_mean_of_squares():
    np.testing.assert_allclose(fit_line("mean_squared_error", 1), [4.176, 7.256, -1.848], rtol=1e-13)


def test_linear_regression_ends_at_the_true_line():
    np.testing.assert_allclose(fit_line("sum_of_squared_errors", 400), [2, 3, 5], rtol=1e-9)


@pytest.mark.parametrize(("batch_size", "expected"), [(3, 0.0024152271985), (1, 0.0024115922577)])
def test_4_3_1_perceptron_reaches_the_published_error_after_2000_epochs(batch_size, expected):
    inputs = np.array([[1, 0, 1, 0], [1, 0, 1, 1], [0, 1, 0, 1]], float)
    targets = np.array([[1], [1], [0]], float)
    rng = np.random.default_rng(0)
    hidden, output = rng.standard_normal((4, 3)), rng.standard_normal((3, 1))
    start = Parameters.from_layers([(hidden, np.zeros(3)), (output, np.zeros(1))])
    epoch = [(inputs[k : k + batch_size], targets[k : k + batch_size]) for k in range(0, 3, batch_size)]
    loss, activations = LOSSES["sum_of_squared_errors"], [SIGMOID, SIGMOID]

    trace = forward(train(start, activations, loss, 0.1, epoch * 2000), activations, inputs)

    error = loss_value(loss, SIGMOID, trace.pre_activations[-1], trace.activations[-1], targets)
    assert error == pytest.approx(expected, abs=1e-12)  # the published figures have 13 decimals


def test_parameters_of_3_5_2_are_32():
    assert count_parameters((3, 5, 2)) == 3 * 5 + 5 * 2 + 5 + 2 == 32
    assert initialize((3, 5, 2), "normal", np.random.default_rng(0), float).vector.shape == (32,)
