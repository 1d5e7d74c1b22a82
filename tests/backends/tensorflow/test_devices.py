"""What TensorFlow computes on: what is listed, chosen and refused."""

import re
import sys
from dataclasses import replace
from unittest.mock import Mock

import pytest
import tensorflow as tf

from playground.backends import ENGINES
from playground.backends.tensorflow import devices
from playground.backends.tensorflow.devices import GIB, Device, choose, is_ready, list_devices
from tests.backends.networks import PLAIN_SGD_ENGINES, make_case

ENGINE_NAMES = [name for name, engine in ENGINES.items() if engine.uses_tensorflow]
H100 = Device("gpu:0", "NVIDIA H100 80GB HBM3, 79 GiB", 79 * GIB)
needs_gpu = pytest.mark.skipif(len(list_devices()) == 1, reason="this machine has no GPU that TensorFlow can use")
needs_none = pytest.mark.skipif(len(list_devices()) > 1, reason="this machine has a GPU")


def test_cpu_is_always_listed_first():
    first = list_devices()[0]
    assert (first.name, first.label, first.place) == ("cpu", "CPU", "/CPU:0")
    assert is_ready()


def test_gpu_is_known_by_its_number():
    assert H100.place == "/GPU:0"


@needs_none
def test_auto_is_the_cpu_where_there_is_no_gpu():
    assert list_devices() == (Device("cpu", "CPU"),)
    assert choose("auto").name == "cpu"


def test_auto_is_the_first_gpu_where_there_is_one(monkeypatch):
    monkeypatch.setattr(devices, "list_devices", lambda: (Device("cpu", "CPU"), H100, replace(H100, name="gpu:1")))
    assert choose("auto") == H100
    assert choose("cpu").name == "cpu"
    assert choose("gpu:1").name == "gpu:1"


def test_gpu_is_labelled_with_its_name_and_memory(monkeypatch):
    gpu = tf.config.PhysicalDevice("/physical_device:GPU:0", "GPU")
    monkeypatch.setattr(tf.config, "list_physical_devices", lambda kind: [gpu])
    monkeypatch.setattr(
        tf.config.experimental, "get_device_details", lambda _: {"device_name": "NVIDIA H100 80GB HBM3"}
    )
    monkeypatch.setattr(devices, "_gpu_memories", lambda: {"/device:GPU:0": 79 * GIB})
    assert list_devices.__wrapped__() == (Device("cpu", "CPU"), H100)


@pytest.mark.parametrize("engine", ENGINE_NAMES)
def test_device_that_is_not_there_is_refused_by_naming_those_that_are(engine):
    case = make_case()
    names = ", ".join(("auto", *(device.name for device in list_devices())))
    with pytest.raises(ValueError, match=re.escape(f"there is no device gpu:9 here; choose {names}")):
        ENGINES[engine].make(replace(case.model, device="gpu:9"))


@pytest.mark.parametrize("engine", ENGINE_NAMES)
def test_backend_says_what_computes(engine):
    backend = ENGINES[engine].make(replace(make_case().model, device="cpu"))
    assert (backend.device, backend.notice) == ("CPU", None)


@pytest.mark.parametrize("engine", PLAIN_SGD_ENGINES)
def test_plain_sgd_engine_refuses_another_rule(engine):
    with pytest.raises(ValueError, match=f"the engine {engine} .* plain sgd, not adam; choose sgd or"):
        ENGINES[engine].make(make_case("adam").model)


@pytest.mark.parametrize("engine", [name for name in ENGINE_NAMES if name != "xla"])
def test_engine_that_computes_step_by_step_refuses_mixed_precision(engine):
    with pytest.raises(ValueError, match=f"the engine {engine} does not compute in mixed precision; choose xla"):
        ENGINES[engine].make(replace(make_case(dtype="float32").model, is_mixed=True))


@pytest.fixture
def unprepared():
    """Have the process as if TensorFlow were not set up in it."""
    devices.prepare.cache_clear()
    yield
    devices.prepare()


@pytest.mark.parametrize("engine", ENGINE_NAMES)
def test_tensorflow_is_loaded_when_an_engine_is_prepared_and_not_before(engine, unprepared, monkeypatch):
    library = Mock()
    library.config.list_physical_devices.return_value = ["a GPU"]
    monkeypatch.setitem(sys.modules, "tensorflow", library)
    assert not is_ready()
    assert library.mock_calls == []
    ENGINES[engine].prepare()
    assert is_ready()
    library.config.experimental.set_memory_growth.assert_called_once_with("a GPU", True)
    library.config.experimental.enable_tensor_float_32_execution.assert_called_once_with(False)


@needs_gpu
def test_gpu_memory_is_taken_as_it_is_needed():
    assert all(map(tf.config.experimental.get_memory_growth, tf.config.list_physical_devices("GPU")))
    assert all(device.memory_bytes > GIB for device in list_devices()[1:])
