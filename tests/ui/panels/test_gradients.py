"""The panel of the gradients: what it says and draws of a run, and what its remedies do to the experiment."""

import numpy as np
import pytest

from playground.jobs.commands import Start, Step
from playground.live.wire.commands import LookBack
from playground.spec import load_preset
from playground.ui.panels.gradients import ONE_LAYER, ONE_MOMENT
from tests.analysis.moments import vitals_of
from tests.training.cases import small, trained
from tests.ui.panels.looking import figures, look, words
from tests.ui.sessions import held, run_of
from tests.views.test_gradients import decoded

BATCH = Step("batch")
VANISHING = load_preset("3-deep-networks/3-vanishing-gradients").patched({"engine": "numpy"})
TOO_LARGE = load_preset("4-learning-rate-and-batches/1-rate-too-large").patched({"engine": "numpy"})


def remedies(app):
    """Return the remedies offered, by name."""
    return {button.key: button for button in app.main.button if str(button.key).startswith("gradients.")}


def columns(app):
    """Return the epochs of the heatmaps' columns."""
    return decoded(figures(app)[0]["data"][0]["customdata"])[0, :, 1]


def test_what_is_healthy_is_said_with_its_figures_and_needs_nothing(open_panel):
    app = open_panel("Gradients", small())
    norms = vitals_of(trained(small(), steps=0)).gradient_norms
    (said,) = (box.value for box in app.main.success)
    assert "The gradients are healthy" in said
    assert f"{norms[-1]:.2g} in Output and {norms[0]:.2g} in Hidden 1" in said
    assert remedies(app) == {}


def test_one_moment_says_what_brings_more_and_later_moments_are_columns(open_panel):
    app = open_panel("Gradients", small())
    assert ONE_MOMENT in words(app)
    assert columns(app).tolist() == [0]
    look(app, BATCH)
    look(app, BATCH, BATCH)
    assert ONE_MOMENT not in words(app)
    np.testing.assert_allclose(columns(app), [0, 0.4, 1], rtol=1e-6)


def test_earlier_moment_is_what_it_says_and_marks(open_panel):
    app = open_panel("Gradients", VANISHING)
    for _ in range(3):
        look(app, BATCH)
    assert figures(app)[0]["layout"]["annotations"][0]["x"] == 3
    before = words(app)
    look(app, LookBack(at=1))
    assert figures(app)[0]["layout"]["annotations"][0]["x"] == 1
    assert len(columns(app)) == 4
    assert words(app) != before


def test_network_without_hidden_layers_says_what_is_missing(open_panel):
    app = open_panel("Gradients", small(network={"layers": []}))
    assert ONE_LAYER in words(app)
    assert len(figures(app)[0]["data"][0]["y"]) == 1


@pytest.mark.parametrize(
    ("patch", "layers"),
    [
        ({"data": {"dataset": "blobs"}}, ["Hidden 1", "Hidden 2", "Output"]),
        ({"data": {"dataset": "plane"}, "network": {"layers": []}}, ["Output"]),
    ],
)
def test_every_kind_of_data_has_its_layers(open_panel, patch, layers):
    app = open_panel("Gradients", small(**patch))
    assert figures(app)[0]["data"][0]["y"] == layers


def test_vanishing_gradients_are_said_and_one_click_heals_them(open_panel):
    app = open_panel("Gradients", VANISHING)
    assert "The gradient vanishes" in words(app)
    offered = remedies(app)
    assert [button.label for button in offered.values()] == [
        "Use ReLU in the hidden layers ↻",
        "Use leaky ReLU in the hidden layers ↻",
    ]
    assert all(button.help.endswith("Starts a new run.") for button in offered.values())
    offered["gradients.relu"].click().run()
    assert not app.exception
    assert {layer.activation for layer in held(app).network.layers} == {"relu"}
    run = run_of(app)
    assert run.experiment == held(app), "the page as a whole has proposed it to the run"
    assert [type(command) for command in run.worker.commands].count(Start) == 1
    assert "8-relu" in app.query_params["layers"]
    look(app)
    assert "The gradients are healthy" in app.main.success[0].value
    assert remedies(app) == {}
    look(app, *[BATCH] * 201)
    assert run_of(app).present.step > 200


def test_remedy_that_applies_live_leaves_the_run_going(open_panel):
    app = look(open_panel("Gradients", TOO_LARGE), BATCH)
    assert "The steps are too large" in words(app)
    (button,) = remedies(app).values()
    assert (button.label, button.help.endswith("The run goes on.")) == ("Learning rate ÷ 10", True)
    button.click().run()
    assert held(app).training.optimizer.learning_rate == pytest.approx(0.01)
    look(app, *[BATCH] * 30)
    assert run_of(app).present.step == 31
    assert "The gradients are healthy" in app.main.success[0].value


def test_diverged_run_is_read_at_its_last_finite_moment(open_panel):
    app = open_panel("Gradients", TOO_LARGE.patched({"training": {"optimizer": {"learning_rate": 90.0}}}))
    for _ in range(12):
        look(app, *[BATCH] * 2)
    assert "The steps are too large" in words(app)
    assert "gradients.rate_down" in remedies(app)
