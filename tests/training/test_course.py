"""The way through the samples: which batches come in which order, with which masks, however a run is cut."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from playground.backends import ENGINES
from playground.backends.scratch import ScratchBackend
from playground.training import Position, Trainer
from playground.training import course as module
from tests.training.cases import DROPOUT, EVERYTHING, N_TRAIN, assert_same_run, small, trained


class RecordingBackend(ScratchBackend):
    """The engine from scratch, keeping every batch it is given."""

    def __init__(self, model):
        super().__init__(model)
        self.batches = []

    def train(self, stretch):
        """Keep its batches, and train."""
        self.batches += stretch.batches()
        super().train(stretch)


@pytest.fixture
def recording(monkeypatch):
    """Return a function: experiment -> (trainer, list its backend's batches go to)."""

    def make(experiment):
        backends = []

        def record(model):
            backends.append(RecordingBackend(model))
            return backends[-1]

        monkeypatch.setitem(ENGINES, "numpy", replace(ENGINES["numpy"], make=record))
        trainer = Trainer(experiment)
        return trainer, backends[0].batches

    return make


@pytest.mark.parametrize("cuts", [[50], [1] * 50, [1, 2, 17, 30], [3, 47]])
def test_run_cut_in_pieces_equals_one_piece(cuts):
    trainer = Trainer(small(**EVERYTHING))
    for steps in cuts:
        trainer.run(steps=steps)
        trainer.snapshot()
        trainer.predict([[0.0, 0.0]])
    assert_same_run(trainer, trained(small(**EVERYTHING), steps=50))


@pytest.mark.parametrize(("bound", "value"), [("MAX_STEPS", 2), ("MAX_SAMPLES", 7), ("MAX_MASK_VALUES", 90)])
def test_run_equals_itself_whatever_number_of_batches_is_drawn_at_a_time(monkeypatch, bound, value):
    whole = trained(small(**EVERYTHING), steps=50)
    monkeypatch.setattr(module, bound, value)
    assert_same_run(trained(small(**EVERYTHING), steps=50), whole)


def test_counters_follow_steps_epochs_and_the_short_last_batch():
    trainer, seen = Trainer(small()), []
    for _ in range(4):
        trainer.run(steps=1)
        seen.append(trainer.position)
    assert seen == [Position(1, 0, 10, 10), Position(2, 0, 20, 20), Position(3, 1, 0, 25), Position(4, 1, 10, 35)]
    assert trainer.snapshot().step == 4
    assert trainer.snapshot().epoch == 1


def test_epochs_are_counted_from_the_present_one_which_counts_as_one():
    trainer = trained(small(), steps=4)
    assert trainer.steps_left_in_epoch == 2
    trainer.run(epochs=2)
    assert trainer.position == Position(9, 3, 0, 75)
    assert trainer.steps_left_in_epoch == 3


def test_steps_and_epochs_can_be_asked_for_together():
    assert trained(small(), steps=4, epochs=1).position == Position(6, 2, 0, 50)


def test_every_epoch_uses_each_sample_once_in_a_new_order(recording):
    trainer, batches = recording(small())
    trainer.run(epochs=3)
    assert [len(batch.samples) for batch in batches] == [10, 10, 5] * 3
    orders = [np.concatenate([batch.samples for batch in batches[start : start + 3]]) for start in (0, 3, 6)]
    for order in orders:
        assert_array_equal(np.sort(order), np.arange(N_TRAIN))
    assert not np.array_equal(orders[0], orders[1])
    assert not np.array_equal(orders[1], orders[2])


def test_without_shuffle_samples_come_in_order(recording):
    trainer, batches = recording(small(training={"shuffle": False}))
    trainer.run(epochs=2)
    assert_array_equal(np.concatenate([batch.samples for batch in batches]), np.tile(np.arange(N_TRAIN), 2))


def test_every_batch_has_the_masks_of_its_place_in_the_epoch(recording):
    trainer, batches = recording(small(network={"layers": DROPOUT}))
    trainer.run(steps=7)
    for step, batch in enumerate(batches):
        epoch, place = divmod(step, 3)
        expected = trainer.problem.masks(epoch, 10 * place, len(batch.samples), (0.0, 0.3, 0.5))
        assert batch.masks[0] is expected[0] is None
        assert_array_equal(batch.masks[1], expected[1])
        assert_array_equal(batch.masks[2], expected[2])


def test_batch_larger_than_the_data_is_the_whole_data(recording):
    trainer, batches = recording(small(training={"batch_size": 5000, "shuffle": False}))
    trainer.run(steps=2)
    assert trainer.position.epoch == 2
    assert [len(batch.samples) for batch in batches] == [N_TRAIN] * 2
