"""The panel "Activations": how large they are in every layer, and what each layer makes of the plane."""

from typing import cast

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from playground.analysis.inspection import Inspection
from playground.analysis.inspectors.activations import ActivationFindings
from playground.live.runs import Run
from playground.spec import Experiment
from playground.ui.components.figures import figures
from playground.ui.panels.choices import pick, segments
from playground.ui.panels.registry import LivePanel
from playground.ui.theme import look
from playground.views.activations import histogram_figure
from playground.views.journeys import ABOUT, journey_figure
from playground.views.names import layer_titles
from playground.views.spaces import axis_names, remarks, space_figure, view_of

VIEWS = ("Histograms", "One layer", "Layer to layer")
HISTOGRAMS = (
    "All neurons of a layer at all training samples. Dashed: what the activation function cannot exceed; neurons near "
    "there ({ends}) are saturated and hardly learn. Behind a ReLU, a neuron that is exactly 0 passes nothing on."
)


def activations_panel(experiment: Experiment, run: Run, inspection: Inspection) -> None:
    """Show the activations of the moment, in one of three views."""
    findings = cast(ActivationFindings, inspection.findings)
    bar = st.container(horizontal=True, vertical_alignment="bottom")
    with bar:
        view = segments("View of the activations", VIEWS, "activations.view")
    if view == "Histograms":
        figures([histogram_figure(experiment, findings, look())], key="activations.histograms")
        st.caption(HISTOGRAMS.format(ends=look().words[0]))
    elif view == "One layer":
        _one_layer(experiment, findings, bar, is_still=not run.is_running)
    else:
        with bar:
            along = segments("Seen along", tuple(ABOUT), "activations.along")
        figures([journey_figure(experiment, findings, along, look())], key="activations.journey")
        said = remarks(experiment, findings, look())
        st.caption(" ".join(["Each layer is scaled to fill the picture.", ABOUT[along], *said]))


def _one_layer(experiment: Experiment, findings: ActivationFindings, bar: DeltaGenerator, is_still: bool) -> None:
    """Show one layer along two axes, which are chosen in the bar."""
    titles = ["Inputs", *layer_titles(experiment)]
    with bar:
        layer = titles.index(pick("Layer", titles, "activations.layer", 1))
        names = axis_names(experiment, findings, layer)
        across = pick("Across", names, f"activations.across.{layer}")
        up = pick("Up", names, f"activations.up.{layer}", min(1, len(names) - 1))
    view = view_of(experiment, findings, layer, across, up)
    figures([space_figure(experiment, findings, view, look(), is_still)], key="activations.space")
    st.caption(" ".join(remarks(experiment, findings, look(), layer)))


PANEL = LivePanel("Activations", place=40, show=activations_panel, subject="activations")
