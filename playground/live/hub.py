"""All runs of this server, the processes that train them, and the rules by which a run ends."""

import os
import threading
import time
from collections.abc import Callable
from secrets import compare_digest

from playground.backends import ENGINES
from playground.jobs.commands import Pause
from playground.jobs.reports import ComparisonReport, Failure, Report
from playground.live.comparisons import Comparison
from playground.live.runs import Run
from playground.live.workers import WorkerProcess
from playground.spec import Experiment

GRACE_S = 15.0
UNWATCHED_S = 60.0
IDLE_S = 300.0  # after which the process that TensorFlow lives in, half a gigabyte, is let go
ROUND_S = 1.0
COMPARING = "xla"  # of the engines with TensorFlow the one that a comparison's worker gets ready first


class Hub:
    """Opens runs, finds them by token, and ends those that nobody owns or watches any more."""

    def __init__(self, n_workers: int | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        """Start the worker processes: one fewer than the cores unless told otherwise, at least one."""
        self._clock = clock
        self._runs: dict[str, Run] = {}
        self._lock = threading.Lock()
        self._is_closed = threading.Event()
        n_workers = n_workers or max(1, (os.cpu_count() or 1) - 1)
        self.workers = [self._worker(Experiment().engine) for _ in range(n_workers)]
        self._tensorflow: WorkerProcess | None = None
        self._used_at = clock()
        threading.Thread(target=self._keep_house, name="housekeeping", daemon=True).start()

    @property
    def runs(self) -> tuple[Run, ...]:
        """All runs of this moment."""
        return tuple(self._runs.values())

    def open(self, experiment: Experiment) -> Run:
        """Return a new run."""
        run = Run(experiment, self._assign, self._clock)
        self._runs[run.id] = run
        return run

    def find(self, token: str) -> Run | None:
        """Return the run with this token, None if there is none (any more)."""
        sought = token.encode(errors="replace")
        return next((run for run in self.runs if compare_digest(run.token.encode(), sought)), None)

    def end(self, run: Run) -> None:
        """Forget a run; its sockets close."""
        self._runs.pop(run.id, None)
        run.end()

    def compare(self, run: Run, experiment: Experiment) -> None:
        """Compare the engines on an experiment, for a run; a second comparison takes the place of the first."""
        run.cancel_comparison()
        with self._lock:
            worker = self._tensorflow_worker(COMPARING)
        run.comparison = Comparison(experiment, worker)
        run.comparison.start()

    def close(self) -> None:
        """End all runs and processes."""
        self._is_closed.set()
        for run in self.runs:
            self.end(run)
        for worker in (*self.workers, self._tensorflow):
            if worker is not None:
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
        self._let_go_of_tensorflow(now)

    def _keep_house(self) -> None:
        while not self._is_closed.wait(ROUND_S):
            self.tidy()

    def _let_go_of_tensorflow(self, now: float) -> None:
        """End the process that TensorFlow lives in once no run has been on it for IDLE_S."""
        with self._lock:
            worker = self._tensorflow
            if any(run.uses(worker) for run in self.runs):
                self._used_at = now
            if worker is None or now - self._used_at < IDLE_S:
                return
            self._tensorflow = None
        worker.close()

    def _assign(self, experiment: Experiment, present: WorkerProcess | None) -> WorkerProcess:
        """Return the worker for a run: the one that TensorFlow lives in, or the present one, or the least busy."""
        with self._lock:
            if ENGINES[experiment.engine].uses_tensorflow:
                return self._tensorflow_worker(experiment.engine)
            if present in self.workers:
                return present
            return min(self.workers, key=[run.worker for run in self.runs].count)

    def _tensorflow_worker(self, engine: str) -> WorkerProcess:
        """Return the worker that TensorFlow lives in, started for this engine if it does not run yet."""
        self._used_at = self._clock()
        self._tensorflow = self._tensorflow or self._worker(engine)
        return self._tensorflow

    def _worker(self, engine: str) -> WorkerProcess:
        return WorkerProcess(engine, self._take_report, self._revive)

    def _take_report(self, worker: WorkerProcess, run_id: str, report: Report | ComparisonReport | Failure) -> None:
        run = self._runs.get(run_id)
        if run is None or isinstance(report, ComparisonReport):
            self._take_comparison(run_id, report)
        elif run is not None and run.worker is worker:  # not from where a run has left
            run.take(report)

    def _take_comparison(self, comparison_id: str, report: Report | ComparisonReport | Failure) -> None:
        comparisons = (run.comparison for run in self.runs)
        for comparison in comparisons:
            if comparison is not None and comparison.id == comparison_id and not isinstance(report, Report):
                comparison.take(report)

    def _revive(self, worker: WorkerProcess) -> None:
        for run in self.runs:
            if run.comparison is not None and run.comparison.worker is worker:
                run.comparison.lose()
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
