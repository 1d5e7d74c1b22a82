"""Weights typed on the stage before the first step, which the experiment takes in."""

from types import SimpleNamespace

import pytest

from playground.spec import Experiment
from playground.training import Trainer
from playground.ui import page
from playground.ui.panels.weights.frames import start_of
from tests.training.cases import small


class Remembered(dict):
    """A session's state, by keys and by attributes."""

    __setattr__ = dict.__setitem__
    __getattr__ = dict.__getitem__


@pytest.fixture
def session(monkeypatch):
    """Return the state of a session whose run has not reported yet."""
    remembered = Remembered(experiment=small(), preset=None, messages=[])
    monkeypatch.setattr(page.st, "session_state", remembered)
    remembered.run = SimpleNamespace(present=None, experiment=small())
    monkeypatch.setattr(page.state, "session_run", lambda: remembered.run)
    return remembered


def type_in(session, number, value, **where):
    session[page.STAGE] = {"weight": {"id": number, "value": value, **where}}
    page.take_weight()


def first_weights(experiment: Experiment):
    return start_of(experiment).layers[0].weights[:, 0].tolist()


def test_second_weight_typed_before_the_run_reports_keeps_the_first(session):
    type_in(session, 1, 0.5, layer=0, unit=0, **{"from": 0})
    type_in(session, 2, -0.25, layer=0, unit=0, **{"from": 1})
    assert first_weights(session.experiment) == [0.5, -0.25]


def test_weight_typed_while_the_run_still_shows_what_was_before_keeps_the_first(session):
    session.run.present = Trainer(small()).snapshot()
    type_in(session, 1, 0.5, layer=0, unit=0, **{"from": 0})
    type_in(session, 2, -0.25, layer=0, unit=0, **{"from": 1})
    assert first_weights(session.experiment) == [0.5, -0.25]


def test_weight_is_one_of_those_that_the_run_has(session):
    trainer = Trainer(small())
    trainer.assign(0, 1, 0, 0.75)
    session.run.present = trainer.snapshot()
    type_in(session, 1, 0.5, layer=0, unit=0, **{"from": 0})
    assert first_weights(session.experiment) == [0.5, 0.75]


def test_weight_of_a_network_that_has_just_been_replaced_is_nobodys(session):
    type_in(session, 1, 0.5, layer=7, unit=0)
    assert session.experiment == small()
