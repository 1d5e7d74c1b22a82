"""Small experiments, and what makes two runs the same."""

from typing import Any

import numpy as np
from numpy.testing import assert_array_equal

from playground.spec import Experiment
from playground.spec.experiment import merge
from playground.training import Snapshot, Trainer

N_TRAIN = 25  # with batches of 10: two whole ones and a short one an epoch
SMALL = {
    "engine": "numpy",
    "data": {"dataset": "moons", "n_samples": 50},
    "network": {"layers": [{"units": 3}, {"units": 2}]},
}
DROPOUT = [{"units": 5, "activation": "relu"}, {"units": 4, "dropout": 0.3}, {"units": 3, "dropout": 0.5}]
EVERYTHING = {
    "network": {"layers": DROPOUT},
    "training": {"optimizer": {"name": "adam"}, "l1": 0.001, "l2": 0.001, "clip_norm": 0.5},
}


def small(**patch: Any) -> Experiment:
    """Return a small experiment with N_TRAIN training samples, and a patch laid over it."""
    return Experiment.model_validate(merge(SMALL, patch))


def trained(experiment: Experiment, **run: int) -> Trainer:
    """Return a trainer that has run."""
    trainer = Trainer(experiment)
    trainer.run(**run)
    return trainer


def assert_same_moment(one: Snapshot, other: Snapshot) -> None:
    """Fail unless the two moments are equal bit by bit."""
    assert one.position == other.position
    assert_array_equal(one.state.vector, other.state.vector, strict=True)
    assert one.state.optimizer.count == other.state.optimizer.count
    assert one.state.optimizer.slots.keys() == other.state.optimizer.slots.keys()
    for name, slot in one.state.optimizer.slots.items():
        assert_array_equal(slot, other.state.optimizer.slots[name], strict=True)
    assert (one.train_loss, one.test_loss, one.metrics) == (other.train_loss, other.test_loss, other.metrics)
    assert one.learning_rate == other.learning_rate


def assert_same_run(one: Trainer, other: Trainer) -> None:
    """Fail unless two runs stand at the same moment, with the same losses behind them."""
    assert_same_moment(one.snapshot(), other.snapshot())
    assert_array_equal(np.array(one.history.points), np.array(other.history.points))
