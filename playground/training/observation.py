"""How a run stands, worked out from its parameters and its optimizer's memory."""

import numpy as np

from playground.backends.recipes import learning_rate_of
from playground.engine.network import Parameters
from playground.engine.penalties import penalty_value
from playground.engine.update import LearningState
from playground.spec import TrainingSpec
from playground.training.evaluation import evaluate
from playground.training.history import CurvePoint
from playground.training.problem import Problem
from playground.training.snapshot import Position, Snapshot
from playground.training.stopping import Best


@np.errstate(over="ignore", invalid="ignore")  # diverging is something to watch, not a fault
def observe(
    problem: Problem, training: TrainingSpec, position: Position, state: LearningState, best: Best | None
) -> Snapshot:
    """Return the snapshot of a moment.

    Args:
        problem: what is learned.
        training: the settings of this moment.
        position: how far the run has come.
        state: parameters and optimizer memory.
        best: the best moment so far.
    """
    parameters = Parameters.from_vector(state.vector, problem.train.sizes)
    evaluation = evaluate(problem, parameters)
    return Snapshot(
        position=position,
        state=state,
        sizes=problem.train.sizes,
        train_loss=evaluation.train_loss,
        test_loss=evaluation.test_loss,
        metrics=evaluation.metrics,
        penalty=penalty_value(parameters, training.l1, training.l2),
        learning_rate=learning_rate_of(training)(position.step),
        best=best,
    )


def point_of(snapshot: Snapshot, n_train: int) -> CurvePoint:
    """Return a moment as a point of the curves; parts of an epoch, which has `n_train` samples, count."""
    train_metric, *test_metric = snapshot.metrics.values()
    return CurvePoint(
        epoch=snapshot.position.passes(n_train),
        train_loss=snapshot.train_loss,
        test_loss=np.nan if snapshot.test_loss is None else snapshot.test_loss,
        train_metric=train_metric,
        test_metric=test_metric[0] if test_metric else np.nan,
        penalty=snapshot.penalty,
        learning_rate=snapshot.learning_rate,
    )
