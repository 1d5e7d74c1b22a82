"""The panel "Weights": every parameter as a colour, and the table of those that a run begins with."""

from typing import cast

import streamlit as st

from playground.analysis.inspection import Inspection
from playground.analysis.inspectors.gradient import WeightFindings
from playground.engine.network import Parameters
from playground.live.runs import Run
from playground.spec import Experiment
from playground.ui.components.figures import figures
from playground.ui.language import localized
from playground.ui.panels.choices import segments
from playground.ui.panels.registry import LivePanel
from playground.ui.theme import look
from playground.views.weights import By, remarks, weight_figures

VIEWS = ("Pictures", "Table")
COLORED_BY: tuple[By, ...] = ("weights", "gradients")


def weights_panel(experiment: Experiment, run: Run, inspection: Inspection) -> None:
    """Show the weights of the moment, or the table of those that a run begins with."""
    bar = st.container(horizontal=True, vertical_alignment="center")
    with bar:
        view = segments("View of the weights", VIEWS, "weights.view")
    if view == "Pictures":
        with bar:
            by = segments("Colours show", COLORED_BY, "weights.by")
        _pictures(experiment, inspection, by)
    else:
        # What the pictures do not need: pandas takes a second to import.
        from playground.ui.panels.weights.table import weight_table  # noqa: PLC0415

        weight_table(experiment, inspection, bar)


def _pictures(experiment: Experiment, inspection: Inspection, by: By) -> None:
    """Show a figure a layer, at the moment of the inspection."""
    findings = cast(WeightFindings, inspection.findings)
    parameters = inspection.snapshot.parameters
    gradient = Parameters.from_vector(findings.gradient, inspection.snapshot.sizes)
    figures(weight_figures(experiment, parameters, gradient, by, look()), key="weights.figures")
    st.markdown(localized(remarks(experiment, parameters if by == "weights" else gradient, by)))


PANEL = LivePanel("Weights", place=10, show=weights_panel, subject="weights")
