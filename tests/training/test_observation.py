"""What a run says of itself: predictions, losses, metrics, the learning rate."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from playground.data import apply_features
from playground.engine.activations import ACTIVATIONS
from playground.engine.passes import forward
from playground.training import Trainer
from tests.training.cases import small, trained


def test_prediction_applies_the_features():
    experiment = small(data={"features": ["x1_squared", "sin_x2", "x1_x2"]}, training={"dtype": "float64"})
    trainer = trained(experiment, steps=10)
    raw = np.array([[1.0, 2.0], [-3.0, 0.5]])
    activations = [ACTIVATIONS[name] for name in experiment.activations]
    trace = forward(trainer.snapshot().parameters, activations, apply_features(experiment.data.features, raw))
    assert_array_equal(trainer.predict(raw.tolist()), trace.activations[-1])
    assert trainer.predict(raw).shape == (2, 1)


def test_prediction_of_data_that_are_not_planar_uses_them_as_they_are():
    data = {"dataset": "inline", "inputs": [[1, 2, 3], [4, 5, 6]], "targets": [[1], [0.5]], "train_fraction": 1.0}
    experiment = small(data={"n_samples": 10} | data, network={"layers": []}, training={"dtype": "float64"})
    trainer = Trainer(experiment, parameters=[([[1.0], [10.0], [100.0]], [0.5])])
    assert_array_equal(trainer.predict([[1, 2, 3]]), [[321.5]])


def test_nothing_is_dropped_in_predictions_and_losses():
    dropping = trained(small(network={"layers": [{"units": 3, "dropout": 0.9}, {"units": 2, "dropout": 0.9}]}), steps=5)
    moment = dropping.snapshot()
    whole = Trainer(small(), parameters=moment.parameters.layers)
    grid = np.random.default_rng(0).normal(size=(50, 2))
    assert_array_equal(dropping.predict(grid), whole.predict(grid))
    assert moment.train_loss == whole.snapshot().train_loss
    assert moment.test_loss == whole.snapshot().test_loss


def test_snapshot_says_the_loss_and_the_accuracy():
    experiment = small(training={"dtype": "float64"})
    trainer = trained(experiment, steps=30)
    snapshot, problem = trainer.snapshot(), trainer.problem
    p, t = trainer.predict(problem.dataset.test_inputs), problem.dataset.test_targets
    # The loss from probabilities and the closed form from weighted sums round differently.
    assert_allclose(snapshot.test_loss, -np.mean(t * np.log(p) + (1 - t) * np.log(1 - p)), rtol=1e-9)
    assert snapshot.metrics["test_accuracy"] == np.mean((p > 0.5) == (t == 1))


def test_without_a_test_part_there_are_no_test_figures():
    snapshot = trained(small(data={"train_fraction": 1.0}), steps=3).snapshot()
    assert snapshot.test_loss is None
    assert set(snapshot.metrics) == {"train_accuracy"}
    assert snapshot.is_finite


def test_regression_is_measured_by_its_squared_error():
    trainer = trained(small(data={"dataset": "plane"}, training={"loss": "huber", "dtype": "float64"}), steps=3)
    dataset, metrics = trainer.problem.dataset, trainer.snapshot().metrics
    error = np.mean((trainer.predict(dataset.test_inputs) - dataset.test_targets) ** 2)
    assert_allclose(metrics["test_mean_squared_error"], error, rtol=1e-12)
    assert set(metrics) == {"train_mean_squared_error", "test_mean_squared_error"}


@pytest.mark.parametrize("output", ["auto", "tanh", "sigmoid", "linear"])
def test_hinge_learns_two_clouds_with_any_output(output):
    experiment = small(
        data={"dataset": "gauss", "n_samples": 200}, network={"output_activation": output}, training={"loss": "hinge"}
    )
    assert trained(experiment, epochs=30).snapshot().metrics["test_accuracy"] > 0.95  # the clouds lie apart


def test_learning_rate_is_that_of_the_next_update():
    schedule = {"name": "step", "decay_steps": 3, "decay_rate": 0.1}
    trainer = Trainer(small(training={"optimizer": {"learning_rate": 1.0}, "schedule": schedule}))
    rates = []
    for _ in range(5):
        rates.append(trainer.snapshot().learning_rate)
        trainer.run(steps=1)
    assert_allclose(rates, [1, 1, 1, 0.1, 0.1])
