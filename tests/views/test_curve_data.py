"""What the curves are drawn from: smoothing, thinning, heads, and numbers that no axis has room for."""

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from playground.spec.stop import StopSpec
from playground.training.history import CurvePoint, Mark
from playground.training.observation import point_of
from playground.views.curve_data import (
    LANES,
    MAX_ROWS,
    curve_table,
    mark_table,
    moment_table,
    smoothed,
    target_table,
    thinned,
    with_head,
)
from tests.training.cases import N_TRAIN, small, trained


def points_of(**columns):
    """Return points with these figures, one an epoch; others are 1, and there is no test part."""
    n_points = max(map(len, columns.values()))
    base = {name: np.ones(n_points) for name in CurvePoint._fields}
    base |= {"epoch": np.arange(n_points)} | dict.fromkeys(("test_loss", "test_metric"), np.full(n_points, np.nan))
    return [CurvePoint(*values) for values in zip(*(base | columns).values(), strict=True)]


def table(points, smoothing=0.0, *, in_percent=True, is_log=False, is_rate_log=False):
    return curve_table(points, smoothing, in_percent=in_percent, is_log=is_log, is_rate_log=is_rate_log)


def test_table_holds_what_the_history_holds_and_its_sum():
    points = trained(small(training={"l2": 0.01}), epochs=4).history.points
    found = table(points)
    expected = pd.DataFrame(points)
    assert_array_equal(found.epoch, expected.epoch)
    assert_array_equal(found.test_loss, expected.test_loss)
    assert_allclose(found.train_metric, 100 * expected.train_metric)
    assert_allclose(found.objective, expected.train_loss + expected.penalty)
    assert (found.penalty > 0).all()
    assert_array_equal(found.smooth_train_loss, found.train_loss)


def test_mean_squared_error_is_no_percentage():
    assert_array_equal(table(points_of(train_metric=[0.25, 0.5]), in_percent=False).train_metric, [0.25, 0.5])


def test_every_place_on_the_axis_has_one_nearest_row():
    found = table(points_of(train_loss=[1, 1, 1, 1], epoch=[0, 1, 2, 10]))
    assert found.left.tolist() == [0, 0.5, 1.5, 6]
    assert found.right.tolist() == [0.5, 1.5, 6, 10]


def test_moving_average_weighs_the_past_and_begins_at_the_first_value():
    by_hand = [1, (0.25 * 1 + 0.5 * 3) / 0.75, (0.125 * 1 + 0.25 * 3 + 0.5 * 3) / 0.875]
    assert_allclose(smoothed(np.array([1.0, 3.0, 3.0]), 0.5), by_hand)
    assert_allclose(smoothed(np.full(50, 7.0), 0.9), 7)


@pytest.mark.parametrize("strange", [np.nan, np.inf, -np.inf])
def test_moving_average_passes_over_what_is_not_finite(strange):
    found = smoothed(np.array([1.0, strange, 3.0]), 0.5)
    assert_allclose(found[[0, 2]], smoothed(np.array([1.0, 3.0]), 0.5))
    assert_array_equal(found[1], strange)


@pytest.mark.parametrize("strange", [np.nan, np.inf, -np.inf])
def test_what_is_not_finite_is_not_drawn(strange):
    found = table(points_of(train_loss=[1.0, strange, 2.0], learning_rate=[1.0, 2.0, strange]), 0.5)
    numbers = found.drop(columns=["test_loss", "smooth_test_loss", "test_metric", "smooth_test_metric"])
    assert np.isnan(numbers.train_loss[1])
    assert np.isnan(numbers.learning_rate[2])
    assert not np.isinf(found.to_numpy()).any()


def test_losses_on_a_logarithmic_axis_are_positive_or_not_drawn_and_shares_are_drawn_as_ever():
    points = points_of(train_loss=[1.0, 0.0, 0.5], train_metric=[0.0, 0.5, 1.0])
    assert_array_equal(table(points, is_log=True).train_loss, [1, np.nan, 0.5])
    assert_array_equal(table(points, is_log=True).smooth_train_loss, [1, np.nan, 0.5])
    assert_array_equal(table(points, is_log=True).train_metric, [0, 50, 100])
    assert_array_equal(table(points, in_percent=False, is_log=True).train_metric, [np.nan, 0.5, 1])
    assert_array_equal(table(points).train_loss, [1, 0, 0.5])


def test_rate_of_zero_has_no_place_on_its_axis():
    points = points_of(learning_rate=[1.0, 0.0])
    assert_array_equal(table(points, is_rate_log=True).learning_rate, [1, np.nan])
    assert_array_equal(table(points).learning_rate, [1, 0])


def test_few_rows_are_all_drawn():
    assert_array_equal(thinned(np.arange(MAX_ROWS), np.arange(MAX_ROWS)), np.arange(MAX_ROWS))


def test_many_rows_are_thinned_but_no_peak_is_lost():
    rng = np.random.default_rng(0)
    train, test = rng.random(5000), rng.random(5000)
    train[1234], train[4321], test[2500], test[2600] = 9, -9, 9, -9
    kept = thinned(train, test)
    assert len(kept) <= MAX_ROWS + 2
    assert {0, 4999, 1234, 4321, 2500, 2600} <= set(kept.tolist())
    assert (np.diff(kept) > 0).all()
    assert len(table(points_of(train_loss=train, test_loss=test))) == len(kept)


def test_thinning_copes_with_what_is_not_a_number():
    train = np.full(1000, np.nan)
    train[700] = 1.0
    assert 700 in thinned(train, np.full(1000, np.nan))


def test_present_is_a_point_with_parts_of_its_epoch():
    trainer = trained(small(), steps=4)
    now = point_of(trainer.snapshot(), N_TRAIN)
    assert now.epoch == 1 + 10 / N_TRAIN
    history = trainer.history.points
    assert with_head(history, now) == [*history, now]
    assert with_head(history, history[-1]) == history
    end = trained(small(), epochs=2)
    assert point_of(end.snapshot(), N_TRAIN) == pytest.approx(end.history.points[-1])


def test_present_without_a_test_part_has_no_test_figures():
    now = point_of(trained(small(data={"train_fraction": 1.0}), steps=1).snapshot(), 2 * N_TRAIN)
    assert np.isnan(now.test_loss)
    assert np.isnan(now.test_metric)


def test_mark_stands_right_of_its_line_in_the_first_half_and_left_in_the_second():
    found = mark_table([Mark(10, "early"), Mark(90, "late")], 100)
    assert found.right_label.tolist() == ["early", ""]
    assert found.left_label.tolist() == ["", "late"]
    assert found.epoch.tolist() == [10, 90]


def test_marks_close_together_stand_in_lanes_and_those_without_room_are_lines_alone():
    found = mark_table([Mark(10 + at / 100, "learning rate 0.03 → 0.1") for at in range(LANES + 2)], 1000)
    assert found.lane.tolist()[:LANES] == list(range(LANES))
    assert found.right_label.astype(bool).tolist() == [True] * LANES + [False] * 2
    assert len(found) == LANES + 2


def test_marks_far_apart_share_the_first_lane():
    assert mark_table([Mark(0, "a"), Mark(400, "b"), Mark(900, "c")], 1000).lane.tolist() == [0, 0, 0]


def test_targets_are_drawn_where_they_are_and_named():
    found = target_table(StopSpec(loss=0.05, accuracy=0.98), is_log=False)
    assert found.to_dict("records") == [
        {"what": "loss", "value": 0.05, "text": "stop at 0.05"},
        {"what": "metric", "value": 98.0, "text": "stop at 98 %"},
    ]
    assert target_table(StopSpec(patience=3), is_log=False).empty


def test_target_of_zero_has_no_place_on_a_logarithmic_axis():
    assert target_table(StopSpec(loss=0.0), is_log=False).value.tolist() == [0]
    assert np.isnan(target_table(StopSpec(loss=0.0), is_log=True).value[0])


def test_moment_says_whether_it_is_past():
    assert moment_table(3.5, is_past=True).to_dict("records") == [{"epoch": 3.5, "is_past": True}]
