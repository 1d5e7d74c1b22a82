"""Numbers a person can check by hand or against a tutorial, through the Trainer that scripts use."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from playground.spec import Experiment
from playground.training import Trainer

# y = 2 x1 + 3 x2 + 5 exactly; gradient descent from far off, the whole set as one batch.
PLANE = {
    "dataset": "inline",
    "inputs": [[2, 3], [1, 1], [3, -1], [-1, 1], [-3, -2]],
    "targets": [[18], [10], [8], [6], [-7]],
    "train_fraction": 1.0,
}
FOUR_DECIMALS = 5e-5  # the numbers below are given to four decimals


def linear_regression(loss):
    experiment = Experiment(
        data=PLANE,
        network={"layers": []},
        training={"loss": loss, "optimizer": {"learning_rate": 0.02}, "batch_size": 5, "dtype": "float64"},
        engine="numpy",
    )
    return Trainer(experiment, parameters=[([[5.0], [8.0]], [-2.0])])


def standing(trainer):
    snapshot = trainer.snapshot()
    return [*snapshot.state.vector, snapshot.metrics["train_mean_squared_error"]]


def test_linear_regression_line_by_line():
    trainer = linear_regression("sum_of_squared_errors")
    assert_allclose(standing(trainer), [5, 8, -2, 181.4], atol=FOUR_DECIMALS)
    assert_allclose(trainer.snapshot().train_loss, 5 * 181.4)
    trainer.run(steps=1)
    assert_allclose(standing(trainer), [0.88, 4.28, -1.24, 44.2419], atol=FOUR_DECIMALS)
    trainer.run(epochs=6)
    assert trainer.position.step == 7
    assert_allclose(standing(trainer), [2.0377, 3.3084, 3.1788, 3.1657], atol=FOUR_DECIMALS)
    trainer.run(steps=500)
    assert_allclose(standing(trainer), [2, 3, 5, 0], atol=1e-9)
    assert_allclose(trainer.predict([[10, 100]]), [[325]])


def test_linear_regression_with_the_mean_takes_a_fifth_of_the_step():
    trainer = linear_regression("mean_squared_error")
    trainer.run(steps=1)
    assert_allclose(standing(trainer)[:3], [4.176, 7.256, -1.848], atol=FOUR_DECIMALS)


@pytest.mark.parametrize(("batch_size", "error"), [(3, 0.0024152271985), (1, 0.0024115922577)])
def test_four_three_one_perceptron_after_2000_epochs(batch_size, error):
    experiment = Experiment(
        data={
            "dataset": "inline",
            "inputs": [[1, 0, 1, 0], [1, 0, 1, 1], [0, 1, 0, 1]],
            "targets": [[1], [1], [0]],
            "train_fraction": 1.0,
        },
        network={"layers": [{"units": 3, "activation": "sigmoid"}]},
        training={
            "loss": "sum_of_squared_errors",
            "optimizer": {"learning_rate": 0.1},
            "batch_size": batch_size,
            "shuffle": False,
            "dtype": "float64",
        },
        engine="numpy",
    )
    rng = np.random.default_rng(0)
    weights = rng.standard_normal((4, 3)), rng.standard_normal((3, 1))
    trainer = Trainer(experiment, parameters=[(weights[0], np.zeros(3)), (weights[1], np.zeros(1))])
    trainer.run(epochs=2000)
    assert trainer.position.step == 2000 * 3 // batch_size
    # The published value has 13 decimals; float64 sums in another order move it by far less than 1e-10.
    assert_allclose(trainer.snapshot().train_loss, error, rtol=0, atol=1e-10)
