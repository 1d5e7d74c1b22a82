"""Other libraries at the same work, each as its own documentation has it used. They need not be installed."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from playground.cli.bench.workloads import Learner, Workload


@dataclass(frozen=True, slots=True)
class Peer:
    """One way of training with another library.

    Attributes:
        library: its name.
        package: what has to be installed.
        way: which of its ways it is.
        make: workload -> the peer, ready to run.
    """

    library: str
    package: str
    way: str
    make: Callable[[Workload], Learner]

    @property
    def label(self) -> str:
        """Library and way."""
        return f"{self.library} {self.way}"

    @property
    def is_installed(self) -> bool:
        """Whether its package is there."""
        return find_spec(self.package) is not None


def _from(module: str, name: str) -> Callable[[Workload], Learner]:
    """Return what makes the peer of that name; its module is imported when it is made."""

    def make(workload: Workload) -> Learner:
        learner: Learner = getattr(import_module(f"playground.cli.bench.peers.{module}"), name)(workload)
        return learner

    return make


SCIKIT_LEARN = Peer("scikit-learn", "sklearn", "partial_fit", _from("scikit_learn", "PartialFit"))
JAX = Peer("JAX", "jax", "jitted lax.scan", _from("jax", "Scan"))
TORCH = Peer("PyTorch", "torch", "eager", _from("torch", "Eager"))
KERAS_BATCH = Peer("Keras", "keras", "train_on_batch", _from("keras", "TrainOnBatch"))
KERAS_FIT = Peer("Keras", "keras", "fit", _from("keras", "Fit"))
