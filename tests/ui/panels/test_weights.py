"""The panel of the weights: what it shows of a moment, and what its table does to the experiment; without a browser."""

import json

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from playground.jobs.commands import Reset, Step, Train
from playground.spec import Experiment, load_preset, to_query
from playground.training.problem import pose
from playground.ui.panels.weights import holding, table
from tests.ui.panels.looking import look, words
from tests.ui.sessions import held, page_of, patch, run_of

BY_HAND = "7-by-hand/4-two-layers"
DEFAULT = Experiment()
DRAWN = {"network": {"parameters": None}}


@pytest.fixture
def opened(hub):
    """Return a function that opens the page with an experiment and the panel's table, once the worker has looked."""

    def open_page(experiment=DEFAULT, view="Table"):
        return look(page_of(experiment, "Weights", **{"weights.view": view}).run())

    return open_page


def sent(app, component):
    """Return what the browser is sent for a component."""
    (found,) = (part for part in app.main.get("bidi_component") if part.proto.component_name == component)
    return json.loads(found.proto.bytes)


def figures(app):
    """Return the figures that the browser is sent."""
    return sent(app, "playground_figures")["figures"]


def pulse(app):
    """Return the number of the inspection that is drawn, and of the answer."""
    return sent(app, "playground_pulse")


def click(app, name):
    """Press one of the panel's buttons."""
    app.button(key=f"weights.{name}").click().run()
    assert not app.exception
    return app


def edit(monkeypatch, text, at=(0, 0)):
    """Let the first editor hold another text in one cell."""
    row, column = at
    typed = {row: {f"neuron {column + 1}": text}}

    def editor(frame, *, key, **_):
        changed = frame.copy()
        if key.endswith(".Hidden 1"):
            changed.iat[at] = text
        return changed

    monkeypatch.setattr(table.st, "data_editor", editor)
    monkeypatch.setattr(holding, "edited_rows", lambda key: typed if key.endswith(".Hidden 1") else {})


def wide(units=64):
    """Return an experiment of two hidden layers of so many neurons."""
    return Experiment().patched({"network": {"layers": [{"units": units, "activation": "tanh"}] * 2}})


def test_pictures_show_the_moment_of_the_inspection_and_follow_the_switch_of_colours(opened, hub):
    app = opened(view="Pictures")
    run = run_of(app)
    parameters = run.inspection.snapshot.parameters
    assert figures(app)[0]["label"] == _label("weights", parameters.layers[0].weights)
    app.button_group(key="weights.by").set_value("gradients").run()
    gradient = run.inspection.findings.gradient[:8]
    assert figures(app)[0]["label"] == _label("gradients", gradient)


def _label(what, values):
    return f"Hidden 1: {values.size} {what}, from {values.min():.3g} to {values.max():.3g}"


@pytest.mark.parametrize(
    ("experiment", "n_figures"),
    [
        (load_preset("5-classes-and-surfaces/1-three-classes"), None),
        (load_preset("5-classes-and-surfaces/2-hills-and-hollows"), None),
        (load_preset("5-classes-and-surfaces/3-digits"), 4),
    ],
)
def test_pictures_of_every_kind_of_data_are_drawn(opened, experiment, n_figures):
    app = opened(experiment, view="Pictures")
    assert len(figures(app)) == (n_figures or len(experiment.sizes))


def test_pulse_hears_of_every_answer_even_where_nothing_is_new(opened):
    app = opened()
    before = pulse(app)
    assert pulse(app.run())[0] == before[0] > 0
    assert pulse(app) != before


def test_view_stays_while_a_new_run_has_not_been_looked_into(opened, hub):
    app = opened()
    patch(app, {"network": {"seed": 3}})
    assert "Looking inside" in words(app.run())
    look(app)
    assert [button.key for button in app.main.button] == ["weights.set", "weights.take", "weights.draw"]


def test_table_of_a_lesson_by_hand_shows_its_weights(opened):
    experiment = load_preset(BY_HAND)
    app = opened(experiment)
    for frame, layer in zip(app.main.dataframe, experiment.network.parameters, strict=True):
        assert_array_equal(frame.value.to_numpy().astype(float), [*layer.weights, layer.biases])
    assert "A run begins with these weights, set by hand. The link of this experiment holds these weights." in words(
        app
    )


def test_table_of_drawn_weights_shows_them_and_names_the_seed(opened):
    app = opened(Experiment().patched({"network": {"seed": 7}}))
    drawn = pose(held(app)).initial_parameters.layers[1]
    np.testing.assert_allclose(app.main.dataframe[1].value.to_numpy().astype(float)[:-1], drawn.weights, rtol=1e-5)
    assert "drawn from seed 7. The link of this experiment holds the seed." in words(app)
    assert app.button(key="weights.draw").disabled


def test_edited_cell_becomes_the_start_of_a_new_run_and_travels_in_the_link(opened, hub, monkeypatch):
    app = opened()
    run = run_of(app)
    drawn = held(app)
    run.do(Train())
    edit(monkeypatch, "0.5", at=(1, 2))
    assert "The table was changed" in words(app.run())
    click(app, "set")
    parameters = held(app).network.parameters
    assert parameters[0].weights[1][2] == 0.5
    assert held(app).patched(DRAWN) == drawn
    assert to_query(held(app))["weights"].split("~")[1].split()[2] == "0.5"
    assert app.query_params["weights"] == to_query(held(app))["weights"]
    report = run.worker.work()
    assert (report.state, report.snapshot.step) == ("idle", 0)
    assert report.snapshot.parameters.layers[0].weights[1, 2] == np.float32(0.5)


def test_reset_goes_back_to_the_start_set_by_hand_and_new_weights_drop_it(opened, hub, monkeypatch):
    app = opened()
    edit(monkeypatch, "0.5")
    click(app, "set")
    run = run_of(app)
    run.worker.work()
    run.do(Step("batch"))
    assert run.worker.work().snapshot.step == 1
    run.do(Reset())
    assert run.worker.work().snapshot.parameters.layers[0].weights[0, 0] == np.float32(0.5)
    patch(app, {"network": {"seed": 1}})
    look(app.run())
    assert held(app).network.parameters is None
    assert "The link of this experiment holds the seed." in words(app)


@pytest.mark.parametrize(("text", "reason"), [("a half", "'a half' is not a number"), (None, "it is empty")])
def test_cell_that_is_no_number_is_refused_with_its_place_until_it_is_one(opened, monkeypatch, text, reason):
    app = opened()
    before = held(app)
    edit(monkeypatch, text, at=(2, 1))
    click(app, "set")
    assert held(app) == before
    assert f"Hidden 1, row bias, column neuron 2: {reason}" in words(app)
    edit(monkeypatch, "1", at=(2, 1))
    click(app, "set")
    assert held(app).network.parameters[0].biases[1] == 1
    assert not app.main.error


def test_present_weights_fill_the_table_and_become_the_start_once_set(opened, hub):
    app = opened()
    run = run_of(app)
    run.do(Step("batch"))
    look(app)
    now = run.inspection.snapshot
    assert now.step == 1
    click(app, "take")
    assert held(app).network.parameters is None
    assert f"These are the weights of step {now.step}: set them as the start" in words(app)
    click(app, "set")
    taken = [[*layer.weights, layer.biases] for layer in held(app).network.parameters]
    for rows, layer in zip(taken, now.parameters.layers, strict=True):
        assert_array_equal(np.array(rows, np.float32), [*layer.weights, layer.biases])


def test_weights_that_are_not_finite_cannot_be_taken(opened, hub):
    app = opened()
    run = run_of(app)
    run.inspection.snapshot.parameters.vector[0] = np.nan
    click(app, "take")
    assert "not all of them are finite numbers" in words(app)
    assert "A run begins with these weights" in words(app)


def test_drawing_anew_drops_the_weights_set_by_hand(opened, hub):
    app = opened(load_preset(BY_HAND))
    click(app, "draw")
    assert held(app).network.parameters is None
    assert "drawn from seed 0" in words(look(app))


def test_editors_are_kept_by_a_setting_that_leaves_the_start_as_it_is_and_by_no_other(opened, hub):
    app = opened()
    keys = [frame.key for frame in app.main.dataframe]
    patch(app, {"training": {"optimizer": {"learning_rate": 0.5}}})
    assert [frame.key for frame in app.run().main.dataframe] == keys
    patch(app, {"data": {"features": ["x1", "sin_x2"]}})
    assert list(look(app.run()).main.dataframe[0].value.index) == ["x₁", "sin x₂", "bias"]
    keys += [frame.key for frame in app.main.dataframe]
    patch(app, {"network": {"seed": 1}})
    assert not {frame.key for frame in look(app.run()).main.dataframe} & set(keys)


def test_wide_network_has_no_table_and_says_that_its_weights_do_not_fit_into_a_link(opened, hub):
    app = opened(wide())
    assert not app.main.dataframe
    assert "4,417 numbers are too many for a table (at most 2,000)" in words(app)
    click(app, "set")
    assert "4,417 weights are too many for a link (at most 1,000): download the experiment" in words(look(app))
    assert np.shape(held(app).network.parameters[1].weights) == (64, 64)
    assert "weights" not in to_query(held(app))
    assert "weights" not in app.query_params
