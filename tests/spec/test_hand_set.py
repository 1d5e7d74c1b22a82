"""First parameters set by hand: how many an experiment takes, and how many a link has room for."""

import numpy as np
import pytest

from playground.engine.network import count_parameters
from playground.spec import Experiment, from_query, to_query
from playground.spec.link import MAX_VALUE_LENGTH, fits_in_link


def hand_set(units):
    """Return an experiment with one hidden layer whose parameters are as long as numbers can be."""
    weights = [np.full((2, units), -1.2345678901234567e-300), np.full((units, 1), -1.2345678901234567e-300)]
    layers = [{"weights": layer.tolist(), "biases": layer[0].tolist()} for layer in weights]
    return Experiment().patched({"network": {"layers": [{"units": units}], "parameters": layers}})


def test_link_carries_up_to_a_thousand_parameters():
    experiment = hand_set(249)  # 997 parameters
    assert count_parameters(experiment.sizes) <= 1000
    assert fits_in_link(experiment)
    query = to_query(experiment)
    assert len(query["weights"]) < MAX_VALUE_LENGTH
    assert from_query(query) == (experiment, [])


def test_link_leaves_out_more_parameters_and_carries_the_rest():
    experiment = hand_set(250)  # 1,001 parameters
    assert not fits_in_link(experiment)
    assert to_query(experiment) == {"v": "1", "layers": "250-tanh"}
    assert from_query(to_query(experiment)) == (experiment.patched({"network": {"parameters": None}}), [])


@pytest.mark.parametrize("units", [4, 1024])
def test_drawn_parameters_fit_in_any_link(units):
    assert fits_in_link(Experiment().patched({"network": {"layers": [{"units": units}] * 3}}))


def test_hundred_thousand_parameters_can_be_set():
    weights = np.zeros((299, 332))
    data = {"dataset": "inline", "inputs": [[0.0] * 299, [1.0] * 299], "targets": [[0.0], [1.0]]}
    layers = [
        {"weights": weights.tolist(), "biases": [0.0] * 332},
        {"weights": [[0.0]] * 332, "biases": [0.0]},
    ]
    experiment = Experiment().patched({"data": data, "network": {"layers": [{"units": 332}], "parameters": layers}})
    assert count_parameters(experiment.sizes) == 99_933
    assert experiment.network.parameters is not None
