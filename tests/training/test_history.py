"""Which losses are kept: enough for any curve, few for any length of run."""

import math

import numpy as np

from playground.training import History
from tests.training.cases import small, trained

LONG = 1_000_000


def epochs_recorded(last):
    history = History()
    while history.next_epoch <= last:
        history.add(history.next_epoch, 0.5, 0.5)
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
    assert whole.history.points[-1] == (12, last.train_loss, last.test_loss)


def test_trainer_leaves_out_the_epochs_between(monkeypatch):
    monkeypatch.setattr("playground.training.snapshot.POINTS_KEPT_PER_DOUBLING", 4)
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
