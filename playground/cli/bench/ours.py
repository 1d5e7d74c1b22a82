"""The playground's own work: an engine's updates, and a frame's maps."""

import numpy as np

from playground.analysis.maps import Painter
from playground.backends import ENGINES, Model, Stretch
from playground.cli.bench.workloads import DTYPE, LEARNING_RATE, Workload
from playground.engine.arrays import Array
from playground.engine.network import Parameters
from playground.engine.optimizers import OptimizerState
from playground.engine.update import LearningState
from playground.spec import Experiment, LayerSpec, NetworkSpec, OptimizerSpec, TrainingSpec
from playground.training.problem import pose


class Engine:
    """One of the playground's engines."""

    def __init__(self, workload: Workload, engine: str) -> None:
        entry = ENGINES[engine]
        if entry.prepare is not None:
            entry.prepare()
        self._sizes = workload.sizes
        self._stretch = Stretch(
            workload.batches.ravel(),
            np.arange(1, workload.n_steps + 1) * workload.batch_size,
            (None,) * (len(workload.sizes) - 2),
        )
        self._backend = entry.make(
            Model(workload.sizes, workload.activations, workload.loss, "sgd", workload.inputs, workload.targets)
        )
        optimizer = OptimizerSpec(learning_rate=LEARNING_RATE)
        training = TrainingSpec(optimizer=optimizer, batch_size=workload.batch_size, dtype=DTYPE)
        self._backend.configure(training, (True,) * len(workload.activations))
        self._backend.load(LearningState(workload.start.vector.copy(), OptimizerState(0, {})))

    def run(self) -> None:
        """Make the updates; to return the state, all of them must have been made."""
        self._backend.train(self._stretch)
        self._backend.state()

    def parameters(self) -> list[Array]:
        """Return weights and biases."""
        layers = Parameters.from_vector(self._backend.state().vector, self._sizes).layers
        return [values for layer in layers for values in layer]


class Frame:
    """All maps of one frame: six layers of eight neurons, a tile each, and the output at full size."""

    def __init__(self) -> None:
        problem = pose(Experiment(network=NetworkSpec(layers=(LayerSpec(units=8, activation="relu"),) * 6)))
        self._painter = Painter(problem)
        self._parameters = problem.initial_parameters

    def run(self) -> None:
        """Paint them."""
        self._painter.paint(self._parameters)
