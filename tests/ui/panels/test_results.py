"""The panel of the results: measures of both parts, what is drawn of each kind, what is missing and why."""

import numpy as np
import pytest
from sklearn import metrics

from playground.analysis.results import score
from playground.jobs.commands import Step
from playground.ui.panels.results import class_table
from tests.ui.panels.looking import figures, look, words
from tests.views.figures import case, found

CLASSES = ("Confusion matrix", "ROC curve")


def tiles(app):
    """Return the measures shown: name -> value, and what is said beside it."""
    return {tile.label: (tile.value, tile.delta) for tile in app.main.metric}


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("two classes", CLASSES),
        ("hinge", CLASSES),
        ("squared error", CLASSES),
        ("three classes", CLASSES[:1]),
        ("digits", CLASSES[:1]),
        ("values", ("Residuals against predictions", "Histogram of")),
    ],
)
def test_every_kind_of_data_has_its_figures_for_both_parts(open_panel, name, labels):
    app = open_panel("Results", case(name))
    train = figures(app)
    for figure, label in zip(train, labels, strict=True):
        assert label in figure["label"]
    app.button_group(key="results.part").set_value("Test").run()
    assert not app.exception
    assert figures(app) != train


def test_tiles_are_the_chosen_part_s_measures_and_the_other_s_below(open_panel):
    experiment = case("three classes")
    _, results = found(experiment, "results")
    scores = {
        "train": score(results.train_predictions, results.train_targets, 0.5),
        "test": score(results.test_predictions, results.test_targets, 0.5),
    }
    shown = tiles(open_panel("Results", experiment))
    assert shown["Accuracy"] == (f"{scores['train'].accuracy:.1%}", f"test {scores['test'].accuracy:.1%}")
    assert shown["F1"] == (f"{scores['train'].f1.mean():.3f}", f"test {scores['test'].f1.mean():.3f}")
    assert list(shown) == ["Accuracy", "Precision", "Recall", "F1"]
    truth, guesses = results.train_targets.argmax(axis=1), results.train_predictions.argmax(axis=1)
    assert shown["Precision"][0] == f"{metrics.precision_score(truth, guesses, average='macro', zero_division=0):.3f}"


def test_tiles_of_values_are_of_the_chosen_output(open_panel):
    experiment = case("two values", data={"train_fraction": 0.7})
    app = open_panel("Results", experiment)
    _, results = found(experiment, "results")
    for number in range(2):
        error = np.mean((results.train_predictions - results.train_targets)[:, number] ** 2)
        assert tiles(app)["Mean squared error"][0] == f"{error:.4g}"
        app.selectbox(key="results.output").select("output 2").run()
    assert list(tiles(app)) == ["R²", "Mean squared error", "Mean absolute error"]
    assert tiles(app)["R²"][1] == "test –", "one sample's target does not vary"


def test_measures_follow_the_run(open_panel):
    app = open_panel("Results", case("values"))
    before = tiles(app)
    assert tiles(look(app, *[Step("batch")] * 2)) != before


def test_table_has_a_line_a_class_and_their_mean(open_panel):
    scores = score(np.eye(2)[[0, 1, 1]], np.eye(2)[[0, 1, 0]], 0.5)
    assert class_table(scores, ("a", "b")).splitlines()[2:] == [
        "| a | 1.000 | 0.500 | 0.667 | 2 |",
        "| b | 0.500 | 1.000 | 0.667 | 1 |",
        "| **mean** | **0.750** | **0.750** | **0.667** | 3 |",
    ]
    assert "| class 3 |" in words(open_panel("Results", case("three classes")))


def test_curve_is_of_two_classes_and_says_its_threshold(open_panel):
    _, curve = figures(open_panel("Results", case("hinge")))
    assert curve["data"][2]["name"] == "threshold 0"
    assert "A ROC curve needs two classes" not in words(open_panel("Results", case("two classes")))
    assert "A ROC curve needs two classes" in words(open_panel("Results", case("three classes")))


def test_curve_of_a_single_class_is_said_to_be_missing(open_panel):
    app = open_panel("Results", case("one sample"))
    assert "A ROC curve needs samples of both classes" in words(app)
    assert len(figures(app)) == 1


@pytest.mark.parametrize("name", ["no test part", "two values"])
def test_missing_test_part_is_said_with_what_would_fill_it(open_panel, name):
    app = open_panel("Results", case(name))
    assert all(delta == "" for _, delta in tiles(app).values())
    app.button_group(key="results.part").set_value("Test").run()
    assert not app.exception
    assert "The test share is 0: no samples are held back. Lower “Train share”" in words(app)
    assert tiles(app) == {}
