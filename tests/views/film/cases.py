"""Experiments of every kind that a film can be of, and orders for films of them."""

from functools import cache

import numpy as np

from playground.spec import Experiment
from playground.training import Trainer
from playground.training.snapshot import Snapshot
from playground.views.film.order import Order, order_film
from tests.training.cases import small
from tests.views.figures import LIGHT

N_MOMENTS = 5
INPUTS = np.random.default_rng(0).normal(size=(40, 3)).round(3)
EXPERIMENTS = {
    "two classes": Experiment().patched({"engine": "numpy"}),
    "three classes": small(data={"dataset": "spiral_arms"}),
    "regression": small(data={"dataset": "gaussians", "train_fraction": 1.0}),
    "no plane": small(data={"dataset": "inline", "inputs": INPUTS.tolist(), "targets": INPUTS[:, :1].tolist()}),
    "images": small(data={"dataset": "digits"}),
    "deep": small(network={"layers": [{"units": 20, "activation": "leaky_relu"}] * 12}),
}
FILMED = [name for name in EXPERIMENTS if name != "deep"]  # which takes long to draw, and is no other kind of film


@cache
def moments_of(name: str) -> tuple[Snapshot, ...]:
    """Return N_MOMENTS snapshots of a run, two epochs apart, from its beginning on."""
    return snapshots(EXPERIMENTS[name])


def snapshots(experiment: Experiment, n_moments: int = N_MOMENTS) -> tuple[Snapshot, ...]:
    """Return snapshots of a run, two epochs apart, from its beginning on."""
    trainer = Trainer(experiment)
    taken = [trainer.snapshot()]
    for _ in range(n_moments - 1):
        trainer.run(epochs=2)
        taken.append(trainer.snapshot())
    return tuple(taken)


def order(name: str = "two classes", **choices) -> Order:
    """Return the order of a film of one of the experiments."""
    trainer = Trainer(EXPERIMENTS[name])
    trainer.run(epochs=2 * (N_MOMENTS - 1))
    return order_film(EXPERIMENTS[name], moments_of(name), trainer.history.points, **{"look": LIGHT} | choices)
