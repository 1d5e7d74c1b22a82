"""What an experiment is: its values, its links and its presets."""

from playground.spec.data import DataSpec
from playground.spec.experiment import (
    Experiment,
    LayerSpec,
    NetworkSpec,
    OptimizerSpec,
    ScheduleSpec,
    TrainingSpec,
    restarting_changes,
)
from playground.spec.link import Refusal, from_query, to_query
from playground.spec.presets import list_presets, load_preset

__all__ = [
    "DataSpec",
    "Experiment",
    "LayerSpec",
    "NetworkSpec",
    "OptimizerSpec",
    "Refusal",
    "ScheduleSpec",
    "TrainingSpec",
    "from_query",
    "list_presets",
    "load_preset",
    "restarting_changes",
    "to_query",
]
