"""The strip of panels below the stage: one is open at a time, and what is closed is neither computed nor sent."""

import pkgutil
from importlib import import_module

import streamlit as st

from playground.live.runs import Run
from playground.spec import Experiment
from playground.ui import gate
from playground.ui.components.pulse import pulse
from playground.ui.panels.registry import LivePanel, Tool
from playground.ui.session import Widget, session, session_run


def _found() -> dict[str, LivePanel | Tool]:
    """Return the panels by their titles, in their order: of each module beside this one that has one."""
    modules = [import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)]
    found = [module.PANEL for module in modules if hasattr(module, "PANEL")]
    return {panel.title: panel for panel in sorted(found, key=lambda panel: panel.place)}


PANELS = _found()


def panels(experiment: Experiment, run: Run) -> None:
    """Show the strip, and the panel that is open."""
    chosen = st.segmented_control(
        "Panels", list(PANELS), key=Widget.PANEL, label_visibility="collapsed", on_change=_look_into
    )
    panel = PANELS.get(chosen or "")
    if isinstance(panel, LivePanel):
        st.fragment(follow)(panel.title, experiment)
    elif panel is not None:
        panel.show(experiment, run)


def follow(title: str, drawn: Experiment) -> None:
    """Show a live panel of the experiment that the page was drawn for; the pulse runs this again when there is news."""
    experiment, run = session().experiment, session_run()
    if experiment != drawn:  # changed by the panel itself: the rest of the page is to show it, too
        st.rerun()
    inspection = run.inspection
    pulse(0 if inspection is None else inspection.number, key=f"pulse.{title}", on_news=_look_again)
    panel = PANELS[title]
    if inspection is None or not isinstance(panel, LivePanel):
        st.caption("Looking inside ...")
    else:
        panel.show(experiment, run, inspection)


def _look_into() -> None:
    """Let the run look into what the panel that was opened shows."""
    panel = PANELS.get(st.session_state[Widget.PANEL] or "")
    gate.look_into(None if panel is None else panel.subject)


def _look_again() -> None:
    """Do nothing: the fragment runs again by itself, and no click has changed the experiment."""
