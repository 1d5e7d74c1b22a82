"""The moments of a run that are kept, to go back to: bounded, and evenly spread over its pictures."""

from dataclasses import replace

import numpy as np

from playground.analysis.health import Moment
from playground.training.snapshot import Snapshot

MAX_MOMENTS = 400
MAX_BYTES = 16 << 20
OVERHEAD_BYTES = 2048  # of a moment besides its arrays, about


class Timeline:
    """Keeps every picture's moment at first; when there are too many, every second one, then every fourth ...

    It holds at most MAX_MOMENTS moments, and fewer of large networks: all together about MAX_BYTES. The first
    moment of a run is always among them.
    """

    def __init__(self) -> None:
        self._moments: tuple[Moment, ...] = ()
        self._latest: Moment | None = None
        self._n_seen = 0
        self._stride = 1

    @property
    def moments(self) -> tuple[Moment, ...]:
        """The kept moments, oldest first."""
        return self._moments

    def add(self, moment: Moment) -> None:
        """Hear of a picture's moment; one with fewer steps than those before means that the run went back there."""
        latest, snapshot = self._latest, moment.snapshot
        if latest is not None and latest.snapshot.is_same_moment(snapshot):
            return
        if latest is not None and snapshot.step < latest.snapshot.step:
            self._cut(sum(kept.snapshot.step < snapshot.step for kept in self._moments))
        self._latest = replace(moment, snapshot=replace(snapshot, best=None))
        if self._n_seen % self._stride == 0:
            self._moments = (*self._moments, self._latest)
        self._n_seen += 1
        if len(self._moments) > self._capacity():
            self._moments = self._moments[::2]
            self._stride *= 2

    def nearest(self, n_samples: float) -> int:
        """Return the index of the kept moment nearest to so many samples seen; there is one at least."""
        return int(np.argmin([abs(kept.snapshot.position.samples - n_samples) for kept in self._moments]))

    def index(self, snapshot: Snapshot) -> int | None:
        """Return the index of the kept moment that a snapshot shows, None where it is not kept."""
        return next((at for at, kept in enumerate(self._moments) if kept.snapshot.is_same_moment(snapshot)), None)

    def go_back(self, at: int) -> None:
        """Hear that the run goes on from the kept moment of this index: forget what came later."""
        self._cut(at + 1)
        self._latest = self._moments[-1]

    def _cut(self, n_moments: int) -> None:
        """Keep so many of the moments; the next one to come is kept too."""
        self._moments = self._moments[:n_moments]
        self._stride = self._stride if self._moments else 1
        self._n_seen = len(self._moments) * self._stride

    def _capacity(self) -> int:
        state = self._moments[0].snapshot.state
        slots = sum(values.nbytes for values in state.optimizer.slots.values())
        return max(2, min(MAX_MOMENTS, MAX_BYTES // (OVERHEAD_BYTES + state.vector.nbytes + slots)))
