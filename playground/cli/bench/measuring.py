"""Times one row, in a process of its own.

Libraries read how many threads they may use when they are imported, so that is set before the process begins.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Sequence

from playground.cli.bench.rows import ROWS
from playground.cli.bench.workloads import Contestant

ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "VECLIB_MAXIMUM_THREADS": "1",
    "NUMBA_NUM_THREADS": "1",
    "TF_NUM_INTRAOP_THREADS": "1",
    "TF_NUM_INTEROP_THREADS": "1",
    "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false",
    "CUDA_VISIBLE_DEVICES": "-1",
    "JAX_PLATFORMS": "cpu",
    "TF_CPP_MIN_LOG_LEVEL": "3",
}


def main(row: str, n_rounds: str, least_s: str) -> None:
    """Print the times as JSON, for each contestant a list of seconds a run."""
    if hasattr(os, "sched_setaffinity"):  # where there is such a thing, libraries count their threads by it
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    contestants = ROWS[int(row)].contestants()
    sys.stdout.write(json.dumps(interleaved(contestants, int(n_rounds), float(least_s))) + "\n")


def interleaved(
    contestants: Sequence[Contestant],
    n_rounds: int,
    least_s: float,
    clock: Callable[[], float] = time.perf_counter,
) -> list[list[float]]:
    """Return each contestant's times, one a round: seconds a run, from as many runs as take `least_s`.

    All run in each round, so that what else the machine does slows all alike. A round before the first, in which
    they compile what they compile, does not count.
    """
    rounds = [[timed(contestant, least_s, clock) for contestant in contestants] for _ in range(n_rounds + 1)]
    return [list(times) for times in zip(*rounds[1:], strict=True)]


def timed(contestant: Contestant, least_s: float, clock: Callable[[], float]) -> float:
    """Return the seconds of one run, averaged over as many as take `least_s`."""
    n_runs, begin = 0, clock()
    while (passed_s := clock() - begin) < least_s or not n_runs:
        contestant.run()
        n_runs += 1
    return passed_s / n_runs
