"""The update rules of playground.engine.update_rules as TensorFlow expressions, for code that XLA compiles.

Each takes (vector, gradient, slots, scalars) and returns (vector, slots). Vector, gradient and slots are
(n_parameters,) in the run's type. The scalars are "count", the number of this update from 1, "learning_rate" and the
rule's hyperparameters, all float64 and rounded only where they meet a vector: 1 - 0.999^t loses digits in float32.
"""

from collections.abc import Callable, Mapping

import tensorflow as tf

Slots = Mapping[str, tf.Tensor]
Scalars = Mapping[str, tf.Tensor]
Updated = tuple[tf.Tensor, dict[str, tf.Tensor]]
Rule = Callable[[tf.Tensor, tf.Tensor, Slots, Scalars], Updated]

NADAM_DECAY = 0.96  # of the warming momentum (Dozat 2016, appendix)


def times(scalar: tf.Tensor, vector: tf.Tensor) -> tf.Tensor:
    """Return the product, in the vector's type."""
    return tf.cast(scalar, vector.dtype) * vector


def plus(vector: tf.Tensor, scalar: tf.Tensor) -> tf.Tensor:
    """Return the sum, in the vector's type."""
    return vector + tf.cast(scalar, vector.dtype)


def running_average(average: tf.Tensor, value: tf.Tensor, decay: tf.Tensor) -> tf.Tensor:
    """Return decay * average + (1 - decay) * value."""
    return average + times(1 - decay, value - average)


def warming_momentum(beta_1: tf.Tensor, count: tf.Tensor) -> tf.Tensor:
    """Return Nadam's momentum u of an update."""
    return beta_1 * (1 - 0.5 * NADAM_DECAY**count)


def sgd(vector: tf.Tensor, gradient: tf.Tensor, slots: Slots, scalars: Scalars) -> Updated:
    """Return one step downhill."""
    return vector - times(scalars["learning_rate"], gradient), {}


def momentum(vector: tf.Tensor, gradient: tf.Tensor, slots: Slots, scalars: Scalars) -> Updated:
    """Return one step with momentum."""
    velocity = times(scalars["momentum"], slots["momentum"]) - times(scalars["learning_rate"], gradient)
    return vector + velocity, {"momentum": velocity}


def nesterov(vector: tf.Tensor, gradient: tf.Tensor, slots: Slots, scalars: Scalars) -> Updated:
    """Return one step with momentum that looks ahead."""
    downhill = times(scalars["learning_rate"], gradient)
    velocity = times(scalars["momentum"], slots["momentum"]) - downhill
    return vector + times(scalars["momentum"], velocity) - downhill, {"momentum": velocity}


def adagrad(vector: tf.Tensor, gradient: tf.Tensor, slots: Slots, scalars: Scalars) -> Updated:
    """Return one step of Adagrad."""
    accumulator = slots["accumulator"] + gradient * gradient
    step = times(scalars["learning_rate"], gradient) / tf.sqrt(plus(accumulator, scalars["epsilon"]))
    return vector - step, {"accumulator": accumulator}


def adadelta(vector: tf.Tensor, gradient: tf.Tensor, slots: Slots, scalars: Scalars) -> Updated:
    """Return one step of Adadelta."""
    rho, epsilon, past_steps = scalars["rho"], scalars["epsilon"], slots["accumulated_delta_var"]
    gradients = running_average(slots["accumulated_grad"], gradient * gradient, rho)
    step = gradient * tf.sqrt(plus(past_steps, epsilon) / plus(gradients, epsilon))
    steps = running_average(past_steps, step * step, rho)
    updated = vector - times(scalars["learning_rate"], step)
    return updated, {"accumulated_grad": gradients, "accumulated_delta_var": steps}


def rmsprop(vector: tf.Tensor, gradient: tf.Tensor, slots: Slots, scalars: Scalars) -> Updated:
    """Return one step of RMSprop."""
    velocity = running_average(slots["velocity"], gradient * gradient, scalars["rho"])
    step = times(scalars["learning_rate"], gradient) / tf.sqrt(plus(velocity, scalars["epsilon"]))
    return vector - step, {"velocity": velocity}


def adam(vector: tf.Tensor, gradient: tf.Tensor, slots: Slots, scalars: Scalars) -> Updated:
    """Return one step of Adam."""
    beta_1, beta_2, count = scalars["beta_1"], scalars["beta_2"], scalars["count"]
    m = running_average(slots["momentum"], gradient, beta_1)
    v = running_average(slots["velocity"], gradient * gradient, beta_2)
    rate = scalars["learning_rate"] * tf.sqrt(1 - beta_2**count) / (1 - beta_1**count)
    return vector - times(rate, m) / plus(tf.sqrt(v), scalars["epsilon"]), {"momentum": m, "velocity": v}


def adamw(vector: tf.Tensor, gradient: tf.Tensor, slots: Slots, scalars: Scalars) -> Updated:
    """Return one step of AdamW."""
    decayed = times(1 - scalars["learning_rate"] * scalars["weight_decay"], vector)
    return adam(decayed, gradient, slots, scalars)


def nadam(vector: tf.Tensor, gradient: tf.Tensor, slots: Slots, scalars: Scalars) -> Updated:
    """Return one step of Nadam."""
    beta_1, beta_2, count = scalars["beta_1"], scalars["beta_2"], scalars["count"]
    u, next_u = warming_momentum(beta_1, count), warming_momentum(beta_1, count + 1)
    product = times(u, slots["u_product"])
    m = running_average(slots["momentum"], gradient, beta_1)
    v = running_average(slots["velocity"], gradient * gradient, beta_2)
    m_hat = times(next_u, m) / (1 - times(next_u, product)) + times(1 - u, gradient) / (1 - product)
    v_hat = v / tf.cast(1 - beta_2**count, v.dtype)
    step = times(scalars["learning_rate"], m_hat) / plus(tf.sqrt(v_hat), scalars["epsilon"])
    return vector - step, {"momentum": m, "velocity": v, "u_product": product}


UPDATE_RULES: dict[str, Rule] = {
    rule.__name__: rule for rule in (sgd, momentum, nesterov, adagrad, adadelta, rmsprop, adam, adamw, nadam)
}
"""By the names of playground.engine.optimizers.OPTIMIZERS."""
