"""The moments of a run that are kept, to go back to: bounded, and evenly spread over its pictures."""

from dataclasses import replace

import numpy as np

from playground.training.snapshot import Snapshot

MAX_MOMENTS = 400
MAX_BYTES = 16 << 20
OVERHEAD_BYTES = 2048  # of a snapshot besides its arrays, about


class Timeline:
    """Keeps every picture's moment at first; when there are too many, every second one, then every fourth ...

    It holds at most MAX_MOMENTS moments, and fewer of large networks: all together about MAX_BYTES. The first
    moment of a run is always among them.
    """

    def __init__(self) -> None:
        self._moments: tuple[Snapshot, ...] = ()
        self._latest: Snapshot | None = None
        self._n_seen = 0
        self._stride = 1

    @property
    def moments(self) -> tuple[Snapshot, ...]:
        """The kept moments, oldest first, without maps."""
        return self._moments

    def add(self, snapshot: Snapshot) -> None:
        """Hear of a picture's moment; one with fewer steps than those before means that the run went back there."""
        if self._latest is not None and self._latest.is_same_moment(snapshot):
            return
        if self._latest is not None and snapshot.step < self._latest.step:
            self._go_back(snapshot)
        self._latest = replace(snapshot, maps=None, best=None)
        if self._n_seen % self._stride == 0:
            self._moments = (*self._moments, self._latest)
        self._n_seen += 1
        if len(self._moments) > self._capacity():
            self._moments = self._moments[::2]
            self._stride *= 2

    def nearest(self, epoch: float) -> int:
        """Return the index of the kept moment nearest to so many passes over the samples, of which there is one."""
        return int(np.argmin([abs(kept.epoch - epoch) for kept in self._moments]))

    def _go_back(self, snapshot: Snapshot) -> None:
        """Forget what came later than a moment; that moment itself is about to be added."""
        self._moments = tuple(kept for kept in self._moments if kept.step < snapshot.step)
        self._stride = self._stride if self._moments else 1
        self._n_seen = len(self._moments) * self._stride

    def _capacity(self) -> int:
        state = self._moments[0].state
        slots = sum(values.nbytes for values in state.optimizer.slots.values())
        return max(2, min(MAX_MOMENTS, MAX_BYTES // (OVERHEAD_BYTES + state.vector.nbytes + slots)))
