"""What a page's panel shows, and how a worker brings it something new."""

import json
from typing import Any

from streamlit.testing.v1 import AppTest

from playground.jobs.commands import Command
from tests.ui.sessions import patch, run_of


def look(app: AppTest, *commands: Command) -> AppTest:
    """Let the worker do what it was told, and return the page that shows what it found."""
    run = run_of(app)
    for command in commands:
        run.do(command)
    run.take(run.worker.work())
    app.run()
    assert not app.exception
    return app


def change(app: AppTest, changes: dict[str, Any]) -> AppTest:
    """Lay a patch over the session's experiment, and return the page that shows what was found of it."""
    patch(app, changes)
    return look(app.run())


def words(app: AppTest) -> str:
    """Return all text of the page's middle."""
    kinds = ("markdown", "info", "warning", "error", "caption")
    return "\n".join(element.value for kind in kinds for element in getattr(app.main, kind))


def figures(app: AppTest) -> list[dict[str, Any]]:
    """Return the figures that the browser is sent."""
    (found,) = (part for part in app.main.get("bidi_component") if part.proto.component_name == "playground_figures")
    shown: list[dict[str, Any]] = json.loads(found.proto.bytes)["figures"]
    return shown
