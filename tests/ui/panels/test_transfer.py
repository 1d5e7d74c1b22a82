"""The whole experiment as a file, taken from the panel of the weights and opened again there; without a browser."""

from html import unescape

import pytest

from playground.jobs.commands import Train
from playground.spec import Experiment, load_preset
from playground.ui.panels.weights import table
from playground.ui.panels.weights.files import to_file
from tests.ui.panels.looking import look, words
from tests.ui.sessions import held, patch, run_of

BY_HAND = "7-by-hand/4-two-layers"
TABLE = {"weights.view": "Table"}
WIDE = Experiment().patched({"network": {"layers": [{"units": 320, "activation": "tanh"}] * 2}})


def upload(app, experiment, name="experiment.json"):
    """Open a file."""
    content = experiment if isinstance(experiment, bytes) else to_file(experiment).encode()
    app.get("file_uploader")[0].set_value((name, content, "application/json")).run()
    assert not app.exception
    return app


def test_network_with_more_than_can_be_set_says_so_and_offers_the_file_alone(open_panel, monkeypatch):
    monkeypatch.setattr(table, "start_of", lambda _: pytest.fail("they are too many"))
    app = open_panel("Weights", WIDE, **TABLE)
    assert "104,001 weights are too many to be set by hand (at most 100,000)." in words(app)
    assert not app.main.button
    assert app.get("download_button")
    upload(app, load_preset(BY_HAND))
    assert held(app) == load_preset(BY_HAND)


def test_opened_file_replaces_the_experiment_from_its_first_step_once(open_panel, hub):
    app = open_panel("Weights", Experiment(), **TABLE)
    run = run_of(app)
    run.do(Train())
    look(app)
    file, before = load_preset(BY_HAND), app.get("file_uploader")[0].key
    upload(app, file)
    assert held(app) == file
    report = run.worker.work()
    assert (report.state, report.snapshot.step) == ("idle", 0)
    patch(app, {"training": {"optimizer": {"learning_rate": 0.5}}})
    look(app.run())
    assert held(app).training.optimizer.learning_rate == 0.5
    assert app.get("file_uploader")[0].key != before, "the browser's new field is empty"


def test_file_that_is_no_experiment_is_refused_in_words_and_another_can_be_opened(open_panel):
    app = open_panel("Weights", Experiment(), **TABLE)
    upload(app, b'{"network": {"layers": [{"units": 0}]}}', "my_net.json")
    assert held(app) == Experiment()
    error = unescape(app.main.error[0].value)
    assert error.startswith("my_net.json was not opened:")
    assert "network.layers.0.units" in error
    assert "allowed: 1 to 1024" in error
    upload(app, load_preset(BY_HAND))
    assert held(app) == load_preset(BY_HAND)
    assert not app.main.error
