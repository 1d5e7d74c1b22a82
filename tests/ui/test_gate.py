"""The gate: a change passes the policy, and run and URL hear of it before anything is drawn; a visit is one, too."""

from types import SimpleNamespace

import pytest
import streamlit as st

from playground.jobs.commands import Pause, Reset, Train
from playground.spec import Experiment, load_preset
from playground.spec.policy import Policy
from playground.ui import gate
from playground.ui.pages import playground
from playground.ui.session import KEY, Session, Widget

EVERYTHING = Policy()
PRESET = "1-first-steps/3-hidden-neurons"


class Told:
    """A run, the URL and the session, and what they were told."""

    def __init__(self, policy: Policy) -> None:
        self.session = Session(policy=policy)
        self.proposed: list[Experiment] = []
        self.commands: list[object] = []
        self.queries: list[dict[str, str]] = []


@pytest.fixture
def open_gate(monkeypatch):
    """Return a function that opens the gate with a policy, in place of a page's."""

    def opened(policy: Policy = EVERYTHING):
        told = Told(policy)
        run = SimpleNamespace(propose=told.proposed.append, do=told.commands.append)
        monkeypatch.setattr(gate, "session_run", lambda: run)
        monkeypatch.setattr(st, "session_state", {KEY: told.session})
        monkeypatch.setattr(st, "query_params", SimpleNamespace(from_dict=told.queries.append))
        return told

    return opened


def test_change_reaches_session_run_and_url_at_once(open_gate):
    told = open_gate()
    gate.propose({"data": {"noise": 0.5}})
    assert told.session.experiment.data.noise == 0.5
    assert told.proposed == [told.session.experiment]
    assert told.queries == [told.session.query] == [{"v": "1", "noise": "0.5"}]


@pytest.mark.parametrize(
    "change",
    [
        lambda: gate.propose({"data": {"noise": 0.5}}),
        lambda: gate.propose_setting("data.dataset", "moons"),
        lambda: gate.open_preset("2-features-and-neurons/3-xor-enough"),
        lambda: gate.open_experiment(Experiment.model_validate({"data": {"seed": 3}})),
        lambda: gate.visit({"data": "moons"}),
    ],
)
def test_change_that_the_policy_refuses_reaches_nobody_and_is_told(open_gate, change):
    told = open_gate(Policy(("data",)))
    change()
    assert told.session.experiment == Experiment()
    assert told.proposed == told.commands == []
    (message,) = told.session.messages
    assert message["lines"] == ["data is fixed here"]


def test_visit_of_an_earlier_url_brings_its_experiment_back_and_writes_no_other_one(open_gate):
    told = open_gate()
    gate.propose({"data": {"noise": 0.5}})
    gate.visit({"v": "1"})
    assert told.session.experiment == told.proposed[-1] == Experiment()
    assert told.queries == [{"v": "1", "noise": "0.5"}]


def test_preset_opens_from_its_first_step_though_it_is_what_trains(open_gate):
    told = open_gate()
    for _ in range(2):
        gate.open_preset(PRESET)
    assert told.session.experiment == load_preset(PRESET)
    assert told.session.preset == PRESET
    assert len(told.commands) == 2


def test_what_the_stage_sends_twice_counts_once_and_in_its_order(open_gate):
    told = open_gate()
    commands = [{"id": 7, "do": "reset"}, {"id": 8, "do": "run"}]
    for sent in (commands, commands, [{"id": 9, "do": "pause"}]):
        st.session_state[Widget.STAGE] = {"commands": sent}
        playground.take_commands()
    for number, seed in ((1, 4), (1, 5), (2, 6)):
        st.session_state[Widget.STAGE] = {"proposal": {"id": number, "patch": {"data": {"seed": seed}}}}
        playground.take_proposal()
    assert told.commands == [Reset(), Train(), Pause()]
    assert [experiment.data.seed for experiment in told.proposed] == [4, 6]
