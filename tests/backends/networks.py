"""Networks to compare engines with, and what makes two of them the same."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.testing import assert_allclose
from numpy.typing import NDArray

from playground.backends import ENGINES, Backend, Model, Stretch
from playground.engine.activations import ACTIVATIONS
from playground.engine.losses import LOSSES
from playground.engine.network import LayerParameters, initialize, split
from playground.engine.optimizers import OPTIMIZERS, init
from playground.engine.passes import dropout_mask
from playground.engine.update import LearningState
from playground.spec.engines import ABILITIES
from playground.spec.training import TrainingSpec

PLAIN_SGD_ENGINES = [name for name, entry in ABILITIES.items() if entry.optimizers == ("sgd",)]
ALL_HIDDEN = tuple(name for name, entry in ACTIVATIONS.items() if not entry.is_output_only)
N_SAMPLES, N_OUTPUTS, UNITS = 12, 3, 4
BATCH_SIZE = 4
# Rules that divide by the size of the slope make steps of this length; larger ones let rounding errors grow.
LEARNING_RATES = {"sgd": 0.03, "momentum": 0.003, "nesterov": 0.003, "adagrad": 0.02, "adadelta": 1.0}
SMALL_RATE = 0.002


@dataclass(frozen=True)
class Case:
    """A model, its settings, which layers learn, where it begins, and the batches to train it with."""

    model: Model
    training: TrainingSpec
    trainable: tuple[bool, ...]
    start: LearningState
    stretch: Stretch

    def trained(self, engine: str) -> LearningState:
        """Return the state after all batches."""
        backend = self.backend(engine)
        backend.train(self.stretch)
        return backend.state()

    def backend(self, engine: str) -> Backend:
        """Return a backend that has taken up model, settings and start."""
        backend = ENGINES[engine].make(self.model)
        backend.configure(self.training, self.trainable)
        backend.load(self.start)
        return backend

    def with_settings(self, **settings: Any) -> "Case":
        """Return the case with other settings."""
        return replace(self, training=TrainingSpec.model_validate({**self.training.model_dump(), **settings}))

    def with_frozen(self, *layers: int) -> "Case":
        """Return the case with these layers frozen."""
        return replace(self, trainable=tuple(layer not in layers for layer in range(len(self.trainable))))

    def parameters_of(self, *layers: int) -> NDArray[np.bool_]:
        """Return which of all parameters are those of these layers, (n_parameters,)."""
        numbers = np.zeros(self.start.vector.size, np.bool_)
        for layer in layers:
            for part in split(numbers, self.model.sizes)[layer]:
                part[...] = True
        return numbers

    def layers_of(self, state: LearningState) -> tuple[LayerParameters, ...]:
        """Return a state's weights and biases, layer by layer."""
        return split(state.vector, self.model.sizes)


def make_case(
    optimizer: str = "sgd",
    output: tuple[str, str] = ("mean_squared_error", "linear"),
    hidden: Sequence[str] = ("tanh",),
    dtype: str = "float64",
    n_steps: int = 200,
    dropout: float = 0.0,
    seed: int = 1,
) -> Case:
    """Return a case with hidden layers of UNITS units; output are the names of loss and output activation.

    Of several seeds, the first is one whose runs come so near a kink that float32 takes its other side.
    """
    rng = np.random.default_rng(seed)
    loss, output_activation = output
    sizes = (2, *(UNITS for _ in hidden), N_OUTPUTS)
    targets = np.eye(N_OUTPUTS)[rng.integers(N_OUTPUTS, size=N_SAMPLES)]
    inputs = rng.standard_normal((N_SAMPLES, 2))
    model = Model(sizes, (*hidden, output_activation), loss, optimizer, inputs.astype(dtype), targets.astype(dtype))
    vector = initialize(sizes, "glorot_normal", rng, np.float64).vector
    vector += 0.1 * rng.standard_normal(vector.size)  # so that biases are not 0 and no unit sits on a kink
    training = TrainingSpec.model_validate(
        {
            "optimizer": {"name": optimizer, "learning_rate": LEARNING_RATES.get(optimizer, SMALL_RATE)},
            "batch_size": BATCH_SIZE,
            "dtype": dtype,
        }
    )
    start = LearningState(vector.astype(dtype), init(OPTIMIZERS[optimizer], vector.size, dtype))
    rates = [dropout * (layer % 2) for layer in range(len(hidden))]
    return Case(model, training, (True,) * (len(hidden) + 1), start, make_stretch(n_steps, rates, rng, dtype))


def make_stretch(
    n_steps: int, rates: Sequence[float], rng: np.random.Generator, dtype: str, lengths: Sequence[int] = (BATCH_SIZE,)
) -> Stretch:
    """Return updates with batches of these lengths in turn; `rates` are what each hidden layer drops."""
    sizes = np.resize(lengths, n_steps)
    samples = rng.integers(N_SAMPLES, size=sizes.sum())
    masks = tuple(dropout_mask(rng, rate, (len(samples), UNITS), dtype) if rate else None for rate in rates)
    return Stretch(samples, np.cumsum(sizes), masks)


def outputs_of(loss: str) -> list[str]:
    """Return the output activations that a loss can have."""
    needed = LOSSES[loss].output_activation
    return [needed] if needed else list(ACTIVATIONS)


def assert_same(found: LearningState, expected: LearningState, tolerance: float) -> None:
    """Fail where parameters or slots differ by more than a share of the largest of them, or the slots' names do."""
    assert found.optimizer.count == expected.optimizer.count
    assert found.optimizer.slots.keys() == expected.optimizer.slots.keys()
    pairs = [(found.vector, expected.vector)]
    pairs += [(found.optimizer.slots[name], values) for name, values in expected.optimizer.slots.items()]
    for ours, theirs in pairs:
        assert ours.dtype == theirs.dtype
        assert_allclose(ours, theirs, rtol=tolerance, atol=tolerance * np.abs(theirs).max())
