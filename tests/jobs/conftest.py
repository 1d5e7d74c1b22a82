"""What the tests of sessions share: a clock that says how long the work of a run takes."""

import pytest

from playground.analysis.maps import Painter
from playground.jobs import session
from playground.training import Trainer
from tests.jobs.clocks import Clock
from tests.jobs.sessions import STEP_S


@pytest.fixture
def eased_clock(monkeypatch):
    """Return a clock that moves by STEP_S a step, and by `clock.report_s` for the maps of a report."""
    clock = Clock()
    clock.report_s = 0.0
    run, paint = Trainer.run, Painter.paint

    def timed_run(trainer, steps=0, epochs=0):
        before = trainer.position.step
        run(trainer, steps, epochs)
        if steps:
            clock.advance((trainer.position.step - before) * STEP_S)

    def timed_paint(painter, parameters, focus=None):
        clock.advance(clock.report_s)
        return paint(painter, parameters, focus)

    monkeypatch.setattr(Trainer, "run", timed_run)
    monkeypatch.setattr(Painter, "paint", timed_paint)
    return clock


@pytest.fixture
def clock(monkeypatch, eased_clock):
    """Return the same clock, with runs that are never slower than their engine."""
    monkeypatch.setattr(session, "EASY_STEPS_PER_S", 1e9)
    return eased_clock
