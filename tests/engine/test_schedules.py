"""Learning rates at the steps where a reader can check them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.engine.schedules import SCHEDULES, scheduled

RATE, STEPS = 0.4, 100
FALLING = ["constant", "exponential", "power", "step", "cosine"]


def rate_of(name, decay_steps, decay_rate):
    """Return the learning rate by the step."""
    return scheduled(RATE, SCHEDULES[name].change(decay_steps, decay_rate))


@pytest.mark.parametrize(
    ("name", "decay_rate", "expected"),
    [
        ("constant", 0.5, {0: 0.4, 1000: 0.4}),
        ("exponential", 0.25, {0: 0.4, 50: 0.2, 100: 0.1, 200: 0.025}),
        ("exponential", 10.0, {0: 0.4, 100: 4, 300: 400}),
        ("power", 1.0, {0: 0.4, 100: 0.2, 300: 0.1}),
        ("power", 2.0, {0: 0.4, 100: 0.1}),
        ("step", 0.5, {0: 0.4, 99: 0.4, 100: 0.2, 199: 0.2, 200: 0.1}),
        ("cosine", 0.5, {0: 0.4, 50: 0.2, 100: 0, 5000: 0}),
        ("one_cycle", 0.5, {0: 0.04, 45: 0.4, 90: 0.04, 95: 0.0202, 100: 0.0004, 5000: 0.0004}),
    ],
)
def test_rate_by_hand(name, decay_rate, expected):
    for step, rate in expected.items():
        assert rate_of(name, STEPS, decay_rate)(step) == pytest.approx(rate, rel=1e-13, abs=1e-17)


@given(
    name=st.sampled_from(FALLING),
    step=st.integers(0, 10**7),
    steps=st.integers(1, 10**7),
    decay_rate=st.floats(0.001, 1),
)
def test_rate_never_rises_where_it_decays(name, step, steps, decay_rate):
    rate = rate_of(name, steps, decay_rate)
    assert 0 <= rate(step + 1) <= rate(step) <= RATE


@given(
    name=st.sampled_from(list(SCHEDULES)),
    step=st.integers(0, 10**7),
    steps=st.integers(1, 10**7),
    decay_rate=st.floats(0.001, 10),
)
def test_rate_is_a_python_float(name, step, steps, decay_rate):
    assert type(rate_of(name, steps, decay_rate)(step)) is float


def test_rate_that_outgrows_every_float_is_infinite():
    assert rate_of("exponential", 1, 10.0)(1000) == math.inf
    assert rate_of("power", 1, 100.0)(10**7) == 0


def test_one_cycle_peaks_once():
    rates = [rate_of("one_cycle", STEPS, 0.5)(step) for step in range(STEPS + 1)]
    peak = rates.index(max(rates))
    assert peak == 45
    assert rates[: peak + 1] == sorted(rates[: peak + 1])
    assert rates[peak:] == sorted(rates[peak:], reverse=True)


def test_schedules_follow_one_another():
    def warm_up(step, rate):
        return rate * min(1.0, (step + 1) / 10)

    rate = scheduled(RATE, warm_up, SCHEDULES["step"].change(20, 0.5))
    expected = {0: 0.04, 4: 0.2, 9: 0.4, 19: 0.4, 20: 0.2, 40: 0.1}
    assert {step: rate(step) for step in expected} == pytest.approx(expected)


def test_without_a_schedule_the_rate_stays():
    assert scheduled(RATE)(1000) == RATE
