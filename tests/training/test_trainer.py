"""One experiment on one engine: equal experiments give equal runs, from drawn and from hand-set parameters."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from numpy.testing import assert_allclose, assert_array_equal

from playground.engine.activations import ACTIVATIONS
from playground.engine.losses import LOSSES
from playground.engine.passes import backward, forward
from playground.training import Trainer
from tests.spec.strategies import experiments, inline_data, named_data
from tests.training.cases import EVERYTHING, assert_same_run, small, trained

NO_STOP = {"epochs": None, "loss": None, "accuracy": None, "patience": None}
NUMPY = {"engine": "numpy", "device": "auto", "training": {"stop": NO_STOP}}  # and never by itself at its end


def test_equal_experiments_give_bit_equal_runs():
    assert_same_run(trained(small(**EVERYTHING), steps=50), trained(small(**EVERYTHING), steps=50))


def test_other_seed_gives_another_run():
    one, other = trained(small(), steps=5), trained(small(network={"seed": 1}), steps=5)
    assert not np.array_equal(one.snapshot().state.vector, other.snapshot().state.vector)


def test_one_step_of_gradient_descent_is_minus_rate_times_gradient():
    experiment = small(training={"shuffle": False, "dtype": "float64", "optimizer": {"learning_rate": 0.5}})
    trainer = Trainer(experiment)
    before, problem = trainer.snapshot().parameters, trainer.problem
    trainer.run(steps=1)
    activations = [ACTIVATIONS[name] for name in experiment.activations]
    trace = forward(before, activations, problem.train.inputs[:10])
    gradient = backward(before, activations, LOSSES[experiment.loss], trace, problem.train.targets[:10])
    # The same formula in the same order of operations: equal but for the last bits.
    assert_allclose(trainer.snapshot().state.vector, before.vector - 0.5 * gradient.vector, rtol=1e-14)


HAND_SET = [
    (np.arange(6.0).reshape(2, 3), np.zeros(3)),
    (np.ones((3, 2)), np.ones(2)),
    (np.array([[0.5], [-0.5]]), np.array([0.25])),
]


def test_hand_set_parameters_are_copied_and_reset_goes_back_to_them():
    layers = [(weights.copy(), biases.copy()) for weights, biases in HAND_SET]
    trainer = Trainer(small(training={"dtype": "float64"}), parameters=layers)
    layers[0][0][:] = 99.0
    for _ in range(2):
        for layer, (weights, biases) in zip(trainer.snapshot().parameters.layers, HAND_SET, strict=True):
            assert_array_equal(layer.weights, weights, strict=True)
            assert_array_equal(layer.biases, biases, strict=True)
        trainer.run(steps=5)
        assert not np.array_equal(trainer.snapshot().parameters.layers[2].weights, HAND_SET[2][0])
        trainer.reset()


def test_hand_set_parameters_take_the_runs_number_type():
    vector = Trainer(small(), parameters=HAND_SET).snapshot().state.vector
    assert vector.dtype == np.float32


@pytest.mark.parametrize(
    "layers",
    [
        HAND_SET[:2],
        [(np.ones((2, 4)), np.ones(4)), (np.ones((4, 2)), np.ones(2)), HAND_SET[2]],
        [(HAND_SET[0][1],) * 2],
    ],
)
def test_hand_set_parameters_of_the_wrong_shape_are_refused(layers):
    with pytest.raises(ValueError, match="layers"):
        Trainer(small(), parameters=layers)


def test_unknown_engine_is_refused_and_the_known_ones_are_named():
    with pytest.raises(ValueError, match=r"'numpy', 'compiled'"):
        Trainer(small(), engine="abacus")


def test_engine_can_be_chosen_apart_from_the_experiment():
    chosen = Trainer(small(engine="graph_variables"), engine="numpy")
    chosen.run(steps=5)
    assert_same_run(chosen, trained(small(), steps=5))


def test_diverging_is_no_error_and_is_seen():
    experiment = small(data={"dataset": "plane"}, training={"optimizer": {"learning_rate": 100}})
    trainer = trained(experiment, steps=200)
    assert not trainer.is_finite
    assert not trainer.snapshot().is_finite
    trainer.reset()
    assert trainer.is_finite
    assert trainer.snapshot().is_finite


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(
    experiments(named_data(max_samples=40) | inline_data(), max_units=20).filter(
        lambda experiment: not experiment.training.is_mixed
    )
)
def test_every_experiment_trains_and_replays(experiment):
    one, other = Trainer(experiment.patched(NUMPY)), Trainer(experiment.patched(NUMPY))
    one.run(steps=3)
    other.run(steps=1)
    other.run(steps=2)
    assert one.position.step == 3
    assert_array_equal(one.snapshot().state.vector, other.snapshot().state.vector, strict=True)
    assert one.snapshot().parameters.sizes == experiment.sizes
