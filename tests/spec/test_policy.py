"""What a viewer may change, as a policy says it."""

import pytest

from playground.spec import Experiment
from playground.spec.policy import Policy

BEFORE = Experiment()


@pytest.mark.parametrize("patch", [{"data": {"dataset": "moons"}}, {"training": {"l2": 0.1}}, {"name": "Other"}])
def test_everything_may_be_changed_where_nothing_is_fixed(patch):
    assert Policy().permits(BEFORE, BEFORE.patched(patch)) == []


@pytest.mark.parametrize(
    ("fixed", "patch", "is_permitted"),
    [
        ("data", {"data": {"noise": 0.5}}, False),
        ("data", {"training": {"l2": 0.1}}, True),
        ("training.optimizer.name", {"training": {"optimizer": {"name": "adam"}}}, False),
        ("training.optimizer.name", {"training": {"optimizer": {"learning_rate": 1}}}, True),
        ("network.layers", {"network": {"layers": [{"units": 3}]}}, False),
    ],
)
def test_what_is_fixed_stays_with_all_that_belongs_to_it(fixed, patch, is_permitted):
    refused = Policy((fixed,)).permits(BEFORE, BEFORE.patched(patch))
    assert (refused == []) == is_permitted


def test_refusal_names_every_fixed_setting_that_would_change():
    after = BEFORE.patched({"data": {"noise": 0.5}, "training": {"batch_size": 5}})
    assert Policy(("data", "training.batch_size", "engine")).permits(BEFORE, after) == [
        "data is fixed here",
        "training: batch size is fixed here",
    ]
