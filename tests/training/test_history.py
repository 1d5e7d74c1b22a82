"""What of a run is kept: points enough for any curve, few for any length of run, and marks of what was done to it."""

import math
import pickle

import numpy as np
import pytest

from playground.training import History
from playground.training.history import MARKS_KEPT, Change, CurvePoint, Mark, epochs_in_words
from tests.training.cases import small, trained

LONG = 1_000_000


def point_at(epoch):
    return CurvePoint(epoch, 0.5, 0.5, 0.75, 0.75, 0.0, 0.03)


def epochs_recorded(last):
    history = History()
    while history.next_epoch <= last:
        history.add(point_at(history.next_epoch))
    return [point.epoch for point in history.points]


def test_a_million_epochs_keep_about_2000_points():
    assert 1900 < len(epochs_recorded(LONG)) < 2100


def test_points_lie_at_most_half_a_percent_apart():
    epochs = np.array(epochs_recorded(LONG))
    assert np.all(np.diff(epochs) <= np.maximum(1, epochs[:-1] / 200))
    assert np.all(np.diff(epochs) >= 1)


def test_every_epoch_is_recorded_at_first():
    assert epochs_recorded(300) == list(range(301))


def test_trainer_records_the_losses_at_the_ends_of_those_epochs():
    whole, cut = trained(small(), epochs=12), trained(small(), steps=5)
    for _ in range(31):
        cut.run(steps=1)
    assert [point.epoch for point in whole.history.points] == list(range(13))
    assert whole.history.points == cut.history.points
    last = whole.snapshot()
    assert whole.history.points[-1][:3] == (12, last.train_loss, last.test_loss)


def test_trainer_leaves_out_the_epochs_between(monkeypatch):
    monkeypatch.setattr("playground.training.history.POINTS_KEPT_PER_DOUBLING", 4)
    assert [point.epoch for point in trained(small(), epochs=17).history.points] == [
        0,
        1,
        2,
        3,
        4,
        5,
        6,
        7,
        8,
        10,
        12,
        15,
    ]


def test_missing_test_loss_is_nan():
    (first, *_) = trained(small(data={"train_fraction": 1.0}), epochs=1).history.points
    assert math.isnan(first.test_loss)
    assert not math.isnan(first.train_loss)


def test_point_says_all_that_the_snapshot_of_its_moment_says():
    schedule = {"name": "step", "decay_steps": 3, "decay_rate": 0.1}
    trainer = trained(small(training={"l1": 0.01, "l2": 0.02, "schedule": schedule}), epochs=2)
    now = trainer.snapshot()
    accuracies = now.metrics["train_accuracy"], now.metrics["test_accuracy"]
    assert trainer.history.points[-1] == (2, now.train_loss, now.test_loss, *accuracies, now.penalty, now.learning_rate)
    assert now.penalty > 0
    assert now.learning_rate == pytest.approx(0.03 * 0.1**2)  # two epochs are six steps


def test_metric_of_regression_is_its_squared_error():
    trainer = trained(small(data={"dataset": "plane", "train_fraction": 1.0}, training={"loss": "huber"}), epochs=1)
    last = trainer.history.points[-1]
    assert last.train_metric == trainer.snapshot().metrics["train_mean_squared_error"]
    assert math.isnan(last.test_metric)


def test_history_until_a_moment_has_what_was_recorded_up_to_it():
    history = History([point_at(epoch) for epoch in range(5)], [Mark(0.0, "a"), Mark(2.0, "b"), Mark(2.4, "c")])
    before = list(history.points), list(history.marks)
    assert history.until(2.0) == History([point_at(epoch) for epoch in range(3)], [Mark(0.0, "a"), Mark(2.0, "b")])
    assert history.until(1.99) == History([point_at(0), point_at(1)], [Mark(0.0, "a")])
    assert history.until(9) == history
    assert (history.points, history.marks) == before


def test_change_of_settings_is_still_known_as_one_in_another_process():
    sent = pickle.dumps(History([], [Change(2.0, "a"), Mark(2.0, "b")]))
    assert pickle.loads(sent).back_to(1.0).marks == [(1.0, "a")]  # noqa: S301 - written one line earlier


def test_last_marks_are_kept():
    history = History()
    for number in range(MARKS_KEPT + 7):
        history.mark(float(number), str(number))
    assert history.marks == [Mark(float(number), str(number)) for number in range(7, MARKS_KEPT + 7)]


def test_live_change_leaves_a_mark_in_words_at_its_passes():
    trainer = trained(small(), steps=4)  # an epoch of 25, and 10 samples of the next
    trainer.apply(small(training={"optimizer": {"learning_rate": 0.1}}))
    trainer.run(steps=2)
    trainer.apply(small(training={"optimizer": {"learning_rate": 0.1}, "batch_size": 5}))
    assert trainer.history.marks == [(1.4, "learning rate 0.03 → 0.1"), (2.0, "batch size 10 → 5")]


def test_change_before_the_first_step_leaves_no_mark():
    trainer = trained(small())
    trainer.apply(small(training={"l2": 0.1}))
    assert trainer.history.marks == []


@pytest.mark.parametrize("patch", [{}, {"name": "other"}, {"training": {"stop": {"epochs": 9}}}])
def test_change_of_nothing_that_is_learned_leaves_no_mark(patch):
    trainer = trained(small(), steps=4)
    trainer.apply(small(**patch))
    assert trainer.history.marks == []


def test_reset_forgets_points_and_marks():
    trainer = trained(small(), epochs=3)
    trainer.apply(small(training={"l2": 0.1}))
    trainer.reset()
    assert [point.epoch for point in trainer.history.points] == [0]
    assert trainer.history.marks == []


@pytest.mark.parametrize(
    ("passes", "text"), [(8.0, "8"), (12345.0, "12,345"), (8.25, "8.2"), (1234567.89, "1,234,567.9"), (0.0, "0")]
)
def test_epochs_are_said_in_whole_figures(passes, text):
    assert epochs_in_words(passes) == text
