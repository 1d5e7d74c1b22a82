"""One run inside a worker, on a clock that the test moves: what it does in its turns, and what it reports."""

import pytest
from numpy.testing import assert_array_equal

from playground.analysis.maps import Focus
from playground.jobs.commands import Apply, Pause, Reset, SetFocus, Start, Step, Train
from playground.jobs.protocol import NEVER
from playground.training import Trainer
from tests.jobs.clocks import STEP_S
from tests.jobs.sessions import begun, opened, told, until
from tests.training.cases import DROPOUT, N_TRAIN, assert_same_moment, small, trained


def test_new_run_waits_and_reports_once(clock):
    session = opened(clock, Start(small(), generation=7))
    report = session.turn(1)
    assert (report.state, report.generation, report.snapshot.step) == ("idle", 7, 0)
    assert (report.curve_start, [point.epoch for point in report.points]) == (0, [0])
    assert report.maps is not None
    assert_array_equal(report.dataset.train_inputs, Trainer(small()).problem.dataset.train_inputs)
    assert (report.rates, report.speed, report.diverged_at) == (None, None, None)
    clock.advance(100)
    assert session.turn(1) is None
    assert session.due == NEVER


def test_run_trains_for_about_the_time_it_is_given(clock):
    session = begun(clock)
    session.take(Train())
    assert session.due <= clock.now
    report = session.turn(10 * STEP_S)
    assert report.state == "running"
    assert report.snapshot.step == 10


def test_dataset_is_reported_once(clock):
    assert told(begun(clock), Train()).dataset is None


def test_pause_stays_where_the_run_is(clock):
    session = begun(clock)
    session.take(Train())
    session.turn(10 * STEP_S)
    report = told(session, Pause())
    assert (report.state, report.snapshot.step, report.rates) == ("paused", 10, None)
    assert session.turn(1) is None
    assert session.due == NEVER


def test_pause_before_the_first_step_is_idle(clock):
    assert told(begun(clock), Train(), Pause()).state == "idle"


def test_step_makes_one_update_and_pauses(clock):
    session = begun(clock)
    for step in (1, 2, 3, 4):
        report = told(session, Step("batch"))
        assert (report.state, report.snapshot.step) == ("paused", step)
        assert session.turn(1) is None


def test_step_while_running_makes_one_more_update_and_pauses(clock):
    session = begun(clock)
    session.take(Train())
    session.turn(10 * STEP_S)
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
    session.take(Train())
    session.turn(30 * STEP_S)
    report = told(session, Reset())
    assert (report.state, report.snapshot.step) == ("idle", 0)
    assert (report.curve_start, [point.epoch for point in report.points]) == (0, [0])
    assert_same_moment(report.snapshot, Trainer(small()).snapshot())


def test_reset_can_run_on_at_once(clock):
    session = begun(clock)
    assert told(session, Step("batch"), Reset(is_running=True)).state == "running"
    assert session.turn(10 * STEP_S) is None
    assert told(session, Pause()).snapshot.step == 10


def test_change_is_applied_to_the_run_as_it_goes(clock):
    session, changed = begun(clock), small(training={"batch_size": 5, "optimizer": {"learning_rate": 0.5}})
    session.take(Train())
    session.turn(10 * STEP_S)
    assert told(session, Apply(changed)).state == "running"
    session.turn(20 * STEP_S)
    reference = trained(small(), steps=10)
    reference.apply(changed)
    reference.run(steps=20)
    assert_same_moment(told(session, Pause()).snapshot, reference.snapshot())


def test_neuron_in_focus_is_shown_from_then_on(clock):
    session = begun(clock)
    assert told(session, SetFocus(Focus(0, 1))).maps.focus == Focus(0, 1)
    assert told(session, Step("batch")).maps.focus == Focus(0, 1)
    assert told(session, SetFocus(None)).maps.focus is None


def test_run_goes_on_from_where_another_worker_left_it(clock):
    experiment = small(network={"layers": DROPOUT})
    before = trained(experiment, steps=13)
    start = Start(experiment, True, snapshot=before.snapshot(), points=tuple(before.history.points), generation=3)
    session = opened(clock, start)
    report = session.turn(20 * STEP_S)
    before.run(steps=20)
    assert_same_moment(report.snapshot, before.snapshot())
    assert (report.state, report.curve_start, report.generation) == ("running", 0, 3)
    assert list(report.points) == before.history.points
