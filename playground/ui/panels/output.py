"""The panel "Output": what the network says of every point of the plane, large, flat or as a surface."""

from typing import cast

import numpy as np
import streamlit as st

from playground.analysis.inspection import Inspection
from playground.analysis.inspectors.output import OutputFindings
from playground.analysis.results import score
from playground.data import Dataset
from playground.engine.activations import ACTIVATIONS
from playground.live.runs import Run
from playground.spec import Experiment
from playground.ui.components.figures import figures
from playground.ui.language import localized
from playground.ui.panels.choices import kept, pick, segments, switch
from playground.ui.panels.registry import LivePanel
from playground.ui.theme import look
from playground.views.names import output_labels
from playground.views.outputs import MAX_SHOWN, Choice, coarser, output_ends, parts_of
from playground.views.planes import plane_figure
from playground.views.results import confusion_figure, prediction_figure
from playground.views.samples import SOLID_OUTLINES
from playground.views.surfaces import MAX_SHOWN as MAX_ON_SURFACE
from playground.views.surfaces import surface_figure

VIEWS = ("Plane", "Surface")
SHARES = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)  # of the way from one end of the output to the other
USUAL = (0.25, 0.5, 0.75)
MOST_LINES, USUAL_LINES = 15, 7
WIDTHS = (1, 3.6)  # of the choices and of the figure


def output_panel(experiment: Experiment, run: Run, inspection: Inspection) -> None:
    """Show the output of the moment over the plane; of other data, predictions and targets."""
    findings, dataset = cast(OutputFindings, inspection.findings), run.record.dataset
    if findings.surface is None or dataset is None:
        _no_plane(experiment, findings)
        return
    if run.is_running:  # the next picture comes in a moment
        findings = coarser(findings)
    choices, picture = st.columns(WIDTHS)
    with choices:
        view = segments("View of the output", VIEWS, "output.view")
        choice = _choice(experiment, findings, view)
    with picture:
        _picture(experiment, findings, dataset, view, choice)


def _choice(experiment: Experiment, findings: OutputFindings, view: str) -> Choice:
    """Return what is to be shown, as the widgets say."""
    labels = output_labels(experiment)
    is_classes, is_plane = experiment.kind != "regression", view == "Plane"
    is_probability = ACTIVATIONS[experiment.output_activation].is_probability
    smooth = "Probabilities" if is_classes and is_probability else "Values"
    flat = "Classes" if is_classes else "Bands"
    coloring = segments("Colours", (smooth, flat), f"output.colors.{smooth}.{flat}") if is_plane else smooth
    output = labels.index(pick("Lines of" if is_plane else "Height of", labels, "output.of"))
    levels = _levels(experiment, output_ends(experiment, findings)) if is_plane else ()
    has_test = experiment.data.train_fraction < 1
    return Choice(
        output=output,
        levels=levels,
        is_discrete=coloring == flat,
        with_test=has_test and switch("Test samples", "output.test"),
        with_mistakes=is_classes and is_plane and switch("Mark mistakes", "output.mistakes"),
    )


def _levels(experiment: Experiment, ends: tuple[float, float]) -> tuple[float, ...]:
    """Return the outputs at which lines are wanted: chosen ones for classes, a number of them for values."""
    low, high = ends
    if experiment.kind == "regression":
        usual = kept("output.lines", USUAL_LINES)
        n_lines = st.slider("Contour lines", 0, MOST_LINES, usual, key="output.lines", persist_state="page")
        return tuple(np.linspace(low, high, n_lines + 2)[1:-1].tolist())
    shares = st.pills(
        "Contour lines at",
        SHARES,
        selection_mode="multi",
        default=kept("output.shares", USUAL),
        format_func=lambda share: localized(f"{low + share * (high - low):g}"),
        key="output.shares",
        wrap=True,
        persist_state="page",
    )
    return tuple(low + share * (high - low) for share in sorted(shares))


def _picture(experiment: Experiment, findings: OutputFindings, dataset: Dataset, view: str, choice: Choice) -> None:
    parts = parts_of(experiment, findings, dataset, choice)
    draw = plane_figure if view == "Plane" else surface_figure
    figures([draw(experiment, findings, parts, choice, look())], key=f"output.{view.lower()}")
    st.caption(" ".join(_remarks(experiment, findings, view, choice)))


def _remarks(experiment: Experiment, findings: OutputFindings, view: str, choice: Choice) -> list[str]:
    """Return how to read the picture, and what was left out."""
    n_train = len(findings.results.train_targets)
    n_test = len(findings.results.test_targets) if choice.with_test else 0
    most = MAX_SHOWN if view == "Plane" else MAX_ON_SURFACE
    is_values = experiment.kind == "regression"
    has_crosses = view == "Surface" and len(experiment.data.class_names) > len(SOLID_OUTLINES)
    hollow = "squares" if is_values else "hollow, or small where they are crosses" if has_crosses else "hollow"
    filled = "circles" if is_values else "filled"
    remark = {
        f"Training samples are {filled}, test samples {hollow}.": choice.with_test,
        "Ringed samples are taken for another class.": choice.with_mistakes,
        "Drag to turn it.": view == "Surface",
        "Samples lie at their targets: how far from the surface is how far off.": view == "Surface" and is_values,
        f"At most {most} samples of each part are drawn.": max(n_train, n_test) > most,
    }
    return [text for text, is_so in remark.items() if is_so]


def _no_plane(experiment: Experiment, findings: OutputFindings) -> None:
    """Say why there is no plane, and show predictions and targets instead."""
    results = findings.results
    is_test = len(results.test_targets) > 0
    predictions, targets = (
        (results.test_predictions, results.test_targets)
        if is_test
        else (results.train_predictions, results.train_targets)
    )
    which = "test" if is_test else "training"
    st.info(
        f"The data have {experiment.data.n_raw_inputs} inputs, not two, so the output cannot be drawn over a plane. "
        f"This is how predictions and targets of the {which} samples go together; the panel Results says more."
    )
    if experiment.kind == "regression":
        labels = output_labels(experiment)
        output = labels.index(pick("Output", labels, "output.of"))
        shown = prediction_figure(predictions[:, output], targets[:, output], look())
    else:
        names = experiment.data.class_names
        shown = confusion_figure(score(predictions, targets, results.threshold), names, look())
    figures([shown], key="output.instead")


PANEL = LivePanel("Output", place=60, show=output_panel, subject="output")
