"""The table of the weights that a run begins with: to be read, edited and pasted into."""

import numpy as np
import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from playground.analysis.inspection import Inspection
from playground.engine.network import count_parameters
from playground.jobs.commands import Reset
from playground.spec import Experiment
from playground.spec.network import MAX_PARAMETERS
from playground.training.snapshot import Snapshot
from playground.ui import gate
from playground.ui.language import localized
from playground.ui.panels.weights.files import link_in_words
from playground.ui.panels.weights.frames import from_frames, start_of
from playground.ui.panels.weights.holding import (
    MAX_CELLS,
    Filled,
    Frames,
    editor_key,
    fill,
    filled_for,
    holding,
    is_changed,
    typed_into,
)
from playground.ui.panels.weights.transfer import transfer
from playground.ui.session import session
from playground.views.names import layer_titles
from playground.views.plain import in_list

COLUMN_PX = 92


def weight_table(experiment: Experiment, inspection: Inspection, bar: DeltaGenerator) -> None:
    """Show the table and what can be done with it; what changes the experiment runs the whole page again.

    Args:
        experiment: whose start it is.
        inspection: of the moment whose weights can be taken.
        bar: where the buttons go.
    """
    if (refused := holding().refused) is not None:
        st.error(refused)
    n_parameters = count_parameters(experiment.sizes)
    if n_parameters <= MAX_PARAMETERS:
        _table(experiment, inspection.snapshot, bar)
    else:
        st.markdown(localized(f"{n_parameters:,} weights are too many to be set by hand (at most {MAX_PARAMETERS:,})."))
    transfer(experiment)


def _table(experiment: Experiment, now: Snapshot, bar: DeltaGenerator) -> None:
    """Show an editor a layer, where there is room for all; the buttons know what stands in them."""
    filled, told = filled_for(experiment), st.container()
    edited = None if filled.handed is None else _editors(experiment, filled.number, filled.handed)
    holding().edited = edited
    with bar:
        _buttons(experiment, now, filled, edited)
    with told:
        _words(experiment, filled, edited)


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
                        key=editor_key(filling, title),
                        width="content",
                        column_config=columns,
                        disabled=["_index"],
                        alt=f"Weights and biases of {title}",
                    )
                )
    return edited


def _buttons(experiment: Experiment, now: Snapshot, filled: Filled, edited: Frames) -> None:
    st.button("Set as the start", key="weights.set", type="primary", on_click=_set_start, args=(experiment, filled))
    st.button("Take the present weights", key="weights.take", on_click=_take, args=(experiment, now))
    is_drawn = experiment.network.parameters is None and filled.step is None and not is_changed(filled, edited)
    st.button("Draw anew from the seed", key="weights.draw", disabled=is_drawn, on_click=_draw_anew)


def _set_start(experiment: Experiment, filled: Filled) -> None:
    """Let a new run begin with what the table holds, paused before its first step."""
    edited = typed_into(experiment, filled)
    try:
        parameters = filled.parameters if edited is None else from_frames(edited, filled.parameters, experiment)
    except ValueError as error:
        holding().refused = in_list("The table cannot be the start:", str(error).splitlines())
        return
    holding().refused = None
    gate.do(Reset())
    gate.propose_parameters(parameters)


def _take(experiment: Experiment, now: Snapshot) -> None:
    """Fill the table with the weights of the moment shown."""
    if np.isfinite(now.parameters.vector).all():
        fill(experiment, now.parameters.in_fewest_digits(), now.step)
    else:
        unfit = [f"at step {now.step} not all of them are finite numbers"]
        holding().refused = in_list("The present weights cannot be taken:", unfit)


def _draw_anew() -> None:
    gate.propose({"network": {"parameters": None}})
    fill(session().experiment, start_of(session().experiment))


def _words(experiment: Experiment, filled: Filled, edited: Frames) -> None:
    """Say what the table holds, and whether the link holds the start."""
    said = [_holds(experiment, filled, edited), link_in_words(experiment)]
    if edited is None:
        n_parameters = len(filled.parameters.vector)
        said.append(
            f"{n_parameters:,} numbers are too many for a table (at most {MAX_CELLS:,}): edit the experiment's file."
        )
    st.markdown(localized(" ".join(said)))


def _holds(experiment: Experiment, filled: Filled, edited: Frames) -> str:
    """Return in a sentence what the table holds."""
    if is_changed(filled, edited):
        return "**The table was changed: set it as the start, and a new run begins with it.**"
    if filled.step is not None:
        return (
            f"**These are the weights of step {filled.step}: set them as the start, and a new run begins with them.**"
        )
    is_drawn = experiment.network.parameters is None
    how = f"drawn from seed {experiment.network.seed}" if is_drawn else "set by hand"
    return f"A run begins with these weights, {how}."
