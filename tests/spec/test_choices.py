"""What goes together: each choice that is offered can be made, and what could not stay gives way."""

import pytest

from playground.data import DATASETS
from playground.spec import DataSpec, Experiment
from playground.spec.choices import CHOICES, FOLLOWING, choices, has_setting, most, patch_for
from playground.spec.fields import field_at

EXPERIMENTS = [
    Experiment(),
    Experiment(data=DataSpec(dataset="blobs")),
    Experiment(data=DataSpec(dataset="plane")),
    Experiment(data=DataSpec(dataset="digits")),
    Experiment.model_validate({"engine": "xla", "training": {"loss": "binary_crossentropy"}}),
    Experiment.model_validate(
        {"training": {"loss": "hinge", "stop": {"accuracy": 0.9}, "optimizer": {"name": "adam"}}}
    ),
    Experiment.model_validate({"data": {"dataset": "inline", "inputs": [[1, 2, 3]], "targets": [[0.5]]}}),
]


@pytest.mark.parametrize("path", CHOICES)
@pytest.mark.parametrize("before", EXPERIMENTS)
def test_each_choice_that_is_offered_can_be_made(before, path):
    for choice in choices(before, path):
        before.patched(patch_for(before, path, choice))


@pytest.mark.parametrize("name", DATASETS)
@pytest.mark.parametrize("before", EXPERIMENTS)
def test_every_dataset_can_be_picked(before, name):
    after = before.patched(patch_for(before, "data.dataset", name))
    assert after.data.dataset == name
    assert after.data.n_samples <= (most(after, "data.n_samples") or 0)


def test_what_the_rules_are_about_are_settings():
    for path in (*CHOICES, *FOLLOWING):
        assert field_at(Experiment, path)


@pytest.mark.parametrize(
    ("query", "has", "lacks"),
    [
        ({"data": {"dataset": "digits"}}, "data.noise", "data.features"),
        ({"data": {"dataset": "plane"}}, "training.stop.loss", "training.stop.accuracy"),
        ({"training": {"optimizer": {"name": "adam"}}}, "training.optimizer.beta_1", "training.optimizer.momentum"),
        (
            {"training": {"schedule": {"name": "cosine"}}},
            "training.schedule.decay_steps",
            "training.schedule.decay_rate",
        ),
        ({"engine": "numpy"}, "training.dtype", "device"),
    ],
)
def test_setting_counts_only_where_it_means_something(query, has, lacks):
    experiment = Experiment.model_validate(query)
    assert has_setting(experiment, has)
    assert not has_setting(experiment, lacks)


def test_one_layer_s_setting_leaves_the_others():
    after = Experiment().patched(patch_for(Experiment(), "network.layers.1.dropout", 0.2))
    assert [layer.dropout for layer in after.network.layers] == [0, 0.2]
    assert after.sizes == Experiment().sizes
