"""Runs and the rules by which they end; and real worker processes, one of which is killed."""

import pytest

from playground.jobs.commands import Close, Pause, Start, Train
from playground.live.hub import GRACE_S, UNWATCHED_S, Hub, Lease, workers_for
from playground.live.records import Cursor
from playground.live.recovery import MAX_DEATHS
from playground.live.wire.reading import unpack
from tests.jobs.clocks import Clock
from tests.live.desks import Desk
from tests.live.waiting import polled, wait_until
from tests.training.cases import small


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def hub(clock):
    """Return a hub of two desks in place of processes, on a clock that the test moves."""
    hub = Hub(n_workers=2, clock=clock, make_worker=Desk)
    yield hub
    hub.close()


def passed(hub, clock, seconds):
    clock.advance(seconds)
    hub.tidy()


def test_run_is_found_by_its_token_alone(hub):
    run, other = hub.open(small()), hub.open(small())
    assert hub.find(run.token) is run
    assert hub.find(other.token) is other
    for token in ("", run.id, run.token[:-1], run.token + "x", "é", "\ud800"):
        assert hub.find(token) is None


def test_runs_are_spread_over_the_workers(hub):
    runs = [hub.open(small()) for _ in range(5)]
    assert sorted(sum(run.worker is worker for run in runs) for worker in hub.pool.workers) == [2, 3]
    for run in [run for run in runs if run.worker is runs[0].worker]:
        hub.end(run)
    assert hub.open(small()).worker is runs[0].worker


@pytest.mark.parametrize(("n_cores", "n_workers"), [(8, 7), (2, 1), (1, 1), (None, 1)])
def test_there_is_one_worker_fewer_than_cores_but_at_least_one(n_cores, n_workers):
    assert workers_for(n_cores) == n_workers


def test_run_that_nobody_holds_ends_after_the_grace(hub, clock):
    run = hub.open(small())
    lease = Lease(run)
    passed(hub, clock, 10 * GRACE_S)
    assert not run.is_ended
    lease.release()
    passed(hub, clock, 1)
    passed(hub, clock, GRACE_S - 0.001)
    assert hub.find(run.token) is run
    passed(hub, clock, 0.001)
    assert run.is_ended
    assert hub.find(run.token) is None
    assert run.worker.commands[-1] == Close()


def test_lease_taken_again_in_time_keeps_the_run_and_gives_a_whole_grace(hub, clock):
    run = hub.open(small())
    Lease(run).release()
    passed(hub, clock, 0)
    passed(hub, clock, GRACE_S - 1)
    lease = Lease(run)
    passed(hub, clock, 10 * GRACE_S)
    lease.release()
    passed(hub, clock, 1)
    passed(hub, clock, GRACE_S - 1)
    assert not run.is_ended
    passed(hub, clock, 1)
    assert run.is_ended


def test_viewer_alone_keeps_the_run(hub, clock):
    run = hub.open(small())
    Lease(run).release()
    with run.watched(lambda: None):
        passed(hub, clock, 0)
        passed(hub, clock, 10 * GRACE_S)
        assert not run.is_ended
    passed(hub, clock, 0)
    passed(hub, clock, GRACE_S)
    assert run.is_ended


def test_run_that_nobody_paints_is_paused_with_a_notice(hub, clock):
    run = hub.open(small())
    run.do(Train())
    passed(hub, clock, UNWATCHED_S)
    assert run.is_running
    run.painted()
    passed(hub, clock, UNWATCHED_S)
    assert run.is_running
    passed(hub, clock, 0.001)
    assert not run.is_running
    assert run.worker.commands[-1] == Pause()
    run.take(run.worker.work())
    assert "nobody was watching" in unpack(run.frame(Cursor())[0])[0]["notice"]["text"]


def test_run_started_after_a_long_pause_is_not_paused_at_once(hub, clock):
    run = hub.open(small())
    passed(hub, clock, 10 * UNWATCHED_S)
    run.do(Train())
    passed(hub, clock, 1)
    assert run.is_running


def test_waiting_run_is_left_alone(hub, clock):
    run = hub.open(small())
    run.worker.told.clear()
    passed(hub, clock, 100 * UNWATCHED_S)
    assert run.worker.commands == []


def test_housekeeping_goes_on_by_itself(clock):
    hub = Hub(n_workers=1, clock=clock, make_worker=Desk, round_s=0.001)
    for _ in range(2):
        run = hub.open(small())
        run.is_leased = False
        wait_until(lambda run=run: run.left_at is not None, polled, "a round")
        clock.advance(GRACE_S)
        wait_until(lambda run=run: run.is_ended, polled, "another round")
    hub.close()


def test_closed_hub_ends_its_runs_and_processes(hub):
    runs = [hub.open(small()), hub.open(small())]
    hub.close()
    assert hub.runs == ()
    assert all(run.is_ended for run in runs)
    assert all(worker.is_closed for worker in hub.pool.workers)


def test_report_of_a_run_that_has_ended_is_dropped(hub):
    run = hub.open(small())
    report = run.worker.work()
    hub.end(run)
    run.worker.say(run.id, report)
    assert run.frame(Cursor())[0] is None


def test_dead_worker_costs_only_its_own_runs(hub):
    runs = [hub.open(small()) for _ in range(2)]
    for run in runs:
        run.worker.told.clear()
    runs[0].worker.die()
    assert [type(command) for command in runs[0].worker.commands][:1] == [Start]
    assert runs[1].worker.commands == []


def test_run_whose_worker_dies_again_and_again_is_stopped_with_a_notice(hub):
    run = hub.open(small())
    run.take(run.worker.work())
    run.do(Train())
    for _ in range(MAX_DEATHS + 1):
        run.worker.die()
    assert not run.is_running
    assert "died several times" in unpack(run.frame(Cursor())[0])[0]["notice"]["text"]
