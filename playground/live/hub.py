"""All runs of this server, and the rules by which a run ends."""

import os
import threading
import time
from collections.abc import Callable
from secrets import compare_digest

from playground.jobs.commands import Pause
from playground.live.comparisons import Comparison
from playground.live.pool import Pool
from playground.live.protocol import MakeWorker
from playground.live.runs import Run
from playground.live.workers import WorkerProcess
from playground.spec import Experiment

GRACE_S = 15.0
UNWATCHED_S = 60.0
ROUND_S = 1.0
COMPARING = "xla"  # of the engines with TensorFlow the one that a comparison's worker gets ready first


class Hub:
    """Opens runs, finds them by token, and ends those that nobody owns or watches any more.

    Attributes:
        pool: the workers.
    """

    def __init__(
        self,
        n_workers: int | None = None,
        clock: Callable[[], float] = time.monotonic,
        make_worker: MakeWorker = WorkerProcess,
        round_s: float = ROUND_S,
    ) -> None:
        """Start the workers, and the thread that keeps house.

        Args:
            n_workers: how many; one fewer than the cores where None, at least one.
            clock: returns the time in seconds.
            make_worker: starts a worker.
            round_s: how often the house is tidied.
        """
        self._clock = clock
        self._runs: dict[str, Run] = {}
        self._is_closed = threading.Event()
        self.pool = Pool(n_workers or workers_for(os.cpu_count()), make_worker, clock)
        threading.Thread(target=self._keep_house, args=(round_s,), name="housekeeping", daemon=True).start()

    @property
    def runs(self) -> tuple[Run, ...]:
        """All runs of this moment."""
        return tuple(self._runs.values())

    def open(self, experiment: Experiment) -> Run:
        """Return a new run."""
        run = Run(experiment, self.pool.assign, self._clock)
        self._runs[run.id] = run
        self.pool.add(run)
        run.start()
        return run

    def find(self, token: str) -> Run | None:
        """Return the run with this token, None if there is none (any more)."""
        sought = token.encode(errors="replace")
        return next((run for run in self.runs if compare_digest(run.token.encode(), sought)), None)

    def end(self, run: Run) -> None:
        """Forget a run; its sockets close."""
        self._runs.pop(run.id, None)
        run.end()
        for opener in (run, run.comparison):
            if opener is not None:
                self.pool.remove(opener)

    def compare(self, run: Run, experiment: Experiment) -> None:
        """Compare the engines on an experiment, for a run; a second comparison takes the place of the first."""
        run.cancel_comparison()
        if run.comparison is not None:
            self.pool.remove(run.comparison)
        run.comparison = Comparison(experiment, self.pool.start_tensorflow(COMPARING))
        self.pool.add(run.comparison)
        run.comparison.start()

    def close(self) -> None:
        """End all runs and processes."""
        self._is_closed.set()
        for run in self.runs:
            self.end(run)
        self.pool.close()

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
        self.pool.let_go()

    def _keep_house(self, round_s: float) -> None:
        while not self._is_closed.wait(round_s):
            self.tidy()


class Lease:
    """A browser session's hold on its run, given up when the session ends."""

    def __init__(self, run: Run) -> None:
        """Take hold."""
        self._run = run
        run.is_leased = True

    def release(self) -> None:
        """Let go; the run ends GRACE_S later unless it is taken up again or watched."""
        self._run.is_leased = False


def workers_for(n_cores: int | None) -> int:
    """Return how many workers go with so many cores: one is the server's and the browser's, where there are two."""
    return max(1, (n_cores or 1) - 1)
