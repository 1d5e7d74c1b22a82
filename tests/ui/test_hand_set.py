"""Weights typed on the stage before the first step, which the experiment takes in."""

from types import SimpleNamespace

import pytest
import streamlit as st

from playground.spec import Experiment
from playground.training import Trainer
from playground.ui import gate
from playground.ui.pages import playground as page
from playground.ui.panels.weights.frames import start_of
from playground.ui.session import KEY, Session, Widget
from tests.training.cases import small


@pytest.fixture
def viewer(monkeypatch):
    """Return a session whose run has not reported yet."""
    viewer = Session(small())
    monkeypatch.setattr(st, "session_state", {KEY: viewer})
    return viewer


@pytest.fixture
def run(monkeypatch):
    """Return what stands for the session's run."""
    run = SimpleNamespace(present=None, experiment=small(), propose=lambda _: None)
    for module in (page, gate):
        monkeypatch.setattr(module, "session_run", lambda: run)
    return run


def type_in(number, value, **where):
    st.session_state[Widget.STAGE] = {"weight": {"id": number, "value": value, **where}}
    page.take_weight()


def first_weights(experiment: Experiment):
    return start_of(experiment).layers[0].weights[:, 0].tolist()


def test_second_weight_typed_before_the_run_reports_keeps_the_first(viewer, run):
    type_in(1, 0.5, layer=0, unit=0, **{"from": 0})
    type_in(2, -0.25, layer=0, unit=0, **{"from": 1})
    assert first_weights(viewer.experiment) == [0.5, -0.25]


def test_weight_typed_while_the_run_still_shows_what_was_before_keeps_the_first(viewer, run):
    run.present = Trainer(small()).snapshot()
    type_in(1, 0.5, layer=0, unit=0, **{"from": 0})
    type_in(2, -0.25, layer=0, unit=0, **{"from": 1})
    assert first_weights(viewer.experiment) == [0.5, -0.25]


def test_weight_is_one_of_those_that_the_run_has(viewer, run):
    trainer = Trainer(small())
    trainer.assign(0, 1, 0, 0.75)
    run.present = trainer.snapshot()
    type_in(1, 0.5, layer=0, unit=0, **{"from": 0})
    assert first_weights(viewer.experiment) == [0.5, 0.75]


def test_weight_of_a_network_that_has_just_been_replaced_is_nobodys(viewer, run):
    type_in(1, 0.5, layer=7, unit=0)
    assert viewer.experiment == small()
