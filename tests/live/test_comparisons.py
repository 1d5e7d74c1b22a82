"""Comparisons of the engines as the server sees them: where they go, how they end, what survives."""

import os
import signal
from dataclasses import replace

import numpy as np
import pytest

from playground.jobs.commands import Close, Compare
from playground.jobs.reports import ComparisonReport, Failure
from playground.live.hub import Hub
from tests.jobs.clocks import Clock
from tests.live.desks import Desk
from tests.live.waiting import polled, wait_until
from tests.training.cases import small

BEGUN = ComparisonReport((), "compiled", (), 200, np.empty((0, 0)), 0.0, {})
DONE = replace(BEGUN, waiting=None, is_done=True)


@pytest.fixture
def hub():
    """Return a hub of desks in place of processes."""
    hub = Hub(n_workers=1, clock=Clock(), make_worker=Desk)
    yield hub
    hub.close()


@pytest.fixture
def run(hub):
    """Return a run whose comparison was begun."""
    run = hub.open(small())
    hub.compare(run, small())
    return run


def test_comparison_goes_to_the_worker_that_tensorflow_lives_in_started_on_first_use(hub):
    run = hub.open(small())
    assert hub.pool.tensorflow is None
    hub.compare(run, small())
    assert hub.pool.tensorflow.told == [(run.comparison.id, Compare(small()))]
    assert run.worker in hub.pool.workers
    assert run.comparison.is_going


def test_reports_reach_their_comparison_until_it_is_done(hub, run):
    other = hub.open(small())
    hub.compare(other, small())
    hub.pool.tensorflow.say(run.comparison.id, BEGUN)
    assert (run.comparison.report, other.comparison.report) == (BEGUN, None)
    assert run.comparison.is_going
    hub.pool.tensorflow.say(run.comparison.id, DONE)
    assert not run.comparison.is_going


def test_cancelled_comparison_is_closed_and_keeps_what_was_found(hub, run):
    hub.pool.tensorflow.say(run.comparison.id, BEGUN)
    run.cancel_comparison()
    assert hub.pool.tensorflow.told[-1] == (run.comparison.id, Close())
    assert not run.comparison.is_going
    assert run.comparison.report is BEGUN


def test_second_comparison_takes_the_place_of_the_first(hub, run):
    first = run.comparison
    hub.compare(run, small(network={"seed": 1}))
    assert hub.pool.tensorflow.told[-2] == (first.id, Close())
    assert hub.pool.tensorflow.told[-1] == (run.comparison.id, Compare(small(network={"seed": 1})))
    hub.pool.tensorflow.say(first.id, DONE)
    assert run.comparison.report is None


def test_comparison_ends_with_its_run(hub, run):
    hub.end(run)
    assert hub.pool.tensorflow.told[-1] == (run.comparison.id, Close())


def test_comparison_that_is_done_needs_no_closing(hub, run):
    hub.pool.tensorflow.say(run.comparison.id, DONE)
    hub.end(run)
    assert Close() not in hub.pool.tensorflow.commands


def test_comparison_goes_on_when_its_run_moves_to_another_worker(hub, run):
    run.propose(small(engine="keras"))
    run.propose(small())
    assert run.comparison.is_going
    assert (run.comparison.id, Close()) not in hub.pool.tensorflow.told


def test_comparison_that_fails_says_why(hub, run):
    hub.pool.tensorflow.say(run.comparison.id, Failure(0, "MemoryError: too large"))
    assert not run.comparison.is_going
    assert run.comparison.problem == "The comparison stopped: MemoryError: too large."


def test_death_of_another_worker_does_not_touch_it(hub, run):
    hub.pool.workers[0].die()
    assert run.comparison.is_going


def test_killed_worker_ends_the_comparison_with_a_message_and_the_next_one_works():
    hub = Hub(n_workers=1)
    try:
        run = hub.open(small())
        hub.compare(run, small())
        wait_until(lambda: run.comparison.report, polled, "a report")
        os.kill(run.comparison.worker.pid, signal.SIGKILL)
        wait_until(lambda: run.comparison.problem, polled, "a message")
        assert "Press Compare engines to try again" in run.comparison.problem
        hub.compare(run, small())
        wait_until(lambda: run.comparison.report, polled, "a report")
        assert run.comparison.is_going
    finally:
        hub.close()
