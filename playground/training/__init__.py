"""When it computes: one experiment on one engine, step by step, and the process that trains many."""

from playground.training.snapshot import History, Position, Snapshot
from playground.training.trainer import Trainer

__all__ = ["History", "Position", "Snapshot", "Trainer"]
