"""The strip of panels, and what the page makes of a click into one."""

from streamlit.testing.v1 import AppTest


def strip() -> None:
    """Draw what a fragment of a live panel draws when it runs by itself, after a click."""
    from playground.spec import Experiment  # noqa: PLC0415 - AppTest runs the function's text
    from playground.ui import state  # noqa: PLC0415
    from playground.ui.panels import follow  # noqa: PLC0415

    state.set_experiment(Experiment())
    state.acted()
    follow("Weights")


def test_click_into_a_live_panel_leaves_the_browsers_way_back_open() -> None:
    app = AppTest.from_function(strip, default_timeout=20).run()
    assert not app.exception
    assert not app.session_state["has_acted"]
