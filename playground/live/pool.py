"""The workers of a server: which one a run belongs on, TensorFlow's own, and whom their reports and deaths concern."""

import threading
from collections.abc import Callable

from playground.backends import ENGINES
from playground.jobs.protocol import JobReport
from playground.live.protocol import MakeWorker, Opener, Worker
from playground.spec import Experiment

IDLE_S = 300.0  # after which the process that TensorFlow lives in, half a gigabyte, is let go


class Pool:
    """Starts workers and passes on what their jobs say, to whoever opened each.

    A worker takes long to start: that happens on the thread that asks, under no lock but the pool's own, which
    is for those alone who ask for TensorFlow's.

    Attributes:
        workers: those without TensorFlow, one fewer than the cores or as many as asked for.
    """

    def __init__(self, n_workers: int, make: MakeWorker, clock: Callable[[], float]) -> None:
        """Start the workers that need no TensorFlow."""
        self._make = make
        self._clock = clock
        self._openers: dict[str, Opener] = {}
        self._tensorflow: Worker | None = None
        self._used_at = clock()
        self._starting = threading.Lock()
        self.workers = tuple(self._start(Experiment().engine) for _ in range(n_workers))

    @property
    def tensorflow(self) -> Worker | None:
        """The worker that TensorFlow lives in; None where nobody has needed it lately."""
        return self._tensorflow

    def add(self, opener: Opener) -> None:
        """Pass on from now on what is said of a job."""
        self._openers[opener.id] = opener

    def remove(self, opener: Opener) -> None:
        """Drop from now on what is said of a job."""
        self._openers.pop(opener.id, None)

    def assign(self, experiment: Experiment, present: Worker | None) -> Worker:
        """Return the worker for a run: the one that TensorFlow lives in, or the present one, or the least busy."""
        if ENGINES[experiment.engine].uses_tensorflow:
            return self.start_tensorflow(experiment.engine)
        if present is not None and present in self.workers:
            return present
        busy = [opener.worker for opener in tuple(self._openers.values())]
        return min(self.workers, key=busy.count)

    def start_tensorflow(self, engine: str) -> Worker:
        """Return the worker that TensorFlow lives in, started for this engine if it does not run yet."""
        with self._starting:
            self._used_at = self._clock()
            if self._tensorflow is None:
                self._tensorflow = self._start(engine)
            return self._tensorflow

    def let_go(self) -> None:
        """End the worker that TensorFlow lives in once nobody has needed it for IDLE_S."""
        with self._starting:
            worker, now = self._tensorflow, self._clock()
            if any(opener.worker is worker and opener.needs_worker for opener in tuple(self._openers.values())):
                self._used_at = now
            if worker is None or now - self._used_at < IDLE_S:
                return
            self._tensorflow = None
        worker.close()

    def close(self) -> None:
        """End all workers."""
        with self._starting:
            workers = (*self.workers, self._tensorflow)
        for worker in workers:
            if worker is not None:
                worker.close()

    def _start(self, engine: str) -> Worker:
        return self._make(engine, self._take, self._revive)

    def _take(self, worker: Worker, job_id: str, report: JobReport) -> None:
        opener = self._openers.get(job_id)
        if opener is not None and opener.worker is worker:  # not from where a run has left
            opener.take(report)

    def _revive(self, worker: Worker) -> None:
        for opener in tuple(self._openers.values()):
            if opener.worker is worker:
                opener.lose()
