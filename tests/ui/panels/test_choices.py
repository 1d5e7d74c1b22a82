"""Small choices in a panel outlast it: what comes back begins with what was chosen, and not with what comes first."""

import pytest

from playground.spec import Experiment
from tests.ui.panels.looking import look

MADE = {
    "Curves": [("button_group", "curves.scale", "Log", [1]), ("slider", "curves.smoothing", 0.5, [0.5])],
    "Output": [
        ("button_group", "output.view", "Surface", [1]),
        ("toggle", "output.test", False, False),
    ],
    "Results": [("button_group", "results.part", "Test", [1])],
}


@pytest.mark.parametrize("panel", MADE)
def test_choice_is_what_its_widget_begins_with_after_another_panel(open_panel, panel):
    app = open_panel(panel, Experiment())
    for kind, key, chosen, _ in MADE[panel]:
        getattr(app, kind)(key=key).set_value(chosen).run()
    for title in ("Film", panel):
        app.button_group(key="panel").set_value(title).run()
    look(app)
    for kind, key, chosen, begins in MADE[panel]:
        widget = getattr(app, kind)(key=key)
        assert widget.value == chosen
        assert widget.proto.default == begins
