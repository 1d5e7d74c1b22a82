"""What can change while a network trains, as variables: a traced function reads them and is not traced anew."""

import math

import tensorflow as tf
from numpy.typing import DTypeLike

from playground.backends.recipes import learning_rate_of
from playground.engine.optimizers import OPTIMIZERS
from playground.engine.schedules import Rate
from playground.spec.training import TrainingSpec


class Settings:
    """Learning rate, the rates of the penalties, the largest norm and the rule's own hyperparameters."""

    def __init__(self, optimizer: str, dtype: DTypeLike) -> None:
        """Make the variables, in the run's type."""

        def variable(value: float) -> tf.Variable:
            return tf.Variable(value, trainable=False, dtype=dtype)

        self.learning_rate = variable(0.0)
        self.l1 = variable(0.0)
        self.l2 = variable(0.0)
        self.clip_norm = variable(math.inf)
        self.hyperparameters = {name: variable(value) for name, value in OPTIMIZERS[optimizer].hyperparameters.items()}
        self._rate: Rate

    def configure(self, training: TrainingSpec) -> None:
        """Take on these settings."""
        self._rate = learning_rate_of(training)
        self.l1.assign(training.l1)
        self.l2.assign(training.l2)
        self.clip_norm.assign(largest_norm(training))
        for name, value in training.optimizer.hyperparameters.items():
            self.hyperparameters[name].assign(value)

    def begin_update(self, count: int) -> None:
        """Set the learning rate of the update made after `count` updates."""
        self.learning_rate.assign(self._rate(count))


def largest_norm(training: TrainingSpec) -> float:
    """Return the norm beyond which gradients are clipped; infinity where they are not."""
    return math.inf if training.clip_norm is None else training.clip_norm
