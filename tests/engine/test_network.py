"""Parameters as one vector with views, dropout, and the types and shapes of both passes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.engine.activations import ACTIVATIONS
from playground.engine.losses import LOSSES
from playground.engine.network import Parameters, count_parameters, initialize, weight_mask
from playground.engine.passes import backward, dropout_mask, forward, layer_outputs

SIZES = (2, 4, 3, 1)
TANH = [ACTIVATIONS["tanh"]] * 3
LOSS = LOSSES["mean_squared_error"]

any_sizes = st.lists(st.integers(1, 6), min_size=2, max_size=5).map(tuple)


def draw(dtype: str = "float64", sizes=SIZES) -> Parameters:
    return initialize(sizes, "glorot_uniform", np.random.default_rng(0), dtype)


def inputs(n_samples: int = 5, dtype: str = "float64") -> np.ndarray:
    return np.random.default_rng(1).standard_normal((n_samples, SIZES[0])).astype(dtype)


@given(sizes=any_sizes)
def test_vector_to_layers_and_back_is_the_same(sizes):
    vector = np.arange(count_parameters(sizes), dtype=float)
    parameters = Parameters.from_vector(vector, sizes)
    again = Parameters.from_layers(parameters.layers)
    np.testing.assert_array_equal(again.vector, vector)
    assert parameters.sizes == again.sizes == sizes


@given(sizes=any_sizes)
def test_layers_are_views_of_the_vector(sizes):
    parameters = Parameters.from_vector(np.zeros(count_parameters(sizes)), sizes)
    for layer in parameters.layers:
        layer.weights[...] = 1
        layer.biases[...] = 2
    np.testing.assert_array_equal(parameters.vector, np.where(weight_mask(sizes), 1, 2))


def test_vector_holds_each_layers_weights_row_by_row_then_its_biases():
    parameters = Parameters.from_layers([([[1, 2], [3, 4]], [5, 6]), ([[7], [8]], [9])])
    assert parameters.vector.tolist() == [1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert parameters.sizes == (2, 2, 1)


def test_from_layers_copies_what_it_is_given():
    weights = np.ones((2, 1))
    parameters = Parameters.from_layers([(weights, [0.0])])
    weights[...] = 5
    assert parameters.vector.tolist() == [1, 1, 0]


def test_vector_of_the_wrong_length_is_refused():
    with pytest.raises(ValueError, match=r"sizes \(2, 4, 3, 1\) need 31 parameters, not 30"):
        Parameters.from_vector(np.zeros(30), SIZES)


@pytest.mark.parametrize(
    "layers",
    [
        [(np.zeros((2, 3)), np.zeros(2))],
        [(np.zeros((2, 3)), np.zeros(3)), (np.zeros((2, 1)), np.zeros(1))],
        [(np.zeros((2, 3)), np.zeros((3, 1)))],
    ],
)
def test_layers_that_do_not_fit_are_refused(layers):
    with pytest.raises(ValueError, match="do not fit"):
        Parameters.from_layers(layers)


def test_weight_mask_cannot_be_written_to():
    with pytest.raises(ValueError, match="read-only"):
        weight_mask(SIZES)[0] = False


def test_initial_biases_are_zero_and_weights_follow_the_generator():
    parameters = draw()
    assert not parameters.vector[~weight_mask(SIZES)].any()
    assert parameters.vector[weight_mask(SIZES)].all()
    np.testing.assert_array_equal(parameters.vector, draw().vector)


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("dropout", [0.0, 0.5])
def test_both_passes_keep_the_type(loss, dtype, dropout):
    rng = np.random.default_rng(0)
    hidden = [entry for entry in ACTIVATIONS.values() if not entry.is_output_only]
    activations = [*hidden, ACTIVATIONS[LOSSES[loss].output_activation or "tanh"]]
    sizes = (2, *[3] * len(hidden), 2)
    parameters = draw(dtype, sizes)
    masks = [dropout_mask(rng, dropout, (5, 3), dtype) for _ in hidden]
    trace = forward(parameters, activations, inputs(dtype=dtype), masks)
    gradients = backward(parameters, activations, LOSSES[loss], trace, np.eye(2, dtype=dtype)[[0, 1, 1, 0, 1]])
    arrays = [*trace.pre_activations, *trace.activations, *gradients.deltas, gradients.vector]
    assert {array.dtype for array in arrays} == {np.dtype(dtype)}
    assert [delta.shape for delta in gradients.deltas] == [z.shape for z in trace.pre_activations]


def test_gradient_layers_are_views_of_their_vector():
    parameters = draw()
    gradients = backward(parameters, TANH, LOSS, forward(parameters, TANH, inputs()), np.zeros((5, 1)))
    assert [layer.weights.shape for layer in gradients.layers] == [layer.weights.shape for layer in parameters.layers]
    assert all(np.shares_memory(part, gradients.vector) for layer in gradients.layers for part in layer)
    np.testing.assert_array_equal(Parameters.from_layers(gradients.layers).vector, gradients.vector)


def test_passes_change_neither_parameters_nor_inputs():
    parameters, x = draw(), inputs()
    vector, x_before = parameters.vector.copy(), x.copy()
    backward(parameters, TANH, LOSS, forward(parameters, TANH, x), np.zeros((5, 1)))
    np.testing.assert_array_equal(parameters.vector, vector)
    np.testing.assert_array_equal(x, x_before)


def test_layer_outputs_are_the_activations_without_dropout():
    parameters = draw()
    outputs, trace = layer_outputs(parameters, TANH, inputs()), forward(parameters, TANH, inputs())
    for output, activation in zip(outputs, trace.activations, strict=True):
        np.testing.assert_array_equal(output, activation)


def test_a_network_without_hidden_layers_works():
    parameters = draw(sizes=(2, 1))
    gradients = backward(parameters, TANH[:1], LOSS, forward(parameters, TANH[:1], inputs()), np.zeros((5, 1)))
    assert gradients.vector.shape == (3,)


def test_a_batch_of_several_samples_averages_their_gradients():
    parameters, x, targets = draw(), inputs(), np.ones((5, 1))
    whole = backward(parameters, TANH, LOSS, forward(parameters, TANH, x), targets).vector
    single = [
        backward(parameters, TANH, LOSS, forward(parameters, TANH, x[k : k + 1]), targets[:1]).vector for k in range(5)
    ]
    np.testing.assert_allclose(whole, np.mean(single, axis=0), rtol=1e-12, atol=1e-15)


def test_a_dropped_unit_passes_nothing_on_and_learns_nothing():
    parameters = draw()
    first = np.ones((5, 4))
    first[:, 2] = 0
    trace = forward(parameters, TANH, inputs(), [first, None])
    gradients = backward(parameters, TANH, LOSS, trace, np.ones((5, 1)))
    assert not trace.activations[0][:, 2].any()
    assert trace.unmasked[0][:, 2].all()
    assert trace.masks == (first, None, None)
    assert not gradients.layers[0].weights[:, 2].any()
    assert not gradients.layers[1].weights[2].any()
    assert gradients.layers[0].weights[:, 1].all()


def test_masks_of_the_wrong_number_are_refused():
    with pytest.raises(ValueError, match=r"shorter|longer"):
        forward(draw(), TANH, inputs(), [None])


@pytest.mark.parametrize("rate", [0.1, 0.5, 0.9])
def test_dropout_drops_its_share_and_keeps_the_mean(rate):
    mask = dropout_mask(np.random.default_rng(0), rate, (400, 250), "float64")
    assert np.unique(mask) == pytest.approx([0, 1 / (1 - rate)])
    # 100,000 draws: five standard errors of the share are at most 0.008
    assert (mask == 0).mean() == pytest.approx(rate, abs=0.008)
    assert mask.mean() == pytest.approx(1, abs=0.008 / (1 - rate))
