"""An experiment as a file: what is written is what opens, and what is none is refused in words."""

import json

import pytest
from hypothesis import given

from playground.engine.network import count_parameters
from playground.spec import Experiment
from playground.spec.network import MAX_PARAMETERS
from playground.training.problem import pose
from playground.ui.panels.weights.files import MAX_FILE_MB, file_name, from_file, link_in_words, to_file
from tests.spec.strategies import experiments


def by_hand(*units, scale=1.0):
    """Return an experiment with hidden layers of so many neurons, its drawn weights set by hand."""
    drawn = Experiment().patched({"network": {"layers": [{"units": n, "activation": "tanh"} for n in units]}})
    layers = [
        {"weights": (scale * layer.weights).tolist(), "biases": layer.biases.tolist()}
        for layer in pose(drawn).initial_parameters.layers
    ]
    return drawn.patched({"network": {"parameters": layers}})


@given(experiments(max_units=8))
def test_file_opens_as_the_experiment_that_was_written(experiment):
    assert from_file(to_file(experiment).encode()) == experiment


def test_file_says_its_version_and_what_differs_from_the_defaults_alone():
    assert json.loads(to_file(Experiment())) == {"version": 1}
    changed = Experiment().patched({"name": "Kruh ○", "data": {"noise": 0.2}})
    assert json.loads(to_file(changed)) == {"version": 1, "name": "Kruh ○", "data": {"noise": 0.2}}


def test_as_many_parameters_as_can_be_set_make_a_file_that_may_be_opened():
    large = by_hand(300, 320, scale=1e-9)
    assert count_parameters(large.sizes) > 0.96 * MAX_PARAMETERS
    assert len(to_file(large).encode()) < MAX_FILE_MB * 1e6


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "Invalid JSON"),
        (b"\x89PNG\r\n", "Invalid JSON"),
        (b"[1, 2]", "object"),
        (b'{"network": {"layers": [{"units": 0}]}}', "network.layers.0.units: .*allowed: 1 to 1024"),
        (b'{"colour": "red"}', "colour: Extra inputs are not permitted"),
    ],
)
def test_file_that_holds_no_experiment_is_refused_in_words(content, reason):
    with pytest.raises(ValueError, match=reason):
        from_file(content)


@pytest.mark.parametrize(
    ("name", "file"),
    [("", "circle.json"), ("A forward pass, by hand!", "a-forward-pass-by-hand.json"), ("../x", "x.json")],
)
def test_file_is_called_by_the_experiment_s_name_or_its_data(name, file):
    assert file_name(Experiment(name=name)) == file


def test_link_is_said_to_hold_the_seed_the_weights_or_not_to():
    assert link_in_words(Experiment()) == "The link of this experiment holds the seed."
    assert link_in_words(by_hand(4)) == "The link of this experiment holds these weights."
    assert link_in_words(by_hand(64, 64)) == (
        "4,417 weights are too many for a link (at most 1,000): "
        "download the experiment as a file and open it again here."
    )
