"""What a run of very many epochs, changed and shown all the while, keeps of its past: little."""

import math
import pickle

from playground.analysis.timeline import MAX_MOMENTS, OVERHEAD_BYTES, Timeline
from playground.training import Trainer
from playground.training.history import MARKS_KEPT, POINTS_KEPT_PER_DOUBLING
from tests.analysis.moments import moment_of
from tests.training.cases import small

N_PIECES, EPOCHS_A_PIECE = 500, 10
TINY = small(data={"n_samples": 10, "train_fraction": 1.0}, network={"layers": [{"units": 2}]})
CHANGED = TINY.patched({"training": {"optimizer": {"learning_rate": 0.04}}})


def test_run_of_many_epochs_keeps_few_points_marks_and_moments():
    trainer, timeline = Trainer(TINY), Timeline()
    for piece in range(N_PIECES):
        timeline.add(moment_of(trainer))
        trainer.run(epochs=EPOCHS_A_PIECE)
        trainer.apply(CHANGED if piece % 2 else TINY)
    n_epochs = trainer.position.epoch
    assert n_epochs == N_PIECES * EPOCHS_A_PIECE
    # Every epoch up to 200, and from there on one in every half percent: at most 200 in every factor of e.
    most = POINTS_KEPT_PER_DOUBLING * (2 + math.log(n_epochs / POINTS_KEPT_PER_DOUBLING))
    assert 700 < len(trainer.history.points) <= most
    assert len(trainer.history.marks) == MARKS_KEPT
    assert len(timeline.moments) <= MAX_MOMENTS
    assert trainer.history.marks[-1].passes == n_epochs
    kept = pickle.dumps((trainer.history, timeline.moments))
    assert len(kept) < MAX_MOMENTS * OVERHEAD_BYTES + most * 100
