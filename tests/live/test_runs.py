"""One run as the server sees it: what it tells its worker, what it sends its viewers, what it survives."""

from dataclasses import replace

import pytest
from numpy.testing import assert_array_equal

from playground.analysis.maps import Focus
from playground.jobs.commands import (
    Apply,
    Inspect,
    Pause,
    Reset,
    SetFocus,
    Speed,
    Start,
    Step,
    Train,
)
from playground.live.records import Cursor
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


def test_run_begins_waiting_under_an_unguessable_token(run, desk):
    start, *looks = desk.commands
    assert (start.experiment, start.is_running, start.snapshot) == (small(), False, None)
    assert looks == [SetFocus(None), Inspect(None)]
    assert len(run.token) >= 32
    assert run.token != run_on_a_desk()[0].token
    assert not run.is_running


def test_there_is_no_frame_before_the_first_report(run):
    assert run.frame(Cursor()) == (None, Cursor())


def test_same_experiment_tells_the_worker_nothing(run, desk):
    desk.told.clear()
    run.propose(small())
    assert desk.commands == []


def test_live_change_is_applied(run, desk):
    desk.told.clear()
    run.propose(LIVE)
    assert desk.commands == [Apply(LIVE)]
    assert run.experiment == LIVE


def test_other_change_starts_a_new_generation_that_runs_if_the_last_one_did(run, desk):
    run.do(Train())
    desk.told.clear()
    run.propose(OTHER)
    run.do(Pause())
    run.propose(small())
    first, second = [command for command in desk.commands if isinstance(command, Start)]
    assert (first.generation, first.is_running, first.experiment) == (2, True, OTHER)
    assert (second.generation, second.is_running, second.experiment) == (3, False, small())


def test_speed_focus_and_subject_go_on_in_the_new_run_even_before_any_report(run, desk):
    run.do(Speed(3.0))
    run.do(SetFocus(Focus(0, 1), 7))
    run.look_into("weights")
    desk.told.clear()
    run.propose(OTHER)
    run.propose(small())
    starts = [command for command in desk.commands if isinstance(command, Start)]
    assert [start.steps_per_s for start in starts] == [3.0, 3.0]
    assert desk.commands[1::3] == [SetFocus(Focus(0, 1), 7)] * 2
    assert desk.commands[2::3] == [Inspect("weights")] * 2


def test_viewer_gets_data_and_curve_once_and_then_what_is_new(run):
    worked(run)
    header, arrays, cursor = seen(run, Cursor())
    assert (header["step"], header["curve_start"], epochs(arrays)) == (0, 0, [0])
    assert "points" in arrays
    worked(run, *[Step("batch")] * 7)
    header, arrays, cursor = seen(run, cursor)
    assert (header["step"], header["curve_start"], epochs(arrays)) == (7, 1, [1, 2])
    assert "points" not in arrays
    header, arrays, cursor = seen(run, cursor)
    assert (header["curve_start"], epochs(arrays)) == (3, [])
    assert seen(run, Cursor())[1]["curve"].shape == (3, 3)


def test_two_viewers_each_get_what_they_lack(run):
    worked(run)
    _, _, early = seen(run, Cursor())
    worked(run, *[Step("batch")] * 3)
    _, _, late = seen(run, Cursor())
    worked(run, *[Step("batch")] * 3)
    assert epochs(seen(run, early)[1]) == [1, 2]
    assert epochs(seen(run, late)[1]) == [2]


def test_after_a_reset_the_whole_curve_is_sent_again(run):
    worked(run, *[Step("batch")] * 7)
    _, _, cursor = seen(run, Cursor())
    worked(run, Reset(), *[Step("batch")] * 3)
    header, arrays, cursor = seen(run, cursor)
    assert (header["curve_start"], epochs(arrays)) == (0, [0, 1])
    assert "points" not in arrays
    worked(run, *[Step("batch")] * 3)
    header, arrays, _ = seen(run, cursor)
    assert (header["curve_start"], epochs(arrays)) == (2, [2])


def test_new_generation_sends_data_and_curve_again(run):
    worked(run, *[Step("batch")] * 7)
    first, _, cursor = seen(run, Cursor())
    run.propose(small(data={"noise": 0.5}))
    assert run.frame(cursor) == (None, cursor)
    report = worked(run)
    header, arrays, _ = seen(run, cursor)
    assert header["run"] == first["run"] + 1
    assert (header["curve_start"], epochs(arrays)) == (0, [0])
    assert_array_equal(arrays["points"][:25, :2], report.dataset.train_inputs.astype("f4"))


def test_reports_of_an_earlier_generation_are_dropped(run, desk):
    worked(run)
    late = replace(worked(run, *[Step("batch")] * 7), curve_start=1)
    run.propose(OTHER)
    run.take(late)
    assert run.frame(Cursor())[0] is None
    worked(run)
    before = run.frame(Cursor())
    run.take(late)
    assert run.frame(Cursor()) == before


def test_viewers_are_woken_by_every_report_and_notice(run):
    calls = []
    with run.watched(lambda: calls.append(run.version)):
        report = worked(run)
        run.tell("Something happened.")
        run.end()
    run.take(report)
    assert calls == [1, 2, 3]


@pytest.mark.parametrize(
    ("command", "is_running"),
    [(Train(), True), (Reset(is_running=True), True), (Pause(), False), (Step("batch"), False), (Reset(), False)],
)
@pytest.mark.parametrize("before", [Train(), Pause()])
def test_run_knows_whether_it_is_meant_to_train(run, before, command, is_running):
    run.do(before)
    run.do(command)
    assert run.is_running == is_running
    run.do(Speed(5.0))
    run.do(SetFocus(None))
    assert run.is_running == is_running


def test_run_is_held_by_its_lease_and_by_each_viewer(run):
    run.is_leased = False
    assert not run.is_held
    with run.watched(lambda: None):
        with run.watched(lambda: 0):
            assert run.is_held
        assert run.is_held
    assert not run.is_held
