"""A viewer's session in a test of the page: it begins with an experiment, and takes another as the gate does."""

from typing import Any

from streamlit.testing.v1 import AppTest

from playground.live.runs import Run
from playground.spec import Experiment
from playground.ui import entry
from playground.ui.panels import PANELS
from playground.ui.server import get_hub
from playground.ui.session import KEY, Session, Widget
from tests.fuse import FUSE_S


def page_of(experiment: Experiment, panel: str | None = None, **chosen: Any) -> AppTest:
    """Return the page of a session that has this experiment and has opened a panel, not run yet."""
    app = AppTest.from_file(entry.__file__, default_timeout=FUSE_S)
    app.session_state[KEY] = Session(experiment, subject=None if panel is None else PANELS[panel].subject)
    app.session_state[Widget.PANEL] = panel
    for name, value in chosen.items():
        app.session_state[name] = value
    return app


def session_of(app: AppTest) -> Session:
    """Return the viewer's session."""
    found: Session = app.session_state[KEY]
    return found


def held(app: AppTest) -> Experiment:
    """Return the experiment that the session holds."""
    return session_of(app).experiment


def run_of(app: AppTest) -> Run:
    """Return the session's run."""
    run = get_hub().find(session_of(app).token)
    assert run is not None
    return run


def replace(app: AppTest, experiment: Experiment) -> None:
    """Let the session and its run have another experiment, as a callback does before the page is drawn."""
    session_of(app).experiment = experiment
    run_of(app).propose(experiment)


def patch(app: AppTest, changes: dict[str, Any]) -> None:
    """Lay a patch over the session's experiment."""
    replace(app, held(app).patched(changes))
