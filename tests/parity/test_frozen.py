"""Frozen layers mean the same to every engine, and what they mean to Keras."""

import numpy as np
import pytest
from numpy.typing import NDArray

from playground.backends import ENGINES, Backend
from playground.engine.update import LearningState
from tests.backends.networks import PLAIN_SGD_ENGINES, Case, assert_same, make_case

EXACT = 1e-9  # float64 through some updates whose sums are taken in another order
ROUNDED = 1e-4  # the same in float32
N_STEPS = 30
HIDDEN = ("tanh", "silu")
SETTINGS = {"l1": 0.002, "l2": 0.05, "clip_norm": 0.05}  # a norm that is exceeded at every step
FROZEN = {"first": (0,), "middle": (1,), "ends": (0, 2), "all": (0, 1, 2)}
OTHERS = [name for name in ENGINES if name != "numpy"]


def case_for(engine: str, frozen: tuple[int, ...], optimizer: str = "adam") -> Case:
    """Return a case with everything that an engine can do, and these layers frozen."""
    case = make_case("sgd" if engine in PLAIN_SGD_ENGINES else optimizer, hidden=HIDDEN, n_steps=N_STEPS, dropout=0.3)
    return case.with_settings(**SETTINGS).with_frozen(*frozen)


def trained(backend: Backend, case: Case) -> LearningState:
    """Return the state of a backend after training with the layers frozen that the case says."""
    backend.configure(case.training, case.trainable)
    backend.train(case.stretch)
    return backend.state()


def assert_changed_alone(after: LearningState, before: LearningState, learning: NDArray[np.bool_]) -> None:
    """Fail where a parameter that does not learn, or its memory, changed, or one that does stayed as it was."""
    np.testing.assert_array_equal(after.vector != before.vector, learning)
    for name, values in after.optimizer.slots.items():
        np.testing.assert_array_equal(values[~learning], before.optimizer.slots[name][~learning])


@pytest.mark.parametrize("engine", OTHERS)
def test_engine_agrees_with_scratch_on_layers_frozen_and_thawed_in_mid_run(engine):
    backends = [case_for(engine, ()).backend(name) for name in (engine, "numpy")]
    for turn, frozen in enumerate((*FROZEN.values(), (), FROZEN["all"], FROZEN["first"]), start=1):
        case, before = case_for(engine, frozen), backends[0].state()
        found, expected = (trained(backend, case) for backend in backends)
        assert_same(found, expected, EXACT)
        assert_changed_alone(found, before, ~case.parameters_of(*frozen))
        assert found.optimizer.count == turn * N_STEPS


@pytest.mark.parametrize("optimizer", ["momentum", "adamw", "nadam"])
@pytest.mark.parametrize("engine", ["compiled", "xla", "keras"])
def test_every_sort_of_memory_is_frozen_and_thawed_alike(engine, optimizer):
    backends = [case_for(engine, (), optimizer).backend(name) for name in (engine, "numpy")]
    for frozen in (FROZEN["middle"], FROZEN["first"], FROZEN["middle"]):
        case = case_for(engine, frozen, optimizer)
        assert_same(*(trained(backend, case) for backend in backends), EXACT)


def test_all_layers_frozen_is_a_run_that_changes_nothing_but_the_count_from_scratch_too():
    case = case_for("numpy", FROZEN["all"])
    end = case.trained("numpy")
    assert_changed_alone(end, case.start, np.zeros(case.start.vector.size, np.bool_))
    assert end.optimizer.count == N_STEPS


@pytest.mark.parametrize("engine", PLAIN_SGD_ENGINES)
def test_frozen_layers_survive_an_infinite_learning_rate(engine):
    """At the end of a range test the rate can overflow, and infinity times a gradient of 0 is not a number."""
    case = make_case(hidden=HIDDEN, n_steps=5).with_frozen(1)
    schedule = {"name": "exponential", "decay_steps": 1, "decay_rate": 10.0}
    backend = case.with_settings(schedule=schedule).backend(engine)
    backend.load(LearningState(case.start.vector, type(case.start.optimizer)(400, {})))
    backend.train(case.stretch)
    is_frozen, end = case.parameters_of(1), backend.state().vector
    np.testing.assert_array_equal(end[is_frozen], case.start.vector[is_frozen])
    assert not np.isfinite(end[~is_frozen]).any()


def test_frozen_means_what_it_means_to_keras():
    """A model of Keras' own layers, its regularizers, its clipping and its Adam, with `trainable = False`."""
    import keras  # noqa: PLC0415 - takes seconds, so only where a test asks for it

    case = make_case("adam", hidden=("tanh", "tanh"), dtype="float32", n_steps=N_STEPS)
    case = case.with_settings(l2=0.05, clip_norm=0.05).with_frozen(0, 2)
    layers = [
        keras.layers.Dense(units, activation=name, kernel_regularizer=keras.regularizers.L2(0.05))
        for units, name in zip(case.model.sizes[1:], case.model.activations, strict=True)
    ]
    model = keras.Sequential([keras.Input((case.model.sizes[0],)), *layers])
    for layer, (weights, biases), trainable in zip(layers, case.layers_of(case.start), case.trainable, strict=True):
        layer.set_weights([weights, biases])
        layer.trainable = trainable
    optimizer = keras.optimizers.Adam(case.training.optimizer.learning_rate, global_clipnorm=0.05)
    model.compile(optimizer, "mean_squared_error", jit_compile=False)
    for batch in case.stretch.batches():
        model.train_on_batch(case.model.inputs[batch.samples], case.model.targets[batch.samples])
    for layer, parameters in zip(layers, case.layers_of(case.trained("numpy")), strict=True):
        for theirs, ours in zip(layer.get_weights(), parameters, strict=True):
            np.testing.assert_allclose(theirs, ours, rtol=ROUNDED, atol=ROUNDED)
