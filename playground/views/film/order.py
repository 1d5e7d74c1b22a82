"""What film is wanted: a value that goes to the process which draws, and is all that the server needs to know."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from playground.engine.arrays import Array
from playground.spec import Experiment
from playground.training.history import CurvePoint
from playground.training.snapshot import Snapshot
from playground.views.numbers import evenly
from playground.views.palette import Look

MAX_PICTURES = 150
PER_SECOND = (5, 10, 20)  # a GIF counts in hundredths of a second
FORMATS = {"GIF": "image/gif", "MP4": "video/mp4"}
Format = Literal["GIF", "MP4"]


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """What a picture shows of a snapshot.

    Attributes:
        step: updates made.
        epoch: whole passes over the training samples.
        passes: the same, with the part of the present one.
        train_loss: as in a snapshot, and likewise the rest.
        test_loss: None where there is no test part.
        accuracy: of the test part, or of the training part where there is none; None for regression.
        vector: all parameters.
    """

    step: int
    epoch: int
    passes: float
    train_loss: float
    test_loss: float | None
    accuracy: float | None
    vector: Array


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """A film to be made.

    Attributes:
        experiment: what was trained.
        moments: what its pictures show, oldest first, one a picture.
        curve: (n, 3) epoch, train loss and test loss; NaN where there is none.
        look: its colours.
        kind: one of FORMATS.
        per_second: pictures a second, one of PER_SECOND.
    """

    experiment: Experiment
    moments: tuple[Moment, ...]
    curve: Array
    look: Look
    kind: Format
    per_second: int


def order_film(
    experiment: Experiment,
    snapshots: Sequence[Snapshot],
    points: Iterable[CurvePoint],
    *,
    look: Look,
    kind: Format = "MP4",
    per_second: int = 10,
) -> Order:
    """Return the order for a film of up to MAX_PICTURES evenly chosen snapshots, oldest first.

    Raises:
        ValueError: without a snapshot.
    """
    if not snapshots:
        raise ValueError("a film needs a moment at least")
    chosen = [snapshots[at] for at in evenly(len(snapshots), MAX_PICTURES)]
    moments = tuple(_moment(snapshot, experiment.data.n_train) for snapshot in chosen)
    rows = [(point.epoch, point.train_loss, point.test_loss) for point in points]
    return Order(experiment, moments, np.array(rows, float).reshape(-1, 3), look, kind, per_second)


def _moment(snapshot: Snapshot, n_train: int) -> Moment:
    metrics = snapshot.metrics
    return Moment(
        step=snapshot.step,
        epoch=snapshot.epoch,
        passes=snapshot.position.passes(n_train),
        train_loss=snapshot.train_loss,
        test_loss=snapshot.test_loss,
        accuracy=metrics.get("test_accuracy", metrics.get("train_accuracy")),
        vector=snapshot.state.vector,
    )
