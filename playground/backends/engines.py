"""The engines by name. Making a backend imports what it needs, which can take seconds; naming one costs nothing."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module

from playground.backends.protocol import Backend, Model
from playground.backends.scratch import ScratchBackend
from playground.backends.tensorflow.devices import Device, list_devices
from playground.spec.engines import ABILITIES


@dataclass(frozen=True, slots=True)
class Engine:
    """One engine.

    Attributes:
        name: key in ENGINES.
        label: name on the page.
        description: what it shows, one sentence for a student.
        make: model -> backend with nothing loaded yet; ValueError with the reason where it cannot train the model.
        prepare: loads what all its backends need, which can take many seconds; None where that is nothing.
        uses_tensorflow: whether it needs the process that TensorFlow lives in.
        list_devices: returns what it can compute on here, once it is prepared; None where there is no choice.
    """

    name: str
    label: str
    description: str
    make: Callable[[Model], Backend]
    prepare: Callable[[], None] | None
    uses_tensorflow: bool = True
    list_devices: Callable[[], tuple[Device, ...]] | None = None


def _from(module: str, name: str) -> Callable[[Model], Backend]:
    """Return what makes the backend of that name; its module is imported when the first one is made."""

    def make(model: Model) -> Backend:
        backend: Backend = getattr(import_module(f"playground.backends.{module}"), name)(model)
        return backend

    return make


def _with_devices(engine: Engine) -> Engine:
    """Return an engine with its choice of devices, where it can use more than the CPU."""
    return replace(engine, list_devices=list_devices) if ABILITIES[engine.name].uses_gpu else engine


def _prepare(module: str) -> Callable[[], None]:
    """Return what calls the `prepare` of a module."""

    def prepare() -> None:
        import_module(f"playground.backends.{module}").prepare()

    return prepare


_PREPARE_TENSORFLOW = _prepare("tensorflow.devices")

ENGINES: dict[str, Engine] = {
    entry.name: _with_devices(entry)
    for entry in (
        Engine(
            name="compiled",
            label="Compiled",
            description="The formulas from scratch as machine code: by far the quickest for small networks.",
            make=_from("compiled", "CompiledBackend"),
            prepare=_prepare("compiled"),
            uses_tensorflow=False,
        ),
        Engine(
            name="numpy",
            label="NumPy",
            description="The formulas from scratch, one NumPy expression after another: the engine to read.",
            make=ScratchBackend,
            prepare=None,
            uses_tensorflow=False,
        ),
        Engine(
            name="xla",
            label="TensorFlow, XLA",
            description="TensorFlow at full speed: many steps in one compiled function, on the GPU where there is one.",
            make=_from("tensorflow.xla", "XlaBackend"),
            prepare=_PREPARE_TENSORFLOW,
        ),
        Engine(
            name="keras",
            label="Keras",
            description="The high level: a Keras model and train_on_batch.",
            make=_from("tensorflow.keras", "KerasBackend"),
            prepare=_PREPARE_TENSORFLOW,
        ),
        Engine(
            name="tape",
            label="Gradient tape",
            description="The medium level: tf.GradientTape finds the gradients, a Keras optimizer applies them.",
            make=_from("tensorflow.tape", "TapeBackend"),
            prepare=_PREPARE_TENSORFLOW,
        ),
        Engine(
            name="variables",
            label="Tape, by variable",
            description="The low level: gradients by the tape, and each weight and bias updated by itself; plain SGD.",
            make=_from("tensorflow.variables", "VariablesBackend"),
            prepare=_PREPARE_TENSORFLOW,
        ),
        Engine(
            name="graph_optimizer",
            label="TF 1 graph, optimizer",
            description="TensorFlow 1: a graph in a Session, with compute_gradients and apply_gradients; plain SGD.",
            make=_from("tensorflow.graph", "GraphOptimizerBackend"),
            prepare=_PREPARE_TENSORFLOW,
        ),
        Engine(
            name="graph_variables",
            label="TF 1 graph, by variable",
            description="TensorFlow 1 at the low level: tf.gradients, and one assignment a variable; plain SGD.",
            make=_from("tensorflow.graph", "GraphVariablesBackend"),
            prepare=_PREPARE_TENSORFLOW,
        ),
    )
}
