"""Many updates as one TensorFlow function, compiled by XLA or not."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple, Self

import tensorflow as tf

from playground.backends.protocol import Model
from playground.backends.tensorflow.network import clip_by_global_norm, last_pre_activations, objective
from playground.backends.tensorflow.update_rules import UPDATE_RULES, Scalars

MAX_PROGRAMS = 16  # kept, so that a run that begins again need not wait for the compiler


class State(NamedTuple):
    """What an update changes: all parameters, (n_parameters,), and the rule's slots of the same shape."""

    vector: tf.Tensor
    slots: dict[str, tf.Tensor]


class Batches(NamedTuple):
    """The batches of consecutive updates, in buffers of which only the first `n_steps` rows count.

    Attributes:
        samples: (capacity, batch_size) rows of the inputs, int32.
        masks: one a hidden layer, (capacity, batch_size, units); None where nothing is dropped.
        learning_rates: (capacity,), float64.
        n_steps: how many updates to make.
        count: how many were made before.
    """

    samples: tf.Tensor
    masks: tuple[tf.Tensor | None, ...]
    learning_rates: tf.Tensor
    n_steps: tf.Tensor
    count: tf.Tensor


Run = Callable[[tf.Tensor, tf.Tensor, State, Batches, Scalars, tf.Tensor | None], State]
"""(inputs, targets, state, batches, scalars, learning) -> state.

The scalars are penalties, norm and hyperparameters, float64; learning is (n_parameters,), which parameters are not
frozen, or None where none are: then another function is traced, which asks no parameter.
"""


@dataclass(frozen=True, slots=True)
class Program:
    """Everything that is fixed when a function is compiled: what it computes, and the shapes of what it takes.

    Attributes:
        sizes: units of every layer, inputs and output included.
        activations: names of every layer's activation, the output's last.
        loss: name of the loss.
        optimizer: name of the optimizer.
        is_mixed: whether products are computed in bfloat16.
        dtype: the parameters' type.
        n_samples: rows of the inputs.
        capacity: updates that the buffers hold.
        batch_size: samples of each update.
        masked: which hidden layers have a mask.
    """

    sizes: tuple[int, ...]
    activations: tuple[str, ...]
    loss: str
    optimizer: str
    is_mixed: bool
    dtype: str
    n_samples: int
    capacity: int
    batch_size: int
    masked: tuple[bool, ...]

    @classmethod
    def of(cls, model: Model, capacity: int, batch_size: int, masked: tuple[bool, ...]) -> Self:
        """Return the program for a model."""
        return cls(
            sizes=model.sizes,
            activations=model.activations,
            loss=model.loss,
            optimizer=model.optimizer,
            is_mixed=model.is_mixed,
            dtype=model.inputs.dtype.name,
            n_samples=len(model.inputs),
            capacity=capacity,
            batch_size=batch_size,
            masked=masked,
        )

    def run(
        self,
        inputs: tf.Tensor,
        targets: tf.Tensor,
        state: State,
        batches: Batches,
        scalars: Scalars,
        learning: tf.Tensor | None,
    ) -> State:
        """Return the state after one update with each batch."""
        rule = UPDATE_RULES[self.optimizer]

        def update(step: tf.Tensor, before: State) -> tuple[tf.Tensor, State]:
            rows = tf.gather(batches.samples, step)
            masks = [None if mask is None else tf.gather(mask, step) for mask in batches.masks]
            whole = self._gradient(before.vector, tf.gather(inputs, rows), tf.gather(targets, rows), masks, scalars)
            gradient = whole if learning is None else tf.where(learning, whole, tf.zeros_like(whole))
            (clipped,) = clip_by_global_norm([gradient], tf.cast(scalars["clip_norm"], gradient.dtype))
            now = {
                "count": tf.cast(batches.count + step + 1, tf.float64),
                "learning_rate": tf.gather(batches.learning_rates, step),
            }
            after = State(*rule(before.vector, clipped, before.slots, {**scalars, **now}))
            return step + 1, after if learning is None else chosen(learning, after, before)

        return tf.while_loop(lambda step, _: step < batches.n_steps, update, (tf.constant(0), state))[1]

    def _gradient(
        self,
        vector: tf.Tensor,
        inputs: tf.Tensor,
        targets: tf.Tensor,
        masks: Sequence[tf.Tensor | None],
        scalars: Scalars,
    ) -> tf.Tensor:
        """Return the objective's derivative by every parameter, (n_parameters,)."""
        parameters, output = self._layers(vector), (self.loss, self.activations[-1])
        l1, l2 = (tf.cast(scalars[name], vector.dtype) for name in ("l1", "l2"))
        product = bfloat16_product if self.is_mixed else tf.matmul
        with tf.GradientTape() as tape:
            tape.watch(parameters)
            z = last_pre_activations(parameters, self.activations, inputs, masks, product)
            cost = objective(parameters, z, targets, output, (l1, l2))
        return tf.concat([tf.reshape(part, [-1]) for part in tape.gradient(cost, parameters)], axis=0)

    def _layers(self, vector: tf.Tensor) -> list[tf.Tensor]:
        """Return kernels and biases, layer by layer."""
        shapes = [shape for fan_in, fan_out in pairwise(self.sizes) for shape in ((fan_in, fan_out), (fan_out,))]
        parts = tf.split(vector, [shape[0] * shape[-1] if len(shape) > 1 else shape[0] for shape in shapes])
        return [tf.reshape(part, shape) for part, shape in zip(parts, shapes, strict=True)]


def chosen(learning: tf.Tensor, after: State, before: State) -> State:
    """Return of the parameters that learn and their slots what came after, of the others what was before."""
    slots = {name: tf.where(learning, values, before.slots[name]) for name, values in after.slots.items()}
    return State(tf.where(learning, after.vector, before.vector), slots)


def bfloat16_product(x: tf.Tensor, kernel: tf.Tensor) -> tf.Tensor:
    """Return x times kernel, computed in bfloat16 and given in the type of x."""
    return tf.cast(tf.matmul(tf.cast(x, tf.bfloat16), tf.cast(kernel, tf.bfloat16)), x.dtype)


@lru_cache(maxsize=MAX_PROGRAMS)
def compiled(program: Program) -> Any:
    """Return the program as a function that XLA compiles when it is first called."""
    return tf.function(program.run, jit_compile=True, autograph=False)


@lru_cache(maxsize=MAX_PROGRAMS)
def interpreted(program: Program) -> Any:
    """Return the program as a function that TensorFlow runs operation by operation."""
    return tf.function(program.run, autograph=False)
