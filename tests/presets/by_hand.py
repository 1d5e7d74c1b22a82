"""What the presets that are worked by hand must come to, number by number."""

import pytest

from playground.engine.activations import ACTIVATIONS
from playground.engine.passes import forward
from tests.presets.measures import retrained


def layers_by_hand(trainer):
    """What every layer makes of the training inputs, (n_samples, n_units) each, by the engine's forward pass."""
    model = trainer.model
    activations = [ACTIVATIONS[name] for name in model.activations]
    return forward(trainer.snapshot().parameters, activations, model.inputs)


def sums_go_to_9_and_13(trainer):
    hidden, output = layers_by_hand(trainer).activations
    assert hidden.tolist() == [[5, 1], [7, 1]]
    assert output.tolist() == trainer.model.targets.tolist() == [[9], [13]]


def relu_silences_the_second_neuron(trainer):
    trace = layers_by_hand(trainer)
    assert trace.pre_activations[0].tolist() == [[22, -8]]
    assert [layer.tolist() for layer in trace.activations] == [[[22, 0]], [[44]]]


def relu_gives_minus_3_and_tanh_almost_1(trainer):
    trace = layers_by_hand(trainer)
    assert trace.pre_activations[0].tolist() == [[3, 9]]
    assert trace.activations[1].tolist() == [[-3]]
    bent = retrained(trainer, {"network": {"layers": [{"units": 2, "activation": "tanh"}]}})
    assert bent.predict([[-1, 2]])[0, 0] == pytest.approx(0.99010953783342, abs=1e-14)


def each_layer_silences_another_neuron(trainer):
    trace = layers_by_hand(trainer)
    assert [layer.tolist() for layer in trace.pre_activations] == [[[26, -13]], [[-26, 52]], [[364]]]
    assert trainer.predict([[3, 5]]).tolist() == [[364]]


def updates_go_to_what_made_the_points(trainer):
    w1, w2, b = trainer.snapshot().state.vector
    assert (w1, w2, b) == pytest.approx((0.88, 4.28, -1.24), abs=1e-12)
    trainer.run(epochs=6)
    assert trainer.snapshot().state.vector == pytest.approx([2.0377, 3.3084, 3.1788], abs=5e-5)
    trainer.run(epochs=500)
    assert trainer.snapshot().state.vector == pytest.approx([2, 3, 5], abs=1e-9)


def error_after_2000_epochs_is_that_of_the_whole_set(trainer):
    assert trainer.snapshot().train_loss == pytest.approx(0.0024152271985, abs=1e-10)


def error_after_2000_epochs_is_that_of_single_samples(trainer):
    assert trainer.position.step == 6000
    assert trainer.snapshot().train_loss == pytest.approx(0.0024115922577, abs=1e-10)


def there_are_32_parameters(trainer):
    layers = trainer.snapshot().parameters.layers
    assert sum(layer.weights.size for layer in layers) == 25
    assert sum(layer.biases.size for layer in layers) == 7
