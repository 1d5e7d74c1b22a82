"""A session that shows an earlier moment of its run, goes on from there, and comes back."""

from dataclasses import replace

import pytest
from numpy.testing import assert_array_equal

from playground.jobs.commands import Apply, Pause, Reset, SetParameter, ShowMoment, Step, Train
from playground.jobs.protocol import NEVER
from playground.training import Trainer
from tests.jobs.clocks import STEP_S
from tests.jobs.sessions import begun, told, until
from tests.training.cases import DROPOUT, assert_same_moment, small

EVERYTHING = {"network": {"layers": DROPOUT}, "training": {"optimizer": {"name": "adam"}, "l2": 0.001}}
EVERY_STEP = {"batch_size": 25}  # an epoch a step: a point of the curve each
FASTER = small(training=EVERY_STEP | {"optimizer": {"learning_rate": 0.5}})


def stepped(session, n_steps):
    """Return the reports of so many single steps."""
    return [told(session, Step("batch")) for _ in range(n_steps)]


def kept(report):
    """Return a report's moment as a timeline keeps it."""
    return replace(report.moment, snapshot=replace(report.snapshot, best=None))


def curve_of(session, reports):
    """Return the curve that a session's reports after the first add up to."""
    points = session.trainer.history.points[:1]
    for report in reports:
        points[report.curve_start :] = report.points
    return points


@pytest.mark.parametrize("engine", ["numpy", "compiled"])
def test_earlier_moment_is_shown_bit_for_bit_and_the_curve_stays_whole(clock, engine):
    session = begun(clock, small(engine=engine, **EVERYTHING))
    reports = stepped(session, 13)
    past = told(session, ShowMoment(kept(reports[4])))
    assert (past.is_past, past.state, past.stopped) == (True, "paused", None)
    assert_same_moment(past.snapshot, reports[4].snapshot)
    assert_array_equal(past.maps.tiles, reports[4].maps.tiles)
    assert_array_equal(past.maps.output, reports[4].maps.output)
    assert (past.curve_start, past.points) == (5, ())
    assert session.due == NEVER


@pytest.mark.parametrize("engine", ["numpy", "compiled"])
def test_run_goes_on_from_the_moment_shown_as_it_did_then(clock, engine):
    session = begun(clock, small(engine=engine, **EVERYTHING))
    reports = stepped(session, 13)
    told(session, ShowMoment(kept(reports[4])))
    for before, again in zip(reports[5:], stepped(session, 8), strict=True):
        assert_same_moment(again.snapshot, before.snapshot)
        assert not again.is_past


def test_run_pressed_in_the_past_trains_from_there(clock):
    session = begun(clock)
    reports = stepped(session, 13)
    told(session, ShowMoment(kept(reports[4])), Train())
    session.turn(3 * STEP_S)
    now = told(session, Pause()).snapshot
    assert 7 <= now.step < 13
    assert_same_moment(now, reports[now.step - 1].snapshot)


def test_now_shows_the_present_again(clock):
    session = begun(clock)
    reports = stepped(session, 13)
    told(session, ShowMoment(kept(reports[4])))
    now = told(session, ShowMoment(None))
    assert (now.is_past, now.state) == (False, "paused")
    assert_same_moment(now.snapshot, reports[-1].snapshot)
    assert told(session, Step("batch")).snapshot.step == 14


def test_looking_back_pauses_the_run_where_it_is(clock):
    session = begun(clock)
    start = kept(told(session, Pause()))
    session.take(Train())
    n_steps = session.turn(7 * STEP_S).snapshot.step
    assert told(session, ShowMoment(start)).snapshot.step == 0
    assert session.turn(1) is None
    assert told(session, ShowMoment(None)).snapshot.step == n_steps > 5


def test_now_in_the_present_does_not_pause(clock):
    session = begun(clock)
    assert told(session, Train(), ShowMoment(None)).state == "running"


def test_going_on_from_the_past_forgets_points_that_came_later_and_marks_there_what_was_set(clock):
    session = begun(clock, small(training=EVERY_STEP))
    reports = stepped(session, 4)
    reports.append(told(session, Apply(FASTER)))
    reports += stepped(session, 4)
    assert [mark.text for mark in reports[-1].marks] == ["learning rate 0.03 → 0.5"]
    reports.append(told(session, ShowMoment(kept(reports[1]))))
    assert [point.epoch for point in curve_of(session, reports)] == list(range(9))
    reports += stepped(session, 1)
    assert [point.epoch for point in curve_of(session, reports)] == [0, 1, 2, 3]
    assert reports[-1].marks == ((2.0, "learning rate 0.03 → 0.5"), (2.0, "back from epoch 8"))


@pytest.mark.parametrize("n_steps", [1, 2, 3])
def test_curve_is_that_of_the_run_however_far_it_has_gone_on_from_the_past(clock, n_steps):
    session = begun(clock, small(training=EVERY_STEP))
    reports = stepped(session, 5)
    reports.append(told(session, ShowMoment(kept(reports[2])), Apply(FASTER)))
    reports += stepped(session, n_steps)
    assert reports[-1].snapshot.step == 3 + n_steps
    assert curve_of(session, reports) == session.trainer.history.points


def test_curve_is_that_of_the_run_when_it_has_trained_past_its_old_end_at_once(clock):
    session = begun(clock, small(training=EVERY_STEP))
    reports = stepped(session, 5)
    reports.append(told(session, ShowMoment(kept(reports[3])), Apply(FASTER)))
    session.take(Train())
    reports.append(session.turn(9 * STEP_S))
    assert reports[-1].snapshot.step > 9
    assert curve_of(session, reports) == session.trainer.history.points


def test_reset_in_the_past_shows_the_beginning(clock):
    session = begun(clock)
    reports = stepped(session, 5)
    told(session, ShowMoment(kept(reports[3])))
    report = told(session, Reset())
    assert (report.state, report.is_past, report.marks) == ("idle", False, ())
    assert_same_moment(report.snapshot, Trainer(small()).snapshot())


def test_weight_set_by_hand_in_the_past_changes_that_moment(clock):
    session = begun(clock)
    reports = stepped(session, 5)
    told(session, ShowMoment(kept(reports[1])))
    report = told(session, SetParameter(0, 1, 2, 0.5))
    assert (report.snapshot.step, report.is_past, report.state) == (2, False, "paused")
    expected = reports[1].snapshot.parameters.with_value(0, 1, 2, 0.5)
    assert_array_equal(report.snapshot.state.vector, expected.vector)


def test_weight_set_by_hand_takes_effect_in_a_run_that_goes_on(clock):
    session = begun(clock)
    session.take(Train())
    session.turn(5 * STEP_S)
    assert told(session, SetParameter(2, None, 0, -0.75)).state == "running"
    session.turn(2 * STEP_S)
    report = told(session, Pause())
    expected = Trainer(small())
    expected.run(steps=5)
    expected.assign(2, None, 0, -0.75)
    expected.run(steps=2)
    assert_same_moment(report.snapshot, expected.snapshot())
    assert [mark.text for mark in report.marks] == ["bias of neuron 1 in layer 3 set to -0.75"]


@pytest.mark.parametrize("place", [(9, 0, 0), (0, 9, 0), (0, 0, 9), (-1, 0, 0), (0, -1, 0), (10**300, 0, 0)])
def test_weight_of_a_network_that_has_just_been_replaced_is_nobodys(clock, place):
    session = begun(clock)
    before = told(session, Step("batch"))
    after = told(session, SetParameter(*place, 1.0))
    assert_same_moment(after.snapshot, before.snapshot)
    assert after.marks == ()


def test_weight_set_by_hand_while_an_epoch_is_stepped_through_lets_it_end_there(clock):
    session = begun(clock)
    session.take(Step("epoch"))
    session.turn(STEP_S)
    assert told(session, SetParameter(2, None, 0, -0.75)).state == "running"
    report = until(session, clock, lambda report: report.snapshot.epoch)
    assert (report.state, report.snapshot.step, report.snapshot.epoch) == ("paused", 3, 1)
