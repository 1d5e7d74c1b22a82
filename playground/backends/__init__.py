"""Who computes: one table of engines behind one protocol."""

from playground.backends.engines import ENGINES, Engine
from playground.backends.protocol import Backend, Batch, LearningState, Model, Stretch
from playground.backends.tensorflow.devices import Device

__all__ = ["ENGINES", "Backend", "Batch", "Device", "Engine", "LearningState", "Model", "Stretch"]
