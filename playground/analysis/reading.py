"""What the gradients of one moment say about the learning: a verdict, which layers it is about, and the evidence.

Here are the rules, and why their thresholds lie where they do; the sentences are made elsewhere.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf

import numpy as np
from numpy.typing import NDArray

from playground.analysis.health import DEAD, SATURATED, Moment, Vitals
from playground.engine.arrays import Array

# A sigmoid passes on a quarter of a gradient at most, so that four layers of them shrink it more than a hundredfold.
# Layers that learn well together stay within a power of ten or so (Glorot and Bengio 2010, figures 6 and 7).
DEPTH_FACTOR = 100.0
# Where the last layer's gradient happens to change its sign it is small too. Then a layer is lost whose norm is a
# 100,000th of the loss: it would have to move 100,000 units to save as much.
LOST_NORM, LOST_FACTOR = 1e-5, 10.0
# https://cs231n.github.io/neural-networks-3/, "ratio of weights:updates": 0.001 is about right. A hundred times that
# is too much, unless the loss falls all the same, as it does in the first epochs of many runs.
SLOW_RATIO, LARGE_RATIO = 1e-4, 0.1
OVERSHOOTING_RATIO = 1.0  # an update as long as the layer itself leaves nothing of what was learned
LEARNED_SHARE = 0.1  # of the loss that the run began with
MOST = 0.75  # of a layer's neurons

Layers = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The figures of one moment, (n_layers,) each; layer 0 is the first hidden one, the last is the output.

    Attributes:
        norms: of the gradients.
        ratios: of an update beside its layer; NaN of a layer that did not learn then.
        units: how many neurons there are.
        dead: how many of them are dead.
        saturated: how many of them are saturated.
        loss: the training loss.
        loss_share: the same as a share of what it was before the first step.
    """

    norms: Array
    ratios: Array
    units: NDArray[np.intp]
    dead: NDArray[np.intp]
    saturated: NDArray[np.intp]
    loss: float
    loss_share: float

    @property
    def factors(self) -> Array:
        """How many times the largest norm of the later layers is that of each layer; 0 for the last."""
        later = np.append(np.maximum.accumulate(self.norms[:0:-1])[::-1], 0.0)
        factors = np.zeros_like(later)
        np.divide(later, self.norms, out=factors, where=self.norms > 0)
        return factors

    @property
    def learning(self) -> Layers:
        """Which layers learn."""
        return np.flatnonzero(~np.isnan(self.ratios))

    @property
    def all(self) -> Layers:
        """Every layer."""
        return np.arange(len(self.norms))


@dataclass(frozen=True, slots=True)
class Reading:
    """What one moment says: a name in VERDICTS, which layers it is about, and the figures behind it."""

    verdict: str
    layers: tuple[int, ...]
    evidence: Evidence


def read(moment: Moment, first_loss: float) -> Reading:
    """Return what a moment says.

    Args:
        moment: the moment.
        first_loss: the training loss before the first step.
    """
    snapshot, vitals = moment.snapshot, moment.vitals
    evidence = Evidence(
        norms=np.array(vitals.gradient_norms),
        ratios=np.array(vitals.update_ratios),
        units=np.array(snapshot.sizes[1:]),
        dead=_counts(vitals, DEAD),
        saturated=_counts(vitals, SATURATED),
        loss=snapshot.train_loss,
        loss_share=_share(snapshot.train_loss, first_loss),
    )
    with np.errstate(invalid="ignore"):
        found = ((verdict, concerned(evidence)) for verdict, concerned in VERDICTS.items())
        verdict, layers = next((verdict, layers) for verdict, layers in found if layers.size)
    return Reading(verdict, tuple(layers.tolist()), evidence)


def _share(loss: float, first_loss: float) -> float:
    """Return a loss as a share of the first one; nothing of it is left where it is 0."""
    return loss and (loss / first_loss if first_loss else inf)


def _counts(vitals: Vitals, kind: int) -> NDArray[np.intp]:
    return np.array([np.count_nonzero(layer == kind) for layer in vitals.troubles])


def _where(is_so: bool, layers: Layers) -> Layers:
    return layers if is_so else layers[:0]


def _not_finite(evidence: Evidence) -> Layers:
    layers = np.flatnonzero(~np.isfinite(evidence.norms))
    return layers if layers.size or np.isfinite(evidence.loss) else evidence.all


def _frozen(evidence: Evidence) -> Layers:
    return _where(not evidence.learning.size, evidence.all)


def _converged(evidence: Evidence) -> Layers:
    is_done = evidence.loss_share <= LEARNED_SHARE and np.nanmax(evidence.ratios) < SLOW_RATIO
    return _where(bool(is_done), evidence.all)


def _blocked(evidence: Evidence) -> Layers:
    return np.flatnonzero((evidence.norms == 0) & ~np.isnan(evidence.ratios))


def _exploding(evidence: Evidence) -> Layers:
    limit = LARGE_RATIO if evidence.loss_share > 1 else OVERSHOOTING_RATIO
    return np.flatnonzero((evidence.ratios > limit) | (evidence.norms > DEPTH_FACTOR * evidence.norms[-1]))


def _vanishing(evidence: Evidence) -> Layers:
    is_lost = (evidence.norms < LOST_NORM * evidence.loss) & (evidence.factors > LOST_FACTOR)
    return np.flatnonzero((evidence.factors > DEPTH_FACTOR) | is_lost)


def _dead(evidence: Evidence) -> Layers:
    return np.flatnonzero(evidence.dead >= MOST * evidence.units)


def _saturated(evidence: Evidence) -> Layers:
    return np.flatnonzero(evidence.saturated >= MOST * evidence.units)


def _slow(evidence: Evidence) -> Layers:
    return _where(bool(np.nanmax(evidence.ratios) < SLOW_RATIO), evidence.learning)


VERDICTS: dict[str, Callable[[Evidence], Layers]] = {
    "not finite": _not_finite,
    "frozen": _frozen,
    "converged": _converged,
    "blocked": _blocked,
    "exploding": _exploding,
    "vanishing": _vanishing,
    "dead": _dead,
    "saturated": _saturated,
    "slow": _slow,
    "healthy": lambda evidence: evidence.all,
}
"""By name, which layers a verdict is about, none where it does not fit; the first that fits is given."""
