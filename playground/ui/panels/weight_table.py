"""The table of the weights that a run begins with: to be read, edited, pasted into, and taken along as a file."""

import re
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from playground.analysis.inspection import Inspection
from playground.engine.network import Parameters, count_parameters
from playground.jobs.commands import Reset
from playground.spec import Experiment
from playground.spec.experiment import MAX_PARAMETERS
from playground.training.snapshot import Snapshot
from playground.ui import state
from playground.ui.language import localized
from playground.ui.panels.experiment_files import MAX_FILE_MB, file_name, from_file, link_in_words, to_file
from playground.ui.panels.parameter_frames import first_lines, from_frames, start_of, to_frames
from playground.views.names import input_labels, layer_titles, output_labels

MAX_CELLS = 2_000  # more of them are no table to read, and slow to edit
FILLED, EDITED = "weights.filled", "weights.edited"  # in the session state, as is the next line's
REFUSED, N_OPENED = "weights.refused", "weights.n_opened"
COLUMN_PX, UPLOAD_PX = 92, 420

Frames = list[pd.DataFrame] | None


@dataclass(frozen=True, slots=True)
class Filled:
    """What the table was filled with.

    Attributes:
        origin: what the experiment's start follows from; another one fills the table anew.
        number: grows by one each time, and gives the editors new keys, so that nothing of an earlier edit stays.
        parameters: the numbers, float64.
        frames: the same as tables; None where they are too many.
        handed: what the editors begin with: the same, or what was typed before they were out of sight.
        step: of the moment they were taken from, None where they are the start.
    """

    origin: tuple[Any, ...]
    number: int
    parameters: Parameters
    frames: Frames
    handed: Frames
    step: int | None


def weight_table(experiment: Experiment, inspection: Inspection, bar: DeltaGenerator) -> None:
    """Show the table and what can be done with it; what changes the experiment runs the whole page again.

    Args:
        experiment: whose start it is.
        inspection: of the moment whose weights can be taken.
        bar: where the buttons go.
    """
    if (refused := st.session_state.get(REFUSED)) is not None:
        st.error(refused)
    n_parameters = count_parameters(experiment.sizes)
    if n_parameters <= MAX_PARAMETERS:
        _table(experiment, inspection.snapshot, bar)
    else:
        st.markdown(localized(f"{n_parameters:,} weights are too many to be set by hand (at most {MAX_PARAMETERS:,})."))
    _files(experiment)


def _table(experiment: Experiment, now: Snapshot, bar: DeltaGenerator) -> None:
    """Show an editor a layer, where there is room for all; the buttons know what stands in them."""
    filled, told = _filled(experiment), st.container()
    edited = None if filled.handed is None else _editors(experiment, filled.number, filled.handed)
    st.session_state[EDITED] = edited
    with bar:
        _buttons(experiment, now, filled, edited)
    with told:
        _words(experiment, filled, edited)


def _filled(experiment: Experiment) -> Filled:
    """Return what the table is filled with; it is filled anew where the experiment has come to begin otherwise."""
    filled: Filled | None = st.session_state.get(FILLED)
    if filled is None or filled.origin != _origin(experiment):
        return _fill(experiment, start_of(experiment))
    return _with_edits(experiment, filled)


def _with_edits(experiment: Experiment, filled: Filled) -> Filled:
    """Return what the table is filled with, and what was typed into it before its editors were out of sight.

    Streamlit forgets an editor that a script run does not draw: new ones begin with what stood in the old ones.
    """
    edited: Frames = st.session_state.get(EDITED)
    keys = [_key(filled.number, title) for title in layer_titles(experiment)]
    if edited is None or all(key in st.session_state for key in keys):
        return filled
    filled = replace(filled, number=filled.number + 1, handed=edited)
    st.session_state[FILLED] = filled
    return filled


def _key(filling: int, title: str) -> str:
    return f"weights.table.{filling}.{title}"


def _origin(experiment: Experiment) -> tuple[Any, ...]:
    network, dtype = experiment.network, experiment.training.parameter_dtype
    names = input_labels(experiment), output_labels(experiment)
    return network.parameters, experiment.sizes, network.initializer, network.seed, dtype, names


def _fill(experiment: Experiment, parameters: Parameters, step: int | None = None) -> Filled:
    before: Filled | None = st.session_state.get(FILLED)
    number = 0 if before is None else before.number + 1
    frames = to_frames(experiment, parameters) if len(parameters.vector) <= MAX_CELLS else None
    filled = Filled(_origin(experiment), number, parameters, frames, frames, step)
    st.session_state[FILLED], st.session_state[EDITED] = filled, None
    _forget_refusal()
    return filled


def _editors(experiment: Experiment, filling: int, frames: list[pd.DataFrame]) -> list[pd.DataFrame]:
    """Show an editor a layer, as many beside each other as there is room for; return what stands in them."""
    edited = []
    with st.container(horizontal=True, gap="medium"):
        for title, frame in zip(layer_titles(experiment), frames, strict=True):
            with st.container(width="content", gap="xsmall"):
                st.markdown(f"**{title}**", width="content")
                columns = {
                    name: st.column_config.TextColumn(width=COLUMN_PX, alignment="right") for name in frame.columns
                }
                edited.append(
                    st.data_editor(
                        frame,
                        key=_key(filling, title),
                        width="content",
                        column_config=columns,
                        disabled=["_index"],
                        alt=f"Weights and biases of {title}",
                        on_change=state.acted,
                    )
                )
    return edited


def _buttons(experiment: Experiment, now: Snapshot, filled: Filled, edited: Frames) -> None:
    if st.button("Set as the start", key="weights.set", type="primary"):
        _set_start(experiment, filled, edited)
        st.rerun()
    if st.button("Take the present weights", key="weights.take"):
        _take(experiment, now)
        st.rerun()
    is_drawn = experiment.network.parameters is None and filled.step is None and not _is_changed(filled, edited)
    if st.button("Draw anew from the seed", key="weights.draw", disabled=is_drawn):
        state.propose({"network": {"parameters": None}})
        _fill(state.experiment(), start_of(state.experiment()))
        st.rerun()


def _set_start(experiment: Experiment, filled: Filled, edited: Frames) -> None:
    """Let a new run begin with what the table holds, paused before its first step."""
    try:
        parameters = filled.parameters if edited is None else from_frames(edited, filled.parameters, experiment)
    except ValueError as error:
        _refuse("The table cannot be the start:", str(error).splitlines())
        return
    _forget_refusal()
    state.session_run().do(Reset())
    state.propose_parameters(parameters)


def _take(experiment: Experiment, now: Snapshot) -> None:
    """Fill the table with the weights of the moment shown."""
    if np.isfinite(now.parameters.vector).all():
        _fill(experiment, now.parameters.in_fewest_digits(), now.step)
    else:
        _refuse("The present weights cannot be taken:", [f"at step {now.step} not all of them are finite numbers"])


def _refuse(title: str, lines: list[str]) -> None:
    st.session_state[REFUSED] = "\n- ".join([title, *map(_plain, lines)])


def _forget_refusal() -> None:
    st.session_state.pop(REFUSED, None)


def _words(experiment: Experiment, filled: Filled, edited: Frames) -> None:
    """Say what the table holds, and whether the link holds the start."""
    said = [_holds(experiment, filled, edited), link_in_words(experiment)]
    if edited is None:
        n_parameters = len(filled.parameters.vector)
        said.append(
            f"{n_parameters:,} numbers are too many for a table (at most {MAX_CELLS:,}): edit the experiment's file."
        )
    st.markdown(localized(" ".join(said)))


def _is_changed(filled: Filled, edited: Frames) -> bool:
    """Return whether a cell was typed into."""
    return bool(edited and filled.frames) and not all(map(pd.DataFrame.equals, edited or (), filled.frames or ()))


def _holds(experiment: Experiment, filled: Filled, edited: Frames) -> str:
    """Return in a sentence what the table holds."""
    if _is_changed(filled, edited):
        return "**The table was changed: set it as the start, and a new run begins with it.**"
    if filled.step is not None:
        return (
            f"**These are the weights of step {filled.step}: set them as the start, and a new run begins with them.**"
        )
    is_drawn = experiment.network.parameters is None
    how = f"drawn from seed {experiment.network.seed}" if is_drawn else "set by hand"
    return f"A run begins with these weights, {how}."


def _files(experiment: Experiment) -> None:
    """Offer the whole experiment as a file, and to open one; what was opened is not offered to be opened again."""
    n_opened = st.session_state.get(N_OPENED, 0)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.download_button(
            "Download the experiment",
            lambda: to_file(experiment),
            file_name(experiment),
            "application/json",
            key="weights.download",
            on_click="ignore",
        )
        file = st.file_uploader(
            "Open a file",
            "json",
            key=f"weights.open.{n_opened}",
            max_upload_size=MAX_FILE_MB,
            width=UPLOAD_PX,
            on_change=state.acted,
        )
    if file is None:
        return
    st.session_state[N_OPENED] = n_opened + 1
    try:
        opened = from_file(file.getvalue())
    except ValueError as error:
        _refuse(f"{_plain(file.name)} was not opened:", first_lines(str(error).splitlines()))
    else:
        _forget_refusal()
        state.set_experiment(opened)
        state.session_run().do(Reset())
    st.rerun()


def _plain(text: str) -> str:
    """Return a text that Markdown shows as it is."""
    return re.sub(r"([\\`*_{}\[\]()#+!|<>~$:-])", r"\\\1", text)
