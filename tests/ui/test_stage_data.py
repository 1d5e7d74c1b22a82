"""What the stage is told of data besides the frames: names, and the images that the maps are about."""

from types import SimpleNamespace

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from playground.analysis.maps import SHOWN_UNITS, STRIPES, TOP_BYTE
from playground.spec import Experiment
from playground.training import Trainer
from playground.training.problem import pose
from playground.ui.components.datasets import N_IMAGES, _thumbnails
from playground.ui.stage_data import stage_data
from tests.analysis.moments import maps_of


def told(**data):
    """Return what the stage is told of an experiment with such data."""
    return told_of(Experiment().patched({"data": data}))


def told_of(experiment):
    """Return what the stage is told of an experiment."""
    run = SimpleNamespace(token="a-run", devices=())  # noqa: S106 - it only names the run
    return stage_data(experiment, run, proposal=0, preset=None, messages=[], asked={})


@pytest.mark.parametrize(("units", "is_whole"), [(4, True), (64, False)])
def test_link_is_told_to_be_whole_where_it_holds_the_weights_set_by_hand(units, is_whole):
    layers = [{"units": units, "activation": "tanh"}] * 2
    drawn = Experiment().patched({"network": {"layers": layers}})
    assert told_of(drawn)["is_whole_link"]
    start = [
        {"weights": layer.weights.tolist(), "biases": layer.biases.tolist()}
        for layer in pose(drawn).initial_parameters.layers
    ]
    data = told_of(drawn.patched({"network": {"parameters": start}}))
    assert data["is_whole_link"] == is_whole
    assert ("weights=" in data["query"]) == is_whole


def test_images_are_those_whose_stripes_the_maps_hold():
    data = {"dataset": "digits", "noise": 0.2, "seed": 3}
    trainer = Trainer(Experiment().patched({"data": data}), engine="numpy")
    images, maps = told(**data)["images"], maps_of(trainer)
    assert images["shape"] == (8, 8)
    assert len(images["pixels"]) == len(images["labels"]) == maps.tiles.shape[2] == STRIPES
    stripes = (maps.tiles[:SHOWN_UNITS, 0].astype(float) - 127) / 127 * maps.scales[:SHOWN_UNITS, np.newaxis]
    # Each is rounded to a step of its own: 1/127 of a pixel's range, and 1/254.
    assert_allclose(np.array(images["pixels"])[:, :SHOWN_UNITS].T / TOP_BYTE, stripes, atol=1 / 127)
    assert_array_equal(images["labels"], trainer.problem.dataset.train_targets[:STRIPES].argmax(axis=1))


def test_few_images_are_told_as_they_are():
    assert len(told(dataset="digits", n_samples=20)["images"]["pixels"]) == 10


def test_points_bring_no_images():
    assert told(dataset="pie")["images"] is None
    assert told(dataset="inline", inputs=[[0.5] * 64], targets=[[1.0]])["images"] is None


def test_digits_are_named_as_such_and_have_an_input_a_pixel():
    data = told(dataset="digits")
    assert data["class_names"] == tuple("0123456789")
    assert [output["label"] for output in data["outputs"]] == list("0123456789")
    assert len(data["inputs"]) == 64
    assert not data["is_planar"]


def test_thumbnail_of_images_shows_one_of_each_of_the_first_classes():
    shown = {thumbnail["name"]: thumbnail for thumbnail in _thumbnails()}
    assert np.shape(shown["digits"]["images"]) == (N_IMAGES, 8, 8)
    assert "points" not in shown["digits"]
    assert "images" not in shown["circle"]
    zero, one = np.array(shown["digits"]["images"][:2])
    assert zero[3:5, 3:5].max() < 0.3 < one[3:5, 3:5].min()  # a nought is hollow, a one is not
