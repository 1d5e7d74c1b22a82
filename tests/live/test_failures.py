"""What becomes of a run whose job or process fails, and what its viewer is told."""

from dataclasses import replace

import pytest

from playground.analysis.maps import Focus
from playground.jobs.commands import (
    Apply,
    Close,
    SetFocus,
    SetParameter,
    Speed,
    Start,
    Step,
    Train,
)
from playground.jobs.reports import Failure
from playground.live.records import Cursor
from playground.live.recovery import DEATHS_WITHIN_S, MAX_DEATHS
from tests.jobs.clocks import Clock
from tests.live.desks import run_on_a_desk, seen, worked
from tests.training.cases import small

LIVE = small(training={"batch_size": 5})
OTHER = small(network={"seed": 1})


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def run(clock):
    return run_on_a_desk(clock=clock)[0]


@pytest.fixture
def desk(run):
    return run.worker


def epochs(arrays):
    return arrays["curve"][:, 0].tolist()


def test_notices_are_told_apart_by_their_ids(run):
    worked(run)
    assert seen(run, Cursor())[0]["notice"] is None
    ids = set()
    for text in ("one", "two", "two"):
        run.tell(text)
        notice = seen(run, Cursor())[0]["notice"]
        assert notice["text"] == text
        ids.add(notice["id"])
    assert len(ids) == 3


def test_diverged_run_is_not_running_any_more(run):
    run.do(Train())
    run.take(replace(run.worker.work(), state="diverged", diverged_at=3))
    assert not run.is_running
    assert seen(run, Cursor())[0]["divergence"]["learning_rate"] == pytest.approx(0.003)


def test_failure_stops_the_run_and_tells_the_viewer(run):
    worked(run, Train())
    run.take(Failure(1, "MemoryError: too large"))
    header, _, _ = seen(run, Cursor())
    assert not run.is_running
    assert "MemoryError: too large" in header["notice"]["text"]


def test_failed_run_is_shown_as_paused_and_says_again_why_it_does_not_train(run, desk):
    worked(run, Train())
    assert seen(run, Cursor())[0]["state"] == "running"
    run.fail("no memory")
    first = seen(run, Cursor())[0]
    assert (first["state"], first["rates"]) == ("paused", None)
    desk.told.clear()
    run.do(Train())
    again = seen(run, Cursor())[0]
    assert (run.is_running, desk.told) == (False, [])
    assert again["notice"]["text"] == first["notice"]["text"]
    assert again["notice"]["id"] != first["notice"]["id"]


def test_failure_before_the_first_report_is_told_in_a_frame_of_its_own(run):
    assert run.frame(Cursor()) == (None, Cursor())
    run.take(Failure(1, "MemoryError: too large"))
    header, arrays, cursor = seen(run, Cursor())
    assert "MemoryError: too large" in header["notice"]["text"]
    assert (header["kind"], header["run"], arrays, cursor) == ("failure", 1, {}, Cursor())


@pytest.mark.parametrize("go_on", [lambda run: run.do(Train()), lambda run: run.propose(OTHER)])
def test_notice_is_over_when_the_viewer_goes_on(run, go_on):
    worked(run)
    run.tell("Paused: nobody was watching.")
    assert seen(run, Cursor())[0]["notice"] is not None
    go_on(run)
    worked(run)
    assert seen(run, Cursor())[0]["notice"] is None


def test_failure_of_an_earlier_experiment_is_dropped(run):
    run.propose(OTHER)
    run.do(Train())
    run.take(Failure(1, "MemoryError"))
    assert run.is_running
    assert run.frame(Cursor()) == (None, Cursor())


@pytest.mark.parametrize("change", [LIVE, OTHER])
def test_any_change_starts_a_failed_run_again(run, desk, change):
    worked(run)
    run.take(Failure(1, "MemoryError"))
    run.propose(small())
    assert desk.commands == []
    run.propose(change)
    start, *_ = desk.commands
    assert (start.experiment, start.generation, start.snapshot) == (change, 2, None)
    worked(run)
    run.propose(small(training={"batch_size": 6}) if change == LIVE else OTHER.patched({"training": {"l2": 0.1}}))
    assert [type(command) for command in desk.commands] == [Apply]


def test_run_goes_on_in_a_new_process_from_its_last_report(run, desk):
    report = worked(run, Train(), Speed(30.0), SetFocus(Focus(0, 0)), *[Step("batch")] * 7, Train())
    run.propose(LIVE)
    desk.told.clear()
    assert run.revive()
    start, show, _ = desk.commands
    assert (start.experiment, start.generation, start.is_running, start.steps_per_s) == (LIVE, 1, True, 30.0)
    assert start.snapshot is report.snapshot
    assert start.points == report.points
    assert show == SetFocus(Focus(0, 0))
    header, _, cursor = seen(run, Cursor())
    assert "restarted" in header["notice"]["text"]
    after = worked(run, Step("batch"))
    header, arrays, _ = seen(run, cursor)
    assert after.snapshot.step == header["step"] == 8
    assert epochs(arrays) == [0, 1, 2]


def test_run_that_has_not_reported_begins_anew_in_a_new_process(run, desk):
    desk.told.clear()
    run.revive()
    assert desk.commands[0] == Start(small(), n_heard=3, generation=1)


def test_run_whose_process_dies_again_and_again_is_given_up(run, clock):
    assert [run.revive() for _ in range(MAX_DEATHS + 1)] == [True] * MAX_DEATHS + [False]
    clock.advance(DEATHS_WITHIN_S)
    assert run.revive()


def test_ended_run_is_closed_at_the_worker(run, desk):
    run.end()
    assert run.is_ended
    assert desk.told[-1] == (run.id, Close())


def test_viewer_is_told_what_was_refused():
    run, _ = run_on_a_desk(small(data={"dataset": "plane"}, network={"layers": []}))
    worked(run, SetParameter(0, 0, 0, 1e30))
    notice = seen(run, Cursor())[0]["notice"]
    assert "the loss would be no finite number" in notice["text"]
    worked(run, Speed(None))
    assert seen(run, Cursor())[0]["notice"] == notice, "it is said once"
