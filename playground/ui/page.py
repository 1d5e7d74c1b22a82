"""The page script: Streamlit runs it for every viewer and after every change."""

import contextlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from playground.engine.network import Parameters
from playground.jobs.commands import Reset
from playground.live.records import Cursor
from playground.live.wire.commands import parse_command
from playground.ui import state
from playground.ui.components.feed import feed
from playground.ui.components.stage import stage
from playground.ui.controls import sidebar
from playground.ui.panels import panels
from playground.ui.stage_data import stage_data

STAGE = "stage"
FEED_EVERY_S = 0.3
SIDEBAR_WIDTH = 272
ICON = Path(__file__).with_name("icon.svg")
STYLE = Path(__file__).with_name("page.css")


def show() -> None:
    """Show the page for the session's experiment."""
    st.set_page_config("Playground", ICON, layout="wide", initial_sidebar_state=SIDEBAR_WIDTH)
    st.html(STYLE)
    state.open_link()
    run = state.session_run()
    run.propose(state.experiment())
    stage(
        stage_data(
            state.experiment(),
            run,
            proposal=st.session_state.get("proposal", 0),
            preset=st.session_state.preset,
            messages=state.messages(),
            asked=st.session_state.get("asked", {}),
            film=st.session_state.get("film"),
        ),
        key=STAGE,
        on_proposal=take_proposal,
        on_preset=take_preset,
        on_commands=take_commands,
        on_weight=take_weight,
        on_rerun=state.acted,  # the rerun itself opens a new run, starts the feed, or offers the devices
    )
    panels(state.experiment(), run)
    with st.sidebar:
        st.title("playground", anchor=False)
        sidebar(state.experiment())
    if sent().get("transport") == "fragment":
        st.fragment(feed_stage, run_every=FEED_EVERY_S)(st.session_state.token)
    state.mirror()


def sent() -> Mapping[str, Any]:
    """Return what the stage has sent."""
    values: Mapping[str, Any] = st.session_state.get(STAGE) or {}
    return values


def take_proposal() -> None:
    """Propose the patch the stage sends; one delivered twice counts once."""
    state.acted()
    proposal = sent()["proposal"]
    if proposal["id"] != st.session_state.get("proposal"):
        st.session_state.proposal = proposal["id"]
        state.propose(proposal["patch"])


def take_preset() -> None:
    """Open the preset chosen on the stage, from its first step even where it is what trains already."""
    state.open_preset(sent()["preset"])
    state.session_run().do(Reset())


def take_commands() -> None:
    """Pass on the live commands that could not go over the socket, in their order; one delivered twice counts once."""
    state.acted()
    for message in sent()["commands"]:
        command = parse_command(message)
        if command is not None and message["id"] > st.session_state.get("command", 0):
            st.session_state.command = message["id"]
            state.session_run().do(command)


def take_weight() -> None:
    """Set one weight (or bias) of those that the experiment begins with; one delivered twice counts once."""
    state.acted()
    edit = sent()["weight"]
    if edit["id"] != st.session_state.get("weight"):
        st.session_state.weight = edit["id"]
        where = edit["layer"], edit.get("from"), edit["unit"]
        with contextlib.suppress(ValueError):  # of a network that has just been replaced
            state.propose_parameters(_present_parameters().with_value(*where, edit["value"]))


def _present_parameters() -> Parameters:
    """Return the run's parameters, or those it will begin with, where it has not told of the experiment yet."""
    run, experiment = state.session_run(), state.experiment()
    if run.present is not None and run.experiment == experiment:
        return run.present.parameters
    # Few need it, and it loads pandas.
    from playground.ui.panels.parameter_frames import start_of  # noqa: PLC0415

    return start_of(experiment)


def feed_stage(token: str) -> None:
    """Hand the run's present frame to the stage."""
    run = state.session_run()
    if run.token != token:
        st.rerun()
    run.painted()
    frame, _ = run.frame(Cursor())
    if frame is not None:
        feed(frame, key="feed")


if __name__ == "__main__":
    show()
