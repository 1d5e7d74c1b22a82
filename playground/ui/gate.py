"""The one gate: whatever a viewer changes passes here, and the run and the URL hear of it at once.

Everything here is called by callbacks, before the page is drawn; drawing a page changes nothing.
"""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from playground.engine.network import Parameters
from playground.jobs.commands import Command, Reset
from playground.live.wire.commands import LookBack
from playground.spec import Experiment, Refusal, from_query, load_preset, restarting_changes, to_query
from playground.spec.choices import patch_for
from playground.spec.words import refusing_in_words
from playground.ui import preferences
from playground.ui.session import KEY, Session, session, session_run

BEGINNINGS = {"data.seed", "network.seed", "network.parameters"}  # which leave an experiment what it is
TEXT = {"name": "", "description": ""}


def begin() -> None:
    """Begin a session with the experiment of the URL; one that has begun stays as it is."""
    if KEY not in st.session_state:
        st.session_state[KEY] = Session()
        visit(st.query_params.to_dict())


def visit(query: Mapping[str, str]) -> None:
    """Take the experiment from the URL that the viewer went to."""
    of_experiment, asked, refused_preferences = preferences.split(query)
    visited, refused = from_query(of_experiment)
    session().query = dict(query)
    if propose_whole(visited):
        session().asked = asked
        _warn("Part of the link was not applied", [_in_words(refusal) for refusal in refused + refused_preferences])


def propose(patch: Mapping[str, Any]) -> None:
    """Lay a patch over the experiment; where that is not valid the experiment stays, and a message says why.

    A change that makes another network or other data of it drops the name and the text of what it was.
    """
    before = session().experiment
    try:
        with refusing_in_words():
            after = before.patched(dict(patch))
    except ValueError as error:
        _warn("That does not go together", str(error).splitlines())
        return
    is_other = bool(set(restarting_changes(before, after)) - BEGINNINGS)
    propose_whole(after.patched(TEXT) if is_other else after, None if is_other else session().preset)


def propose_setting(path: str, value: Any) -> None:
    """Propose another value of one setting, and what that brings along."""
    propose(patch_for(session().experiment, path, value))


def propose_parameters(parameters: Parameters) -> None:
    """Propose these parameters for the experiment to begin with."""
    layers = [
        {"weights": layer.weights.tolist(), "biases": layer.biases.tolist()}
        for layer in parameters.in_fewest_digits().layers
    ]
    propose({"network": {"parameters": layers}})


def open_preset(preset: str) -> None:
    """Open a preset from its first step, even where it is what trains already."""
    if propose_whole(load_preset(preset), preset):
        do(Reset())


def open_experiment(opened: Experiment) -> None:
    """Open an experiment, such as a file's, from its first step."""
    if propose_whole(opened):
        do(Reset())


def propose_whole(after: Experiment, preset: str | None = None) -> bool:
    """Replace the experiment, as far as the policy permits it, and return whether it was.

    Messages about the one before are dropped; the run and the URL follow.
    """
    viewer = session()
    refused = viewer.policy.permits(viewer.experiment, after)
    if refused:
        _warn("That cannot be changed here", refused)
    else:
        viewer.experiment, viewer.preset, viewer.messages = after, preset, []
        session_run().propose(after)
    _mirror()
    return not refused


def do(command: Command | LookBack) -> None:
    """Let the run do what a command says."""
    session_run().do(command)


def look_into(subject: str | None) -> None:
    """Let the run look into a subject from now on, a name in INSPECTORS; None lets it be."""
    session().subject = subject
    session_run().look_into(subject)


def _mirror() -> None:
    """Write the experiment to the URL, where the URL does not say the same."""
    query = to_query(session().experiment)
    if query != session().query:
        st.query_params.from_dict(query)
        session().query = query


def _warn(title: str, lines: list[str]) -> None:
    """Show the viewer a message over the stage; without lines, none."""
    if lines:
        viewer = session()
        viewer.n_messages += 1
        viewer.messages = [{"id": f"m{viewer.n_messages}", "kind": "warning", "title": title, "lines": lines}]


def _in_words(refusal: Refusal) -> str:
    return f"{refusal.key} = {refusal.value}: {refusal.reason}"
