"""What is typed into the table of weights: it stays until it is set or taken back; without a browser."""

from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from playground.spec import Experiment
from playground.ui.panels.weights import holding, table
from tests.ui.panels.looking import look, words
from tests.ui.sessions import held, patch


def opened(open_panel) -> AppTest:
    """Return the page with the table."""
    return open_panel("Weights", Experiment(), **{"weights.view": "Table"})


def click(app: AppTest, name: str) -> None:
    """Press one of the panel's buttons."""
    app.button(key=f"weights.{name}").click().run()
    assert not app.exception


def typing(monkeypatch):
    """Let each editor be a field for its first cell, which Streamlit forgets as it forgets an editor."""
    columns = {}

    def editor(frame, *, key, **_):
        columns[key] = frame.columns[0]
        changed = frame.copy()
        changed.iat[0, 0] = table.st.text_input(key, changed.iat[0, 0], key=key)
        return changed

    monkeypatch.setattr(table.st, "data_editor", editor)
    monkeypatch.setattr(holding, "edited_rows", lambda key: {0: {columns[key]: holding.st.session_state[key]}})


@pytest.mark.parametrize("away", ["Curves", None])
def test_typed_cells_are_there_again_after_another_panel(open_panel, monkeypatch, away):
    typing(monkeypatch)
    app = opened(open_panel)
    app.main.text_input[0].set_value("0.5").run()
    app.button_group(key="panel").set_value(away).run()
    assert not app.main.text_input
    app.button_group(key="panel").set_value("Weights").run()
    look(app)
    assert app.main.text_input[0].value == "0.5"
    assert "The table was changed" in words(app)
    click(app, "set")
    assert held(app).network.parameters[0].weights[0][0] == 0.5


def test_typed_cells_are_there_again_once_a_new_run_has_been_looked_into(open_panel, monkeypatch):
    typing(monkeypatch)
    app = opened(open_panel)
    app.main.text_input[0].set_value("0.5").run()
    patch(app, {"data": {"noise": 0.2}})
    assert "Looking inside" in words(app.run())
    look(app)
    assert app.main.text_input[0].value == "0.5"


def test_start_has_what_was_typed_at_the_same_time_as_it_was_set(open_panel, monkeypatch):
    typing(monkeypatch)
    app = opened(open_panel)
    app.main.text_input[0].set_value("0.5")
    click(app, "set")
    assert held(app).network.parameters[0].weights[0][0] == 0.5


def test_cell_that_is_no_number_is_refused_in_words(open_panel, monkeypatch):
    typing(monkeypatch)
    app = opened(open_panel)
    app.main.text_input[0].set_value("a half")
    click(app, "set")
    assert "Hidden 1, row x₁, column neuron 1: 'a half' is not a number" in unescape(app.error[0].value)
    assert held(app) == Experiment()


def test_drawing_anew_takes_back_what_was_typed(open_panel, monkeypatch):
    typing(monkeypatch)
    app = opened(open_panel)
    before = app.main.text_input[0].value
    app.main.text_input[0].set_value("0.5").run()
    click(app, "draw")
    assert app.main.text_input[0].value == before
    assert "drawn from seed 0" in words(app)


def test_drawing_anew_takes_back_the_weights_of_a_moment(open_panel):
    app = opened(open_panel)
    click(app, "take")
    click(app, "draw")
    assert "A run begins with these weights, drawn from seed 0." in words(app)
    assert app.button(key="weights.draw").disabled
