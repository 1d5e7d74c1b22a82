"""What a run's worker looks into for its viewer, as the server sees it."""

import pytest

from playground.jobs.commands import Inspect, Step
from playground.live.wire.commands import LookBack
from tests.live.desks import header_of, run_on_a_desk, worked, worked_each

N_STEPS = 7


@pytest.fixture
def run():
    """Return a run that has taken N_STEPS steps and reported each."""
    run, _ = run_on_a_desk()
    worked(run)
    worked_each(run, *[Step("batch")] * N_STEPS)
    return run


def test_only_what_was_found_about_the_present_subject_counts(run):
    assert run.inspection is None
    run.look_into("weights")
    assert run.inspection is None
    worked(run)
    found = run.inspection
    assert found.subject == "weights"
    assert header_of(run)["inspection"] == found.number
    run.look_into("activations")
    assert run.inspection is None
    worked(run)
    assert run.inspection.subject == "activations"
    assert run.inspection.number > found.number
    run.look_into(None)
    assert run.inspection is None


def test_subject_looked_into_already_is_not_told_again(run):
    run.look_into("weights")
    run.worker.told.clear()
    run.look_into("weights")
    assert run.worker.commands == []
    run.look_into("results")
    assert run.worker.commands == [Inspect("results")]


def test_inspection_stays_the_newest_until_there_is_another(run):
    run.look_into("weights")
    worked(run)
    found = run.inspection
    worked_each(run, LookBack())
    assert run.inspection is found
    worked_each(run, Step("batch"))
    assert run.inspection.snapshot.step == N_STEPS + 1


def test_process_that_is_new_numbers_no_inspection_as_an_old_one(run):
    run.look_into("weights")
    worked(run)
    before = run.inspection.number
    run.worker.told.clear()
    run.revive()
    worked(run)
    assert run.inspection.number > before
