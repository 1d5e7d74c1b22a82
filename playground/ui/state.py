"""One browser session's experiment: proposed by clicks, held here, mirrored to the URL."""

from typing import Any

import streamlit as st

from playground.engine.network import Parameters
from playground.live.hub import Lease
from playground.live.runs import Run
from playground.spec import Experiment, Refusal, from_query, load_preset, restarting_changes, to_query
from playground.spec.words import refusing_in_words
from playground.ui import preferences
from playground.ui.server import get_hub

BEGINNINGS = {"data.seed", "network.seed", "network.parameters"}  # which leave an experiment what it is
TEXT = {"name": "", "description": ""}


def open_link() -> None:
    """Take the experiment from the URL, at first and whenever the viewer goes back or forward to another one."""
    query = st.query_params.to_dict()
    if "experiment" not in st.session_state or _is_elsewhere(query):
        of_experiment, asked, refused_preferences = preferences.split(query)
        experiment, refused = from_query(of_experiment)
        set_experiment(experiment)
        st.session_state.asked = asked
        refused += refused_preferences
        warn("Part of the link was not applied", [_refusal_text(refusal) for refusal in refused])
        st.session_state.mirrored = query
    settled()


def mirror() -> None:
    """Write the experiment to the URL."""
    query = to_query(experiment())
    if query != st.session_state.mirrored:
        st.query_params.from_dict(query)
        st.session_state.mirrored = query


def acted() -> None:
    """Note that this script run comes from a click, and not from going to another URL."""
    st.session_state.has_acted = True


def settled() -> None:
    """Note that what a click asked for is drawn: another URL in the next script run is one the viewer went to."""
    st.session_state.has_acted = False


def _is_elsewhere(query: dict[str, str]) -> bool:
    """Return whether the viewer went to another URL.

    A click can arrive with the URL of a moment ago, when the browser had not yet heard of the newest one.
    """
    return query != st.session_state.mirrored and not st.session_state.has_acted


def experiment() -> Experiment:
    """Return this session's experiment."""
    present: Experiment = st.session_state.experiment
    return present


def set_experiment(proposed: Experiment, preset: str | None = None) -> None:
    """Replace the experiment; messages about the one before are dropped."""
    st.session_state.experiment = proposed
    st.session_state.preset = preset
    st.session_state.messages = []


def open_preset(preset: str) -> None:
    """Replace the experiment by a preset's."""
    acted()
    set_experiment(load_preset(preset), preset)


def propose(patch: dict[str, Any]) -> None:
    """Lay a patch over the experiment; where that is not valid the experiment stays, and a message says why.

    A change that makes another network or other data of it drops the name and the text of what it was.
    """
    acted()
    before = experiment()
    try:
        with refusing_in_words():
            after = before.patched(patch)
    except ValueError as error:
        warn("That does not go together", str(error).splitlines())
        return
    is_other = bool(set(restarting_changes(before, after)) - BEGINNINGS)
    set_experiment(after.patched(TEXT) if is_other else after, None if is_other else st.session_state.preset)


def propose_parameters(parameters: Parameters) -> None:
    """Propose these parameters for the experiment to begin with."""
    layers = [
        {"weights": layer.weights.tolist(), "biases": layer.biases.tolist()}
        for layer in parameters.in_fewest_digits().layers
    ]
    propose({"network": {"parameters": layers}})


def warn(title: str, lines: list[str]) -> None:
    """Show the viewer a message over the stage; without lines, none."""
    if lines:
        number = st.session_state.get("n_messages", 0) + 1
        st.session_state.n_messages = number
        st.session_state.messages = [{"id": f"m{number}", "kind": "warning", "title": title, "lines": lines}]


def messages() -> list[dict[str, Any]]:
    """Return what the viewer is to be told."""
    shown: list[dict[str, Any]] = st.session_state.messages
    return shown


def session_run() -> Run:
    """Return this session's run, a new one where there is none any more."""
    run = get_hub().find(st.session_state.get("token", ""))
    if run is None:
        run = get_hub().open(experiment())
        st.session_state.token = run.token
    _lease(run.token)
    return run


@st.cache_resource(scope="session", on_release=Lease.release, show_spinner=False)
def _lease(token: str) -> Lease:
    run = get_hub().find(token)
    if run is None:
        raise LookupError("a lease is taken for a run that exists")
    return Lease(run)


def _refusal_text(refusal: Refusal) -> str:
    return f"{refusal.key} = {refusal.value}: {refusal.reason}"
