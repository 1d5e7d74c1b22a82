"""The engine that makes many updates in one compiled call: how it cuts them, and what it does where XLA cannot."""

from dataclasses import replace

import numpy as np
import pytest
import tensorflow as tf

from playground.backends import Stretch
from playground.backends.tensorflow import programs, xla
from playground.backends.tensorflow.devices import list_devices
from tests.backends.networks import UNITS, assert_same, make_case, make_stretch

EXACT = 1e-9  # float64 through some updates whose sums are taken in another order
MIXED = 0.05  # bfloat16 keeps 8 bits, 0.4 % of a product
GPUS = [device for device in list_devices() if device.name != "cpu"]
needs_gpu = pytest.mark.skipif(not GPUS, reason="this machine has no GPU that TensorFlow can use")


def test_pieces_are_the_stretch_cut_by_length_and_capacity():
    samples, mask = np.arange(27), np.arange(54.0).reshape(27, 2)
    stretch = Stretch(samples, np.array([4, 8, 12, 16, 19, 23, 27]), (None, mask))
    found = list(xla.pieces(stretch, lambda length: 3 if length == 4 else 1))
    assert [piece.ends.tolist() for piece in found] == [[4, 8, 12], [4], [3], [4, 8]]
    np.testing.assert_array_equal(np.concatenate([piece.samples for piece in found]), samples)
    np.testing.assert_array_equal(np.concatenate([piece.masks[1] for piece in found]), mask)
    assert all(piece.masks[0] is None for piece in found)


def test_stretch_longer_than_the_buffer_is_trained_whole(monkeypatch):
    monkeypatch.setattr(xla, "MAX_STEPS", 7)
    case = make_case("adam", n_steps=30)
    assert_same(case.trained("xla"), case.trained("numpy"), EXACT)


def test_masks_of_one_call_stay_small_however_wide_the_layers(monkeypatch):
    monkeypatch.setattr(xla, "MAX_VALUES", 4 * (1 + UNITS) * 3)  # of three batches of 4 samples
    capacities = []

    def noting(program):
        capacities.append(program.capacity)
        return programs.compiled(program)

    monkeypatch.setattr(xla, "compiled", noting)
    case = make_case(hidden=("tanh", "tanh"), dropout=0.3, n_steps=10)
    assert_same(case.trained("xla"), case.trained("numpy"), EXACT)
    assert capacities == [3] * 4


def test_stretches_of_any_number_of_steps_share_one_program():
    case, rng = make_case(hidden=("silu",)), np.random.default_rng(0)
    backend = case.backend("xla")
    programs.compiled.cache_clear()
    for n_steps in (1, 2, 50, 200):
        backend.train(make_stretch(n_steps, (0.0,), rng, "float64"))
    assert programs.compiled.cache_info().currsize == 1


def test_short_batches_take_a_buffer_for_one(monkeypatch):
    shapes = set()

    def noting(program):
        shapes.add((program.batch_size, program.capacity))
        return programs.compiled(program)

    monkeypatch.setattr(xla, "compiled", noting)
    backend = make_case().backend("xla")
    backend.train(make_stretch(7, (0.0,), np.random.default_rng(0), "float64", (4, 4, 3)))
    assert shapes == {(4, xla.MAX_STEPS), (3, 1)}


def test_backend_made_again_reuses_the_program():
    case = make_case(hidden=("silu",), n_steps=2)
    case.trained("xla")
    misses = programs.compiled.cache_info().misses
    case.trained("xla")
    assert programs.compiled.cache_info().misses == misses


def test_whichever_layers_are_frozen_share_one_traced_function(monkeypatch):
    functions = {}

    def noting(program):
        return functions.setdefault(program, programs.compiled(program))

    programs.compiled.cache_clear()
    monkeypatch.setattr(xla, "compiled", noting)
    case = make_case(hidden=("silu",), n_steps=3)
    backend = case.backend("xla")
    for frozen in ((), (0,), (1,), (), (0, 1)):
        backend.configure(case.training, case.with_frozen(*frozen).trainable)
        backend.train(case.stretch)
    (function,) = functions.values()
    assert function.experimental_get_tracing_count() == 2  # one asks which parameters learn, the other does not


def test_where_xla_cannot_compile_it_trains_uncompiled_and_says_so(monkeypatch):
    def refusing(program):
        def run(*arguments):
            raise tf.errors.InvalidArgumentError(None, None, "Detected unsupported operations")

        return run

    monkeypatch.setattr(xla, "compiled", refusing)
    case = make_case("adam", n_steps=10)
    backend = case.backend("xla")
    assert backend.notice is None
    backend.train(case.stretch)
    assert "uncompiled: Detected unsupported operations" in backend.notice
    assert_same(backend.state(), case.trained("numpy"), EXACT)


def test_uncompiled_program_that_fails_raises(monkeypatch):
    def failing(program):
        def run(*arguments):
            raise tf.errors.ResourceExhaustedError(None, None, "out of memory")

        return run

    monkeypatch.setattr(xla, "compiled", failing)
    monkeypatch.setattr(xla, "interpreted", failing)
    case = make_case(n_steps=1)
    with pytest.raises(tf.errors.ResourceExhaustedError):
        case.trained("xla")


@pytest.mark.skipif(bool(GPUS), reason="this machine has a GPU")
def test_mixed_precision_without_a_gpu_is_refused():
    case = make_case(dtype="float32")
    mixed = replace(case, model=replace(case.model, is_mixed=True))
    with pytest.raises(ValueError, match="needs a GPU, and this machine has none; choose float32"):
        mixed.backend("xla")


def test_mixed_precision_rounds_products_and_nothing_else(monkeypatch):
    monkeypatch.setattr(xla, "refuse_cpu", lambda device: None)
    case = make_case("adam", hidden=("silu",), dtype="float32")
    mixed = replace(case, model=replace(case.model, is_mixed=True))
    found, full = mixed.trained("xla"), case.trained("xla")
    assert {values.dtype for values in (found.vector, *found.optimizer.slots.values())} == {np.dtype("float32")}
    assert not np.array_equal(found.vector, found.vector.astype(tf.bfloat16.as_numpy_dtype).astype(np.float32))
    assert not np.allclose(found.vector, full.vector, rtol=1e-4, atol=1e-4)
    np.testing.assert_allclose(found.vector, full.vector, rtol=MIXED, atol=MIXED)


@needs_gpu
def test_gpu_agrees_with_scratch_in_float32():
    case = make_case("adam", hidden=("tanh", "gelu"), dtype="float32")
    backend = case.backend("xla")
    assert backend.device == GPUS[0].label
    backend.train(case.stretch)
    assert_same(backend.state(), case.trained("numpy"), 1e-4)


@needs_gpu
def test_gpu_trains_in_mixed_precision():
    case = make_case("adam", hidden=("tanh", "gelu"), dtype="float32")
    mixed = replace(case, model=replace(case.model, is_mixed=True))
    np.testing.assert_allclose(mixed.trained("xla").vector, case.trained("numpy").vector, rtol=MIXED, atol=MIXED)
