"""The panel "Weights": every parameter as a colour, and the table of those that a run begins with."""

from typing import TypeVar, cast

import streamlit as st

from playground.engine.network import Parameters
from playground.live.runs import Run
from playground.spec import Experiment
from playground.training.inspection import Inspection, WeightFindings
from playground.ui import state
from playground.ui.components.figures import figures
from playground.ui.language import localized
from playground.ui.theme import look
from playground.views.weights import By, remarks, weight_figures

VIEWS = ("Pictures", "Table")
Option = TypeVar("Option", bound=str)
COLORED_BY: tuple[By, ...] = ("weights", "gradients")


def weights_panel(experiment: Experiment, run: Run, inspection: Inspection) -> None:
    """Show the weights of the moment, or the table of those that a run begins with."""
    bar = st.container(horizontal=True, vertical_alignment="center")
    with bar:
        view = _choice("View of the weights", VIEWS, "weights.view")
    if view == "Pictures":
        with bar:
            by = _choice("Colours show", COLORED_BY, "weights.by")
        _pictures(experiment, inspection, by)
    else:
        # What the pictures do not need: pandas takes a second to import.
        from playground.ui.panels.weight_table import weight_table  # noqa: PLC0415

        weight_table(experiment, inspection, bar)


def _choice(label: str, options: tuple[Option, ...], key: str) -> Option:
    """Show a choice that is kept while the panel waits for a new run, and has no widgets."""
    kept = f"{key}.kept"
    st.session_state[key] = st.session_state.get(kept, options[0])
    chosen = st.segmented_control(
        label, options, required=True, key=key, label_visibility="collapsed", on_change=_keep, args=(key, kept)
    )
    return cast(Option, chosen)


def _keep(key: str, kept: str) -> None:
    state.acted()
    st.session_state[kept] = st.session_state[key]


def _pictures(experiment: Experiment, inspection: Inspection, by: By) -> None:
    """Show a figure a layer, at the moment of the inspection."""
    findings = cast(WeightFindings, inspection.findings)
    parameters = inspection.snapshot.parameters
    gradient = Parameters.from_vector(findings.gradient, inspection.snapshot.sizes)
    figures(weight_figures(experiment, parameters, gradient, by, look()), key="weights.figures")
    st.markdown(localized(remarks(experiment, parameters if by == "weights" else gradient, by)))
