"""Experiment -> everything a run needs, drawn from the experiment's seeds alone.

Data, initial parameters, batch order and dropout masks each have their own generator. Order and masks
are drawn by epoch, so a run can be taken up at any moment without replaying what came before.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from playground.backends import Model
from playground.data import Dataset, apply_features, inline_dataset, make_dataset
from playground.engine.activations import ACTIVATIONS
from playground.engine.arrays import Array
from playground.engine.network import Parameters, initialize
from playground.engine.passes import dropout_mask
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
        """The parameters a run begins with, the same for every engine: set by hand, or drawn in float64 and cast."""
        network, dtype = self.experiment.network, self.experiment.training.parameter_dtype
        if network.parameters is not None:
            return Parameters.from_layers(((layer.weights, layer.biases) for layer in network.parameters), dtype)
        drawn = initialize(self.train.sizes, network.initializer, self._rng(_PARAMETERS, 0), np.dtype(np.float64))
        return Parameters.from_vector(drawn.vector.astype(dtype), self.train.sizes)

    def only(self, sample: int) -> "Problem":
        """Return the problem with one training sample alone."""
        rows = slice(sample, sample + 1)
        return replace(
            self, train=replace(self.train, inputs=self.train.inputs[rows], targets=self.train.targets[rows])
        )

    def order(self, epoch: int, shuffle: bool) -> NDArray[np.intp]:
        """Return the samples of one epoch, (n_train,), in the order they are used."""
        return self._rng(_ORDER, epoch).permutation(self.n_train) if shuffle else np.arange(self.n_train)

    def masks(self, epoch: int, used: int, n_samples: int, rates: tuple[float, ...]) -> tuple[Array | None, ...]:
        """Return the dropout masks for the next samples of an epoch, one a hidden layer, None where its rate is 0.

        A mask's rows belong to places in the epoch's order, so they do not depend on how it is cut into batches.

        Args:
            epoch: whole passes made before.
            used: samples of this epoch already used.
            n_samples: how many rows to draw.
            rates: the share that each hidden layer drops.
        """
        layers = enumerate(zip(rates, self.train.sizes[1:-1], strict=True))
        return tuple(
            [
                self._mask(epoch, layer, used, (n_samples, units), rate) if rate else None
                for layer, (rate, units) in layers
            ]
        )

    def samples_at_once(self, rates: tuple[float, ...], max_values: int, most: int) -> int:
        """Return for how many samples, up to `most`, the masks together hold no more than `max_values`."""
        masked = sum(units for rate, units in zip(rates, self.train.sizes[1:-1], strict=True) if rate)
        return min(most, max_values // masked) if masked else most

    def _mask(self, epoch: int, layer: int, used: int, shape: tuple[int, int], rate: float) -> Array:
        bits = np.random.PCG64(self._seeds(_MASKS, epoch, layer))
        bits.advance(used * shape[1])  # every value takes one draw
        return dropout_mask(np.random.Generator(bits), rate, shape, self.train.inputs.dtype)

    def features(self, inputs: Array) -> Array:
        """Return what the first layer receives for raw inputs (n_samples, n_raw_inputs), in the run's dtype."""
        return features_of(self.experiment.data, inputs).astype(self.experiment.training.parameter_dtype)

    def _rng(self, *stream: int) -> np.random.Generator:
        return np.random.default_rng(self._seeds(*stream))

    def _seeds(self, *stream: int) -> np.random.SeedSequence:
        return np.random.SeedSequence(self.experiment.network.seed, spawn_key=stream)


def pose(experiment: Experiment) -> Problem:
    """Return the problem an experiment describes."""
    spec, dtype = experiment.data, experiment.training.parameter_dtype
    dataset = draw(spec)
    model = Model(
        sizes=experiment.sizes,
        activations=experiment.activations,
        loss=experiment.loss,
        optimizer=experiment.training.optimizer.name,
        inputs=features_of(spec, dataset.train_inputs).astype(dtype),
        targets=dataset.train_targets.astype(dtype),
        is_mixed=experiment.training.is_mixed,
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
