"""The strip of panels: each has a place of its own, and drawing one again changes nothing."""

import pytest

from playground.analysis.inspection import INSPECTORS
from playground.spec import Experiment
from playground.ui.panels import PANELS
from playground.ui.panels.registry import LivePanel
from tests.ui.sessions import page_of, run_of, session_of


def test_panels_stand_in_their_places_and_look_into_what_there_is() -> None:
    places = [panel.place for panel in PANELS.values()]
    assert places == sorted(set(places))
    assert next(iter(PANELS)) == "Weights"
    assert {panel.subject for panel in PANELS.values() if isinstance(panel, LivePanel)} <= INSPECTORS.keys()


@pytest.mark.parametrize("title", [None, *PANELS])
def test_drawing_the_page_again_tells_the_run_nothing_and_changes_nothing(hub, monkeypatch, title) -> None:
    app = page_of(Experiment(name="mine"), title).run()
    run, before = run_of(app), repr(session_of(app))
    query = dict(app.query_params)
    for told in ("do", "propose", "look_into"):
        monkeypatch.setattr(run, told, lambda *_: pytest.fail("the run was told something"))
    n_runs, commands = len(hub.runs), list(run.worker.commands)
    for _ in range(3):
        app.run()
        assert not app.exception
    assert repr(session_of(app)) == before
    assert dict(app.query_params) == query
    assert (len(hub.runs), list(run.worker.commands)) == (n_runs, commands)


def test_opening_a_panel_lets_the_run_look_into_its_subject(hub) -> None:
    app = page_of(Experiment()).run()
    app.button_group(key="panel").set_value("Gradients").run()
    assert session_of(app).subject == run_of(app).subject == PANELS["Gradients"].subject
