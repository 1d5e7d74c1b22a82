"""The gate: what passes it is done once and in order, and what the policy keeps fixed stays."""

from types import SimpleNamespace

import pytest
import streamlit as st

from playground.jobs.commands import Pause, Reset, Train
from playground.spec import Experiment
from playground.spec.policy import Policy
from playground.ui import gate
from playground.ui.pages import playground as page
from playground.ui.session import KEY, Session, Widget


@pytest.fixture
def told(monkeypatch):
    """Return what the session's run is told."""
    told = []
    run = SimpleNamespace(do=told.append, propose=told.append)
    monkeypatch.setattr(gate, "session_run", lambda: run)
    monkeypatch.setattr(st, "session_state", {KEY: Session(policy=Policy(fixed=("data",)))})
    return told


def test_commands_that_came_by_the_page_are_done_in_order_and_once(told):
    commands = [{"id": 7, "do": "reset"}, {"id": 8, "do": "run"}]
    for sent in (commands, commands, [{"id": 9, "do": "pause"}]):
        st.session_state[Widget.STAGE] = {"commands": sent}
        page.take_commands()
    assert told == [Reset(), Train(), Pause()]


def test_what_the_policy_fixes_stays_and_the_viewer_hears_why(told):
    gate.propose_setting("data.noise", 0.3)
    viewer = st.session_state[KEY]
    assert viewer.experiment == Experiment()
    assert told == []
    assert viewer.messages[0]["lines"] == ["data is fixed here"]


def test_what_the_policy_leaves_open_reaches_the_run(told):
    gate.propose_setting("training.l2", 0.3)
    assert told == [Experiment().patched({"training": {"l2": 0.3}})]
