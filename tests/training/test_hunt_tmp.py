import numpy as np
from hypothesis import HealthCheck, given, settings
from playground.training import Trainer
from playground.training.session import Session
from playground.training.messages import *
from playground.live import frames

from tests.spec.strategies import experiments, inline_data, named_data
from tests.training.clocks import Clock
@settings(max_examples=800, deadline=None, suppress_health_check=list(HealthCheck))
@given(experiments(named_data(max_samples=40) | inline_data(), max_units=20))
def test_hunt(e):
    e = e.patched({"engine":"numpy"})
    s = Session(Start(e), Clock(0.001))
    r = s.turn(0.005)
    s.take(Run()); assert s.is_running
    for i in range(10):
        r = s.turn(0.01) or r
        if s._state=="diverged":
            d = Trainer(e)
            assert s._diverged_at >= 1
            d.run(steps=s._diverged_at-1); assert d.snapshot().is_finite
            d.run(steps=1); assert not d.snapshot().is_finite
            break
    r = s._report()
    b = frames.encode(r, curve_start=0, points=list(r.points), learning_rate=e.training.optimizer.learning_rate, dataset=s._trainer.problem.dataset)
    h, a = frames.unpack(b)
