"""The tutorials' 4-3-1 perceptron, trained in every way they show: from the same weights, every engine ends alike."""

import numpy as np
import pytest

from playground.backends import ENGINES
from playground.spec import Experiment
from playground.training import Trainer

DIGITS = 1e-10  # the published values have 13 decimals; float64 sums in another order move them by far less than this


def by_hand(batch_size):
    """Return the experiment, its weights standard normal and its biases 0."""
    rng = np.random.default_rng(0)
    return Experiment(
        data={
            "dataset": "inline",
            "inputs": [[1, 0, 1, 0], [1, 0, 1, 1], [0, 1, 0, 1]],
            "targets": [[1], [1], [0]],
            "train_fraction": 1.0,
        },
        network={
            "layers": [{"units": 3, "activation": "sigmoid"}],
            "parameters": [
                {"weights": rng.standard_normal((4, 3)).tolist(), "biases": [0, 0, 0]},
                {"weights": rng.standard_normal((3, 1)).tolist(), "biases": [0]},
            ],
        },
        training={
            "loss": "sum_of_squared_errors",
            "optimizer": {"learning_rate": 0.1},
            "batch_size": batch_size,
            "shuffle": False,
            "dtype": "float64",
        },
    )


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("batch_size", "error"), [(3, 0.0024152271985), (1, 0.0024115922577)])
def test_four_three_one_perceptron_after_2000_epochs(engine, batch_size, error):
    trainer = Trainer(by_hand(batch_size), engine=engine)
    trainer.run(epochs=2000)
    assert trainer.position.step == 2000 * 3 // batch_size
    assert trainer.snapshot().train_loss == pytest.approx(error, rel=0, abs=DIGITS)
