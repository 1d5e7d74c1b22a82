"""What makes the backends: when its process has grown so large that another should take its place."""

from types import SimpleNamespace

import pytest

from playground.jobs import workshop as module
from playground.jobs.worker import Worker
from playground.jobs.workshop import MAX_GROWTH_BYTES, MIN_MADE, Order, Workshop
from tests.training.cases import small, trained

DEADLINE_S = 20


@pytest.fixture
def memory(monkeypatch):
    """Return the memory that every process seems to have."""
    memory = SimpleNamespace(rss=1 << 28)
    monkeypatch.setattr(module.psutil, "Process", lambda: SimpleNamespace(memory_info=lambda: memory))
    return memory


def make(workshop, n_backends):
    trainer = trained(small())
    settings = small().training, small().trainable
    order = Order("numpy", trainer.model, *settings, trainer.backend.state(), trainer.trial())
    for _ in range(n_backends):
        workshop.make(order).result(DEADLINE_S)


def test_process_that_grew_with_many_backends_is_worn(memory):
    workshop = Workshop()
    make(workshop, MIN_MADE - 1)
    memory.rss += MAX_GROWTH_BYTES + 1
    make(workshop, 1)
    assert workshop.is_worn


@pytest.mark.parametrize(("n_backends", "growth"), [(MIN_MADE - 1, 2 * MAX_GROWTH_BYTES), (MIN_MADE, MAX_GROWTH_BYTES)])
def test_process_that_is_large_from_few_or_small_after_many_is_not(memory, n_backends, growth):
    workshop = Workshop()
    memory.rss += growth
    make(workshop, n_backends)
    assert not workshop.is_worn


def test_worker_ends_when_its_process_is_worn(memory):
    workshop = Workshop()
    memory.rss += MAX_GROWTH_BYTES + 1
    make(workshop, MIN_MADE)
    Worker(None, workshop).serve()  # comes back, and the process with it
