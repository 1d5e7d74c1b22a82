"""One run inside a worker, on a clock that the test moves: what it does in its turns, and what it reports."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from playground.training import Trainer
from playground.training.maps import Focus
from playground.training.messages import Apply, Pause, Reset, Run, Show, Speed, Start, Step
from playground.training.session import FRAME_S, MAX_LAG_S, NEVER, Session
from playground.training.workshop import Workshop
from tests.training.cases import DROPOUT, N_TRAIN, assert_same_moment, small, trained
from tests.training.clocks import Clock

STEP_S = 0.001  # what a step takes on the clock of these tests
RUNAWAY = {"data": {"dataset": "plane"}, "network": {"layers": []}, "training": {"optimizer": {"learning_rate": 0.12}}}


@pytest.fixture
def clock(monkeypatch):
    """Return a clock that moves by STEP_S a step, and by `clock.report_s` a snapshot with maps."""
    clock = Clock()
    clock.report_s = 0.0
    run, snapshot = Trainer.run, Trainer.snapshot

    def timed_run(trainer, steps=0, epochs=0):
        clock.advance(steps * STEP_S)
        return run(trainer, steps, epochs)

    def timed_snapshot(trainer, *, with_maps=False, focus=None):
        clock.advance(clock.report_s * with_maps)
        return snapshot(trainer, with_maps=with_maps, focus=focus)

    monkeypatch.setattr(Trainer, "run", timed_run)
    monkeypatch.setattr(Trainer, "snapshot", timed_snapshot)
    return clock


def begun(clock, experiment=None, **start):
    """Return a session that has made its first report."""
    session = Session(Start(experiment or small(), **start), Workshop(), clock)
    session.turn(0)
    return session


def told(session, *commands):
    """Return the report after these commands, in a turn without time to train."""
    for command in commands:
        session.take(command)
    return session.turn(0)


def until(session, clock, is_done, budget_s=0.003):
    """Give turns until a report is as wanted, and return it; fail after very many."""
    for _ in range(1000):
        report = session.turn(budget_s)
        if report is not None and is_done(report):
            return report
        clock.now = max(clock.now + 1e-6, min(session.due, clock.now + 1))
    raise AssertionError("the report never came")


def test_new_run_waits_and_reports_once(clock):
    session = Session(Start(small(), generation=7), Workshop(), clock)
    report = session.turn(1)
    assert (report.state, report.generation, report.snapshot.step) == ("idle", 7, 0)
    assert (report.curve_start, [point.epoch for point in report.points]) == (0, [0])
    assert report.snapshot.maps is not None
    assert_array_equal(report.dataset.train_inputs, Trainer(small()).problem.dataset.train_inputs)
    assert (report.rates, report.speed, report.diverged_at) == (None, None, None)
    clock.advance(100)
    assert session.turn(1) is None
    assert session.due == NEVER


def test_run_trains_for_about_the_time_it_is_given(clock):
    session = begun(clock)
    session.take(Run())
    assert session.due <= clock.now
    report = session.turn(10 * STEP_S)
    assert report.state == "running"
    assert report.snapshot.step == 10


def test_dataset_is_reported_once(clock):
    assert told(begun(clock), Run()).dataset is None


def test_pause_stays_where_the_run_is(clock):
    session = begun(clock)
    session.take(Run())
    session.turn(0.010)
    report = told(session, Pause())
    assert (report.state, report.snapshot.step, report.rates) == ("paused", 10, None)
    assert session.turn(1) is None
    assert session.due == NEVER


def test_pause_before_the_first_step_is_idle(clock):
    assert told(begun(clock), Run(), Pause()).state == "idle"


def test_step_makes_one_update_and_pauses(clock):
    session = begun(clock)
    for step in (1, 2, 3, 4):
        report = told(session, Step("batch"))
        assert (report.state, report.snapshot.step) == ("paused", step)
        assert session.turn(1) is None


def test_step_while_running_makes_one_more_update_and_pauses(clock):
    session = begun(clock)
    session.take(Run())
    session.turn(0.010)
    assert told(session, Step("batch")).snapshot.step == 11
    assert not session.is_running


@pytest.mark.parametrize("budget_s", [STEP_S, 0.05])
@pytest.mark.parametrize("n_before", [0, 1, 3])
def test_epoch_step_goes_to_the_end_of_the_epoch_and_pauses(clock, n_before, budget_s):
    session = begun(clock)
    for _ in range(n_before):
        told(session, Step("batch"))
    session.take(Step("epoch"))
    report = until(session, clock, lambda report: report.state == "paused", budget_s=budget_s)
    assert (report.snapshot.position.used, report.snapshot.epoch) == (0, n_before // 3 + 1)
    assert report.snapshot.step == 3 * (n_before // 3 + 1)
    assert report.points[-1].epoch == report.snapshot.epoch
    assert session.due == NEVER


def test_epoch_step_keeps_its_end_when_the_batch_size_changes_on_the_way(clock):
    session = begun(clock)
    session.take(Step("epoch"))
    session.turn(STEP_S)
    session.take(Apply(small(training={"batch_size": 1})))
    report = until(session, clock, lambda report: report.state == "paused")
    assert report.snapshot.position.samples == N_TRAIN
    assert report.snapshot.step == 1 + 15


def test_reset_goes_back_to_the_beginning(clock):
    session = begun(clock)
    session.take(Run())
    session.turn(0.030)
    report = told(session, Reset())
    assert (report.state, report.snapshot.step) == ("idle", 0)
    assert (report.curve_start, [point.epoch for point in report.points]) == (0, [0])
    assert_same_moment(report.snapshot, Trainer(small()).snapshot())


def test_reset_can_run_on_at_once(clock):
    session = begun(clock)
    assert told(session, Step("batch"), Reset(is_running=True)).state == "running"
    assert session.turn(0.010) is None
    assert told(session, Pause()).snapshot.step == 10


def steps_in(session, clock, seconds):
    """Return how many steps a session makes in this time, woken exactly when it asks to be."""
    end, before = clock.now + seconds, told(session).snapshot.step
    while clock.now < end:
        session.turn(0.005)
        clock.now = max(clock.now + 1e-6, min(session.due, end))
    return told(session, Pause()).snapshot.step - before


@pytest.mark.parametrize("speed", [0.5, 1, 3, 10, 300])
def test_speed_is_kept(clock, speed):
    session = begun(clock, steps_per_s=speed, is_running=True)
    session.take(Run())
    assert steps_in(session, clock, 20) == pytest.approx(20 * speed, abs=1)  # the step at the very end may be late


def test_speed_changes_while_running(clock):
    session = begun(clock)
    report = told(session, Speed(2.0), Run())
    assert report.speed == 2.0
    session.take(Speed(40.0))
    assert steps_in(session, clock, 5) == pytest.approx(200, abs=1)


def test_run_that_fell_far_behind_its_speed_does_not_catch_up(clock):
    session = begun(clock, steps_per_s=10.0)
    session.take(Run())
    clock.advance(100)
    assert session.turn(1).snapshot.step == 1
    assert session.turn(1) is None


def test_reports_come_a_frame_apart(clock):
    session = begun(clock)
    session.take(Run())
    times = []
    while len(times) < 5:
        if session.turn(0.002) is not None:
            times.append(clock.now)
    times = times[1:]  # the first answers the command, off the beat
    gaps = np.diff(times)
    assert np.all(np.abs(gaps - FRAME_S) <= 0.003)  # a report waits for the end of a turn
    assert abs(times[-1] - times[0] - 3 * FRAME_S) <= 0.003  # and the waits do not add up


def test_slow_reports_take_at_most_half_of_the_time(clock):
    session = begun(clock)
    clock.report_s = 0.1
    session.take(Run())
    times, steps = [], []
    while len(times) < 5:
        report = session.turn(0.002)
        if report is not None:
            times.append(clock.now)
            steps.append(report.snapshot.step)
    assert np.all(np.diff(times) >= 0.2 - MAX_LAG_S)
    assert np.all(np.diff(steps) * STEP_S >= 0.1 - 0.003 - MAX_LAG_S)
    assert session.report_s == pytest.approx(0.1)


def test_measured_speed_is_steps_over_time(clock):
    session = begun(clock)
    session.take(Run())
    report = until(session, clock, lambda report: report.snapshot.step > 100)
    # Between turns the clock moves on a little.
    assert report.rates.steps_per_s == pytest.approx(1 / STEP_S, rel=0.05)
    assert report.rates.samples_per_s == pytest.approx(N_TRAIN / 3 / STEP_S, rel=0.05)


def test_change_is_applied_to_the_run_as_it_goes(clock):
    session, changed = begun(clock), small(training={"batch_size": 5, "optimizer": {"learning_rate": 0.5}})
    session.take(Run())
    session.turn(0.010)
    assert told(session, Apply(changed)).state == "running"
    session.turn(0.020)
    reference = trained(small(), steps=10)
    reference.apply(changed)
    reference.run(steps=20)
    assert_same_moment(told(session, Pause()).snapshot, reference.snapshot())


def test_neuron_in_focus_is_shown_from_then_on(clock):
    session = begun(clock)
    assert told(session, Show(Focus(0, 1))).snapshot.maps.focus == Focus(0, 1)
    assert told(session, Step("batch")).snapshot.maps.focus == Focus(0, 1)
    assert told(session, Show(None)).snapshot.maps.focus is None


def test_run_goes_on_from_where_another_worker_left_it(clock):
    experiment = small(network={"layers": DROPOUT})
    before = trained(experiment, steps=13)
    start = Start(experiment, 3, is_running=True, snapshot=before.snapshot(), points=tuple(before.history.points))
    session = Session(start, Workshop(), clock)
    report = session.turn(0.020)
    before.run(steps=20)
    assert_same_moment(report.snapshot, before.snapshot())
    assert (report.state, report.curve_start, report.generation) == ("running", 0, 3)
    assert list(report.points) == before.history.points


def test_session_is_started_once(clock):
    with pytest.raises(TypeError, match="open a new one"):
        begun(clock).take(Start(small()))


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
    session.take(Run())
    report = session.turn(1)
    assert (report.state, report.diverged_at, report.snapshot.step) == ("diverged", step, step - 1)
    assert_same_moment(report.snapshot, before)
    assert [point.epoch for point in report.points] == list(range(1, before.epoch + 1))
    assert all(np.isfinite(point.train_loss) for point in report.points)
    assert session.due == NEVER


def test_diverging_is_found_to_the_step_however_the_turns_fall(clock):
    before, step = first_step_not_finite(Trainer(small(**RUNAWAY)))
    session = begun(clock, small(**RUNAWAY))
    session.take(Run())
    report = until(session, clock, lambda report: report.state == "diverged", budget_s=0.0071)
    assert report.diverged_at == step
    assert_same_moment(report.snapshot, before)


def test_step_that_diverges_is_undone(clock):
    before, step = first_step_not_finite(Trainer(small(**RUNAWAY)))
    session = Session(Start(small(**RUNAWAY), snapshot=before, points=()), Workshop(), clock)
    report = told(session, Step("batch"))
    assert (report.state, report.diverged_at) == ("diverged", step)
    assert_same_moment(report.snapshot, before)


def test_diverged_run_goes_on_with_a_smaller_learning_rate(clock):
    session = begun(clock, small(**RUNAWAY))
    session.take(Run())
    diverged = session.turn(1)
    report = told(session, Apply(small(**RUNAWAY).patched({"training": {"optimizer": {"learning_rate": 0.001}}})))
    assert (report.state, report.diverged_at) == ("paused", None)
    assert_same_moment(replace(report.snapshot, learning_rate=0.12), diverged.snapshot)
    session.take(Run())
    assert session.turn(0.010).state == "running"


def test_diverging_right_after_a_change_repeats_no_step_from_before_it(clock):
    calm = small(**RUNAWAY).patched({"training": {"optimizer": {"learning_rate": 0.01}}})
    reference = trained(calm, steps=20)
    reference.apply(small(**RUNAWAY))
    before, step = first_step_not_finite(reference)
    session = begun(clock, calm)
    told(session, Run())
    assert session.turn(20 * STEP_S) is None, "the run trains without a report in between"
    session.take(Apply(small(**RUNAWAY)))
    report = session.turn(1)
    assert (report.state, report.diverged_at) == ("diverged", step)
    assert_same_moment(report.snapshot, before)


def test_change_to_a_run_that_has_just_diverged_unseen_ends_in_divergence(clock):
    before, step = first_step_not_finite(Trainer(small(**RUNAWAY)))
    session = begun(clock, small(**RUNAWAY))
    session._trainer.run(steps=step + 3)  # as in a turn whose parameters were still finite, but the loss was not
    report = told(session, Apply(small(**RUNAWAY).patched({"training": {"l2": 0.5}})))
    assert (report.state, report.diverged_at) == ("diverged", step)
    assert_same_moment(report.snapshot, before)


def test_diverging_right_after_a_reset_goes_back_no_further_than_the_reset(clock):
    before, step = first_step_not_finite(Trainer(small(**RUNAWAY)))
    session = begun(clock, small(**RUNAWAY).patched({"training": {"optimizer": {"learning_rate": 0.01}}}))
    session.take(Run())
    session.turn(0.5)
    told(session, Apply(small(**RUNAWAY)))
    session.take(Reset(is_running=True))
    report = session.turn(1)
    assert (report.state, report.diverged_at, report.curve_start) == ("diverged", step, 0)
    assert_same_moment(report.snapshot, before)


def test_history_of_a_diverged_run_goes_on_where_it_went_back_to(clock):
    session = begun(clock, small(**RUNAWAY))
    session.take(Run())
    diverged = session.turn(1)
    told(session, Apply(small(**RUNAWAY).patched({"training": {"optimizer": {"learning_rate": 1e-7}}})))
    session.take(Run())
    report = session.turn(0.010)
    assert report.curve_start == 1 + len(diverged.points)
    assert report.points[0].epoch == diverged.points[-1].epoch + 1
