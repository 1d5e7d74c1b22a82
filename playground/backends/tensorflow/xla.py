"""TensorFlow at full speed: many updates in one call of one compiled function, with the data on the device."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from math import prod
from typing import Any

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from playground.backends.protocol import Model, Stretch
from playground.backends.recipes import learning_rate_of
from playground.backends.tensorflow.devices import Device, choose, list_devices
from playground.backends.tensorflow.programs import Batches, Program, State, compiled, interpreted
from playground.backends.tensorflow.settings import largest_norm
from playground.engine.network import trainable_mask
from playground.engine.optimizers import OptimizerState
from playground.engine.update import LearningState
from playground.spec.training import TrainingSpec

MAX_STEPS = 1024  # in one call
MAX_VALUES = 1 << 20  # the samples and masks of one call, used or not


class XlaBackend:
    """Trains in programs of few shapes: whole batches by the buffer, and the short batch of an epoch's end by itself.

    Raises:
        ValueError: if the device is not there, or products in bfloat16 are asked of a CPU.
    """

    def __init__(self, model: Model) -> None:
        device = choose(model.device)
        if model.is_mixed:
            refuse_cpu(device)
        self.device: str = device.label
        self.notice: str | None = None
        self._model = model
        self._place = device.place
        self._make = compiled
        with tf.device(self._place):
            self._data = tf.constant(model.inputs), tf.constant(model.targets)

    def load(self, state: LearningState) -> None:
        """Go on from this state."""
        with tf.device(self._place):
            slots = {name: tf.constant(values) for name, values in state.optimizer.slots.items()}
            self._state = State(tf.constant(state.vector), slots)
        self._count = state.optimizer.count

    def configure(self, training: TrainingSpec, trainable: tuple[bool, ...]) -> None:
        """Use these settings from the next update on."""
        self._training, self._rate = training, learning_rate_of(training)
        learning = trainable_mask(self._model.sizes, trainable)
        values = {"l1": training.l1, "l2": training.l2, "clip_norm": largest_norm(training)}
        with tf.device(self._place):
            self._scalars = {
                name: tf.constant(value, tf.float64)
                for name, value in (values | training.optimizer.hyperparameters).items()
            }
            self._learning = None if learning is None else tf.constant(learning)

    def train(self, stretch: Stretch) -> None:
        """Make one update with each batch, in order."""
        longest = min(self._training.batch_size, len(self._model.inputs))
        masked = sum(mask.shape[1] for mask in stretch.masks if mask is not None)

        def capacity(batch_size: int) -> int:
            if batch_size < longest:
                return 1
            return min(MAX_STEPS, max(1, MAX_VALUES // (batch_size * (1 + masked))))

        with tf.device(self._place):
            for piece in pieces(stretch, capacity):
                self._train_piece(piece, capacity(int(piece.ends[0])))

    def state(self) -> LearningState:
        """Return a copy of the present state."""
        slots = {name: values.numpy() for name, values in self._state.slots.items()}
        return LearningState(self._state.vector.numpy(), OptimizerState(self._count, slots))

    def _train_piece(self, piece: Stretch, capacity: int) -> None:
        """Make updates whose batches are equally long and fit the buffer."""
        batch_size, model = int(piece.ends[0]), self._model
        program = Program.of(model, capacity, batch_size, tuple(mask is not None for mask in piece.masks))
        rates = [self._rate(self._count + step) for step in range(piece.n_steps)]
        masks = [mask if mask is None else padded(mask, (capacity, batch_size, mask.shape[1])) for mask in piece.masks]
        batches = Batches(
            samples=tf.constant(padded(piece.samples.astype(np.int32), (capacity, batch_size))),
            masks=tuple(mask if mask is None else tf.constant(mask) for mask in masks),
            learning_rates=tf.constant(padded(np.array(rates), (capacity,))),
            n_steps=tf.constant(piece.n_steps),
            count=tf.constant(self._count),
        )
        self._state = self._run(program, batches)
        self._count += piece.n_steps

    def _run(self, program: Program, batches: Batches) -> State:
        try:
            return self._make(program)(*self._data, self._state, batches, self._scalars, self._learning)
        except tf.errors.OpError as error:
            if self._make is interpreted:
                raise
            self._make = interpreted
            self.notice = f"XLA cannot compile this network here, so it trains uncompiled: {error.message}"
            return self._run(program, batches)


def refuse_cpu(device: Device) -> None:
    """Raise ValueError where the device is not a GPU."""
    if device.name == "cpu":
        where = "it is to run on the CPU" if len(list_devices()) > 1 else "this machine has none"
        raise ValueError(f"mixed_bfloat16 needs a GPU, and {where}; choose float32")


def pieces(stretch: Stretch, capacity: Callable[[int], int]) -> Iterator[Stretch]:
    """Return the stretch cut where the length of the batches changes, or their number exceeds the capacity."""
    lengths = np.diff(stretch.ends, prepend=0)
    changes = np.flatnonzero(np.diff(lengths)) + 1
    for first, last in pairwise((0, *changes.tolist(), stretch.n_steps)):
        length = int(lengths[first])
        for start in range(first, last, most := capacity(length)):
            n_steps = min(most, last - start)
            begin = int(stretch.ends[start]) - length
            rows = slice(begin, begin + n_steps * length)
            masks = tuple(mask if mask is None else mask[rows] for mask in stretch.masks)
            yield Stretch(stretch.samples[rows], np.arange(1, n_steps + 1) * length, masks)


def padded(values: NDArray[Any], shape: tuple[int, ...]) -> NDArray[Any]:
    """Return an array of that shape that begins with these values; the rest is 0, and not used."""
    buffer = np.zeros(prod(shape), values.dtype)
    buffer[: values.size] = values.ravel()
    return buffer.reshape(shape)
