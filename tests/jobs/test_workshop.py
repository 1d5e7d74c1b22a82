"""What makes the backends: when its process has grown so large that another should take its place."""

import pytest

from playground.jobs.worker import Worker
from playground.jobs.workshop import MAX_GROWTH_BYTES, MIN_MADE, Order, Workshop
from tests.fuse import FUSE_S
from tests.training.cases import small, trained


class Memory:
    """A process' memory, as large as the test says."""

    resident = 1 << 28

    def __call__(self):
        return self.resident


@pytest.fixture
def memory():
    return Memory()


def make(workshop, n_backends):
    trainer = trained(small())
    settings = small().training, small().trainable
    order = Order("numpy", trainer.model, *settings, trainer.backend.state(), trainer.trial())
    for _ in range(n_backends):
        workshop.make(order).result(FUSE_S)


def test_process_that_grew_with_many_backends_is_worn(memory):
    workshop = Workshop(resident_bytes=memory)
    make(workshop, MIN_MADE - 1)
    memory.resident += MAX_GROWTH_BYTES + 1
    make(workshop, 1)
    assert workshop.is_worn


@pytest.mark.parametrize(("n_backends", "growth"), [(MIN_MADE - 1, 2 * MAX_GROWTH_BYTES), (MIN_MADE, MAX_GROWTH_BYTES)])
def test_process_that_is_large_from_few_or_small_after_many_is_not(memory, n_backends, growth):
    workshop = Workshop(resident_bytes=memory)
    memory.resident += growth
    make(workshop, n_backends)
    assert not workshop.is_worn


def test_worker_ends_when_its_process_is_worn(memory):
    workshop = Workshop(resident_bytes=memory)
    memory.resident += MAX_GROWTH_BYTES + 1
    make(workshop, MIN_MADE)
    Worker(None, workshop).serve()  # comes back, and the process with it
