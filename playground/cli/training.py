"""Training until a number of epochs has passed, in short pieces, so that it can be shown and stopped."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from playground.training.divergence import go_back_to_finite
from playground.training.snapshot import Snapshot
from playground.training.trainer import Trainer

PIECE_S = 0.1
MAX_GROWTH = 4  # a first piece may be quick by chance


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a training ended.

    Attributes:
        snapshot: the run at its end; at its last finite moment where it diverged.
        duration_s: time spent on updates, and on the losses that the curve and the stop rules look at between them.
        n_steps: updates made in that time.
        diverged_at: the first step after which a parameter or loss was not finite; None where all are.
        stopped: why one of the experiment's stop rules ended it, in words; None where none did.
        is_complete: whether all epochs were trained, or as many as the stop rules let be.
    """

    snapshot: Snapshot
    duration_s: float
    n_steps: int
    diverged_at: int | None = None
    stopped: str | None = None
    is_complete: bool = True


def train(
    trainer: Trainer,
    n_epochs: int,
    show: Callable[[Snapshot], None],
    is_stopped: Callable[[], bool],
    clock: Callable[[], float] = time.perf_counter,
) -> Outcome:
    """Train a fresh trainer for so many epochs, showing each piece's end, until it is stopped, stops or diverges."""
    last, duration_s, n_steps = trainer.snapshot(), 0.0, 1
    while last.epoch < n_epochs and trainer.stopped is None and not is_stopped():
        n_steps = min(n_steps, steps_left(trainer, n_epochs))
        begin = clock()
        trainer.run(steps=n_steps)
        took_s = clock() - begin
        duration_s += took_s
        now = trainer.snapshot()
        if not now.is_finite:
            diverged_at = go_back_to_finite(trainer, last)
            return Outcome(trainer.snapshot(), duration_s, now.step, diverged_at, is_complete=False)
        show(now)
        last = now
        n_steps = max(1, int(n_steps * min(MAX_GROWTH, PIECE_S / max(took_s, 1e-9))))
    stopped = trainer.stopped
    is_complete = last.epoch >= n_epochs or stopped is not None
    return Outcome(last, duration_s, last.step, stopped=stopped, is_complete=is_complete)


def steps_left(trainer: Trainer, n_epochs: int) -> int:
    """Return how many updates complete the epoch `n_epochs`, counted from the run's start."""
    an_epoch = -(-trainer.problem.n_train // trainer.experiment.training.batch_size)
    return trainer.steps_left_in_epoch + (n_epochs - trainer.position.epoch - 1) * an_epoch
