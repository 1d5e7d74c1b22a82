"""When a run stopped being finite."""

from playground.training.snapshot import Snapshot
from playground.training.trainer import Trainer


def go_back_to_finite(trainer: Trainer, last: Snapshot) -> int:
    """Put a diverged trainer back to its last finite moment, and return the first step after which it was not.

    The steps since the last mark are repeated, halving their number.

    Args:
        trainer: not finite now.
        last: a finite moment of the same run, under the same settings.
    """
    diverged_at = trainer.position.step
    while diverged_at - last.step > 1:
        trainer.restore(last, trainer.history_at(last))
        trainer.run(steps=(diverged_at - last.step) // 2)
        middle = trainer.snapshot()
        if middle.is_finite:
            last = middle
        else:
            diverged_at = middle.step
    trainer.restore(last, trainer.history_at(last))
    return diverged_at
