"""Real worker processes, of which some are killed: what their runs lose, which is nothing."""

import os
import signal

import numpy as np
import pytest

from playground.jobs.commands import Pause, Step, Train
from playground.live.hub import Hub
from playground.live.records import Cursor
from playground.live.wire.commands import LookBack
from playground.live.wire.reading import unpack
from tests.live.waiting import wait_until
from tests.training.cases import small, trained


@pytest.fixture(scope="module")
def real_hub():
    hub = Hub(n_workers=1)
    yield hub
    processes = [worker._process for worker in hub.pool.workers]
    hub.close()
    assert not any(process.is_alive() for process in processes)


def header_of(run):
    frame, _ = run.frame(Cursor())
    return unpack(frame)[0] if frame else {"step": -1, "state": None, "notice": None}


def test_run_trains_in_a_process_of_its_own(real_hub):
    run = real_hub.open(small())
    run.do(Train())
    wait_until(lambda: header_of(run)["step"] > 100, run.watched, "100 steps")
    run.do(Pause())
    wait_until(lambda: header_of(run)["state"] == "paused", run.watched, "paused")
    assert real_hub.pool.workers[0].pid != os.getpid()
    header, arrays = unpack(run.frame(Cursor())[0])
    expected = trained(small(), steps=header["step"]).snapshot()
    assert header["train_loss"] == expected.train_loss
    np.testing.assert_array_equal(arrays["biases"], np.concatenate([b for _, b in expected.parameters.layers]))
    real_hub.end(run)


def test_killed_process_is_replaced_and_its_runs_go_on(real_hub):
    running, waiting = real_hub.open(small(network={"seed": 1})), real_hub.open(small(network={"seed": 2}))
    for _ in range(4):
        waiting.do(Step("batch"))
    wait_until(lambda: header_of(waiting)["step"] == 4, waiting.watched, "four steps")
    running.do(Train())
    wait_until(lambda: header_of(running)["step"] > 100, running.watched, "100 steps")
    before, pid = header_of(running), real_hub.pool.workers[0].pid
    os.kill(pid, signal.SIGKILL)
    for run in (running, waiting):
        wait_until(lambda run=run: header_of(run)["notice"], run.watched, "a notice")
        assert "restarted" in header_of(run)["notice"]["text"]
    wait_until(lambda: header_of(running)["step"] > before["step"] + 100, running.watched, "100 steps more")
    assert real_hub.pool.workers[0].pid != pid
    assert header_of(running)["run"] == before["run"]
    assert running.is_running
    waiting.do(Step("batch"))
    wait_until(lambda: header_of(waiting)["step"] == 5, waiting.watched, "the fifth step")
    # The run was taken up bit by bit: it is the run of a trainer that nobody killed.
    expected = trained(small(network={"seed": 2}), steps=5).snapshot()
    assert header_of(waiting)["train_loss"] == expected.train_loss
    for run in (running, waiting):
        real_hub.end(run)


def test_killed_process_loses_neither_the_moment_looked_at_nor_the_present(real_hub):
    run = real_hub.open(small())
    for n_steps in range(1, 6):
        run.do(Step("batch"))
        wait_until(lambda step=n_steps: header_of(run)["step"] == step, run.watched, f"step {n_steps}")
    moments = run.moments
    run.do(LookBack(at=2))
    wait_until(lambda: header_of(run)["time"]["at"] == 2, run.watched, "a look back")
    before = header_of(run)
    os.kill(real_hub.pool.workers[0].pid, signal.SIGKILL)
    wait_until(lambda: header_of(run)["notice"], run.watched, "a notice")
    wait_until(lambda: header_of(run)["state"] == "paused", run.watched, "the run in its new process")
    after = header_of(run)
    assert [after[name] for name in ("step", "train_loss", "now")] == [
        before[name] for name in ("step", "train_loss", "now")
    ]
    run.do(LookBack())
    wait_until(lambda: header_of(run)["step"] == 5, run.watched, "the present")
    assert run.moments == moments
    real_hub.end(run)


def test_flood_of_commands_waits_for_a_busy_worker_and_holds_nobody_up(real_hub):
    """Several times what a pipe holds, told while the worker is stopped; it does them all when it wakes."""
    n_steps = 2000
    run = real_hub.open(small())
    wait_until(lambda: header_of(run)["step"] == 0, run.watched, "the first report")
    os.kill(real_hub.pool.workers[0].pid, signal.SIGSTOP)
    for _ in range(n_steps):
        run.do(Step("batch"))
    os.kill(real_hub.pool.workers[0].pid, signal.SIGCONT)
    wait_until(lambda: header_of(run)["step"] == n_steps, run.watched, "all steps")
    real_hub.end(run)
