"""What an experiment is: its values, its links and its presets."""

from playground.spec.changes import restarting_changes
from playground.spec.data import DataSpec
from playground.spec.experiment import Experiment
from playground.spec.link import Refusal, from_query, to_query
from playground.spec.network import LayerSpec, NetworkSpec
from playground.spec.presets import list_presets, load_preset
from playground.spec.training import OptimizerSpec, ScheduleSpec, TrainingSpec

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
