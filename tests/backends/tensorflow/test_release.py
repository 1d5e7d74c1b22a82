"""Backends come and go while a page is open; what TensorFlow holds for them goes with them."""

import gc
import weakref

import pytest

from playground.backends import ENGINES
from playground.backends.tensorflow import programs
from tests.backends.networks import make_case

ENGINE_NAMES = [name for name, engine in ENGINES.items() if engine.uses_tensorflow]


@pytest.fixture(autouse=True)
def young_heap():
    """Let the garbage collector look at nothing older than the test: TensorFlow alone is a million objects."""
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.parametrize("engine", ENGINE_NAMES)
def test_dropped_backend_is_collected(engine):
    case = make_case(n_steps=2)
    backend = case.backend(engine)
    backend.train(case.stretch)
    dropped = weakref.ref(backend)
    del backend
    gc.collect()
    assert dropped() is None


@pytest.mark.parametrize("engine", ["graph_optimizer", "graph_variables"])
def test_dropped_graph_closes_its_session(engine):
    case = make_case(n_steps=1)
    backend = case.backend(engine)
    graph, session = weakref.ref(backend._graph), backend._session
    del backend
    gc.collect()
    with pytest.raises(RuntimeError, match="closed Session"):
        session.run([])
    del session
    gc.collect()
    assert graph() is None


def test_programs_kept_are_few():
    case, kept = make_case(), programs.compiled
    kept.cache_clear()
    for capacity in range(programs.MAX_PROGRAMS + 3):
        kept(programs.Program.of(case.model, capacity=capacity, batch_size=1, masked=(False,)))
    assert kept.cache_info().currsize == programs.MAX_PROGRAMS
    kept.cache_clear()
