"""Where a session finds itself when its run stops being finite: at the last step that was."""

from dataclasses import replace

import numpy as np
import pytest

from playground.jobs.commands import Apply, Reset, SetParameter, ShowMoment, Start, Step, Train
from playground.jobs.protocol import NEVER
from playground.training import Trainer
from tests.analysis.moments import moment_of
from tests.jobs.clocks import STEP_S
from tests.jobs.sessions import begun, opened, told, until
from tests.training.cases import assert_same_moment, small, trained

RUNAWAY = {"data": {"dataset": "plane"}, "network": {"layers": []}, "training": {"optimizer": {"learning_rate": 0.12}}}
CALM = RUNAWAY | {"training": {"optimizer": {"learning_rate": 0.01}}}


def first_step_not_finite(trainer):
    """Return the last finite moment and the step after it, found step by step."""
    while (now := trainer.snapshot()).is_finite:
        before = now
        trainer.run(steps=1)
    return before, now.step


def test_diverging_goes_back_to_the_last_finite_step(clock):
    before, step = first_step_not_finite(Trainer(small(**RUNAWAY)))
    assert step > 50, "this is about finding one of many steps"
    session = begun(clock, small(**RUNAWAY))
    session.take(Train())
    report = session.turn(1)
    assert (report.state, report.diverged_at, report.snapshot.step) == ("diverged", step, step - 1)
    assert_same_moment(report.snapshot, before)
    assert [point.epoch for point in report.points] == list(range(1, before.epoch + 1))
    assert all(np.isfinite(point.train_loss) for point in report.points)
    assert session.due == NEVER


def test_diverging_is_found_to_the_step_however_the_turns_fall(clock):
    before, step = first_step_not_finite(Trainer(small(**RUNAWAY)))
    session = begun(clock, small(**RUNAWAY))
    session.take(Train())
    report = until(session, clock, lambda report: report.state == "diverged", budget_s=0.0071)
    assert report.diverged_at == step
    assert_same_moment(report.snapshot, before)


def test_step_that_diverges_is_undone(clock):
    before, step = first_step_not_finite(Trainer(small(**RUNAWAY)))
    session = opened(clock, Start(small(**RUNAWAY), snapshot=before, points=()))
    report = told(session, Step("batch"))
    assert (report.state, report.diverged_at) == ("diverged", step)
    assert_same_moment(report.snapshot, before)


def test_diverged_run_goes_on_with_a_smaller_learning_rate(clock):
    session = begun(clock, small(**RUNAWAY))
    session.take(Train())
    diverged = session.turn(1)
    report = told(session, Apply(small(**RUNAWAY).patched({"training": {"optimizer": {"learning_rate": 0.001}}})))
    assert (report.state, report.diverged_at) == ("paused", None)
    assert_same_moment(replace(report.snapshot, learning_rate=0.12), diverged.snapshot)
    session.take(Train())
    assert session.turn(10 * STEP_S).state == "running"


def test_diverging_right_after_a_change_repeats_no_step_from_before_it(clock):
    calm = small(**RUNAWAY).patched({"training": {"optimizer": {"learning_rate": 0.01}}})
    reference = trained(calm, steps=20)
    reference.apply(small(**RUNAWAY))
    before, step = first_step_not_finite(reference)
    session = begun(clock, calm)
    told(session, Train())
    assert session.turn(20 * STEP_S) is None, "the run trains without a report in between"
    session.take(Apply(small(**RUNAWAY)))
    report = session.turn(1)
    assert (report.state, report.diverged_at) == ("diverged", step)
    assert_same_moment(report.snapshot, before)


def test_change_to_a_run_that_has_just_diverged_unseen_ends_in_divergence(clock):
    before, step = first_step_not_finite(Trainer(small(**RUNAWAY)))
    session = begun(clock, small(**RUNAWAY))
    session.trainer.run(steps=step + 3)  # as in a turn whose parameters were still finite, but the loss was not
    report = told(session, Apply(small(**RUNAWAY).patched({"training": {"shuffle": False}})))
    assert (report.state, report.diverged_at) == ("diverged", step)
    assert_same_moment(report.snapshot, before)


def test_diverging_right_after_a_reset_goes_back_no_further_than_the_reset(clock):
    before, step = first_step_not_finite(Trainer(small(**RUNAWAY)))
    session = begun(clock, small(**RUNAWAY).patched({"training": {"optimizer": {"learning_rate": 0.01}}}))
    session.take(Train())
    session.turn(0.5)
    told(session, Apply(small(**RUNAWAY)))
    session.take(Reset(is_running=True))
    report = session.turn(1)
    assert (report.state, report.diverged_at, report.curve_start) == ("diverged", step, 0)
    assert_same_moment(report.snapshot, before)


def test_history_of_a_diverged_run_goes_on_where_it_went_back_to(clock):
    session = begun(clock, small(**RUNAWAY))
    session.take(Train())
    diverged = session.turn(1)
    told(session, Apply(small(**RUNAWAY).patched({"training": {"optimizer": {"learning_rate": 1e-7}}})))
    session.take(Train())
    report = session.turn(10 * STEP_S)
    assert report.curve_start == 1 + len(diverged.points)
    assert report.points[0].epoch == diverged.points[-1].epoch + 1


def test_diverging_right_after_a_weight_was_set_by_hand_goes_back_no_further(clock):
    reference = trained(small(**RUNAWAY), steps=1)
    reference.assign(0, 0, 0, 1e9)
    before, step = first_step_not_finite(reference)
    session = begun(clock, small(**RUNAWAY))
    told(session, Step("batch"))
    session.take(SetParameter(0, 0, 0, 1e9))
    session.take(Train())
    report = session.turn(1)
    assert (report.state, report.diverged_at) == ("diverged", step)
    assert_same_moment(report.snapshot, before)


def test_diverging_right_after_going_on_from_the_past_goes_back_no_further_than_that(clock):
    calm = small(**RUNAWAY).patched({"training": {"optimizer": {"learning_rate": 0.01}}})
    reference = trained(calm, steps=20)
    past = moment_of(reference)
    reference.apply(small(**RUNAWAY))
    before, step = first_step_not_finite(reference)
    session = begun(clock, calm)
    session.take(Train())
    session.turn(50 * STEP_S)
    told(session, ShowMoment(past), Apply(small(**RUNAWAY)))
    session.take(Train())
    report = session.turn(1)
    assert (report.state, report.diverged_at) == ("diverged", step)
    assert_same_moment(report.snapshot, before)


TOO_MUCH = SetParameter(0, 0, 0, 1e30)  # the square of which float32 cannot hold


@pytest.mark.parametrize("source", [0, None])
@pytest.mark.parametrize("is_running", [True, False])
def test_weight_that_makes_the_loss_infinite_is_not_set_and_the_viewer_is_told(clock, source, is_running):
    session = begun(clock, small(**CALM))
    before = told(session, Step("batch"))
    if is_running:
        session.take(Train())
    report = told(session, replace(TOO_MUCH, source=source))
    assert (report.state, report.diverged_at, report.marks) == ("running" if is_running else "paused", None, ())
    assert report.refused.startswith(f"With 1e+30 for this {'bias' if source is None else 'weight'} the loss would be ")
    assert_same_moment(report.snapshot, before.snapshot)
    assert told(session, Step("batch")).refused is None


def test_run_that_diverges_after_a_weight_was_refused_goes_back_to_a_finite_moment(clock):
    before, step = first_step_not_finite(Trainer(small(**RUNAWAY)))
    session = begun(clock, small(**RUNAWAY))
    told(session, TOO_MUCH, Train())
    report = session.turn(1)
    assert (report.state, report.diverged_at) == ("diverged", step)
    assert_same_moment(report.snapshot, before)


def test_weight_set_in_a_run_that_has_just_diverged_unseen_ends_in_divergence(clock):
    before, step = first_step_not_finite(Trainer(small(**RUNAWAY)))
    session = begun(clock, small(**RUNAWAY))
    session.trainer.run(steps=step + 3)
    report = told(session, SetParameter(0, 0, 0, 0.5))
    assert (report.state, report.diverged_at) == ("diverged", step)
    assert_same_moment(report.snapshot, before)


def test_earlier_moment_that_is_not_finite_is_looked_at_and_the_present_does_not_diverge(clock):
    session = begun(clock, small(**CALM))
    now = told(session, Step("batch")).moment
    report = told(session, ShowMoment(replace(now, snapshot=replace(now.snapshot, train_loss=np.inf))))
    assert (report.state, report.is_past, report.diverged_at) == ("paused", True, None)
    assert_same_moment(told(session, ShowMoment(None)).snapshot, now.snapshot)
