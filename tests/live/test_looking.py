"""A run that is looked back at and looked into, as the server sees it: nothing of it is lost on the way."""

from dataclasses import replace

import pytest

from playground.jobs.commands import Reset, SetParameter, ShowMoment, Start, Step, Train
from playground.live.records import Cursor
from playground.live.runs import Run
from playground.live.wire.commands import LookBack
from playground.live.wire.reading import unpack
from tests.jobs.clocks import Clock
from tests.live.desks import Desk, header_of, run_on_a_desk, worked, worked_each
from tests.training.cases import assert_same_moment, small

N_STEPS = 7
FASTER = small(training={"optimizer": {"learning_rate": 0.5}})


def steps_of(run):
    return [moment.snapshot.step for moment in run.moments]


@pytest.fixture
def run():
    """Return a run that has taken N_STEPS steps and reported each."""
    run, _ = run_on_a_desk()
    worked(run)
    worked_each(run, *[Step("batch")] * N_STEPS)
    return run


def test_every_reported_moment_can_be_looked_back_at(run):
    assert steps_of(run) == list(range(N_STEPS + 1))
    header = header_of(run)
    assert (header["time"], header["step"]) == ({"n": N_STEPS + 1, "at": None}, N_STEPS)


def test_moment_looked_back_at_is_shown_beside_the_present(run):
    moment = run.moments[3].snapshot
    worked_each(run, LookBack(at=3))
    header, arrays = unpack(run.frame(Cursor())[0])
    assert header["time"] == {"n": N_STEPS + 1, "at": 3}
    assert (header["step"], header["train_loss"], header["passes"]) == (3, moment.train_loss, 1.0)
    assert header["now"] == {"step": N_STEPS, "epoch": 2, "passes": 2.4}
    assert arrays["curve"][:, 0].tolist() == [0, 1, 2]
    assert run.present.step == N_STEPS


@pytest.mark.parametrize(
    ("where", "at"),
    [
        (LookBack(at=-4), 0),
        (LookBack(at=10**30), N_STEPS),
        (LookBack(epoch=-1e15), 0),
        (LookBack(epoch=0.5), 1),  # after steps of 10, 10 and 5 samples of 25 the passes are 0.4, 0.8, 1
        (LookBack(epoch=0.85), 2),
        (LookBack(epoch=1.0), 3),
        (LookBack(epoch=1e15), N_STEPS),
    ],
)
def test_nearest_moment_there_is_is_shown(run, where, at):
    worked_each(run, where)
    assert header_of(run)["time"]["at"] == at
    assert header_of(run)["step"] == at


def test_present_is_shown_again(run):
    worked_each(run, LookBack(at=3), LookBack())
    header = header_of(run)
    assert (header["time"]["at"], header["step"], steps_of(run)) == (None, N_STEPS, list(range(N_STEPS + 1)))


def test_frame_names_the_moment_it_shows_while_another_one_is_on_its_way(run):
    worked_each(run, LookBack(at=3))
    run.do(LookBack(at=5))
    header = header_of(run)
    assert (header["time"]["at"], header["step"]) == (3, 3)
    worked(run)
    assert header_of(run)["time"]["at"] == 5


@pytest.mark.parametrize("where", [LookBack(at=0), LookBack(epoch=3.0), LookBack()])
def test_without_a_report_there_is_nothing_to_look_back_at(where):
    run, desk = run_on_a_desk()
    run.do(where)
    assert desk.commands[-1] == ShowMoment(None)
    worked(run)
    assert header_of(run)["time"] == {"n": 1, "at": None}


def test_looking_back_pauses_and_looking_at_the_present_does_not(run):
    run.do(Train())
    run.do(LookBack())
    assert run.is_running
    assert worked(run).state == "running"
    run.do(LookBack(at=2))
    assert not run.is_running
    assert worked(run).state == "paused"


def test_report_that_was_on_its_way_moves_no_moment_looked_at(run):
    late = worked_each(run, Step("batch"))
    run.do(LookBack(at=3))
    run.take(replace(late, snapshot=replace(late.snapshot, position=replace(late.snapshot.position, step=9))))
    assert steps_of(run) == list(range(N_STEPS + 2))
    worked(run)
    assert header_of(run)["time"]["at"] == 3


@pytest.mark.parametrize("command", [Train(), Step("batch"), Step("epoch"), SetParameter(0, 0, 0, 1.0)])
def test_going_on_from_the_past_forgets_the_moments_that_came_later(run, command):
    kept = run.moments[:4]
    worked_each(run, LookBack(at=3))
    run.do(command)
    assert run.moments == kept
    worked(run)
    assert run.moments[:4] == kept
    assert header_of(run)["time"]["at"] is None


def test_run_that_overtakes_its_old_present_at_once_keeps_nothing_of_it():
    run, _ = run_on_a_desk(small(training={"batch_size": 25}))
    worked(run)
    worked_each(run, *[Step("batch")] * N_STEPS)
    run.do(LookBack(at=5))
    run.propose(small(training={"batch_size": 25, "optimizer": {"learning_rate": 0.5}}))
    for _ in range(4):
        run.do(Step("batch"))
    worked(run)
    assert steps_of(run) == [0, 1, 2, 3, 4, 5, 9]
    assert [point.learning_rate for point in run.points] == [0.03] * 6 + [0.5] * 4
    assert [point.epoch for point in run.points] == list(range(10))


def test_reset_keeps_the_first_moment_alone(run):
    worked_each(run, LookBack(at=3), Reset())
    assert steps_of(run) == [0]
    assert run.points[0].epoch == 0
    assert len(run.points) == 1


def test_new_experiment_has_no_past(run):
    worked_each(run, LookBack(at=3))
    run.propose(small(network={"seed": 1}))
    assert (run.moments, run.points, run.marks, run.present) == ((), (), (), None)
    worked(run)
    assert header_of(run)["time"] == {"n": 1, "at": None}


def test_changes_are_marked(run):
    run.propose(FASTER)
    worked(run)
    assert run.marks == ((2.4, "learning rate 0.03 → 0.5"),)
    assert header_of(run)["marks"] == [[2.4, "learning rate 0.03 → 0.5"]]


def test_killed_worker_keeps_the_moment_looked_at_and_the_present(run):
    run.propose(FASTER)
    worked(run)
    worked_each(run, LookBack(at=3))
    before, present, moments = header_of(run), run.present, run.moments
    run.worker.told.clear()
    assert run.revive()
    start, *_, view = run.worker.commands
    assert start.snapshot is present
    assert (start.points, start.marks, start.is_running) == (run.points, run.marks, False)
    assert view == ShowMoment(moments[3])
    worked(run)
    after = header_of(run)
    assert {name: after[name] for name in ("step", "time", "now", "marks", "train_loss")} == {
        name: before[name] for name in ("step", "time", "now", "marks", "train_loss")
    }
    assert run.moments == moments
    assert worked_each(run, LookBack()).snapshot.step == N_STEPS
    assert_same_moment(run.present, present)


def test_run_that_moves_to_another_worker_keeps_its_past():
    desks = {10: Desk(), 5: Desk()}
    run = Run(small(), lambda experiment, _: desks[experiment.training.batch_size], Clock())
    run.start()
    worked(run)
    worked_each(run, *[Step("batch")] * N_STEPS)
    moments, points = run.moments, run.points
    run.do(LookBack(at=2))
    run.propose(small(training={"batch_size": 5}))
    assert run.worker is desks[5]
    report = worked(run)
    assert report.is_past
    assert_same_moment(report.snapshot, moments[2].snapshot)
    assert (run.moments, run.points) == (moments, points)
    assert header_of(run)["time"] == {"n": N_STEPS + 1, "at": 2}


def test_run_that_stopped_by_itself_is_not_taken_up_as_running():
    run, desk = run_on_a_desk(small(training={"stop": {"epochs": 1}}))
    worked_each(run, Train())
    for _ in range(10):
        desk.session._clock.advance(1)
        if (report := desk.session.turn(0.01)) is not None:
            run.take(report)
    assert run.present.epoch == 1
    assert not run.is_running
    assert header_of(run)["stopped"] == "Stopped after 1 epoch, as set."
    desk.told.clear()
    run.revive()
    assert next(command for command in desk.commands if isinstance(command, Start)).is_running is False
    run.do(Train())
    assert run.is_running
