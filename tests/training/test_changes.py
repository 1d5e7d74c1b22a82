"""A run that is changed while it trains, left, taken up again and reset."""

import pickle

import numpy as np
import pytest

from playground.engine.optimizers import OPTIMIZERS
from playground.training import History, Position, Trainer
from tests.training.cases import DROPOUT, EVERYTHING, assert_same_moment, assert_same_run, small, trained

LIVE_CHANGES = {
    "learning rate": {"training": {"optimizer": {"learning_rate": 0.5}}},
    "momentum": {"training": {"optimizer": {"momentum": 0.1}}},
    "batch size": {"training": {"batch_size": 4}},
    "dropout": {"network": {"layers": [{"units": 3, "dropout": 0.5}, {"units": 2}]}},
    "frozen layer": {"network": {"layers": [{"units": 3, "trainable": False}, {"units": 2}]}},
    "frozen output": {"network": {"output_trainable": False}},
    "l1": {"training": {"l1": 0.1}},
    "l2": {"training": {"l2": 0.1}},
    "clipping": {"training": {"clip_norm": 0.01}},
    "schedule": {"training": {"schedule": {"name": "exponential", "decay_steps": 5}}},
    "shuffle": {"training": {"shuffle": False}},
}


@pytest.mark.parametrize("change", LIVE_CHANGES)
def test_live_change_equals_a_run_taken_up_with_the_new_setting(change):
    experiment = small(training={"optimizer": {"name": "momentum"}})
    trainer = trained(experiment, steps=13)  # in the middle of an epoch
    left, losses = trainer.snapshot(), History(list(trainer.history.points))
    changed = experiment.patched(LIVE_CHANGES[change])
    trainer.apply(changed)
    trainer.run(steps=20)
    assert_same_run(trainer, trained_on(changed, left, losses, steps=20))
    assert not np.array_equal(trainer.snapshot().state.vector, trained(experiment, steps=33).snapshot().state.vector)
    assert trainer.experiment == changed


def trained_on(experiment, snapshot, history, **run):
    trainer = Trainer(experiment).restore(snapshot, history)
    trainer.run(**run)
    return trainer


def test_batch_size_changed_within_an_epoch_takes_the_rest_of_it():
    trainer = trained(small(), steps=1)
    trainer.apply(small(training={"batch_size": 4}))
    assert trainer.steps_left_in_epoch == 4
    trainer.run(steps=4)
    assert trainer.position == Position(5, 1, 0, 25)


def test_change_that_needs_a_new_run_is_refused_by_name_and_changes_nothing():
    trainer = trained(small(), steps=3)
    with pytest.raises(ValueError, match=r"need a new run: network\.seed"):
        trainer.apply(small(network={"seed": 9}, training={"batch_size": 1}))
    assert trainer.experiment == small()
    trainer.run(steps=3)
    assert_same_run(trainer, trained(small(), steps=6))


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_run_taken_up_from_a_snapshot_goes_on_bit_by_bit(optimizer):
    experiment = small(network={"layers": DROPOUT}, training={"optimizer": {"name": optimizer}})
    trainer = trained(experiment, steps=16)
    moment = pickle.dumps((trainer.snapshot(), trainer.history.points))
    trainer.run(steps=17)
    snapshot, points = pickle.loads(moment)  # noqa: S301 - written three lines earlier
    assert_same_run(trained_on(experiment, snapshot, History(points), steps=17), trainer)


def test_snapshot_stays_as_it_was_while_the_run_goes_on():
    trainer = trained(small(**EVERYTHING), steps=5)
    snapshot, copy = trainer.snapshot(), pickle.dumps(trainer.snapshot())
    trainer.run(steps=5)
    trainer.reset()
    assert_same_moment(snapshot, pickle.loads(copy))  # noqa: S301 - written three lines earlier


def test_losses_go_on_being_recorded_after_a_restore_without_the_earlier_ones():
    trainer = trained(small(), epochs=5)
    other = Trainer(small()).restore(trainer.snapshot(), History())
    other.run(epochs=2)
    trainer.run(epochs=2)
    assert other.history.points == trainer.history.points[-2:]


@pytest.mark.parametrize("optimizer", ["sgd", "adagrad", "nadam"])
def test_reset_goes_back_to_the_initial_parameters_and_replays_the_run(optimizer):
    experiment = small(network={"layers": DROPOUT}, training={"optimizer": {"name": optimizer}})
    trainer = trained(experiment, steps=10)
    trainer.reset()
    assert_same_run(trainer, Trainer(experiment))
    trainer.run(steps=20)
    assert_same_run(trainer, trained(experiment, steps=20))


def test_dropout_and_penalties_change_the_training():
    plain = trained(small(), steps=5).snapshot().state.vector
    for patch in (LIVE_CHANGES["dropout"], LIVE_CHANGES["l1"], LIVE_CHANGES["l2"]):
        assert not np.array_equal(trained(small(**patch), steps=5).snapshot().state.vector, plain)
