"""Keras' optimizers, set up so that a run can change their settings and take up their state.

Keras reads its hyperparameters where it updates, so they can be variables. What it asks in Python, or rounds to
float32, is overridden here.
"""

from collections.abc import Sequence
from typing import Any

import keras
import tensorflow as tf

from playground.backends.tensorflow.network import clip_by_global_norm, joined, layers_of
from playground.backends.tensorflow.settings import Settings
from playground.backends.tensorflow.update_rules import warming_momentum
from playground.engine.arrays import Array
from playground.engine.optimizers import OPTIMIZERS, OptimizerState


class LiveMomentum(keras.optimizers.SGD):
    """SGD whose momentum is a variable: Keras asks in Python whether it is 0, which a traced update cannot."""

    def update_step(self, gradient: tf.Tensor, variable: tf.Variable, learning_rate: tf.Tensor) -> None:
        """Update one variable."""
        velocity = self.momentums[self._get_variable_index(variable)]
        downhill = learning_rate * gradient
        self.assign(velocity, velocity * self.momentum - downhill)
        self.assign_add(variable, velocity * self.momentum - downhill if self.nesterov else velocity)


class ExactNadam(keras.optimizers.Nadam):
    """Nadam with 0.96 in the run's type, and for each variable the product of the u that it was updated with.

    Keras rounds 0.96 to float32, 6e-8 off, and keeps one product for all variables, though some may be frozen.
    """

    def build(self, variables: Sequence[Any]) -> None:
        """Make the slots."""
        super().build(variables)
        (self._u_products,) = self.add_optimizer_variables(variables, ["u_product"], ["ones"])

    def update_step(self, gradient: tf.Tensor, variable: tf.Variable, learning_rate: tf.Tensor) -> None:
        """Update one variable."""
        index, count = self._get_variable_index(variable), tf.cast(self.iterations + 1, variable.dtype)
        m, v, product = self._momentums[index], self._velocities[index], self._u_products[index]
        u, next_u = warming_momentum(self.beta_1, count), warming_momentum(self.beta_1, count + 1)
        self.assign(product, product * u)
        self.assign_add(m, (gradient - m) * (1 - self.beta_1))
        self.assign_add(v, (tf.square(gradient) - v) * (1 - self.beta_2))
        m_hat = next_u * m / (1 - next_u * product) + (1 - u) * gradient / (1 - product)
        v_hat = v / (1 - self.beta_2**count)
        self.assign_sub(variable, learning_rate * m_hat / (tf.sqrt(v_hat) + self.epsilon))


OVERRIDDEN = {"momentum": LiveMomentum, "nesterov": LiveMomentum, "nadam": ExactNadam}


def make_optimizer(name: str, settings: Settings, variables: Sequence[Any]) -> Any:
    """Return Keras' optimizer for these variables, which reads learning rate, clipping and hyperparameters there."""
    entry = OPTIMIZERS[name]
    rule: Any = OVERRIDDEN.get(name) or getattr(keras.optimizers, entry.keras_name)

    class Clipping(rule):
        """The rule, with a norm for clipping that is a variable: Keras asks in Python whether there is one."""

        def apply(self, grads: Sequence[tf.Tensor], trainable_variables: Sequence[Any] | None = None) -> None:
            super().apply(clip_by_global_norm(grads, settings.clip_norm), trainable_variables)

    # As a function, the learning rate keeps the run's type; a number would become a float32 variable.
    optimizer = Clipping(learning_rate=lambda: settings.learning_rate, **entry.hyperparameters, **entry.keras_arguments)
    optimizer.build(variables)
    for hyperparameter, variable in settings.hyperparameters.items():
        setattr(optimizer, hyperparameter, variable)
    return optimizer


def set_state(optimizer: Any, state: OptimizerState, sizes: tuple[int, ...]) -> None:
    """Go on from this state."""
    optimizer.iterations.assign(state.count)
    for slot, values in state.slots.items():
        for variable, part in zip(_variables_of(optimizer, slot), layers_of(values, sizes), strict=True):
            variable.assign(part)


def slots_of(optimizer: Any, name: str) -> dict[str, Array]:
    """Return the slots of the optimizer of that name, (n_parameters,) each."""
    return {
        slot: joined([variable.numpy() for variable in _variables_of(optimizer, slot)])
        for slot in OPTIMIZERS[name].slots
    }


def _variables_of(optimizer: Any, slot: str) -> list[Any]:
    """Return one slot's variables in the order of the parameters; Keras names each after its slot."""
    return [variable for variable in optimizer.variables if variable.name.endswith(f"_{slot}")]
