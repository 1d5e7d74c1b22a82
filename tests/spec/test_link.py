"""An experiment as a link: what goes out comes back."""

import string
from urllib.parse import parse_qs, parse_qsl, urlencode

import pytest
from hypothesis import example, given

from playground.engine.optimizers import OPTIMIZERS
from playground.spec import (
    DataSpec,
    Experiment,
    LayerSpec,
    NetworkSpec,
    OptimizerSpec,
    TrainingSpec,
    from_query,
    to_query,
)
from playground.spec.fields import Spec
from playground.spec.link import KEYS, query_text
from tests.spec.strategies import LARGE, experiments

TYPICAL = Experiment(
    name="Spiral with momentum",
    data=DataSpec(dataset="spiral", noise=0.1, n_samples=800, features=("x1", "x2", "sin_x1", "sin_x2")),
    network=NetworkSpec(layers=(LayerSpec(units=8, activation="relu"),) * 3, initializer="he_normal", seed=123456),
    training=TrainingSpec(
        optimizer=OptimizerSpec(name="momentum", learning_rate=0.01, momentum=0.95), batch_size=32, l2=0.001
    ),
    engine="numpy",
)


@LARGE
@given(experiments())
@example(Experiment())
@example(Experiment(network=NetworkSpec(layers=())))
def test_link_brings_back_the_experiment_it_was_made_of(experiment):
    assert from_query(to_query(experiment)) == (experiment, [])


@LARGE
@given(experiments())
@example(Experiment(network=NetworkSpec(layers=())))
@example(Experiment(name=" +&=%#~\x00é\n"))
def test_link_survives_a_url(experiment):
    query = {key: values[-1] for key, values in parse_qs(urlencode(to_query(experiment))).items()}
    assert from_query(query) == (experiment, [])


@LARGE
@given(experiments())
def test_json_brings_back_the_experiment_it_was_made_of(experiment):
    assert Experiment.model_validate_json(experiment.model_dump_json()) == experiment
    assert Experiment.model_validate_json(experiment.model_dump_json(exclude_defaults=True)) == experiment


def test_default_link_is_the_version_alone():
    assert to_query(Experiment()) == {"v": "1"}


def test_typical_link_is_short_and_needs_no_escapes():
    text = query_text(TYPICAL)
    assert len(text) < 400
    assert "%" not in text


def test_link_of_the_largest_experiment_is_read_whole():
    rows = tuple((-1.2345678901234567e-300,) * 4 for _ in range(200))
    data = DataSpec(dataset="inline", inputs=rows, targets=tuple(row[:1] for row in rows))
    layers = tuple(LayerSpec(units=1024, activation="leaky_relu", dropout=0.12345678901234568) for _ in range(12))
    experiment = Experiment(data=data, network=NetworkSpec(layers=layers), description="é" * 600)
    assert from_query(dict(parse_qsl(query_text(experiment)))) == (experiment, [])


def leaves(model, path=()):
    for name, field in model.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, Spec):
            yield from leaves(field.annotation, (*path, name))
        else:
            yield (*path, name)


def test_every_field_but_the_version_has_exactly_one_key():
    assert sorted(key.path for key in KEYS.values()) == sorted(set(leaves(Experiment)) - {("version",)})


def test_keys_are_plain_words():
    assert all(set(key) <= set(string.ascii_lowercase + string.digits) for key in KEYS)
    assert "v" not in KEYS


@pytest.mark.parametrize("name", sorted({key for entry in OPTIMIZERS.values() for key in entry.hyperparameters}))
def test_every_optimizer_parameter_is_a_field_with_a_key(name):
    assert name in OptimizerSpec.model_fields
    assert ("training", "optimizer", name) in {key.path for key in KEYS.values()}


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_optimizer_parameters_left_out_are_the_rules_own_defaults(optimizer):
    assert OptimizerSpec(name=optimizer).hyperparameters == dict(OPTIMIZERS[optimizer].hyperparameters)


def test_link_carries_parameters_set_by_hand():
    layers = [
        {"weights": [[1, -1], [1, 1]], "biases": [0, 0.25]},
        {"weights": [[2], [-1e-3]], "biases": [1 / 3]},
    ]
    experiment = Experiment().patched({"network": {"layers": [{"units": 2}], "parameters": layers}})
    query = to_query(experiment)
    assert query["weights"] == f"1 -1~1 1~0 0.25~~2~-0.001~{1 / 3!r}"
    assert from_query(query) == (experiment, [])


def test_frozen_layers_say_so_in_the_link():
    layers = (
        LayerSpec(units=8, trainable=False),
        LayerSpec(units=6, activation="relu"),
        LayerSpec(units=4, dropout=1e-5, trainable=False),
    )
    experiment = Experiment(network=NetworkSpec(layers=layers, output_trainable=False))
    query = to_query(experiment)
    assert query == {"v": "1", "layers": "8-tanh-frozen 6-relu 4-tanh-1e-05-frozen", "outfrozen": "1"}
    assert from_query(query) == (experiment, [])
    assert experiment.trainable == (False, True, False, False)


def test_link_may_say_that_nothing_is_frozen():
    assert from_query({"layers": "4-tanh 2-tanh", "outfrozen": "0"}) == (Experiment(), [])
    assert Experiment().trainable == (True, True, True)
