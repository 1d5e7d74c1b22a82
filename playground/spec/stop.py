"""When training stops by itself, as part of an experiment."""

from playground.spec.fields import Spec, live


class StopSpec(Spec):
    """Rules that stop a run at the end of an epoch; None is no such rule.

    Loss and accuracy are those of the test samples, or of the training samples where nothing is held back.
    """

    epochs: int | None = live(None, ge=1, le=10_000_000)
    loss: float | None = live(None, ge=0, le=1e9)
    accuracy: float | None = live(None, gt=0, le=1)
    patience: int | None = live(None, ge=1, le=100_000)
