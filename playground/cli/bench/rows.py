"""What is timed, against whom, and the bar that is to be held."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Protocol

from playground.cli.bench.ours import Engine, Frame
from playground.cli.bench.peers import JAX, KERAS_BATCH, KERAS_FIT, SCIKIT_LEARN, TORCH, Peer
from playground.cli.bench.workloads import Contestant, Workload


@dataclass(frozen=True, slots=True)
class Result:
    """One row of the table.

    Attributes:
        ours_s: the playground's time, for a step or a frame.
        peer_s: the peer's time for the same; None where there is no peer.
        ratio: how many times as quick as the peer the playground is; None where there is no peer.
        is_held: whether the bar is.
    """

    ours_s: float
    peer_s: float | None
    ratio: float | None
    is_held: bool


class Row(Protocol):
    """One thing to be timed."""

    @property
    def name(self) -> str:
        """What is timed."""
        ...

    @property
    def peer(self) -> Peer | None:
        """Against whom."""
        ...

    @property
    def bar_text(self) -> str:
        """The bar, in words."""
        ...

    def contestants(self) -> Sequence[Contestant]:
        """Return who runs: the playground, then the peer."""
        ...

    def result(self, times_s: Sequence[Sequence[float]]) -> Result:
        """Return what the times of each contestant's runs come to."""
        ...


@dataclass(frozen=True, slots=True)
class Race:
    """An engine against a peer at the same updates; `bar` is the least ratio of the peer's time to the engine's."""

    engine: str
    what: str
    workload: Workload
    peer: Peer
    bar: float

    @property
    def name(self) -> str:
        """The engine and the network."""
        return f"{self.engine}: {self.what}, batch {self.workload.batch_size}"

    @property
    def bar_text(self) -> str:
        """The least ratio."""
        return f">= {self.bar:g}x"

    def contestants(self) -> Sequence[Contestant]:
        """Return the engine and the peer, with the same first parameters and batches."""
        return Engine(self.workload, self.engine), self.peer.make(self.workload)

    def result(self, times_s: Sequence[Sequence[float]]) -> Result:
        """Return the medians for one update, and their ratio."""
        ours_s, peer_s = (median(times) / self.workload.n_steps for times in times_s)
        ratio = peer_s / ours_s
        return Result(ours_s, peer_s, ratio, is_held=ratio >= self.bar)


@dataclass(frozen=True, slots=True)
class Painting:
    """The maps of one frame; `bar_s` is the longest they may take."""

    bar_s: float
    name: str = "all maps and the output of six layers of 8, a frame"
    peer: Peer | None = None

    @property
    def bar_text(self) -> str:
        """The longest time."""
        return f"<= {1000 * self.bar_s:g} ms"

    def contestants(self) -> Sequence[Contestant]:
        """Return the painter alone."""
        return (Frame(),)

    def result(self, times_s: Sequence[Sequence[float]]) -> Result:
        """Return the median for one frame."""
        (times,) = times_s
        ours_s = median(times)
        return Result(ours_s, None, None, is_held=ours_s <= self.bar_s)


TINY = Workload((2, 4, 2, 1), "tanh", batch_size=10, n_samples=250, n_steps=250)
DEEP = Workload((2, *[8] * 6, 1), "relu", batch_size=10, n_samples=250, n_steps=250)
MIDDLE = Workload((64, 128, 64, 10), "relu", batch_size=32, n_samples=2048, n_steps=128)
WIDE = Workload((784, 512, 512, 10), "relu", batch_size=128, n_samples=8192, n_steps=64)

ROWS: tuple[Row, ...] = (
    Race("compiled", "2-4-2-1 tanh", TINY, SCIKIT_LEARN, 50),
    Race("compiled", "2-4-2-1 tanh", TINY, JAX, 4),
    Race("compiled", "2-4-2-1 tanh", TINY, KERAS_BATCH, 300),
    Race("compiled", "six layers of 8 ReLU", DEEP, SCIKIT_LEARN, 40),
    Race("compiled", "six layers of 8 ReLU", DEEP, JAX, 4),
    Race("compiled", "64-128-64-10", MIDDLE, SCIKIT_LEARN, 6),
    Race("compiled", "64-128-64-10", MIDDLE, TORCH, 5),
    Race("compiled", "64-128-64-10", MIDDLE, JAX, 0.9),
    Race("compiled", "784-512-512-10", WIDE, TORCH, 0.9),
    Race("numpy", "2-4-2-1 tanh", TINY, SCIKIT_LEARN, 3),
    Race("xla", "2-4-2-1 tanh", TINY, KERAS_BATCH, 50),
    Race("xla", "784-512-512-10", WIDE, KERAS_FIT, 2),
    Painting(bar_s=0.003),
)
