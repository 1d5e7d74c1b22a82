"""A live change in words, as the curve's marks say it."""

import pytest

from playground.spec import Experiment
from playground.spec.changes import changes_in_words
from playground.spec.experiment import merge

BEFORE = {"training": {"optimizer": {"name": "adam", "beta_1": 0.5}}}


@pytest.mark.parametrize(
    ("patch", "words"),
    [
        ({}, []),
        ({"training": {"optimizer": {"learning_rate": 0.1}}}, ["learning rate 0.03 → 0.1"]),
        ({"training": {"optimizer": {"learning_rate": 1e-7}}}, ["learning rate 0.03 → 1e-07"]),
        ({"training": {"optimizer": {"beta_1": 0.9}}}, ["beta 1 0.5 → 0.9"]),
        ({"training": {"optimizer": {"beta_1": None}}}, ["beta 1 0.5 → 0.9"]),
        ({"training": {"optimizer": {"beta_2": 0.999}}}, []),
        ({"training": {"optimizer": {"epsilon": 0.1}}}, ["epsilon 1e-07 → 0.1"]),
        ({"training": {"batch_size": 5, "l2": 0.001}}, ["batch size 10 → 5", "l2 0 → 0.001"]),
        ({"training": {"clip_norm": 2.5}}, ["clip norm off → 2.5"]),
        ({"training": {"clip_norm": None}}, []),
        ({"training": {"shuffle": False}}, ["shuffle on → off"]),
        ({"training": {"schedule": {"name": "step"}}}, ["schedule constant → step"]),
        ({"training": {"schedule": {"decay_steps": 10}}}, ["schedule: decay steps 1000 → 10"]),
        (
            {"network": {"layers": [{"units": 4, "dropout": 0.5}, {"units": 2, "trainable": False}]}},
            ["hidden 1: dropout 0 → 0.5", "hidden 2: trainable on → off"],
        ),
        ({"network": {"output_trainable": False}}, ["output trainable on → off"]),
        ({"engine": "numpy"}, ["engine compiled → numpy"]),
        ({"name": "other", "description": "other", "training": {"stop": {"epochs": 5}}}, []),
    ],
)
def test_change_is_said_with_what_was_and_what_is(patch, words):
    before, after = Experiment.model_validate(BEFORE), Experiment.model_validate(merge(BEFORE, patch))
    assert changes_in_words(before, after) == words
