"""What the table of weights holds, from one script run to the next: what it was filled with, and what was typed in."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import streamlit as st

from playground.engine.network import Parameters
from playground.spec import Experiment
from playground.ui.panels.weights.frames import start_of, to_frames
from playground.ui.session import session
from playground.views.names import input_labels, layer_titles, output_labels

MAX_CELLS = 2_000  # more of them are no table to read, and slow to edit

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


@dataclass(slots=True)
class Holding:
    """What a session keeps of the table.

    Attributes:
        filled: what it was filled with, None where it was never open.
        edited: what stands in its editors.
        refused: why the last thing asked of it was not done, as Markdown.
    """

    filled: Filled | None = None
    edited: Frames = None
    refused: str | None = None


def holding() -> Holding:
    """Return what the viewer's session keeps of the table."""
    return session().memory(Holding)


def filled_for(experiment: Experiment) -> Filled:
    """Return what the table is filled with; it is filled anew where the experiment has come to begin otherwise."""
    filled = holding().filled
    if filled is None or filled.origin != _origin(experiment):
        return fill(experiment, start_of(experiment))
    return _with_edits(experiment, filled)


def _with_edits(experiment: Experiment, filled: Filled) -> Filled:
    """Return what the table is filled with, and what was typed into it before its editors were out of sight.

    Streamlit forgets an editor that a script run does not draw: new ones begin with what stood in the old ones.
    """
    edited = holding().edited
    keys = [editor_key(filled.number, title) for title in layer_titles(experiment)]
    if edited is None or all(key in st.session_state for key in keys):
        return filled
    filled = replace(filled, number=filled.number + 1, handed=edited)
    holding().filled = filled
    return filled


def editor_key(filling: int, title: str) -> str:
    """Return the key of a layer's editor; another filling has other editors."""
    return f"weights.table.{filling}.{title}"


def typed_into(experiment: Experiment, filled: Filled) -> Frames:
    """Return what stands in the editors as a callback finds it, with what was typed a moment ago."""
    if filled.handed is None:
        return None
    after = [frame.copy() for frame in filled.handed]
    for title, frame in zip(layer_titles(experiment), after, strict=True):
        for row, cells in edited_rows(editor_key(filled.number, title)).items():
            for column, text in cells.items():
                frame.iloc[row, frame.columns.get_loc(column)] = text
    return after


def edited_rows(key: str) -> Mapping[int, Mapping[str, Any]]:
    """Return the cells that were typed into an editor, by their row and the name of their column."""
    rows: Mapping[int, Mapping[str, Any]] = st.session_state[key]["edited_rows"]
    return rows


def _origin(experiment: Experiment) -> tuple[Any, ...]:
    network, dtype = experiment.network, experiment.training.parameter_dtype
    names = input_labels(experiment), output_labels(experiment)
    return network.parameters, experiment.sizes, network.initializer, network.seed, dtype, names


def fill(experiment: Experiment, parameters: Parameters, step: int | None = None) -> Filled:
    """Fill the table with these parameters, those of a step where one is named; nothing of an earlier edit stays."""
    before = holding().filled
    number = 0 if before is None else before.number + 1
    frames = to_frames(experiment, parameters) if len(parameters.vector) <= MAX_CELLS else None
    filled = Filled(_origin(experiment), number, parameters, frames, frames, step)
    kept = holding()
    kept.filled, kept.edited, kept.refused = filled, None, None
    return filled


def is_changed(filled: Filled, edited: Frames) -> bool:
    """Return whether a cell was typed into."""
    return bool(edited and filled.frames) and not all(map(pd.DataFrame.equals, edited or (), filled.frames or ()))
