"""The compiled engine's own promises: a rule for every entry, code kept on disk, a free GIL, and copies only."""

import subprocess
import sys
import threading
import time

import numpy as np
import psutil
import pytest

from playground.backends import compiled
from playground.backends.protocol import LearningState, Model, Stretch
from playground.engine.activations import ACTIVATIONS
from playground.engine.compiled import activations, exponentials, losses, schedules, updates
from playground.engine.compiled.sources import fingerprint
from playground.engine.compiled.steps import made_from, train
from playground.engine.losses import LOSSES
from playground.engine.optimizers import OPTIMIZERS, OptimizerState, init
from playground.engine.schedules import SCHEDULES
from playground.spec.training import TrainingSpec

LAST_PLACES = 8e-16  # of float64, relative: up to four units in the last place
MOST_STRETCHES, LOOKS = 100, 1000
A_LEAK = 2_000_000  # bytes; one vector lost a call would be 2.7 million


def backend(n_samples=20, optimizer="adam"):
    rng = np.random.default_rng(0)
    inputs, targets = rng.standard_normal((n_samples, 2)), rng.standard_normal((n_samples, 1))
    made = compiled.CompiledBackend(
        Model((2, 4, 1), ("tanh", "linear"), "mean_squared_error", optimizer, inputs, targets)
    )
    made.configure(TrainingSpec(optimizer={"name": optimizer}), (True, True))
    made.load(LearningState(np.linspace(-0.5, 0.5, 17), init(OPTIMIZERS[optimizer], 17, "float64")))
    return made


def steps(n, batch_size=10):
    return Stretch(np.arange(n * batch_size) % 20, np.arange(1, n + 1) * batch_size, (None,))


def test_every_entry_of_the_tables_has_a_compiled_rule():
    assert set(activations.LOOPS) == set(ACTIVATIONS)
    assert set(losses.GRADIENTS) == set(LOSSES)
    assert set(losses.DELTAS) == {(name, output) for name, loss in LOSSES.items() for output in loss.fused}
    assert set(updates.RULES) == set(OPTIMIZERS)
    assert set(schedules.RULES) == set(SCHEDULES)


@pytest.mark.parametrize(
    ("function", "truth", "numbers"),
    [
        (exponentials.exp, np.exp, np.linspace(-700, 709, 5001)),
        (exponentials.expm1, np.expm1, np.concatenate([np.linspace(-40, 40, 5001), np.geomspace(1e-300, 1, 500)])),
        (exponentials.tanh, np.tanh, np.concatenate([np.linspace(-25, 25, 5001), np.geomspace(1e-300, 1, 500)])),
    ],
)
def test_exponentials_are_right_to_the_last_places(function, truth, numbers):
    computed = np.array([function(x) for x in numbers])
    np.testing.assert_allclose(computed, truth(numbers), rtol=LAST_PLACES, atol=0)


def in_new_process(program):
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return result.stdout.split()


def test_a_second_process_loads_what_the_first_compiled():
    compiled.prepare()
    program = (
        "from playground.backends import compiled\n"
        "print(compiled.is_ready('float32'), compiled.is_ready('float64'))\n"
        "compiled.prepare()\n"
        "print(compiled.is_ready('float32'), compiled.is_ready('float64'))\n"
        "print(compiled.train.stats.cache_hits.total(), compiled.train.stats.cache_misses.total())\n"
    )
    assert in_new_process(program) == ["False", "False", "True", "True", "2", "0"]


def test_stored_code_is_used_for_the_same_sources_only():
    compiled.prepare()
    (signature, *_) = train.signatures
    stored = {number: made_from(number) for number in (fingerprint(), fingerprint() + 1)}
    loaded = [maker._cache.load_overload(signature, train.targetctx) is not None for maker in stored.values()]
    assert loaded == [True, False]


def test_a_stretch_gives_the_same_state_in_one_call_and_in_many():
    whole, parts = backend(), backend()
    whole.train(steps(40))
    for _ in range(4):
        parts.train(steps(10))
    np.testing.assert_array_equal(parts.state().vector, whole.state().vector)
    assert parts.state().optimizer.count == whole.state().optimizer.count == 40


def test_states_are_copies_both_ways():
    made = backend()
    given = made.state()
    first = given.vector.copy()
    made.load(given)
    made.train(steps(5))
    np.testing.assert_array_equal(given.vector, first)
    kept = made.state()
    frozen = kept.vector.copy(), kept.optimizer.slots["momentum"].copy()
    made.train(steps(5))
    np.testing.assert_array_equal(kept.vector, frozen[0])
    np.testing.assert_array_equal(kept.optimizer.slots["momentum"], frozen[1])


def test_a_stretch_without_updates_changes_nothing():
    made = backend()
    before = made.state()
    made.train(Stretch(np.empty(0, np.intp), np.empty(0, np.intp), (None,)))
    np.testing.assert_array_equal(made.state().vector, before.vector)
    assert made.state().optimizer.count == 0


def test_other_threads_go_on_while_it_trains(endless_turns):
    """Where no thread's turn ends by itself, parameters change during this one only without the lock."""
    made, stretch, is_seen = backend(), steps(20_000), threading.Event()

    def train_on():
        for _ in range(MOST_STRETCHES):
            made.train(stretch)
            if is_seen.is_set():
                return

    thread = threading.Thread(target=train_on)
    thread.start()
    while thread.is_alive() and not (was_seen := has_moved(made)):
        time.sleep(0)  # ends this thread's turn
    is_seen.set()
    thread.join()
    assert was_seen


def has_moved(made):
    """Return whether the parameters change while this thread looks at them, and lets no other one have a turn."""
    before = made.state().vector
    return any((made.state().vector != before).any() for _ in range(LOOKS))


@pytest.fixture
def endless_turns():
    """Let no thread be interrupted for another."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(3600)
    yield
    sys.setswitchinterval(before)


def test_memory_does_not_grow_with_the_updates():
    made, stretch, process = backend(), steps(10), psutil.Process()
    for _ in range(1000):
        made.train(stretch)
    before = process.memory_info().rss
    for _ in range(20_000):
        made.train(stretch)
    assert process.memory_info().rss - before < A_LEAK


def test_stretch_without_a_mask_for_every_hidden_layer_is_refused():
    inputs = np.zeros((2, 1))
    backend = compiled.CompiledBackend(
        Model((1, 2, 1), ("tanh", "linear"), "mean_squared_error", "sgd", inputs, inputs)
    )
    backend.configure(TrainingSpec(), (True, True))
    backend.load(LearningState(np.zeros(7), OptimizerState(0, {})))
    with pytest.raises(ValueError, match="a stretch has 1 masks"):
        backend.train(Stretch(np.arange(2), np.array([2]), ()))
