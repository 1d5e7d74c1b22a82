"""All runs of this server, the processes that train them, and the rules by which a run ends."""

import os
import threading
import time
from collections.abc import Callable
from secrets import compare_digest

from playground.live.runs import Run
from playground.live.workers import WorkerProcess
from playground.spec import Experiment
from playground.training.messages import Failure, Pause, Report

GRACE_S = 15.0
UNWATCHED_S = 60.0
ROUND_S = 1.0


class Hub:
    """Opens runs, finds them by token, and ends those that nobody owns or watches any more."""

    def __init__(self, n_workers: int | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        """Start the worker processes: one fewer than the cores unless told otherwise, at least one."""
        self._clock = clock
        self._runs: dict[str, Run] = {}
        self._lock = threading.Lock()
        self._is_closed = threading.Event()
        n_workers = n_workers or max(1, (os.cpu_count() or 1) - 1)
        self.workers = [WorkerProcess(self._take_report, self._revive) for _ in range(n_workers)]
        threading.Thread(target=self._keep_house, name="housekeeping", daemon=True).start()

    @property
    def runs(self) -> tuple[Run, ...]:
        """All runs of this moment."""
        return tuple(self._runs.values())

    def open(self, experiment: Experiment) -> Run:
        """Return a new run on the worker that has the fewest."""
        with self._lock:
            loads = [
                (sum(run.worker is worker for run in self._runs.values()), i) for i, worker in enumerate(self.workers)
            ]
            run = Run(experiment, self.workers[min(loads)[1]], self._clock)
            self._runs[run.id] = run
            return run

    def find(self, token: str) -> Run | None:
        """Return the run with this token, None if there is none (any more)."""
        sought = token.encode(errors="replace")
        return next((run for run in self.runs if compare_digest(run.token.encode(), sought)), None)

    def end(self, run: Run) -> None:
        """Forget a run; its sockets close."""
        with self._lock:
            self._runs.pop(run.id, None)
        run.end()

    def close(self) -> None:
        """End all runs and processes."""
        self._is_closed.set()
        for run in self.runs:
            self.end(run)
        for worker in self.workers:
            worker.close()

    def tidy(self) -> None:
        """End the runs that neither a browser session nor a socket has held for GRACE_S; pause the unwatched."""
        now = self._clock()
        for run in self.runs:
            if run.is_held:
                run.left_at = None
            elif run.left_at is None:
                run.left_at = now
            elif now - run.left_at >= GRACE_S:
                self.end(run)
            if run.is_running and now - run.painted_at > UNWATCHED_S:
                run.do(Pause())
                run.tell("Paused: nobody was watching for a minute. Press Run to go on.")

    def _keep_house(self) -> None:
        while not self._is_closed.wait(ROUND_S):
            self.tidy()

    def _take_report(self, run_id: str, report: Report | Failure) -> None:
        if run := self._runs.get(run_id):
            run.take(report)

    def _revive(self, worker: WorkerProcess) -> None:
        for run in self.runs:
            if run.worker is worker and not run.revive():
                run.fail("the process that trains it died several times in a row")


class Lease:
    """A browser session's hold on its run, given up when the session ends."""

    def __init__(self, run: Run) -> None:
        """Take hold."""
        self._run = run
        run.is_leased = True

    def release(self) -> None:
        """Let go; the run ends GRACE_S later unless it is taken up again or watched."""
        self._run.is_leased = False
