"""When a run stops by itself: at the end of the right epoch, with the right weights."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from playground.training import Trainer
from tests.training.cases import assert_same_run, small, trained

# A few samples with much noise: the test loss falls, and then rises as the network learns them by heart.
HARD = {"data": {"dataset": "xor", "n_samples": 40, "noise": 0.6}, "network": {"layers": [{"units": 8}, {"units": 8}]}}
LONG = 2_000


def stopping(rules, **patch):
    """Return an experiment that soon learns by heart, with these rules."""
    training = {"optimizer": {"name": "adam", "learning_rate": 0.02}, "stop": rules}
    return small(**(HARD | {"training": training} | patch))


def stopped(experiment, epochs=LONG):
    trainer = Trainer(experiment)
    trainer.run(epochs=epochs)
    return trainer


def losses_of(experiment, epochs, part="test"):
    """Return the loss after each epoch of a run that nothing stops, from epoch 1 on."""
    trainer = stopped(
        experiment.patched({"training": {"stop": dict.fromkeys(("epochs", "loss", "accuracy", "patience"))}}), 0
    )
    losses = []
    for _ in range(epochs):
        trainer.run(epochs=1)
        now = trainer.snapshot()
        losses.append(now.train_loss if part == "train" else now.test_loss)
    return np.array(losses)


def test_run_stops_after_exactly_so_many_epochs():
    trainer = stopped(small(training={"stop": {"epochs": 7}}))
    assert (trainer.position.epoch, trainer.position.used) == (7, 0)
    assert trainer.stopped == "Stopped after 7 epochs, as set."
    assert_same_run(trainer, trained(small(), epochs=7))


def test_run_goes_on_when_it_is_asked_to_after_a_stop():
    trainer = stopped(small(training={"stop": {"epochs": 7}}))
    trainer.run(epochs=3)
    assert (trainer.position.epoch, trainer.stopped) == (10, None)
    assert_same_run(trainer, trained(small(), epochs=10))


def test_many_steps_at_once_stop_too():
    trainer = Trainer(small(training={"stop": {"epochs": 2}}))
    trainer.run(steps=100, epochs=100)
    assert trainer.position.epoch == 2


def test_many_steps_at_once_stop_at_an_epoch_that_no_curve_records(monkeypatch):
    monkeypatch.setattr("playground.training.history.POINTS_KEPT_PER_DOUBLING", 4)
    trainer = Trainer(small(training={"stop": {"epochs": 9}}))
    trainer.run(steps=1000)
    assert trainer.position.epoch == 9
    assert 9 not in [point.epoch for point in trainer.history.points]


@pytest.mark.parametrize("others", [{}, {"loss": 0}])
def test_epoch_that_has_passed_stops_nothing(others):
    trainer = trained(small(), epochs=5)
    trainer.apply(small(training={"stop": {"epochs": 3} | others}))
    trainer.run(epochs=2)
    assert (trainer.position.epoch, trainer.stopped) == (7, None)


@pytest.mark.parametrize("part", ["test", "train"])
def test_run_stops_at_the_first_epoch_with_the_target_loss(part):
    data = HARD["data"] | {"train_fraction": 1.0 if part == "train" else 0.5}
    losses = losses_of(stopping({}, data=data), 20, part)
    target = float(losses[:12].min()) * 1.0000001
    first = int(np.argmax(losses <= target)) + 1
    assert 3 < first <= 12, "this is about stopping on the way"
    trainer = stopped(stopping({"loss": target}, data=data))
    assert trainer.position.epoch == first
    word = {"test": "test", "train": "training"}[part]
    assert trainer.stopped.startswith(f"Stopped after epoch {first}: the {word} loss is ")
    assert f"the target was {target:g}" in trainer.stopped


def test_target_loss_is_watched_over_on_what_is_held_back_alone():
    train, test = (losses_of(stopping({}), 60, part) for part in ("train", "test"))
    between = (train.min() + test.min()) / 2
    assert train.min() < between < test.min()
    assert stopped(stopping({"loss": float(between)}), 60).stopped is None


@pytest.mark.parametrize("fraction", [0.5, 1.0])
def test_run_stops_at_the_first_epoch_with_the_target_accuracy(fraction):
    experiment = stopping({}, data={"dataset": "circle", "n_samples": 200, "train_fraction": fraction})
    part = "train_accuracy" if fraction == 1 else "test_accuracy"
    trainer, accuracies = Trainer(experiment), []
    for _ in range(30):
        trainer.run(epochs=1)
        accuracies.append(trainer.snapshot().metrics[part])
    target = max(accuracies)
    first = accuracies.index(target) + 1
    assert first > 1
    ended = stopped(experiment.patched({"training": {"stop": {"accuracy": target}}}))
    assert ended.position.epoch == first
    assert ended.snapshot().metrics[part] == target
    assert f"accuracy is {target:.1%}, the target was {target:.1%}" in ended.stopped


@pytest.mark.parametrize("engine", ["numpy", "compiled"])
def test_patience_ends_with_the_weights_of_the_best_epoch_bit_for_bit(engine):
    patience = 6
    losses = losses_of(stopping({}, engine=engine), 200)
    best = first_out_of_patience(losses, patience) - patience
    trainer = stopped(stopping({"patience": patience}, engine=engine))
    assert best > 3
    assert trainer.position.epoch == best + patience
    now, then = trainer.snapshot(), trained(stopping({}, engine=engine), epochs=best).snapshot()
    assert_array_equal(now.state.vector, then.state.vector, strict=True)
    for name, slot in then.state.optimizer.slots.items():
        assert_array_equal(now.state.optimizer.slots[name], slot, strict=True)
    assert now.test_loss == losses[best - 1]
    assert now.state.optimizer.count == now.step, "steps go on being counted from the end"
    assert trainer.stopped == (
        f"Stopped after epoch {best + patience}: the test loss has not fallen for {patience} epochs. "
        f"The weights of epoch {best} are back, where it was {losses[best - 1]:.3g}."
    )
    assert trainer.history.marks == [(best + patience, f"weights of epoch {best} brought back")]
    assert trainer.history.points[-1].test_loss == losses[-1 + best + patience], "the curve tells what happened"


def first_out_of_patience(losses, patience):
    """Return the epoch at whose end the loss has not fallen for so many."""
    best, at = np.inf, 0
    for epoch, loss in enumerate(losses, start=1):
        if loss < best:
            best, at = loss, epoch
        elif epoch - at >= patience:
            return epoch
    raise AssertionError("it kept falling")


def test_loss_that_stays_the_same_has_not_fallen():
    frozen = {"layers": [{"units": 3, "trainable": False}], "output_trainable": False}
    trainer = stopped(small(network=frozen, training={"stop": {"patience": 4}}))
    assert (trainer.position.epoch, trainer.stopped[:21]) == (5, "Stopped after epoch 5")


def test_epochs_count_though_patience_is_not_at_its_end():
    trainer = stopped(stopping({"epochs": 3, "patience": 1000}))
    assert trainer.stopped == "Stopped after 3 epochs, as set."
    assert trainer.snapshot().best.epoch == 3, "the loss fell in every epoch"


def test_without_a_test_part_patience_watches_the_training_loss():
    data = HARD["data"] | {"train_fraction": 1.0}
    training = {"optimizer": {"name": "sgd", "learning_rate": 3.0}, "stop": {"patience": 3}}
    experiment = small(**HARD | {"data": data, "training": training})
    losses = losses_of(experiment, 300, "train")
    epoch = first_out_of_patience(losses, 3)
    trainer = stopped(experiment)
    assert trainer.position.epoch == epoch
    assert trainer.snapshot().train_loss == losses[epoch - 4]
    assert "the training loss has not fallen for 3 epochs" in trainer.stopped


def test_patience_begins_anew_when_the_run_goes_on_after_it_ended():
    trainer = stopped(stopping({"patience": 4}))
    ended, vector = trainer.position.epoch, trainer.snapshot().state.vector
    trainer.run(epochs=LONG)
    assert trainer.position.epoch >= ended + 5, "an epoch to compare with, and four of patience"
    assert not np.array_equal(trainer.snapshot().state.vector, vector)
    assert trainer.stopped is not None
