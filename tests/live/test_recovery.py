"""What was told of a run whose worker dies, or has not heard it yet: nothing of it is lost, and nothing done twice."""

from dataclasses import replace

import pytest
from numpy.testing import assert_array_equal

from playground.jobs.commands import Pause, Reset, SetParameter, Step, Train
from playground.live.wire.commands import LookBack
from tests.live.desks import run_on_a_desk, worked, worked_each
from tests.training.cases import assert_same_moment, small, trained

FASTER = small(training={"optimizer": {"learning_rate": 0.5}})


@pytest.fixture
def run():
    """Return a run of four steps, each reported."""
    run, _ = run_on_a_desk()
    worked(run)
    worked_each(run, *[Step("batch")] * 4)
    return run


def died(run):
    """Let the worker die with all that it was told, and return the first report of its successor."""
    run.worker.told.clear()
    run.worker.session = None
    run.lose()
    return worked(run)


def test_steps_that_no_report_shows_are_made_again(run):
    for _ in range(3):
        run.do(Step("batch"))
    run.worker.work()  # made, but nobody heard of it
    run.do(Step("batch"))
    assert_same_moment(died(run).snapshot, trained(small(), steps=8).snapshot())


def test_steps_that_were_reported_are_not_made_again(run):
    assert died(run).snapshot.step == 4
    assert died(run).snapshot.step == 4


def test_steps_are_made_again_before_the_first_report():
    run, _ = run_on_a_desk()
    run.do(Step("batch"))
    run.do(Step("batch"))
    assert died(run).snapshot.step == 2


def test_step_to_the_end_of_an_epoch_ends_there_though_the_worker_died_on_the_way(run):
    report = worked(run, Step("epoch"))
    assert (report.state, report.stop_epoch) == ("running", 2)
    assert not run.is_running
    report = died(run)
    assert (report.state, report.stop_epoch) == ("running", 2)


def test_pause_stops_a_step_to_the_end_of_an_epoch_in_the_successor_too(run):
    worked(run, Step("epoch"))
    run.do(Pause())
    assert died(run).state == "paused"


def test_weight_and_reset_are_not_lost(run):
    run.do(Reset())
    run.do(SetParameter(0, 0, 1, 0.25))
    report = died(run)
    expected = trained(small(), steps=0)
    expected.assign(0, 0, 1, 0.25)
    assert report.snapshot.step == 0
    assert_array_equal(report.snapshot.state.vector, expected.snapshot().state.vector)


def test_run_goes_on_from_the_past_that_was_shown(run):
    worked(run, LookBack(at=2))
    run.do(Step("batch"))
    assert died(run).snapshot.step == 3
    assert [moment.snapshot.step for moment in run.moments] == [0, 1, 2, 3]


def test_change_that_was_not_heard_holds_and_is_marked_once(run):
    run.propose(FASTER)
    run.do(Step("batch"))
    report = died(run)
    assert report.snapshot.step == 5
    assert [mark.text for mark in report.marks] == ["learning rate 0.03 → 0.5"]
    assert [mark.text for mark in died(run).marks] == ["learning rate 0.03 → 0.5"]


@pytest.mark.parametrize("end", [{"state": "diverged", "diverged_at": 5}, {"state": "paused", "stopped": "As set."}])
def test_end_that_was_on_its_way_does_not_outlive_that_the_viewer_goes_on(run, end):
    late = replace(worked(run, Pause()), **end)
    run.do(Train())
    run.take(late)
    assert run.is_running
    assert died(run).state == "running"
