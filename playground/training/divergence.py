"""When a run stopped being finite."""

from playground.training.snapshot import History, Snapshot
from playground.training.trainer import Trainer


def go_back_to_finite(trainer: Trainer, last: Snapshot, n_points: int) -> int:
    """Put a diverged trainer back to its last finite moment, and return the first step after which it was not.

    The steps since the last mark are repeated, halving their number.

    Args:
        trainer: not finite now.
        last: a finite moment of the same run, under the same settings.
        n_points: how many points the history had at that moment.
    """
    diverged_at = trainer.position.step
    while diverged_at - last.step > 1:
        trainer.restore(last, History(trainer.history.points[:n_points]))
        trainer.run(steps=(diverged_at - last.step) // 2)
        middle = trainer.snapshot()
        if middle.is_finite:
            last, n_points = middle, len(trainer.history.points)
        else:
            diverged_at = middle.step
    trainer.restore(last, History(trainer.history.points[:n_points]))
    return diverged_at
