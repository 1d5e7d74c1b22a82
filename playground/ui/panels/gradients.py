"""The panel "Gradients": do all layers learn? What the moment says, what may help, and how it went so far."""

import streamlit as st

from playground.analysis.inspection import Inspection
from playground.analysis.reading import Reading, read
from playground.analysis.remedies import Remedy, remedies_for
from playground.live.runs import Run
from playground.spec import Experiment
from playground.ui import gate
from playground.ui.components.figures import figures
from playground.ui.language import localized
from playground.ui.panels.registry import LivePanel
from playground.ui.theme import look
from playground.ui.widgets import RESTARTS
from playground.views.gradients import gradient_figures, shown_moments
from playground.views.names import layer_titles
from playground.views.reading import GOOD, TITLES, layer_table, reading_text

HOW_TO_READ = (
    "A column is a moment that was kept; they are not evenly spaced in epochs. Gray is exactly 0 or no number. "
    "The frame is the moment shown."
)
ONE_LAYER = "There is one layer alone: to see how a gradient fares on its way back, add hidden layers."
ONE_MOMENT = "One moment so far. Press Run: a column is added whenever a moment is kept."


def gradients_panel(experiment: Experiment, run: Run, inspection: Inspection) -> None:
    """Show the reading of the moment shown with its remedies, and beside it the heatmaps."""
    first_loss = run.points[0].train_loss if run.points else inspection.snapshot.train_loss
    reading = read(inspection.moment, first_loss)
    present = run.record.present
    moments, shown = shown_moments(run.moments, inspection.moment, None if present is None else present.moment)
    words, pictures = st.columns([5, 8])
    with words:
        _words(reading, experiment)
    with pictures:
        figures(gradient_figures(experiment, moments, shown, look=look()), key="gradients")
        remarks = [HOW_TO_READ, *([ONE_MOMENT] if len(moments) == 1 else [])]
        st.caption(" ".join([*remarks, *([] if experiment.network.layers else [ONE_LAYER])]))


def _words(reading: Reading, experiment: Experiment) -> None:
    """Show what the moment says, what may help, and the figures."""
    titles = layer_titles(experiment)
    say = st.success if reading.verdict in GOOD else st.warning
    say(localized(f"**{TITLES[reading.verdict]}**  \n{reading_text(reading, titles)}"))
    for remedy in remedies_for(reading, experiment):
        _offer(remedy)
    st.markdown(localized(layer_table(reading, titles)))


def _offer(remedy: Remedy) -> None:
    """Show a button that proposes a remedy."""
    effect = "Starts a new run." if remedy.restarts else "The run goes on."
    st.button(
        f"{remedy.label} {RESTARTS}" if remedy.restarts else remedy.label,
        key=f"gradients.{remedy.name}",
        help=f"{remedy.reason} {effect}",
        width="stretch",
        on_click=gate.propose,
        args=(remedy.patch,),
    )


PANEL = LivePanel("Gradients", place=30, show=gradients_panel, subject="history")
