"""The strip of panels below the stage: one is open at a time, and what is closed is neither computed nor sent."""

from collections.abc import Callable

import streamlit as st

from playground.live.runs import Run
from playground.spec import Experiment
from playground.ui import state
from playground.ui.engines_panel import engines_panel

PANELS: dict[str, Callable[[Experiment, Run], None]] = {"Engines": engines_panel}


def panels(experiment: Experiment, run: Run) -> None:
    """Show the strip, and the panel that is open."""
    chosen = st.segmented_control(
        "Panels", list(PANELS), key="panel", label_visibility="collapsed", on_change=state.acted
    )
    if chosen is not None:
        PANELS[chosen](experiment, run)
