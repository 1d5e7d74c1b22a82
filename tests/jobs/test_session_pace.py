"""How fast a session trains, and how often it reports, on a clock that the test moves."""

import numpy as np
import pytest

from playground.jobs.commands import Pause, Speed, Train
from playground.jobs.protocol import FRAME_S
from playground.jobs.reporter import MAX_LAG_S
from tests.jobs.clocks import STEP_S
from tests.jobs.sessions import begun, told, until
from tests.training.cases import N_TRAIN


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
    session.take(Train())
    assert steps_in(session, clock, 20) == pytest.approx(20 * speed, abs=1)  # the step at the very end may be late


def test_speed_changes_while_running(clock):
    session = begun(clock)
    report = told(session, Speed(2.0), Train())
    assert report.speed == 2.0
    session.take(Speed(40.0))
    assert steps_in(session, clock, 5) == pytest.approx(200, abs=1)


def test_run_that_fell_far_behind_its_speed_does_not_catch_up(clock):
    session = begun(clock, steps_per_s=10.0)
    session.take(Train())
    clock.advance(100)
    assert session.turn(1).snapshot.step == 1
    assert session.turn(1) is None


def test_reports_come_a_frame_apart(clock):
    session = begun(clock)
    session.take(Train())
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
    session.take(Train())
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
    session.take(Train())
    report = until(session, clock, lambda report: report.snapshot.step > 100)
    # Between turns the clock moves on a little.
    assert report.rates.steps_per_s == pytest.approx(1 / STEP_S, rel=0.05)
    assert report.rates.samples_per_s == pytest.approx(N_TRAIN / 3 / STEP_S, rel=0.05)
