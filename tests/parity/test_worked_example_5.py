"""The tutorials' 4-3-1 perceptron, trained in every way they show: from the same weights, every engine ends alike.

An engine that takes every step by itself makes the same steps as the one from scratch, so its end follows from that.
"""

import numpy as np
import pytest

from playground.backends import ENGINES
from playground.spec import Experiment
from playground.training import Trainer

DIGITS = 1e-10  # the published values have 13 decimals; float64 sums in another order move them by far less than this
PUBLISHED = [(3, 0.0024152271985), (1, 0.0024115922577)]  # samples in a batch, and the error in the end
QUICK = ("compiled", "numpy", "xla")  # they make many steps in a call, or a step in no time
FIRST_EPOCHS = 20


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


def cases():
    """Return every engine with batches and without: the quick ones go the whole way every time."""
    return [
        pytest.param(engine, *published, marks=() if engine in QUICK else pytest.mark.exhaustive)
        for published in PUBLISHED
        for engine in ENGINES
    ]


@pytest.mark.parametrize(("engine", "batch_size", "error"), cases())
def test_four_three_one_perceptron_after_2000_epochs(engine, batch_size, error):
    trainer = Trainer(by_hand(batch_size), engine=engine)
    trainer.run(epochs=2000)
    assert trainer.position.step == 2000 * 3 // batch_size
    assert trainer.snapshot().train_loss == pytest.approx(error, rel=0, abs=DIGITS)


@pytest.mark.parametrize("engine", [name for name in ENGINES if name not in QUICK])
def test_engine_that_calls_tensorflow_for_every_step_sets_out_on_the_same_way(engine):
    trainer, scratch = (Trainer(by_hand(batch_size=1), engine=name) for name in (engine, "numpy"))
    before = scratch.snapshot().train_loss
    for each in (trainer, scratch):
        each.run(epochs=FIRST_EPOCHS)
    assert trainer.position == scratch.position
    assert trainer.snapshot().train_loss == pytest.approx(scratch.snapshot().train_loss, rel=0, abs=DIGITS)
    assert scratch.snapshot().train_loss < before / 2
