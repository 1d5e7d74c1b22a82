"""What can change while a network trains: every TensorFlow engine takes it up as the one from scratch does."""

from dataclasses import replace

import numpy as np
import pytest
import tensorflow as tf

from playground.backends import ENGINES, Backend, Stretch
from playground.backends.tensorflow import programs
from playground.engine.schedules import SCHEDULES
from playground.engine.update import LearningState
from tests.backends.networks import PLAIN_SGD_ENGINES, Case, assert_same, make_case, make_stretch

EXACT = 1e-9  # float64 through some updates whose sums are taken in another order
ENGINE_NAMES = [name for name, engine in ENGINES.items() if engine.uses_tensorflow]
ANY_RULE = [name for name in ENGINE_NAMES if name not in PLAIN_SGD_ENGINES]
LENGTHS = (4, 4, 3)  # two whole batches and the short one of an epoch's end
N_STEPS = 12
CHANGES = [
    {"l1": 0.01, "l2": 0.1},
    {"clip_norm": 0.05},
    {"batch_size": 3},
    {"clip_norm": None, "l1": 0.0},
    {"schedule": {"name": "exponential", "decay_steps": 7, "decay_rate": 0.3}},
]


def stretches(case: Case, lengths: tuple[int, ...] = LENGTHS) -> list[Stretch]:
    """Return a stretch for each of CHANGES."""
    rng = np.random.default_rng(3)
    rates = [0.0 if mask is None else 0.4 for mask in case.stretch.masks]
    return [make_stretch(N_STEPS, rates, rng, case.training.dtype, lengths) for _ in CHANGES]


def changed(case: Case, backend: Backend, lengths: tuple[int, ...] = LENGTHS) -> LearningState:
    """Return the state after training with each of CHANGES in turn, and a higher learning rate each time."""
    rate = case.training.optimizer.learning_rate
    for n, (change, stretch) in enumerate(zip(CHANGES, stretches(case, lengths), strict=True)):
        optimizer = {**case.training.optimizer.model_dump(), "learning_rate": rate * (n + 2)}
        case = case.with_settings(**change, optimizer=optimizer)
        backend.configure(case.training, case.trainable)
        backend.train(stretch)
    return backend.state()


@pytest.mark.parametrize("engine", ENGINE_NAMES)
def test_live_changes_dropout_and_short_batches_are_taken_up(engine):
    case = make_case(hidden=("tanh", "relu", "sigmoid", "elu"), dropout=0.4)
    assert [mask is None for mask in case.stretch.masks] == [True, False, True, False]
    assert_same(changed(case, case.backend(engine)), changed(case, case.backend("numpy")), EXACT)


@pytest.mark.parametrize("engine", ANY_RULE)
@pytest.mark.parametrize(
    ("optimizer", "hyperparameters"),
    [
        ("nesterov", {"momentum": 0.5}),
        ("rmsprop", {"rho": 0.5, "epsilon": 0.01}),
        ("adamw", {"beta_1": 0.5, "beta_2": 0.9, "epsilon": 0.01, "weight_decay": 0.5}),
        ("nadam", {"beta_1": 0.7, "beta_2": 0.9}),
    ],
)
def test_hyperparameters_change_live(engine, optimizer, hyperparameters):
    case = make_case(optimizer, n_steps=10)
    rule = {**case.training.optimizer.model_dump(), **hyperparameters}
    ends = []
    for name in (engine, "numpy"):
        backend = case.backend(name)
        backend.train(case.stretch)
        backend.configure(case.with_settings(optimizer=rule).training, case.trainable)
        backend.train(case.stretch)
        ends.append(backend.state())
    assert_same(*ends, EXACT)


@pytest.mark.parametrize("engine", ENGINE_NAMES)
def test_every_schedule_is_followed(engine):
    case, ends = make_case(n_steps=15), []
    for name in (engine, "numpy"):
        backend = case.backend(name)
        for schedule in SCHEDULES:
            spec = {"name": schedule, "decay_steps": 20, "decay_rate": 0.3}
            backend.configure(case.with_settings(schedule=spec).training, case.trainable)
            backend.train(case.stretch)
        ends.append(backend.state())
    assert_same(*ends, EXACT)


@pytest.mark.parametrize("engine", ["xla", "keras", "tape", "variables"])
def test_live_changes_trace_nothing_anew(engine, monkeypatch):
    traced = []
    penalty = programs.objective.__globals__["penalty"]

    def counting(kernel, l1, l2):
        traced.append(1)
        return penalty(kernel, l1, l2)

    for module in ("network", "keras"):
        monkeypatch.setattr(f"playground.backends.tensorflow.{module}.penalty", counting)
    case = make_case("adam" if engine in ANY_RULE else "sgd")
    backend = case.backend(engine)
    for lengths in ((4,), (3,)):
        backend.train(make_stretch(2, (0.0,), np.random.default_rng(0), "float64", lengths))
    before = len(traced)
    assert before > 0
    for stretch in stretches(case):
        for rate, norm in ((0.01, 1.0), (0.02, None)):
            rule = {**case.training.optimizer.model_dump(), "learning_rate": rate}
            if "beta_1" in case.training.optimizer.hyperparameters:
                rule["beta_1"] = rate
            settings = case.with_settings(l1=rate, l2=rate, clip_norm=norm, optimizer=rule).training
            backend.configure(settings, case.trainable)
            backend.train(stretch)
    assert len(traced) == before


@pytest.mark.parametrize("engine", ["graph_optimizer", "graph_variables"])
def test_graph_is_built_once(engine):
    case = make_case()
    backend = case.backend(engine)
    backend._graph.finalize()  # from here on it raises where anything is added
    backend.train(case.stretch)
    changed(case, backend)


def test_run_goes_on_where_another_engine_left_off():
    case = make_case("nadam", n_steps=20)
    state, whole = case.start, case.backend("numpy")
    for engine in ("numpy", "xla", "keras", "tape", "xla", "numpy", "keras"):
        backend = replace(case, start=state).backend(engine)
        backend.train(case.stretch)
        whole.train(case.stretch)
        state = backend.state()
    assert_same(state, whole.state(), EXACT)


@pytest.mark.parametrize("optimizer", ["adagrad", "adadelta", "rmsprop", "momentum", "adamw"])
def test_slots_mean_the_same_to_every_engine(optimizer):
    case = make_case(optimizer, n_steps=9)
    state = case.trained("numpy")
    for engine in ANY_RULE:
        assert_same(replace(case, start=state).backend(engine).state(), state, 0)


@pytest.mark.parametrize("engine", ENGINE_NAMES)
def test_divergence_passes_through_without_an_error_and_a_state_taken_before_stays_as_it_was(engine):
    case = make_case(n_steps=40)
    rule = {"name": "sgd", "learning_rate": 100.0}
    hopeless = replace(case.with_settings(optimizer=rule), model=replace(case.model, activations=("linear", "linear")))
    backend = hopeless.backend(engine)
    before = backend.state()
    backend.train(case.stretch)
    np.testing.assert_array_equal(before.vector, case.start.vector)
    assert before.optimizer.count == 0
    after = backend.state()
    assert not np.isfinite(after.vector).all()
    assert after.optimizer.count == 40


def test_graph_engines_leave_eager_execution_on():
    make_case(n_steps=1).trained("graph_optimizer")
    assert tf.executing_eagerly()
    assert tf.compat.v1.get_default_graph().get_operations() == []
