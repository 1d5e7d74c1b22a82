"""Experiment -> everything a run needs, drawn from the experiment's seeds alone.

Data, initial parameters, batch order and dropout masks each have their own generator. Order and masks
are drawn by epoch and by step, so a run can be taken up at any moment without replaying what came before.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from playground.backends import Model
from playground.data import Dataset, apply_features, inline_dataset, make_dataset
from playground.engine.activations import ACTIVATIONS
from playground.engine.arrays import Array
from playground.engine.network import Parameters, dropout_mask, initialize
from playground.spec import DataSpec, Experiment

_PARAMETERS, _ORDER, _MASKS = range(3)


@dataclass(frozen=True)
class Problem:
    """One experiment made concrete."""

    experiment: Experiment
    dataset: Dataset
    train: Model
    test_inputs: Array
    test_targets: Array

    @property
    def n_train(self) -> int:
        """How many samples an epoch passes."""
        return len(self.train.inputs)

    @property
    def has_test(self) -> bool:
        """Whether any sample is held back."""
        return len(self.test_inputs) > 0

    @property
    def has_signed_classes(self) -> bool:
        """Whether two classes are -1 and +1 to the network: hinge has them so, where the output can be negative."""
        output = ACTIVATIONS[self.train.activations[-1]]
        return self.train.loss == "hinge" and bool(output.function(np.array([[-1.0]])) < 0)

    @cached_property
    def initial_parameters(self) -> Parameters:
        """The weights a run begins with, the same for every engine; drawn in float64, then cast."""
        network = self.experiment.network
        drawn = initialize(self.train.sizes, network.initializer, self._rng(_PARAMETERS), np.dtype(np.float64))
        return Parameters.from_vector(drawn.vector.astype(self.experiment.training.dtype), self.train.sizes)

    def order(self, epoch: int, shuffle: bool) -> NDArray[np.intp]:
        """Return the samples of one epoch, (n_train,), in the order they are used."""
        return self._rng(_ORDER, epoch).permutation(self.n_train) if shuffle else np.arange(self.n_train)

    def masks(self, step: int, n_samples: int, rates: tuple[float, ...]) -> tuple[Array | None, ...]:
        """Return the dropout mask of each hidden layer for one step, None where its rate is 0."""
        if not any(rates):
            return (None,) * len(rates)
        rng, dtype = self._rng(_MASKS, step), self.train.inputs.dtype
        widths = zip(rates, self.train.sizes[1:-1], strict=True)
        return tuple(dropout_mask(rng, rate, (n_samples, units), dtype) if rate else None for rate, units in widths)

    def features(self, inputs: Array) -> Array:
        """Return what the first layer receives for raw inputs (n_samples, n_raw_inputs), in the run's dtype."""
        return features_of(self.experiment.data, inputs).astype(self.experiment.training.dtype)

    def _rng(self, stream: int, index: int = 0) -> np.random.Generator:
        return np.random.default_rng(np.random.SeedSequence(self.experiment.network.seed, spawn_key=(stream, index)))


def pose(experiment: Experiment) -> Problem:
    """Return the problem an experiment describes."""
    spec, dtype = experiment.data, experiment.training.dtype
    dataset = draw(spec)
    model = Model(
        sizes=experiment.sizes,
        activations=experiment.activations,
        loss=experiment.loss,
        optimizer=experiment.training.optimizer.name,
        inputs=features_of(spec, dataset.train_inputs).astype(dtype),
        targets=dataset.train_targets.astype(dtype),
    )
    test_inputs = features_of(spec, dataset.test_inputs).astype(dtype)
    return Problem(experiment, dataset, model, test_inputs, dataset.test_targets.astype(dtype))


def draw(spec: DataSpec) -> Dataset:
    """Return the data a spec describes."""
    if spec.inputs and spec.targets:
        return inline_dataset(spec.inputs, spec.targets, train_fraction=spec.train_fraction, seed=spec.seed)
    return make_dataset(
        spec.dataset,
        n_samples=spec.n_samples,
        noise=spec.noise,
        train_fraction=spec.train_fraction,
        seed=spec.seed,
        n_classes=spec.n_classes,
    )


def features_of(spec: DataSpec, inputs: Array) -> Array:
    """Return the features of raw inputs; data that are not two-dimensional are used as they are."""
    return apply_features(spec.features, inputs.astype(np.float64)) if spec.n_raw_inputs == 2 else inputs
