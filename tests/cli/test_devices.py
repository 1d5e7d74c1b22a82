"""`playground devices`: the CPU, the GPUs with their memory, and a word where there is none."""

import pytest

from playground.backends.tensorflow.devices import GIB, Device
from playground.cli import devices, main

CPU = Device("cpu", "CPU")
GPU = Device("gpu:0", "NVIDIA H100, 78 GiB", 78 * GIB)


@pytest.fixture
def have(monkeypatch):
    """Return what sets the devices that TensorFlow finds."""
    return lambda *found: monkeypatch.setattr(devices, "list_devices", lambda: found)


def test_machine_without_a_gpu_says_so(have, capsys):
    have(CPU)
    assert main(["devices"]) == 0
    assert "There is no GPU" in capsys.readouterr().out


def test_gpu_is_listed_with_name_and_memory(have, capsys):
    have(CPU, GPU)
    assert main(["devices"]) == 0
    printed = capsys.readouterr().out
    assert "gpu:0" in printed
    assert "NVIDIA H100" in printed
    assert "78.0 GiB" in printed
    assert "There is no GPU" not in printed
