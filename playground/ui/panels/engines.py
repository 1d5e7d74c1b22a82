"""The panel "Engines": every engine trains the same experiment side by side, and shows that they agree."""

import numpy as np
import streamlit as st

from playground.backends import ENGINES
from playground.jobs.reports import ComparisonReport
from playground.live.comparisons import Comparison
from playground.live.runs import Run
from playground.spec import Experiment
from playground.spec.stop import StopSpec
from playground.ui.gate import TEXT
from playground.ui.language import localized, vega_numbers
from playground.ui.panels.choices import segments
from playground.ui.panels.registry import Tool
from playground.ui.server import get_hub
from playground.ui.session import Widget, session, session_run
from playground.ui.theme import look

REFRESH_S = 0.5
PRECISIONS = ("float64", "float32")
ABOUT = (
    "Every engine trains this experiment from the same weights on the same batches. If backpropagation by hand and "
    "automatic differentiation are the same mathematics, the parameters stay equal, up to rounding."
)
ROUNDING = {
    "float64": "With 64-bit numbers hardly anything is rounded: engines that agree stay below 1e-9.",
    "float32": "With 32-bit numbers rounding shows: it grows from step to step, and yet engines that agree stay close.",
}


def engines_panel(experiment: Experiment, run: Run) -> None:
    """Show what is compared, a button, and how the comparison stands; that part goes on by itself."""
    st.write(ABOUT)
    comparison = run.comparison
    is_going = comparison is not None and comparison.is_going
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if is_going:
            st.button("Cancel", key="compare.cancel", on_click=_cancel)
        else:
            st.button("Compare engines", key="compare", on_click=_compare)
        precision = segments("Precision of the comparison", PRECISIONS, Widget.PRECISION, label_visibility="visible")
        st.caption(ROUNDING[precision])
    if comparison is not None:
        if _is_other(comparison.experiment, experiment, precision):
            st.info(f"This compares {_words(comparison.experiment)}, which is not what is chosen now.")
        st.fragment(_standing, run_every=REFRESH_S if is_going else None)(comparison, is_going)


def compared(experiment: Experiment, precision: str) -> Experiment:
    """Return the experiment as it is compared: in that precision, each engine on the device that it chooses.

    Nothing stops it early: going back to a best epoch's weights would move all engines to those of one.
    """
    training = {"dtype": precision, "stop": StopSpec().model_dump()}
    return experiment.patched({"engine": "numpy", "device": "auto", "training": training})


def _compare() -> None:
    precision = st.session_state.get(Widget.PRECISION, PRECISIONS[0])
    get_hub().compare(session_run(), compared(session().experiment, precision))


def _cancel() -> None:
    session_run().cancel_comparison()


def _is_other(before: Experiment, experiment: Experiment, precision: str) -> bool:
    return compared(experiment, precision).patched(TEXT) != before.patched(TEXT)


def _words(experiment: Experiment) -> str:
    name = experiment.name or experiment.data.dataset
    sizes = "–".join(map(str, experiment.sizes))
    return f"{name}, {sizes}, {experiment.training.optimizer.name}, {experiment.training.dtype}"


def _standing(comparison: Comparison, was_going: bool) -> None:
    """Show how a comparison stands; once it ends, the whole page hears of it."""
    if was_going and not comparison.is_going:
        st.rerun()
    report = comparison.report
    if comparison.problem is not None:
        st.error(comparison.problem)
    elif comparison.is_going:
        st.progress(*_progress(report))
    elif comparison.is_cancelled:
        st.info("Cancelled.")
    if report is not None and report.diverged_at is not None:
        st.warning(f"Training diverged at step {report.diverged_at}: only the steps before it can be compared.")
    if report is not None and len(report.differences):
        _results(report)


def _progress(report: ComparisonReport | None) -> tuple[float, str]:
    """Return how much is done, from 0 to 1, and what is being done."""
    if report is None:
        return 0.0, "TensorFlow is starting ..."
    if report.waiting is not None:
        n_ready = len(report.engines) + len(report.refusals)
        entry = ENGINES[report.waiting]
        is_first = entry.uses_tensorflow and not any(ENGINES[name].uses_tensorflow for name in report.engines)
        starting = "TensorFlow is starting" if is_first else f"{entry.label} is getting ready"
        return 0.5 * n_ready / len(ENGINES), f"{starting} ... ({n_ready} of {len(ENGINES)} engines are ready)"
    n_done = len(report.differences)
    if n_done < report.n_steps and report.diverged_at is None:
        return 0.5 + 0.4 * n_done / report.n_steps, f"Training side by side: step {n_done} of {report.n_steps}"
    return 0.9, "Measuring the time per step ..."


def _results(report: ComparisonReport) -> None:
    """Show the charts and the table of what was found so far."""
    # What a closed panel does not need: Altair takes most of a second to import.
    from playground.views.comparison import difference_chart, time_chart  # noqa: PLC0415

    if report.is_done:
        st.markdown(localized(f"**{verdict(report)}**"))
    charts = {"differences": difference_chart(report, look())}
    if report.step_s:
        charts["times"] = time_chart(report, look(), say=localized)
    for name, chart in charts.items():
        chart.usermeta = {"embedOptions": {"formatLocale": vega_numbers()}}
        st.altair_chart(chart, key=f"compare.{name}")
    st.markdown(localized(table(report)))


def verdict(report: ComparisonReport) -> str:
    """Return in a sentence whether the engines agree."""
    others, n_steps = report.engines[1:], len(report.differences)
    apart = [ENGINES[name].label for name in others if not agrees(report, name)]
    if apart:
        return f"Not all agree: {', '.join(apart)} went another way than NumPy."
    worst = report.differences.max(initial=0.0)
    return (
        f"All {len(report.engines)} engines agree: after {n_steps} steps no parameter has ever differed "
        f"by more than {worst:.1e}."
    )


def agrees(report: ComparisonReport, engine: str) -> bool:
    """Return whether an engine stayed as near to NumPy as rounding explains."""
    column = report.differences[:, report.engines.index(engine)]
    return bool((column <= report.tolerance).all())  # NaN is not


def table(report: ComparisonReport) -> str:
    """Return a line an engine, as Markdown: largest difference, time per step, and what there is to say."""
    from playground.views.comparison import time_text  # noqa: PLC0415 - as above

    refusals = dict(report.refusals)
    lines = ["| Engine | Largest difference | Time per step | |", "|:--|--:|--:|:--|"]
    for name, entry in ENGINES.items():
        if name in refusals:
            cells = [entry.label, "–", "–", f"cannot train this: {refusals[name]}"]
        elif name in report.engines:
            time = time_text(report.step_s[name]) if name in report.step_s else "…"
            cells = [entry.label, _largest(report, name), time, _note(report, name)]
        else:
            continue
        lines.append(f"| {' | '.join(cell.replace('|', '/').replace(chr(10), '; ') for cell in cells)} |")
    return "\n".join(lines)


def _largest(report: ComparisonReport, engine: str) -> str:
    column = report.differences[:, report.engines.index(engine)]
    if engine == report.engines[0]:
        return "–"
    largest = np.max(column, initial=0.0, where=np.isfinite(column))
    return f"{largest:.1e}" if largest else "exactly equal"


def _note(report: ComparisonReport, engine: str) -> str:
    if engine == report.engines[0]:
        return "the others are compared with it"
    column = report.differences[:, report.engines.index(engine)]
    if not np.isfinite(column).all():
        return f"not finite from step {int(np.argmin(np.isfinite(column))) + 1} on"
    return "agrees" if agrees(report, engine) else "differs by more than rounding explains"


PANEL = Tool("Engines", place=80, show=engines_panel)
