"""The strip of panels below the stage: one is open at a time, and what is closed is neither computed nor sent."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from playground.analysis.inspection import Inspection
from playground.live.runs import Run
from playground.spec import Experiment
from playground.ui import state
from playground.ui.components.pulse import pulse
from playground.ui.panels.activations import activations_panel
from playground.ui.panels.curves import curves_panel
from playground.ui.panels.engines import engines_panel
from playground.ui.panels.film import film_panel
from playground.ui.panels.gradients import gradients_panel
from playground.ui.panels.output import output_panel
from playground.ui.panels.results import results_panel
from playground.ui.panels.weights import weights_panel


@dataclass(frozen=True, slots=True)
class LivePanel:
    """A panel that follows the run: drawn again whenever the worker has looked into its subject anew.

    Attributes:
        subject: name in INSPECTORS.
        show: draws what was found.
    """

    subject: str
    show: Callable[[Experiment, Run, Inspection], None]


LIVE: dict[str, LivePanel] = {
    "Weights": LivePanel("weights", weights_panel),
    "Curves": LivePanel("history", curves_panel),
    "Gradients": LivePanel("history", gradients_panel),
    "Activations": LivePanel("activations", activations_panel),
    "Results": LivePanel("results", results_panel),
    "Output": LivePanel("output", output_panel),
}
TOOLS: dict[str, Callable[[Experiment, Run], None]] = {"Film": film_panel, "Engines": engines_panel}


def panels(experiment: Experiment, run: Run) -> None:
    """Show the strip, and the panel that is open."""
    chosen = st.segmented_control(
        "Panels", [*LIVE, *TOOLS], key="panel", label_visibility="collapsed", on_change=state.acted
    )
    run.look_into(LIVE[chosen].subject if chosen in LIVE else None)
    if chosen in LIVE:
        st.fragment(follow)(chosen)
    elif chosen is not None:
        TOOLS[chosen](experiment, run)


def follow(title: str) -> None:
    """Show a live panel; the pulse runs this again when there is something new."""
    run = state.session_run()
    inspection = run.inspection
    pulse(0 if inspection is None else inspection.number, key=f"pulse.{title}", on_news=_look_again)
    if inspection is None:
        st.caption("Looking inside ...")
    else:
        LIVE[title].show(state.experiment(), run, inspection)
    state.settled()  # a fragment's run opens no link, so nothing else does


def _look_again() -> None:
    """Do nothing: the fragment runs again by itself, and no click has changed the experiment."""
