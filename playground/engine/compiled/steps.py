"""Many updates in one call: the one function that is compiled for Python, once a dtype, and kept on disk."""

import math
from collections.abc import Callable

import scipy.linalg.cython_blas  # noqa: F401 # Numba's BLAS: loaded here, so that limits on its threads set later hold
from numba import njit

from playground.engine.arrays import Array
from playground.engine.compiled.borrowing import borrowed, borrowed_batches, borrowed_plan, borrowed_space
from playground.engine.compiled.lanes import LANES
from playground.engine.compiled.network import backward, clip_by_global_norm, forward, gather, penalize
from playground.engine.compiled.plans import Batches, Plan, Settings, Workspace
from playground.engine.compiled.schedules import scheduled_rate
from playground.engine.compiled.sources import fingerprint
from playground.engine.compiled.updates import update

Train = Callable[[Array, Array, int, Array, Array, Plan, Settings, Batches, Workspace], int]


def made_from(sources: int) -> Train:
    """Return `train`, whose stored machine code is used again only while the sources' fingerprint is the same."""

    @njit(nogil=True, cache=True, error_model="numpy")
    def train(
        vector: Array,
        slots: Array,
        count: int,
        inputs: Array,
        targets: Array,
        plan: Plan,
        settings: Settings,
        batches: Batches,
        space: Workspace,
    ) -> int:
        """Make one update with each batch, in place, and return the sources' fingerprint.

        Args:
            vector: (n_parameters,), those that learn first.
            slots: (n_slots, n_learning), in the order of the optimizer's entry in OPTIMIZERS.
            count: updates made before.
            inputs: (n_samples, n_inputs).
            targets: (n_samples, n_outputs).
            plan: the network.
            settings: what can change while it trains.
            batches: which samples each update uses.
            space: room for the largest batch.
        """
        vector, slots, inputs, targets = borrowed(vector), borrowed(slots), borrowed(inputs), borrowed(targets)
        plan, batches, space = borrowed_plan(plan), borrowed_batches(batches), borrowed_space(space)
        hyperparameters = borrowed(settings.hyperparameters)
        learning, gradient = vector[: slots.shape[1]], space.gradient[: slots.shape[1]]
        begin = batches.ends.dtype.type(0)  # in the type of an end, or all that it is passed to would be compiled twice
        for end in batches.ends:
            n_samples = end - begin
            width = (n_samples + LANES - 1) // LANES * LANES
            gather(inputs, batches.samples, begin, end, width, space.activations)
            gather(targets, batches.samples, begin, end, width, space.targets)
            forward(vector, plan, batches, begin, end, width, space)
            backward(vector, plan, n_samples, width, space)
            if settings.l1 > 0 or settings.l2 > 0:
                penalize(vector, plan, settings, space.gradient)
            if settings.clip_norm < math.inf:
                clip_by_global_norm(gradient, settings.clip_norm)
            learning_rate = scheduled_rate(
                settings.schedule, count, settings.learning_rate, settings.decay_steps, settings.decay_rate
            )
            count += 1
            update(plan.optimizer, learning, gradient, slots, count, learning_rate, hyperparameters)
            begin = end
        return sources

    return train


train = made_from(fingerprint())
