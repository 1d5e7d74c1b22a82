"""TensorFlow 1: a graph built once, and a `Session` that is fed every batch."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import tensorflow as tf

from playground.backends.protocol import Batch, Model, Stretch
from playground.backends.recipes import learning_rate_of
from playground.backends.tensorflow.devices import choose
from playground.backends.tensorflow.network import (
    clip_by_global_norm,
    joined,
    last_pre_activations,
    layers_of,
    objective,
    of_trainable,
)
from playground.backends.tensorflow.settings import largest_norm
from playground.backends.tensorflow.stepwise import refuse
from playground.engine.optimizers import OptimizerState
from playground.engine.update import LearningState
from playground.spec.training import TrainingSpec

v1 = tf.compat.v1


class GraphBackend(ABC):
    """Trains by plain gradient descent in a graph of its own, so that eager engines can live beside it.

    Raises:
        ValueError: if the optimizer is not plain SGD, the precision mixed, or the device not there.
    """

    notice: str | None = None

    def __init__(self, model: Model) -> None:
        refuse(model, self._name)
        device = choose(model.device)
        self.device: str = device.label
        self._model = model
        self._place = device.place
        self._graph = tf.Graph()
        with self._graph.as_default(), tf.device(self._place):
            self._build()
        self._session = v1.Session(graph=self._graph, config=v1.ConfigProto(gpu_options={"allow_growth": True}))

    def __del__(self) -> None:
        # A session holds its memory until it is closed; there is none where the model was refused.
        if "_session" in self.__dict__:
            self._session.close()

    def load(self, state: LearningState) -> None:
        """Go on from this state."""
        parts = layers_of(state.vector, self._model.sizes)
        self._session.run(self._loading, dict(zip(self._loaded, parts, strict=True)))
        self._count = state.optimizer.count

    def configure(self, training: TrainingSpec, trainable: tuple[bool, ...]) -> None:
        """Use these settings from the next update on."""
        self._training, self._rate = training, learning_rate_of(training)
        self._update = self._update_of(trainable)
        self._penalties = {self._l1: training.l1, self._l2: training.l2, self._norm: largest_norm(training)}

    def train(self, stretch: Stretch) -> None:
        """Make one update with each batch, in order."""
        for batch in stretch.batches():
            self._session.run(self._update, self._feed(batch))
            self._count += 1

    def state(self) -> LearningState:
        """Return a copy of the present state."""
        return LearningState(joined(self._session.run(self._variables)), OptimizerState(self._count, {}))

    @property
    @abstractmethod
    def _name(self) -> str:
        """The engine's name."""

    @abstractmethod
    def _descend(self, cost: tf.Tensor, variables: Sequence[Any]) -> tf.Operation:
        """Return what updates these variables once."""

    def _update_of(self, trainable: tuple[bool, ...]) -> tf.Operation:
        """Return what updates the layers that learn; it is added to the graph where it is not there yet."""
        if trainable not in self._updates:
            variables = of_trainable(self._variables, trainable)
            with self._graph.as_default(), tf.device(self._place):
                self._updates[trainable] = self._descend(self._cost, variables) if variables else tf.no_op()
        return self._updates[trainable]

    def _build(self) -> None:
        model, sizes = self._model, self._model.sizes
        shapes = [shape for fan_in, fan_out in pairwise(sizes) for shape in ([fan_in, fan_out], [fan_out])]
        self._loaded = [self._placeholder(shape) for shape in shapes]
        self._variables = [
            v1.Variable(tf.zeros(shape, model.inputs.dtype), use_resource=True, trainable=True) for shape in shapes
        ]
        self._loading = tf.group(*map(v1.assign, self._variables, self._loaded))
        self._inputs, self._targets = self._placeholder([None, sizes[0]]), self._placeholder([None, sizes[-1]])
        # A mask that is not fed is 1, so that the graph is the same with and without dropout.
        one = tf.ones([1, 1], model.inputs.dtype)
        self._masks = [v1.placeholder_with_default(one, [None, None]) for _ in sizes[1:-1]]
        self._learning_rate, self._l1, self._l2, self._norm = (self._placeholder([]) for _ in range(4))
        z = last_pre_activations(self._variables, model.activations, self._inputs, self._masks)
        output = model.loss, model.activations[-1]
        self._cost = objective(self._variables, z, self._targets, output, (self._l1, self._l2))
        self._updates: dict[tuple[bool, ...], tf.Operation] = {}

    def _placeholder(self, shape: Sequence[int | None]) -> tf.Tensor:
        """Return a place for numbers of the run's type: a learning rate in float32 would be 3e-8 of it off."""
        return v1.placeholder(self._model.inputs.dtype, shape)

    def _feed(self, batch: Batch) -> dict[tf.Tensor, Any]:
        masks = {place: mask for place, mask in zip(self._masks, batch.masks, strict=True) if mask is not None}
        return {
            self._inputs: self._model.inputs[batch.samples],
            self._targets: self._model.targets[batch.samples],
            self._learning_rate: self._rate(self._count),
            **self._penalties,
            **masks,
        }


class GraphOptimizerBackend(GraphBackend):
    """Trains with `GradientDescentOptimizer`: `compute_gradients`, then `apply_gradients`."""

    _name = "graph_optimizer"

    def _descend(self, cost: tf.Tensor, variables: Sequence[Any]) -> tf.Operation:
        optimizer = v1.train.GradientDescentOptimizer(self._learning_rate)
        gradients, differentiated = zip(*optimizer.compute_gradients(cost, variables), strict=True)
        clipped = clip_by_global_norm(gradients, self._norm)
        return optimizer.apply_gradients(zip(clipped, differentiated, strict=True))


class GraphVariablesBackend(GraphBackend):
    """Trains with `tf.gradients`, and one assignment a variable."""

    _name = "graph_variables"

    def _descend(self, cost: tf.Tensor, variables: Sequence[Any]) -> tf.Operation:
        clipped = clip_by_global_norm(tf.gradients(cost, variables), self._norm)
        # The norm takes every gradient, so all are computed before the first variable changes.
        updates = [
            v1.assign_sub(variable, self._learning_rate * gradient)
            for variable, gradient in zip(variables, clipped, strict=True)
        ]
        return tf.group(*updates)
