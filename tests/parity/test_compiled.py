"""The compiled engine against the NumPy engine: the same parameters and optimizer's memory after the same updates."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from playground.backends.compiled import CompiledBackend
from playground.backends.protocol import Model, Stretch
from playground.backends.scratch import ScratchBackend
from playground.engine.activations import ACTIVATIONS
from playground.engine.compiled.layers import WIDE
from playground.engine.losses import LOSSES
from playground.engine.optimizers import OPTIMIZERS, init
from playground.engine.schedules import SCHEDULES
from playground.engine.update import LearningState
from playground.spec.training import TrainingSpec

TOLERANCES = {"float64": 1e-9, "float32": 1e-4}  # of the largest parameter; sums are added up in another order
DTYPES = tuple(TOLERANCES)
N_STEPS = 200
N_SAMPLES, BATCH_SIZE = 37, 10  # so that every fourth batch has 7 samples
SIZES = (3, 5, 4, 2)
LEARNING_RATES = {"adadelta": 1.0, "adagrad": 0.02}  # the others: small enough that no loss runs away
LEARNING_RATE = 0.002
HIDDEN = [name for name, entry in ACTIVATIONS.items() if not entry.is_output_only]
OUTPUTS = {"binary_crossentropy": "sigmoid", "categorical_crossentropy": "softmax"}
PAIRS = [
    (loss, output)
    for loss, entry in LOSSES.items()
    for output in ACTIVATIONS
    if entry.output_activation in (None, output)
]


def model(dtype, *, sizes=SIZES, hidden="tanh", output="linear", loss="mean_squared_error", optimizer="sgd"):
    rng = np.random.default_rng(7)
    classes = rng.integers(sizes[-1], size=N_SAMPLES)
    return Model(
        sizes=sizes,
        activations=(*[hidden] * (len(sizes) - 2), output),
        loss=loss,
        optimizer=optimizer,
        inputs=rng.standard_normal((N_SAMPLES, sizes[0])).astype(dtype),
        targets=np.eye(sizes[-1], dtype=dtype)[classes],
    )


def training(optimizer="sgd", learning_rate=None, **settings):
    rate = learning_rate or LEARNING_RATES.get(optimizer, LEARNING_RATE)
    return TrainingSpec(optimizer={"name": optimizer, "learning_rate": rate}, **settings)


def stretch(n_steps=N_STEPS, batch_size=BATCH_SIZE, masks=()):
    """Return consecutive batches of permutations, the last of each short where the size does not divide the samples."""
    rng = np.random.default_rng(3)
    samples, lengths = [], []
    for _ in range(-(-n_steps // -(-N_SAMPLES // batch_size))):
        samples.append(rng.permutation(N_SAMPLES))
        lengths += [min(batch_size, N_SAMPLES - first) for first in range(0, N_SAMPLES, batch_size)]
    ends = np.cumsum(lengths[:n_steps])
    return Stretch(np.concatenate(samples)[: ends[-1]], ends, masks)


def for_network(model, stretch):
    """Return the stretch, with no dropout in any of the network's hidden layers unless it has masks."""
    return stretch if stretch.masks else replace(stretch, masks=(None,) * (len(model.sizes) - 2))


def first_state(model, training):
    rng = np.random.default_rng(11)
    parts = [
        (rng.normal(0, fan_in**-0.5, fan_in * fan_out), rng.normal(0, 0.1, fan_out))
        for fan_in, fan_out in pairwise(model.sizes)
    ]
    vector = np.concatenate([numbers for layer in parts for numbers in layer]).astype(model.inputs.dtype)
    optimizer = OPTIMIZERS[model.optimizer]
    return LearningState(vector, init(optimizer, vector.size, vector.dtype, training.optimizer.hyperparameters))


def all_layers(model):
    return (True,) * len(model.activations)


def trained(backend_class, model, training, stretch):
    backend = backend_class(model)
    backend.load(first_state(model, training))
    backend.configure(training, all_layers(model))
    backend.train(for_network(model, stretch))
    return backend.state()


def distance(state, other):
    """Return the largest difference of two states, relative to the largest number of its array."""
    pairs = [(state.vector, other.vector)]
    pairs += [(slot, other.optimizer.slots[name]) for name, slot in state.optimizer.slots.items()]
    return max(np.abs(one - two).max() / max(np.abs(two).max(), 1e-6) for one, two in pairs)


def assert_same_learning(model, training, stretch):
    computed, truth = (trained(backend, model, training, stretch) for backend in (CompiledBackend, ScratchBackend))
    before = first_state(model, training)
    assert np.isfinite(truth.vector).all()
    assert not np.array_equal(truth.vector, before.vector)
    assert computed.vector.dtype == truth.vector.dtype
    assert computed.optimizer.count == truth.optimizer.count
    assert distance(computed, truth) <= TOLERANCES[model.inputs.dtype.name]


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("hidden", HIDDEN)
def test_every_rule_learns_the_same_with_every_activation_and_loss(hidden, optimizer, dtype):
    for loss in LOSSES:
        output = OUTPUTS.get(loss, "linear")
        made = model(dtype, hidden=hidden, output=output, loss=loss, optimizer=optimizer)
        assert_same_learning(made, training(optimizer), stretch())


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(("loss", "output"), PAIRS)
def test_every_loss_learns_the_same_with_every_output_it_can_have(loss, output, dtype):
    assert_same_learning(model(dtype, output=output, loss=loss), training(), stretch())


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("schedule", SCHEDULES)
def test_every_schedule_gives_the_same_learning_rates(schedule, dtype):
    spec = training(learning_rate=0.1, schedule={"name": schedule, "decay_steps": 60})
    assert_same_learning(model(dtype), spec, stretch())


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("settings", [{"l1": 0.01}, {"l2": 0.01}, {"l1": 0.01, "l2": 0.02}, {"clip_norm": 0.05}])
def test_penalties_and_clipping_change_the_gradient_alike(settings, dtype):
    spec = training(learning_rate=0.1, **settings)
    plain = training(learning_rate=0.1)
    without = trained(ScratchBackend, model(dtype), plain, stretch())
    assert distance(trained(ScratchBackend, model(dtype), spec, stretch()), without) > 100 * TOLERANCES[dtype]
    assert_same_learning(model(dtype), spec, stretch())


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("dropped", [(0,), (1,), (0, 1)])
def test_dropout_masks_drop_the_same_units(dropped, dtype):
    rng = np.random.default_rng(5)
    n = len(stretch().samples)
    masks = tuple(
        ((rng.random((n, units)) < 0.8) / 0.8).astype(dtype) if layer in dropped else None
        for layer, units in enumerate(SIZES[1:-1])
    )
    assert_same_learning(model(dtype, hidden="relu"), training("momentum"), stretch(masks=masks))


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("batch_size", [1, 15, 16, 17, N_SAMPLES])
def test_batches_of_any_size_give_the_same_steps(batch_size, dtype):
    assert_same_learning(model(dtype), training("adam"), stretch(batch_size=batch_size))


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("sizes", [(1, 1), (4, 3), (2, 1, 1, 2), (2, *[4] * 12, 2)])
def test_networks_of_any_depth_give_the_same_steps(sizes, dtype):
    assert_same_learning(model(dtype, sizes=sizes), training("adam"), stretch())


@pytest.mark.parametrize("dtype", DTYPES)
def test_layers_wide_enough_for_blas_learn_the_same(dtype):
    sizes = (60, 50, 40, 3)
    assert sizes[0] * sizes[1] * BATCH_SIZE >= WIDE > sizes[-2] * sizes[-1] * BATCH_SIZE
    assert_same_learning(model(dtype, sizes=sizes, hidden="relu"), training("adam"), stretch())


@pytest.mark.parametrize("dtype", DTYPES)
def test_settings_changed_between_stretches_count_from_then_on(dtype):
    made, calm, bold = model(dtype), training(), training(learning_rate=0.1, l2=0.01)
    states = []
    for backend_class in (CompiledBackend, ScratchBackend):
        backend = backend_class(made)
        backend.load(first_state(made, calm))
        for spec in (calm, bold):
            backend.configure(spec, all_layers(made))
            backend.train(for_network(made, stretch()))
        states.append(backend.state())
    assert distance(*states) <= TOLERANCES[dtype]


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("hidden", HIDDEN)
def test_divergence_shows_in_both_engines(hidden, dtype):
    spec = training(learning_rate=100.0)
    made = model(dtype, hidden=hidden, output="linear", loss="sum_of_squared_errors")
    with np.errstate(all="ignore"):
        computed, truth = (trained(b, made, spec, stretch()) for b in (CompiledBackend, ScratchBackend))
    assert np.isfinite(truth.vector).all() == np.isfinite(computed.vector).all()


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", ACTIVATIONS)
def test_what_is_not_a_number_goes_through_every_activation(name, dtype):
    made = model(dtype, hidden=name if name in HIDDEN else "tanh", output=name)
    backend, state = CompiledBackend(made), first_state(made, training())
    state.vector[0] = np.nan  # the first weight of the first hidden unit
    backend.load(state)
    backend.configure(training(), all_layers(made))
    backend.train(for_network(made, stretch(1)))
    assert np.isnan(backend.state().vector[-SIZES[-1] :]).all()
