"""The pictures of the weights: what every kind of data calls its outputs, and what neurons look for in images."""

import pytest

from playground.spec import Experiment
from tests.ui.panels.looking import figures, words
from tests.views.figures import array

PICTURES = {"weights.view": "Pictures"}


@pytest.mark.parametrize(
    ("dataset", "label", "columns"),
    [("blobs", "Output: 6 weights, from", ["1", "2", "3"]), ("plane", "Output: 2 weights, from", ["1"])],
)
def test_pictures_name_classes_and_values(open_panel, dataset, label, columns):
    app = open_panel("Weights", Experiment().patched({"data": {"dataset": dataset}}), **PICTURES)
    output = figures(app)[-2]  # before the colours
    assert output["label"].startswith(label)
    assert output["data"][0]["x"] == columns
    app.button_group(key="weights.by").set_value("gradients").run()
    assert "gradients, from" in figures(app)[-2]["label"]


def test_digits_are_seen_by_neurons_as_pictures(open_panel):
    digits = {"data": {"dataset": "digits", "n_samples": 200}, "network": {"layers": [{"units": 16}]}}
    app = open_panel("Weights", Experiment().patched(digits), **PICTURES)
    assert array(figures(app)[0]["data"][0]["z"]).shape == (4 * 11, 4 * 9)
    assert "Each picture of Hidden 1" in words(app)
