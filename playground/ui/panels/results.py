"""The panel "Results": how good the predictions are, on the samples trained with or on those held back."""

from typing import NamedTuple, cast

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from playground.analysis.inspection import Inspection
from playground.analysis.inspectors.results import ResultFindings
from playground.analysis.results import MIDDLE, Fit, Scores, fit, roc_curve, score
from playground.engine.arrays import Array
from playground.live.runs import Run
from playground.spec import Experiment
from playground.ui.components.figures import figures
from playground.ui.language import localized
from playground.ui.panels.choices import pick, segments
from playground.ui.panels.registry import LivePanel
from playground.ui.theme import look
from playground.views.names import output_labels
from playground.views.results import confusion_figure, residual_figure, residual_histogram, roc_figure

PARTS = ("Train", "Test")
WIDTHS = (3, 2)  # of the confusion matrix and of the table beside it
NO_TEST = (
    "The test share is 0: no samples are held back. Lower “Train share” in the sidebar, and this panel shows how "
    "well the network does on samples that it has never seen."
)
NO_ROC = "A ROC curve needs two classes; with several, the confusion matrix says which are mixed up."
ONE_CLASS = "A ROC curve needs samples of both classes; here there is only one."
HELP = {
    "Accuracy": "The share of samples that are taken for their own class.",
    "Precision": "Of what is taken for a class, the share that is of it; the mean of all classes.",
    "Recall": "Of the samples of a class, the share that is taken for it; the mean of all classes.",
    "F1": "The harmonic mean of precision and recall; the mean of all classes.",
    "R²": "The share of the targets' variance that the predictions explain: 1 is perfect, 0 no better than their mean.",
    "Mean squared error": "The mean of the squared residuals.",
    "Mean absolute error": "The mean size of the residuals.",
}


class Part(NamedTuple):
    """The predictions and targets (n_samples, n_outputs) of one part of the samples."""

    predictions: Array
    targets: Array


def results_panel(experiment: Experiment, _run: Run, inspection: Inspection) -> None:
    """Show how good the predictions of the moment are."""
    findings = cast(ResultFindings, inspection.findings)
    parts = {
        "Train": Part(findings.train_predictions, findings.train_targets),
        "Test": Part(findings.test_predictions, findings.test_targets),
    }
    bar = st.container(horizontal=True, vertical_alignment="bottom")
    with bar:
        chosen = segments("Samples", PARTS, "results.part")
    if not len(parts[chosen].targets):
        st.info(NO_TEST)
    elif experiment.kind == "regression":
        _values(experiment, parts, chosen, bar)
    else:
        _classes(experiment, parts, chosen, findings.threshold)


def _classes(experiment: Experiment, parts: dict[str, Part], chosen: str, threshold: float) -> None:
    """Show what classes are told apart."""
    names = experiment.data.class_names
    scores = {name: score(*part, threshold) for name, part in parts.items() if len(part.targets)}
    _tiles({name: _class_figures(found) for name, found in scores.items()}, chosen)
    part, found = parts[chosen], scores[chosen]
    shown = [confusion_figure(found, names, look())]
    remark = NO_ROC
    if experiment.kind == "binary":
        curve = roc_curve(part.predictions[:, 0], part.targets[:, 0] > MIDDLE)
        remark = ONE_CLASS if curve is None else ""
        if curve is not None:
            shown.append(roc_figure(curve, threshold, names, look()))
    matrix, table = (st.container(), st.container()) if len(shown) > 1 else st.columns(WIDTHS)
    with matrix:
        figures(shown, key="results.classes")
    table.markdown(localized(class_table(found, names)))
    st.caption(f"Confusion matrix: counts, and the share of the row. {remark}")


def _values(experiment: Experiment, parts: dict[str, Part], chosen: str, bar: DeltaGenerator) -> None:
    """Show how near the values of one output come."""
    labels = output_labels(experiment)
    with bar:
        output = labels.index(pick("Output", labels, "results.output"))
    columns = {name: (part.predictions[:, output], part.targets[:, output]) for name, part in parts.items()}
    fits = {name: fit(*column) for name, column in columns.items() if len(column[0])}
    _tiles({name: _fit_figures(found) for name, found in fits.items()}, chosen)
    predictions, targets = columns[chosen]
    figures(
        [residual_figure(predictions, targets, look()), residual_histogram(predictions, targets, look())],
        key="results.values",
    )


def _class_figures(scores: Scores) -> dict[str, str]:
    means = {"Precision": scores.precision, "Recall": scores.recall, "F1": scores.f1}
    return {"Accuracy": f"{scores.accuracy:.1%}"} | {name: f"{np.mean(values):.3f}" for name, values in means.items()}


def _fit_figures(found: Fit) -> dict[str, str]:
    measures = {
        "R²": found.r_squared,
        "Mean squared error": found.mean_squared_error,
        "Mean absolute error": found.mean_absolute_error,
    }
    return {name: f"{value:.4g}" if np.isfinite(value) else "–" for name, value in measures.items()}


def _tiles(measured: dict[str, dict[str, str]], chosen: str) -> None:
    """Show a tile a measure: that of the chosen part, and below it that of the other."""
    other = next((name for name in measured if name != chosen), None)
    for column, (name, value) in zip(st.columns(len(measured[chosen])), measured[chosen].items(), strict=True):
        beside = "" if other is None else f"{other.lower()} {measured[other][name]}"
        column.metric(
            name,
            localized(value),
            localized(beside),
            delta_color="off",
            delta_arrow="off",
            help=HELP[name],
            border=True,
        )


def class_table(scores: Scores, names: tuple[str, ...]) -> str:
    """Return a line a class and one of their mean, as Markdown."""
    lines = ["| Class | Precision | Recall | F1 | Samples |", "|:--|--:|--:|--:|--:|"]
    columns = (scores.precision, scores.recall, scores.f1)
    for number, name in enumerate(names):
        cells = " | ".join(f"{column[number]:.3f}" for column in columns)
        lines.append(f"| {name} | {cells} | {scores.samples[number]} |")
    means = " | ".join(f"**{np.mean(column):.3f}**" for column in columns)
    return "\n".join([*lines, f"| **mean** | {means} | {scores.samples.sum()} |"])


PANEL = LivePanel("Results", place=50, show=results_panel, subject="results")
