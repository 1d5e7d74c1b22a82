"""The experiment as a value: what it refuses and how it says so, what "auto" means."""

import numpy as np
import pytest
from pydantic import ValidationError

from playground.engine.losses import LOSSES
from playground.spec import (
    DataSpec,
    Experiment,
    LayerSpec,
    NetworkSpec,
    ScheduleSpec,
    TrainingSpec,
)
from playground.spec.fields import MAX_SEED, bounds, reasons

BY_HAND = [
    {"weights": [[1, 2, 3, 4], [5, 6, 7, 8]], "biases": [0, 0, 0, 0]},
    {"weights": [[1, -1], [2, -2], [3, -3], [4, -4]], "biases": [0.5, 0]},
    {"weights": [[1], [2]], "biases": [3]},
]
INLINE = {"dataset": "inline", "inputs": ((0.0, 1.0), (1.0, 0.0)), "targets": ((0.0,), (1.0,))}


def refusals(patch):
    with pytest.raises(ValidationError) as caught:
        Experiment.model_validate(patch)
    return reasons(caught.value, Experiment)


@pytest.mark.parametrize(
    ("patch", "path", "reason"),
    [
        ({"data": {"n_samples": 5}}, "data.n_samples", "(allowed: 10 to 5000)"),
        ({"data": {"noise": float("nan")}}, "data.noise", "(allowed: 0.0 to 1.0)"),
        ({"data": {"seed": MAX_SEED + 1}}, "data.seed", "(allowed: 0 to 4294967295)"),
        ({"data": {"features": []}}, "data.features", "at least 1 item"),
        ({"data": {"features": ["x1", "x9"]}}, "data.features.1", "choose one of x1, x2"),
        ({"network": {"layers": [{"units": 4}, {"units": 2000}]}}, "network.layers.1.units", "(allowed: 1 to 1024)"),
        ({"network": {"layers": [{"dropout": 1}]}}, "network.layers.0.dropout", "(allowed: 0 to 0.95)"),
        ({"network": {"layers": [{}] * 13}}, "network.layers", "at most 12 items"),
        ({"training": {"optimizer": {"learning_rate": 0}}}, "training.optimizer.learning_rate", "(allowed: 1e-07 to"),
        ({"training": {"schedule": {"decay_rate": 11}}}, "training.schedule.decay_rate", "(allowed: 0.001 to 10)"),
        ({"training": {"dtype": "float16"}}, "training.dtype", "'float32', 'float64'"),
        ({"version": 2}, "version", "1"),
        ({"data": {"colour": 1}}, "data.colour", "not permitted"),
        (
            {"training": {"optimizer": {"momentum": 0.9}}},
            "training.optimizer",
            "sgd has no momentum; it takes only the",
        ),
        ({"training": {"loss": "huber"}}, "", "huber does not fit binary data; choose auto, mean_squared_error"),
    ],
)
def test_refusal_names_the_path_and_what_is_allowed(patch, path, reason):
    ((found_path, _, found_reason),) = refusals(patch)
    assert found_path == path
    assert reason in found_reason


def test_every_refused_field_is_listed():
    assert [path for path, _, _ in refusals({"data": {"noise": 2}, "training": {"batch_size": 0}})] == [
        "data.noise",
        "training.batch_size",
    ]


def test_refusal_shows_the_value():
    assert refusals({"data": {"noise": 2}})[0][1] == 2


@pytest.mark.parametrize(
    ("data", "auto_loss", "auto_output"),
    [
        ({"dataset": "circle"}, "binary_crossentropy", "sigmoid"),
        ({"dataset": "blobs"}, "categorical_crossentropy", "softmax"),
        ({"dataset": "plane"}, "mean_squared_error", "linear"),
        (INLINE, "binary_crossentropy", "sigmoid"),
        (INLINE | {"targets": ((0.0, 1.0), (1.0, 0.0))}, "categorical_crossentropy", "softmax"),
        (INLINE | {"targets": ((0.5,), (1.0,))}, "mean_squared_error", "linear"),
    ],
)
def test_auto_follows_the_data(data, auto_loss, auto_output):
    experiment = Experiment(data=DataSpec(**data))
    assert (experiment.loss, experiment.output_activation) == (auto_loss, auto_output)


@pytest.mark.parametrize(
    ("dataset", "loss", "output", "resolved"),
    [
        ("circle", "binary_crossentropy", "auto", ("binary_crossentropy", "sigmoid")),
        ("circle", "mean_squared_error", "auto", ("mean_squared_error", "sigmoid")),
        ("circle", "hinge", "auto", ("hinge", "linear")),
        ("circle", "hinge", "tanh", ("hinge", "tanh")),
        ("circle", "auto", "sigmoid", ("binary_crossentropy", "sigmoid")),
        ("circle", "auto", "tanh", ("mean_squared_error", "tanh")),
        ("blobs", "auto", "sigmoid", ("mean_squared_error", "sigmoid")),
        ("blobs", "mean_squared_error", "auto", ("mean_squared_error", "softmax")),
        ("plane", "huber", "auto", ("huber", "linear")),
        ("plane", "auto", "tanh", ("mean_squared_error", "tanh")),
    ],
)
def test_auto_follows_what_is_named(dataset, loss, output, resolved):
    experiment = Experiment(
        data=DataSpec(dataset=dataset),
        network=NetworkSpec(output_activation=output),
        training=TrainingSpec(loss=loss),
    )
    assert (experiment.loss, experiment.output_activation) == resolved


@pytest.mark.parametrize("dataset", ["circle", "blobs", "plane"])
@pytest.mark.parametrize("loss", LOSSES)
def test_a_loss_is_accepted_with_automatic_output_exactly_where_its_table_says(dataset, loss):
    data = DataSpec(dataset=dataset)
    patch = {"data": {"dataset": dataset}, "training": {"loss": loss}}
    if data.kind in LOSSES[loss].kinds:
        assert Experiment.model_validate(patch).loss == loss
    else:
        assert loss not in refusals(patch)[0][2].split("; choose ")[1].split(", ")


@pytest.mark.parametrize(
    ("data", "sizes"),
    [
        ({"dataset": "circle"}, (2, 4, 2, 1)),
        ({"dataset": "circle", "features": ("x1", "x2", "sin_x1")}, (3, 4, 2, 1)),
        ({"dataset": "blobs", "n_classes": 5}, (2, 4, 2, 5)),
        (INLINE | {"features": ("x1_x2",)}, (1, 4, 2, 1)),
        ({"dataset": "inline", "inputs": ((1.0, 2.0, 3.0),), "targets": ((1.0, 0.5),)}, (3, 4, 2, 2)),
    ],
)
def test_sizes_follow_data_and_features(data, sizes):
    assert Experiment(data=DataSpec(**data)).sizes == sizes


def test_experiments_are_frozen():
    with pytest.raises(ValidationError, match="frozen"):
        Experiment().data.noise = 0.5


def test_patch_leaves_the_other_fields_and_replaces_lists_whole():
    before = Experiment(data=DataSpec(noise=0.5), name="before")
    after = before.patched({"data": {"n_samples": 100}, "network": {"layers": [{"units": 3}]}})
    assert after == Experiment(
        data=DataSpec(noise=0.5, n_samples=100), name="before", network=NetworkSpec(layers=(LayerSpec(units=3),))
    )


def test_bounds_are_those_that_the_field_enforces():
    for model, name in [
        (DataSpec, "n_samples"),
        (LayerSpec, "units"),
        (ScheduleSpec, "decay_rate"),
        (DataSpec, "seed"),
    ]:
        low, high = bounds(model, name)
        model(**{name: low})
        model(**{name: high})
        for outside in (low - 1, high + 1):
            with pytest.raises(ValidationError):
                model(**{name: outside})


def test_inline_values_are_limited_to_what_a_link_can_hold():
    rows = tuple((float(number),) for number in np.arange(500))
    DataSpec(dataset="inline", inputs=rows, targets=rows)
    with pytest.raises(ValidationError, match="1002 values; at most 1000"):
        DataSpec(dataset="inline", inputs=(*rows, (0.0,)), targets=(*rows, (0.0,)))


def test_parameters_set_by_hand_are_refused_where_they_do_not_fit_the_network():
    with pytest.raises(ValidationError, match=r"sizes \(2, 4, 2, 1\)"):
        Experiment().patched({"network": {"parameters": BY_HAND[1:]}})
    with pytest.raises(ValidationError, match="100001 parameters are set by hand; at most 100000"):
        Experiment().patched({"network": {"parameters": [{"weights": [[0] * 100_000], "biases": [0]}]}})


@pytest.mark.parametrize(
    ("patch", "is_kept"),
    [
        ({"training": {"batch_size": 5}}, True),
        ({"data": {"noise": 0.5}}, True),
        ({"network": {"layers": [{"units": 3}]}}, False),
        ({"data": {"features": ["x1"]}}, False),
        ({"network": {"seed": 7}}, False),
        ({"network": {"initializer": "zeros"}}, False),
    ],
)
def test_parameters_set_by_hand_stay_until_others_are_drawn(patch, is_kept):
    by_hand = Experiment().patched({"network": {"parameters": BY_HAND}})
    assert (by_hand.patched(patch).network.parameters is not None) == is_kept


@pytest.mark.parametrize(
    ("patch", "reason"),
    [
        ({"engine": "variables", "training": {"optimizer": {"name": "adam"}}}, "plain sgd, not adam"),
        ({"engine": "numpy", "device": "gpu:0"}, "on the CPU"),
        ({"engine": "keras", "training": {"dtype": "mixed_bfloat16"}}, "needs the engine xla"),
        ({"engine": "xla", "device": "tpu"}, "auto"),
    ],
)
def test_engine_that_cannot_do_what_is_asked_refuses_with_the_reason(patch, reason):
    with pytest.raises(ValidationError, match=reason):
        Experiment().patched(patch)
