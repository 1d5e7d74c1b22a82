"""Makes backends in the background where that takes long, so that no run has to wait for one."""

from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import psutil
from threadpoolctl import threadpool_limits

from playground.backends import ENGINES, Backend, Device, Engine, Model, Stretch
from playground.engine.update import LearningState
from playground.spec.training import TrainingSpec

MAX_GROWTH_BYTES = 3 << 29  # 1.5 GiB
MIN_MADE = 50  # fewer backends that are this large are large, and not left over


@dataclass(frozen=True, slots=True)
class Order:
    """What a backend is made for.

    Attributes:
        engine: name of the engine.
        model: what it trains.
        training: its settings.
        trainable: which layers learn, the output's last.
        state: a state it could go on from.
        trial: batches of every size that it will meet; their updates are made once, which compiles what they need.
    """

    engine: str
    model: Model
    training: TrainingSpec
    trainable: tuple[bool, ...]
    state: LearningState
    trial: Stretch


def resident_bytes() -> int:
    """Return how much memory this process has."""
    return int(psutil.Process().memory_info().rss)


class Workshop:
    """Makes the backends of one worker process, one after another on a thread of its own.

    Attributes:
        engines: those that there are, by name.
    """

    def __init__(
        self, engines: Mapping[str, Engine] = ENGINES, resident_bytes: Callable[[], int] = resident_bytes
    ) -> None:
        """Wait for orders.

        Args:
            engines: those that there are, by name.
            resident_bytes: returns how much memory the process has.
        """
        self.engines = engines
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="workshop")
        self._prepared = {name for name, engine in engines.items() if engine.prepare is None}
        self._devices: tuple[Device, ...] = ()
        self._resident_bytes = resident_bytes
        self._n_made = 0
        self._is_worn = False
        self._least_bytes = self._resident_bytes()

    @property
    def devices(self) -> tuple[Device, ...]:
        """What TensorFlow can compute on here; empty until it has been prepared."""
        return self._devices

    @property
    def is_worn(self) -> bool:
        """Whether the process should make place for a new one.

        TensorFlow keeps something of every function it has traced or compiled, 1 to 10 MB a backend.
        """
        return self._is_worn

    def is_prepared(self, engine: str) -> bool:
        """Return whether what the engine needs is loaded."""
        return engine in self._prepared

    def is_quick(self, engine: str) -> bool:
        """Return whether a backend of this engine is made in no time now."""
        return self.is_prepared(engine) and not self.engines[engine].uses_tensorflow

    def close(self) -> None:
        """Finish what was ordered, and take no more orders."""
        self._thread.shutdown()

    def prepare(self, engine: str) -> Future[None]:
        """Load what an engine needs."""
        return self._thread.submit(self._prepare, engine)

    def make(self, order: Order) -> Future[Backend]:
        """Make a backend and try it out; the future raises ValueError where the engine cannot train the model."""
        return self._thread.submit(self._make, order)

    def _prepare(self, name: str) -> None:
        prepare = self.engines[name].prepare
        if prepare is not None and name not in self._prepared:
            prepare()
            threadpool_limits(1, user_api="blas")  # of the libraries that came with it, too: workers share the cores
            self._least_bytes = self._resident_bytes()
        if (list_devices := self.engines[name].list_devices) is not None:
            self._devices = list_devices()
        self._prepared.add(name)

    def _make(self, order: Order) -> Backend:
        self._prepare(order.engine)
        backend = self.engines[order.engine].make(order.model)
        backend.configure(order.training, order.trainable)
        backend.load(order.state)
        backend.train(order.trial)
        self._n_made += 1
        grown_bytes = self._resident_bytes() - self._least_bytes
        self._is_worn = self._n_made >= MIN_MADE and grown_bytes > MAX_GROWTH_BYTES
        return backend
