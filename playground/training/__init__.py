"""When it computes: one experiment on one engine, step by step, and the process that trains many."""

from playground.training.history import History
from playground.training.snapshot import Position, Snapshot
from playground.training.trainer import Trainer

__all__ = ["History", "Position", "Snapshot", "Trainer"]
