"""When a run stops by itself, and the best moment that early stopping goes back to."""

from dataclasses import dataclass

from playground.engine.network import Parameters
from playground.engine.update import LearningState
from playground.spec.stop import StopSpec
from playground.training.evaluation import Evaluation, evaluate
from playground.training.problem import Problem


@dataclass(frozen=True, slots=True)
class Best:
    """The moment with the lowest watched loss so far; `epoch` whole passes had been made."""

    epoch: int
    loss: float
    state: LearningState


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the stop rules say at the end of an epoch.

    Attributes:
        best: the best moment so far, where early stopping looks for it.
        reason: why the run stops, in words for the viewer; None where it goes on.
        restores: whether it stops with the parameters of the best moment.
    """

    best: Best | None = None
    reason: str | None = None
    restores: bool = False


def is_watched(stop: StopSpec, epoch: int) -> bool:
    """Return whether a rule has something to say at the end of this epoch."""
    return _needs_losses(stop) or epoch == stop.epochs


def judge(stop: StopSpec, problem: Problem, epoch: int, state: LearningState, best: Best | None) -> Verdict:
    """Return what the rules say at the end of an epoch.

    Args:
        stop: the rules.
        problem: what is learned.
        epoch: how many whole passes were made.
        state: parameters and optimizer memory at its end.
        best: the best moment up to the epoch before.
    """
    reason = f"Stopped after {_epochs(epoch)}, as set." if epoch == stop.epochs else None
    if not _needs_losses(stop):
        return Verdict(reason=reason)
    evaluation = evaluate(problem, Parameters.from_vector(state.vector, problem.train.sizes))
    target = _target_reached(stop, evaluation, epoch)
    if stop.patience is None:
        return Verdict(reason=target or reason)
    loss = evaluation.train_loss if evaluation.test_loss is None else evaluation.test_loss
    if best is None or loss < best.loss:
        best = Best(epoch, loss, state)
    if target is not None:  # which ends the run now, yet it may go on, and then this was the best so far
        return Verdict(best, target)
    if epoch - best.epoch >= stop.patience:
        return Verdict(best, _out_of_patience(epoch, best, _part(evaluation)), restores=True)
    return Verdict(best, reason)


def _needs_losses(stop: StopSpec) -> bool:
    return stop.loss is not None or stop.accuracy is not None or stop.patience is not None


def _target_reached(stop: StopSpec, evaluation: Evaluation, epoch: int) -> str | None:
    part, accuracy = _part(evaluation), evaluation.accuracy
    loss = evaluation.train_loss if evaluation.test_loss is None else evaluation.test_loss
    if stop.loss is not None and loss <= stop.loss:
        return f"Stopped after epoch {epoch:,}: the {part} loss is {loss:.3g}, the target was {stop.loss:g}."
    if stop.accuracy is not None and accuracy is not None and accuracy >= stop.accuracy:
        return (
            f"Stopped after epoch {epoch:,}: the {part} accuracy is {accuracy:.1%}, the target was {stop.accuracy:.1%}."
        )
    return None


def _out_of_patience(epoch: int, best: Best, part: str) -> str:
    since = f"the {part} loss has not fallen for {_epochs(epoch - best.epoch)}"
    return (
        f"Stopped after epoch {epoch:,}: {since}. "
        f"The weights of epoch {best.epoch:,} are back, where it was {best.loss:.3g}."
    )


def _epochs(count: int) -> str:
    return f"{count:,} epoch" if count == 1 else f"{count:,} epochs"


def _part(evaluation: Evaluation) -> str:
    return "training" if evaluation.test_loss is None else "test"
