"""Who computes: one table of engines behind one protocol."""

from playground.backends.engines import ENGINES, Engine
from playground.backends.protocol import Backend, Batch, Model, Stretch
from playground.backends.tensorflow.devices import Device

__all__ = ["ENGINES", "Backend", "Batch", "Device", "Engine", "Model", "Stretch"]
