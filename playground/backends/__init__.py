"""Who computes: one table of engines behind one protocol."""

from collections.abc import Callable

from playground.backends.protocol import Backend, Batch, LearningState, Model, Stretch
from playground.backends.scratch import ScratchBackend

BACKENDS: dict[str, Callable[[Model], Backend]] = {"numpy": ScratchBackend}

__all__ = ["BACKENDS", "Backend", "Batch", "LearningState", "Model", "Stretch"]
