"""Which neurons cannot learn, and how large an update is beside its layer: small networks made by hand."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from playground.analysis.health import DEAD, FLAT_SHARE, HEALTHY, SATURATED, update_ratios
from playground.analysis.reading import read
from playground.engine.activations import ACTIVATIONS
from playground.training import Trainer
from tests.analysis.moments import moment_of, vitals_of
from tests.training.cases import small, trained


def troubles_of(activation, biases, inputs, weight=1.0):
    """Return what keeps the hidden neurons f(weight x + bias) of one input from learning, and the output neuron."""
    rows = [[float(x)] for x in inputs]
    experiment = small(
        data={"dataset": "inline", "inputs": rows, "targets": rows, "train_fraction": 1.0},
        network={"layers": [{"units": len(biases), "activation": activation}]},
        training={"dtype": "float64"},
    )
    layers = [([[weight] * len(biases)], biases), ([[1.0]] * len(biases), [0.0])]
    hidden, output = vitals_of(Trainer(experiment, parameters=layers)).troubles
    return hidden.tolist(), output.tolist()


UPRIGHT = np.linspace(-2, 2, 40)
MAY_SUFFER = ("relu", "tanh", "sigmoid")


def test_relu_below_zero_at_every_sample_is_dead():
    hidden, _ = troubles_of("relu", [-2.5, -1.9, 0.0, 5.0], UPRIGHT)
    assert hidden == [DEAD, HEALTHY, HEALTHY, HEALTHY]


def test_relu_that_passes_one_sample_alone_is_alive():
    assert troubles_of("relu", [-0.5], [*[-1.0] * 99, 1.0])[0] == [HEALTHY]


@pytest.mark.parametrize("activation", ["tanh", "sigmoid"])
def test_neuron_flat_at_every_sample_is_saturated_at_either_end(activation):
    hidden, _ = troubles_of(activation, [9.0, -9.0, 0.0], UPRIGHT)
    assert hidden == [SATURATED, SATURATED, HEALTHY]


@pytest.mark.parametrize(("n_steep", "trouble"), [(5, SATURATED), (6, HEALTHY)])
def test_neuron_is_saturated_where_it_is_flat_at_nearly_all_samples(n_steep, trouble):
    inputs = [*[0.0] * n_steep, *[20.0] * (100 - n_steep)]
    assert (100 - n_steep) / 100 >= FLAT_SHARE or trouble == HEALTHY
    assert troubles_of("tanh", [0.0], inputs)[0] == [trouble]


# At the edge of FLAT the slopes are a twentieth of the steepest: 1 - tanh^2 = 0.05, s (1 - s) = 0.0125.
@pytest.mark.parametrize(
    ("activation", "edge"), [("tanh", np.arctanh(np.sqrt(0.95))), ("sigmoid", np.log((1 + np.sqrt(0.95)) ** 2 / 0.05))]
)
def test_flat_means_a_twentieth_of_the_steepest_slope(activation, edge):
    hidden, _ = troubles_of(activation, [1.001 * edge, 0.999 * edge], [0.0] * 10)
    assert hidden == [SATURATED, HEALTHY]


UNBOUNDED = [name for name, entry in ACTIVATIONS.items() if not entry.is_output_only and name not in MAY_SUFFER]


@pytest.mark.parametrize("activation", UNBOUNDED)
def test_neurons_that_pass_something_on_everywhere_are_healthy(activation):
    assert troubles_of(activation, [-3.0, 0.0, 3.0], UPRIGHT)[0] == [HEALTHY] * 3


def test_gelu_so_far_below_zero_that_its_slope_is_no_number_any_more_is_dead():
    assert troubles_of("gelu", [-50.0, -3.0, 50.0], UPRIGHT)[0] == [DEAD, HEALTHY, HEALTHY]


def test_output_neuron_is_healthy_however_sure_it_is():
    trainer = Trainer(small(network={"layers": []}), parameters=[([[0.0], [0.0]], [50.0])])
    assert [layer.tolist() for layer in vitals_of(trainer).troubles] == [[HEALTHY]]


def test_update_ratio_is_the_step_over_the_layer_by_hand():
    sizes = (1, 1, 2)
    before = np.array([3.0, 4.0, 1.0, 2.0, 2.0, 4.0])  # a weight and a bias; two weights and two biases
    after = np.add(before, [0.0, 0.5, 0.1, 0.1, -0.1, -0.1])
    assert_allclose(update_ratios(before, after, sizes), [0.5 / 5, 0.2 / 5])


def test_layer_of_zeros_has_the_ratio_zero():
    assert update_ratios(np.zeros(2), np.ones(2), (1, 1)) == (0.0,)


def test_vitals_say_the_ratio_of_a_step_with_all_samples():
    trainer = trained(small(training={"dtype": "float64", "batch_size": 25}), steps=3)
    before, ratios = trainer.snapshot(), vitals_of(trainer).update_ratios
    trainer.run(steps=1)
    pairs = zip(before.parameters.layers, trainer.snapshot().parameters.layers, strict=True)
    by_hand = [norm([w - v for v, w in zip(one, other, strict=True)]) / norm(one) for one, other in pairs]
    assert_allclose(ratios, by_hand, rtol=1e-9)


def norm(layer):
    """Return the Euclidean norm of weights and biases together."""
    return np.sqrt(sum((part**2).sum() for part in layer))


@pytest.mark.parametrize("optimizer", ["momentum", "adam"])
def test_ratio_counts_what_the_optimizer_remembers(optimizer):
    patch = {"dtype": "float64", "batch_size": 25, "optimizer": {"name": optimizer}}
    trainer = trained(small(training=patch), steps=5)
    before, ratios = trainer.snapshot(), vitals_of(trainer).update_ratios
    trainer.run(steps=1)
    after = trainer.snapshot()
    assert_allclose(ratios, update_ratios(before.state.vector, after.state.vector, before.sizes), rtol=1e-9)


def test_frozen_layer_has_no_ratio():
    frozen = [{"units": 3, "trainable": False}, {"units": 2}]
    first, second, output = vitals_of(trained(small(network={"layers": frozen}), steps=3)).update_ratios
    assert np.isnan(first)
    assert second > 0
    assert output > 0


def test_trouble_is_seen_as_the_run_goes_on():
    relus = small(network={"layers": [{"units": 3, "activation": "relu"}]})
    trainer = trained(relus, steps=3)
    trainer.assign(0, None, 1, -1000.0)
    assert vitals_of(trainer).troubles[0].tolist() == [HEALTHY, DEAD, HEALTHY]
    trainer.run(epochs=20)
    assert vitals_of(trainer).troubles[0][1] == DEAD, "nothing brings it back"


def test_ratio_is_that_of_the_clipped_update_however_steep_the_loss_is():
    settings = {"dtype": "float64", "batch_size": 25, "clip_norm": 1e-4, "optimizer": {"learning_rate": 30.0}}
    trainer = trained(small(training=settings), steps=3)
    before = moment_of(trainer)
    trainer.run(steps=1)
    after = trainer.snapshot().state.vector
    ratios = update_ratios(before.snapshot.state.vector, after, before.snapshot.sizes)
    assert_allclose(before.vitals.update_ratios, ratios, rtol=1e-9)
    assert max(before.vitals.update_ratios) < 30 * 1e-4
    assert read(before, before.snapshot.train_loss).verdict == "healthy"


@pytest.mark.parametrize("penalty", [{"l1": 0.05}, {"l2": 0.5}])
@pytest.mark.parametrize("trainable", [True, False])
def test_ratio_counts_penalties_and_clips_the_layers_that_learn_alone(penalty, trainable):
    layers = [{"units": 3, "trainable": trainable}, {"units": 2}]
    settings = {"dtype": "float64", "batch_size": 25, "clip_norm": 0.3} | penalty
    trainer = trained(small(network={"layers": layers}, training=settings), steps=3)
    before = moment_of(trainer)
    trainer.run(steps=1)
    after = trainer.snapshot().state.vector
    expected = np.array(update_ratios(before.snapshot.state.vector, after, before.snapshot.sizes))
    expected[0] = expected[0] if trainable else np.nan
    assert_allclose(before.vitals.update_ratios, expected, rtol=1e-9)
