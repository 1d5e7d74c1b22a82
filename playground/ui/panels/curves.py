"""The panel "Curves": losses, metric and learning rate over the epochs, and how they stand at the moment shown."""

from collections.abc import Sequence
from math import isnan

import streamlit as st

from playground.analysis.inspection import Inspection
from playground.live.runs import Run
from playground.spec import Experiment
from playground.training.history import CurvePoint
from playground.training.observation import point_of
from playground.ui.language import localized, vega_numbers
from playground.ui.panels.choices import kept, segments
from playground.ui.panels.registry import LivePanel
from playground.ui.theme import look
from playground.views.curve_shape import curve_shape

LINEAR, LOG = "Linear", "Log"
SMOOTHEST = 0.98
LABEL = "Losses, metric and learning rate over the epochs"
HINT = "Drag across the strip to zoom in on some epochs, double-click it to see all."  # in a chart it wraps nowhere
NOTHING = "There is one point so far. Press Run, or Step: the curves grow while the network learns."


def curves_panel(experiment: Experiment, run: Run, inspection: Inspection) -> None:
    """Show the figures of the moment shown, how the curves are drawn, and the curves."""
    # What a closed panel does not need: pandas takes a good part of a second to import.
    from playground.views.curve_data import with_head  # noqa: PLC0415

    n_train = experiment.data.n_train
    shown = point_of(inspection.snapshot, n_train)
    points = with_head(run.points, shown if run.present is None else point_of(run.present, n_train))
    st.markdown(localized(figures_text(shown, experiment)))
    is_log, smoothing = _choices()
    if len(points) == 1:
        st.info(NOTHING)
        return
    _chart(experiment, run, points, shown.epoch, is_log=is_log, smoothing=smoothing)
    st.caption(" ".join([HINT, *remarks(experiment, points)]))


def figures_text(point: CurvePoint, experiment: Experiment) -> str:
    """Return the figures of a moment in a line, as Markdown."""
    epoch = f"{point.epoch:,.2f}".rstrip("0").rstrip(".")
    parts = {"training": (point.train_loss, point.train_metric), "test": (point.test_loss, point.test_metric)}
    words = [f"**Epoch {epoch}**"]
    for name, (loss, metric) in parts.items():
        if name == "test" and isnan(loss):
            continue
        words.append(f"{name} loss {loss:.4g}")
        if experiment.kind != "regression":
            words.append(f"{name} accuracy {metric:.1%}")
    return " · ".join([*words, f"learning rate {point.learning_rate:.4g}"])


def remarks(experiment: Experiment, points: Sequence[CurvePoint]) -> list[str]:
    """Return what there is to say about curves that are not there, a sentence each."""
    said = []
    if all(isnan(point.test_loss) for point in points):
        said.append("Nothing is held back for testing: with a smaller train share there are test curves too.")
    if experiment.loss == "mean_squared_error" and experiment.kind == "regression":
        said.append("The loss is the mean squared error itself, so it is drawn once.")
    if not any(point.penalty > 0 for point in points):
        said.append("There is no penalty on the weights: with L1 or L2 (Regularization) a track shows what it adds.")
    return said


def _choices() -> tuple[bool, float]:
    """Show how the curves can be drawn; return whether on logarithmic axes, and how much smoothed."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        scale = segments("Axis of the loss", (LINEAR, LOG), "curves.scale", label_visibility="visible")
        smoothing = st.slider(
            "Smoothing",
            0.0,
            SMOOTHEST,
            kept("curves.smoothing", 0.0),
            0.02,
            key="curves.smoothing",
            persist_state="page",
            help="An exponential moving average; the curves as they are stay visible, pale, behind it.",
            width=320,
        )
    return scale == LOG, smoothing


def _chart(
    experiment: Experiment,
    run: Run,
    points: Sequence[CurvePoint],
    shown: float,
    *,
    is_log: bool,
    smoothing: float,
) -> None:
    from playground.views.curve_data import curve_table, mark_table, moment_table, target_table  # noqa: PLC0415
    from playground.views.curves import curve_spec, usermeta  # noqa: PLC0415 - as above, and Altair

    marks = run.marks
    shape = curve_shape(experiment, points, marks, is_log=is_log, look=look())
    tables = {
        "curves": curve_table(
            points, smoothing, in_percent=shape.in_percent, is_log=shape.is_log, is_rate_log=shape.is_rate_log
        ),
        "moment": moment_table(shown, is_past=run.record.at is not None),
    }
    if shape.has_marks:
        tables["marks"] = mark_table(marks, points[-1].epoch)
    if shape.targets:
        tables["targets"] = target_table(experiment.training.stop, is_log=shape.is_log)
    st.vega_lite_chart(
        spec=curve_spec(shape) | {"datasets": tables, "usermeta": usermeta(vega_numbers())},
        width="stretch",
        theme="streamlit",
        key="curves",
        alt=LABEL,
    )


PANEL = LivePanel("Curves", place=20, show=curves_panel, subject="history")
