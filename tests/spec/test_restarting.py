"""What a change of an experiment costs: nothing, or a new run."""

import pytest

from playground.spec import (
    DataSpec,
    Experiment,
    LayerSpec,
    NetworkSpec,
    OptimizerSpec,
    TrainingSpec,
    restarting_changes,
)
from playground.spec.fields import Spec

INLINE = {"dataset": "inline", "inputs": ((0.0, 1.0), (1.0, 0.0)), "targets": ((0.0,), (1.0,))}
# One change of each field, and whether it leaves the run going. A new field has to be entered here.
BY_HAND = [
    {"weights": [[1, 2, 3, 4], [5, 6, 7, 8]], "biases": [0, 0, 0, 0]},
    {"weights": [[1, -1], [2, -2], [3, -3], [4, -4]], "biases": [0.5, 0]},
    {"weights": [[1], [2]], "biases": [3]},
]
CHANGES = {
    "data.dataset": ("xor", False),
    "data.n_samples": (100, False),
    "data.noise": (0.1, False),
    "data.train_fraction": (0.8, False),
    "data.seed": (1, False),
    "data.n_classes": (4, False),
    "data.features": (["x1"], False),
    "network.output_activation": ("tanh", False),
    "network.output_trainable": (False, True),
    "network.initializer": ("zeros", False),
    "network.seed": (1, False),
    "training.loss": ("hinge", False),
    "training.optimizer.name": ("adamw", False),
    "training.optimizer.learning_rate": (0.1, True),
    "training.optimizer.momentum": (0.5, True),
    "training.optimizer.beta_1": (0.5, True),
    "network.parameters": (BY_HAND, False),
    "training.optimizer.beta_2": (0.5, True),
    "training.optimizer.rho": (0.5, True),
    "training.optimizer.epsilon": (0.5, True),
    "training.optimizer.weight_decay": (0.5, True),
    "training.optimizer.initial_accumulator_value": (0.5, False),
    "training.schedule.name": ("cosine", True),
    "training.schedule.decay_steps": (10, True),
    "training.schedule.decay_rate": (0.9, True),
    "training.batch_size": (5, True),
    "training.shuffle": (False, True),
    "training.l1": (0.1, True),
    "training.l2": (0.1, True),
    "training.clip_norm": (1.0, True),
    "training.stop.epochs": (100, True),
    "training.stop.loss": (0.1, True),
    "training.stop.accuracy": (0.9, True),
    "training.stop.patience": (10, True),
    "training.dtype": ("float64", False),
    "name": ("other", True),
    "description": ("other", True),
    "engine": ("keras", True),
    "device": ("cpu", True),
}
LAYER_CHANGES = {
    "units": (5, False),
    "activation": ("relu", False),
    "dropout": (0.5, True),
    "trainable": (False, True),
}
OWNERS = {"momentum": "momentum", "rho": "rmsprop", "weight_decay": "adamw", "initial_accumulator_value": "adagrad"}
BETWEEN_DATA = {"data.inputs", "data.targets"}  # they come and go with the dataset: see the tests below


def fields_of(model, path=""):
    for name, field in model.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, Spec):
            yield from fields_of(field.annotation, f"{path}{name}.")
        else:
            yield path + name


def test_every_field_is_in_the_list_of_changes():
    assert set(fields_of(Experiment)) - {"version", "network.layers"} == set(CHANGES) | BETWEEN_DATA
    assert set(LayerSpec.model_fields) == set(LAYER_CHANGES)


def patch_of(path, value):
    for name in reversed(path.split(".")):
        value = {name: value}
    return value


@pytest.mark.parametrize("path", CHANGES)
def test_a_change_is_live_or_names_the_field_that_restarts(path):
    value, is_live = CHANGES[path]
    owner = OWNERS.get(path.rpartition(".")[2], "adam" if path.startswith("training.optimizer") else "sgd")
    before = Experiment(training=TrainingSpec(optimizer=OptimizerSpec(name=owner)))
    after = before.patched(patch_of(path, value))
    assert after != before
    assert restarting_changes(before, after) == ([] if is_live else [path])


@pytest.mark.parametrize("field", LAYER_CHANGES)
def test_a_layers_change_is_live_or_names_the_field_that_restarts(field):
    value, is_live = LAYER_CHANGES[field]
    before = Experiment()
    kept, changed = before.network.layers
    layers = (kept, changed.model_copy(update={field: value}))
    after = Experiment(network=NetworkSpec(layers=layers))
    assert restarting_changes(before, after) == ([] if is_live else [f"network.layers.{field}"])


@pytest.mark.parametrize("n_layers", [0, 1, 3])
def test_another_number_of_layers_restarts(n_layers):
    other = Experiment(network=NetworkSpec(layers=(LayerSpec(),) * n_layers))
    assert restarting_changes(Experiment(), other) == ["network.layers"]
    assert restarting_changes(other, Experiment()) == ["network.layers"]


def test_drawn_points_restart_whether_they_come_go_or_change():
    drawn, other = Experiment(data=DataSpec(**INLINE)), DataSpec(**INLINE | {"inputs": ((0.0, 2.0), (1.0, 0.0))})
    assert restarting_changes(Experiment(), drawn) == ["data.dataset", "data.inputs", "data.targets"]
    assert restarting_changes(drawn, Experiment()) == ["data.dataset", "data.inputs", "data.targets"]
    assert restarting_changes(drawn, Experiment(data=other)) == ["data.inputs"]


def test_nothing_changed_restarts_nothing():
    drawn = Experiment(data=DataSpec(**INLINE))
    assert restarting_changes(drawn, drawn.model_copy(deep=True)) == []
