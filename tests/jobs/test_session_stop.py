"""A session that stops by itself, and one that is let in gently."""

import math
from itertools import pairwise

import pytest

from playground.jobs.commands import Apply, Pause, Reset, Speed, Step, Train
from playground.jobs.pace import Ease
from playground.jobs.protocol import FRAME_S, NEVER
from tests.jobs.clocks import STEP_S
from tests.jobs.sessions import begun, told, until
from tests.training.cases import assert_same_moment, small, trained

SHORT = small(training={"stop": {"epochs": 4}})
REASON = "Stopped after 4 epochs, as set."


def ended(session, clock):
    return until(session, clock, lambda report: report.state == "paused")


def test_stop_rule_pauses_the_run_and_says_why(clock):
    session = begun(clock, SHORT)
    session.take(Train())
    report = ended(session, clock)
    assert (report.stopped, report.snapshot.epoch) == (REASON, 4)
    assert_same_moment(report.snapshot, trained(small(), epochs=4).snapshot())
    assert session.turn(1) is None
    assert session.due == NEVER


def test_reason_stays_while_the_run_waits_and_goes_when_it_goes_on(clock):
    session = begun(clock, SHORT)
    session.take(Train())
    ended(session, clock)
    assert told(session, Pause()).stopped == REASON
    report = told(session, Train())
    assert (report.state, report.stopped) == ("running", None)
    assert session.turn(5 * STEP_S) is None
    assert told(session, Pause()).snapshot.epoch > 4


def test_reason_goes_at_once_though_a_slow_run_has_not_made_a_step(clock):
    session = begun(clock, SHORT)
    session.take(Train())
    ended(session, clock)
    report = told(session, Speed(0.5), Train())
    assert (report.state, report.stopped, report.snapshot.epoch) == ("running", None, 4)


def test_step_to_the_end_of_an_epoch_ends_where_a_rule_stops_it_too(clock):
    session = begun(clock, SHORT)
    reasons = []
    for _ in range(5):
        session.take(Step("epoch"))
        reasons.append(ended(session, clock).stopped)
    assert reasons == [None, None, None, REASON, None]


def test_batch_that_ends_the_last_epoch_stops_the_run(clock):
    session = begun(clock, SHORT)
    reports = [told(session, Step("batch")) for _ in range(13)]
    assert [report.stopped for report in reports] == [None] * 11 + [REASON, None]


def test_reset_forgets_the_reason(clock):
    session = begun(clock, SHORT)
    session.take(Train())
    ended(session, clock)
    assert told(session, Reset()).stopped is None


def test_rule_set_while_the_run_goes_on_holds_from_then_on(clock):
    session = begun(clock)
    told(session, Train(), Apply(SHORT))
    assert ended(session, clock).stopped == REASON


def test_speed_limit_is_no_way_past_a_rule(clock):
    session = begun(clock, SHORT, steps_per_s=100.0)
    session.take(Train())
    assert ended(session, clock).snapshot.epoch == 4


def allowed(step, seconds):
    """Return the step that a run may have reached so long after its picture of a step."""
    growth = math.expm1(5.0 * seconds)
    return step + 1 + max(300.0 * seconds, step * growth)


@pytest.mark.parametrize("budget_s", [0.0005, 0.003, 0.05])
def test_picture_of_a_quick_run_is_only_a_little_ahead_of_the_one_before(clock, budget_s):
    session = begun(clock, ease=Ease())
    session.take(Train())
    seen = [(clock.now, 0)]
    until(session, clock, lambda report: seen.append((clock.now, report.snapshot.step)) or len(seen) > 30)
    for (before_s, before), (after_s, after) in pairwise(seen):
        assert after <= allowed(before, after_s - before_s)
    assert seen[-1][1] > 100, "it trains all the same"


def test_run_is_eased_in_again_after_a_reset_and_not_after_a_pause(clock):
    session = begun(clock, ease=Ease())
    session.take(Train())
    step = until(session, clock, lambda report: report.snapshot.step > 2000).snapshot.step
    first = until_next(session, clock, Train()) - step
    again = until_next(session, clock, Reset(is_running=True))
    assert again < 25 < first


def until_next(session, clock, command):
    """Return the step of the second picture after a command."""
    session.take(command)
    until(session, clock, lambda report: True)
    return until(session, clock, lambda report: True).snapshot.step


def test_engine_slower_than_the_ease_is_never_held_back(clock):
    session = begun(clock, ease=Ease())
    clock.step_s = 0.05
    session.take(Train())
    start = clock.now
    report = until(session, clock, lambda report: report.snapshot.step >= 40)
    assert clock.now - start == pytest.approx(0.05 * report.snapshot.step, rel=0.02)


@pytest.mark.parametrize("command", [Step("epoch")])
def test_step_to_the_end_of_an_epoch_is_made_at_once(clock, command):
    session = begun(clock, small(data={"n_samples": 500}), Ease())
    session.take(command)
    assert session.turn(1).snapshot.epoch == 1


def test_speed_that_was_asked_for_is_not_eased(clock):
    session = begun(clock, ease=Ease(), steps_per_s=900.0)
    session.take(Train())
    clock.advance(0.5)
    assert session.turn(1).snapshot.step >= 450


def test_eased_run_sleeps_until_it_may_go_on(clock):
    session = begun(clock, ease=Ease())
    session.take(Train())
    for _ in range(20):
        session.turn(0.001)
    assert clock.now < session.due < clock.now + FRAME_S + 1e-9
