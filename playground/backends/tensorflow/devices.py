"""What TensorFlow can compute on here."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

GIB = 1 << 30
AMPERE = (8, 0)  # the compute capability from which NVIDIA's GPUs have units for bfloat16


@dataclass(frozen=True, slots=True)
class Device:
    """One device.

    Attributes:
        name: what an experiment calls it: "cpu", "gpu:0" ...
        label: name on the page: "CPU", or a GPU's name and memory.
        memory_bytes: a GPU's memory that TensorFlow may use; None where it is unknown.
        has_fast_bfloat16: whether it multiplies matrices of bfloat16 faster than those of float32.
    """

    name: str
    label: str
    memory_bytes: int | None = None
    has_fast_bfloat16: bool = False

    @property
    def place(self) -> str:
        """What `tf.device` calls it."""
        return f"/{'CPU:0' if self.name == 'cpu' else self.name.upper()}"


@cache
def prepare() -> None:
    """Import TensorFlow and set it up for this process; the first call takes seconds.

    GPU memory is taken as it is needed, since workers share a GPU. Products stay in full float32: TensorFloat-32
    keeps 10 bits of them, and the engines would no longer agree.
    """
    import tensorflow as tf  # noqa: PLC0415 - so that importing this module costs nothing

    for gpu in tf.config.list_physical_devices("GPU"):
        tf.config.experimental.set_memory_growth(gpu, True)
    tf.config.experimental.enable_tensor_float_32_execution(False)


def is_ready() -> bool:
    """Return whether TensorFlow is imported and set up in this process."""
    return prepare.cache_info().currsize > 0


@cache
def list_devices() -> tuple[Device, ...]:
    """Return the CPU and then the GPUs; the first call prepares TensorFlow."""
    prepare()
    import tensorflow as tf  # noqa: PLC0415 - as above

    gpus = tf.config.list_physical_devices("GPU")
    memories = _gpu_memories() if gpus else {}
    details = [tf.config.experimental.get_device_details(gpu) for gpu in gpus]
    return (Device("cpu", "CPU"), *(_gpu(k, gpu, memories.get(f"/device:GPU:{k}")) for k, gpu in enumerate(details)))


def choose(name: str) -> Device:
    """Return the device of that name; for "auto" the first GPU, or the CPU where there is none.

    Raises:
        ValueError: if there is no such device here.
    """
    devices = list_devices()
    if name == "auto":
        return devices[min(1, len(devices) - 1)]
    for device in devices:
        if device.name == name:
            return device
    raise ValueError(f"there is no device {name} here; choose auto, {', '.join(device.name for device in devices)}")


def _gpu(index: int, details: Mapping[str, Any], memory_bytes: int | None) -> Device:
    name = details.get("device_name", "GPU")
    label = name if memory_bytes is None else f"{name}, {memory_bytes / GIB:.0f} GiB"
    return Device(f"gpu:{index}", label, memory_bytes, details.get("compute_capability", (0, 0)) >= AMPERE)


def _gpu_memories() -> dict[str, int]:
    """Return how many bytes TensorFlow may use of each GPU, by TensorFlow's name."""
    import tensorflow as tf  # noqa: PLC0415 - as above
    from tensorflow.python.client import device_lib  # noqa: PLC0415 - the one place that tells a GPU's memory

    tf.config.list_logical_devices()  # first makes the GPUs' allocators as `prepare` said, which the next call reuses
    return {device.name: device.memory_limit for device in device_lib.list_local_devices()}
