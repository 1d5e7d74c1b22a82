"""What goes together: which settings an experiment has, what each can be, and what a choice brings along.

Settings are named by their dotted path, such as "training.loss".
"""

from collections.abc import Callable, Iterable
from typing import Any, get_args

from playground.data import DATASETS, FEATURES
from playground.engine.activations import ACTIVATIONS
from playground.engine.losses import LOSSES
from playground.engine.schedules import SCHEDULES
from playground.spec.data import DataSpec
from playground.spec.engines import ABILITIES
from playground.spec.experiment import Experiment
from playground.spec.fields import AUTO, nested
from playground.spec.training import MIXED, OptimizerSpec, TrainingSpec

USUAL_BATCH_SIZES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)

Patch = dict[str, Any]


def has_setting(experiment: Experiment, path: str) -> bool:
    """Return whether a setting counts for this experiment."""
    group, _, name = path.rpartition(".")
    if group in OWN_PARAMETERS and name not in ALWAYS[group]:
        return name in OWN_PARAMETERS[group](experiment)
    return path not in CONDITIONS or CONDITIONS[path](experiment)


def choices(experiment: Experiment, path: str) -> tuple[Any, ...]:
    """Return what a setting can be, "auto" left out; where that does not depend on the rest, its table says it."""
    return CHOICES[path](experiment)


def most(experiment: Experiment, path: str) -> float | None:
    """Return the largest value that a number can have here, None where its field's own bound holds."""
    return LARGEST[path](experiment) if path in LARGEST else None


def patch_for(experiment: Experiment, path: str, value: Any) -> Patch:
    """Return the patch that sets a setting, and with it what could not stay as it is."""
    group, _, name = path.rpartition(".")
    if group.startswith("network.layers."):
        return _layer_patch(experiment, int(group.rpartition(".")[2]), name, value)
    return FOLLOWING[path](experiment, value) if path in FOLLOWING else nested(path.split("."), value)


def _losses(experiment: Experiment) -> tuple[str, ...]:
    return tuple(name for name, entry in LOSSES.items() if experiment.kind in entry.kinds)


def _outputs(experiment: Experiment) -> tuple[str, ...]:
    """Leave out those of several outputs at once where there is one, of which they always make 1."""
    return tuple(name for name, entry in ACTIVATIONS.items() if not entry.is_joint or experiment.data.n_outputs > 1)


def _batch_sizes(experiment: Experiment) -> tuple[int, ...]:
    """Return the usual sizes up to the whole training part, and the present one."""
    whole = experiment.data.n_train
    return tuple(sorted({*(size for size in USUAL_BATCH_SIZES if size < whole), whole, experiment.training.batch_size}))


def _dtypes(experiment: Experiment) -> tuple[str, ...]:
    dtypes = get_args(TrainingSpec.model_fields["dtype"].annotation)
    return tuple(name for name in dtypes if name != MIXED or ABILITIES[experiment.engine].computes_mixed)


def _dataset_patch(experiment: Experiment, name: str) -> Patch:
    """Ask for no more samples than there are; of another kind, loss and output follow the data."""
    n_samples = min(experiment.data.n_samples, DATASETS[name].max_samples)
    patch: Patch = {"data": {"dataset": name, "n_samples": n_samples, "inputs": None, "targets": None}}
    if DataSpec(dataset=name).kind != experiment.kind:
        patch |= {"training": {"loss": AUTO, "stop": {"accuracy": None}}, "network": {"output_activation": AUTO}}
    return patch


def _features_patch(_experiment: Experiment, chosen: Iterable[str]) -> Patch:
    """Keep the table's order, whatever the order of the clicks."""
    names = set(chosen)
    return {"data": {"features": [name for name in FEATURES if name in names]}}


def _optimizer_patch(_experiment: Experiment, name: str) -> Patch:
    """Another rule starts with its own defaults."""
    own = [field for field in OptimizerSpec.model_fields if field not in ALWAYS["training.optimizer"]]
    return {"training": {"optimizer": {"name": name} | dict.fromkeys(own)}}


def _loss_patch(_experiment: Experiment, name: str) -> Patch:
    """A loss that needs a certain output gets it."""
    needs_output = name != AUTO and LOSSES[name].output_activation is not None
    return {"training": {"loss": name}} | ({"network": {"output_activation": AUTO}} if needs_output else {})


def _output_patch(experiment: Experiment, name: str) -> Patch:
    """An output that the present loss cannot have takes the loss back to automatic."""
    loss = experiment.training.loss
    fits = loss == AUTO or LOSSES[loss].output_activation in (None, name)
    return {"network": {"output_activation": name}} | ({} if fits else {"training": {"loss": AUTO}})


def _layer_patch(experiment: Experiment, index: int, name: str, value: Any) -> Patch:
    layers = [layer.model_dump() for layer in experiment.network.layers]
    layers[index][name] = value
    return {"network": {"layers": layers}}


ALWAYS = {"training.optimizer": ("name", "learning_rate"), "training.schedule": ("name",)}
OWN_PARAMETERS: dict[str, Callable[[Experiment], Iterable[str]]] = {
    "training.optimizer": lambda experiment: experiment.training.optimizer.hyperparameters,
    "training.schedule": lambda experiment: SCHEDULES[experiment.training.schedule.name].parameters,
}
"""A group of settings whose rule takes only some of them -> those."""

CONDITIONS: dict[str, Callable[[Experiment], bool]] = {
    "data.noise": lambda experiment: not experiment.data.is_inline,
    "data.n_samples": lambda experiment: not experiment.data.is_inline,
    "data.n_classes": lambda experiment: (
        not experiment.data.is_inline and DATASETS[experiment.data.dataset].has_any_number_of_classes
    ),
    "data.features": lambda experiment: experiment.data.n_raw_inputs == 2,
    "training.stop.accuracy": lambda experiment: experiment.kind != "regression",
    "device": lambda experiment: ABILITIES[experiment.engine].uses_gpu,
}
CHOICES: dict[str, Callable[[Experiment], tuple[Any, ...]]] = {
    "training.loss": _losses,
    "network.output_activation": _outputs,
    "training.batch_size": _batch_sizes,
    "training.dtype": _dtypes,
}
LARGEST: dict[str, Callable[[Experiment], float]] = {
    "data.n_samples": lambda experiment: DATASETS[experiment.data.dataset].max_samples,
}
FOLLOWING: dict[str, Callable[[Experiment, Any], Patch]] = {
    "data.dataset": _dataset_patch,
    "data.features": _features_patch,
    "training.optimizer.name": _optimizer_patch,
    "training.loss": _loss_patch,
    "network.output_activation": _output_patch,
}
