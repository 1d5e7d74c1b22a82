"""The playground itself: the sidebar, the stage and the strip of panels."""

import contextlib

import streamlit as st

from playground.engine.network import Parameters
from playground.live.records import Cursor
from playground.live.wire.commands import parse_command
from playground.ui import gate
from playground.ui.components.feed import feed
from playground.ui.components.stage import stage
from playground.ui.components.visits import visits
from playground.ui.controls import sidebar
from playground.ui.panels import panels
from playground.ui.session import Widget, sent, session, session_run
from playground.ui.stage_data import stage_data

FEED_EVERY_S = 0.3


def show() -> None:
    """Show the page for the session's experiment."""
    viewer, run = session(), session_run()
    stage(
        stage_data(
            viewer.experiment,
            run,
            proposal=viewer.taken.get("proposal", 0),
            preset=viewer.preset,
            messages=viewer.messages,
            asked=viewer.asked,
            film=viewer.film,
        ),
        key=Widget.STAGE,
        on_proposal=take_proposal,
        on_preset=take_preset,
        on_commands=take_commands,
        on_weight=take_weight,
    )
    panels(viewer.experiment, run)
    with st.sidebar:
        st.title("playground", anchor=False)
        sidebar(viewer.experiment)
    visits(key=Widget.VISITS, on_visit=gate.visit)
    if sent().get("transport") == "fragment":
        st.fragment(feed_stage, run_every=FEED_EVERY_S)(run.token)


def take_proposal() -> None:
    """Propose the patch the stage sends."""
    proposal = sent()["proposal"]
    if session().takes("proposal", proposal["id"]):
        gate.propose(proposal["patch"])


def take_preset() -> None:
    """Open the preset chosen on the stage."""
    gate.open_preset(sent()["preset"])


def take_commands() -> None:
    """Pass on the live commands that could not go over the socket, in their order."""
    for message in sent()["commands"]:
        command = parse_command(message)
        if command is not None and session().takes("command", message["id"]):
            gate.do(command)


def take_weight() -> None:
    """Set one weight (or bias) of those that the experiment begins with."""
    edit = sent()["weight"]
    if session().takes("weight", edit["id"]):
        where = edit["layer"], edit.get("from"), edit["unit"]
        with contextlib.suppress(ValueError):  # of a network that has just been replaced
            gate.propose_parameters(_present_parameters().with_value(*where, edit["value"]))


def _present_parameters() -> Parameters:
    """Return the run's parameters, or those it will begin with, where it has not told of the experiment yet."""
    run, experiment = session_run(), session().experiment
    if run.present is not None and run.experiment == experiment:
        return run.present.parameters
    # Few need it, and it loads pandas.
    from playground.ui.panels.weights.frames import start_of  # noqa: PLC0415

    return start_of(experiment)


def feed_stage(token: str) -> None:
    """Hand the run's present frame to the stage."""
    run = session_run()
    if run.token != token:
        st.rerun()
    run.painted()
    frame, _ = run.frame(Cursor())
    if frame is not None:
        feed(frame, key="feed")
