"""Which moments of a run are kept to go back to: few, evenly spread, the first one always."""

import pickle
from dataclasses import replace

import numpy as np
import pytest

from playground.analysis.health import Moment
from playground.analysis.timeline import MAX_BYTES, MAX_MOMENTS, OVERHEAD_BYTES, Timeline
from playground.engine.optimizers import OptimizerState
from playground.engine.update import LearningState
from playground.training import Position, Trainer
from tests.analysis.moments import moment_of
from tests.training.cases import assert_same_moment, small, trained

START = moment_of(Trainer(small(training={"optimizer": {"name": "adam"}})))
FEW, MANY = 1_000, 100_000


def moment(step, vector=None):
    """Return a moment with so many steps, each of 10 samples, without any work."""
    start = START.snapshot
    state = start.state if vector is None else LearningState(vector, OptimizerState(step, {}))
    return replace(START, snapshot=replace(start, position=Position(step, step // 10, 0, 10 * step), state=state))


def filled(steps):
    timeline = Timeline()
    for step in steps:
        timeline.add(moment(step))
    return timeline


def steps_of(timeline):
    return [kept.snapshot.step for kept in timeline.moments]


def test_every_picture_is_kept_at_first():
    assert steps_of(filled(range(0, 3 * MAX_MOMENTS, 3))) == list(range(0, 3 * MAX_MOMENTS, 3))


def test_moments_are_kept_bit_for_bit_with_their_vitals_and_without_the_best_one_so_far():
    trainer = trained(small(training={"stop": {"patience": 5}}), epochs=2)
    timeline, shown = Timeline(), moment_of(trainer)
    timeline.add(shown)
    (kept,) = timeline.moments
    assert_same_moment(kept.snapshot, shown.snapshot)
    assert kept.vitals is shown.vitals
    assert shown.snapshot.best is not None
    assert kept.snapshot.best is None


@pytest.mark.parametrize("n_pictures", [MAX_MOMENTS + 1, 1000, 12_345, 30_000])
def test_moments_stay_few_and_evenly_spread_and_the_first_one_stays(n_pictures):
    steps = steps_of(filled(range(n_pictures)))
    assert MAX_MOMENTS // 2 <= len(steps) <= MAX_MOMENTS
    assert steps[0] == 0
    (gap,) = set(np.diff(steps))
    assert n_pictures - 1 - steps[-1] < gap, "they reach to the end"


@pytest.mark.parametrize("n_parameters", [100_000, 1_000_000, 3_000_000])
def test_large_networks_keep_fewer_moments_in_the_same_room(n_parameters):
    slot, timeline = np.zeros(n_parameters, np.float32), Timeline()
    large = LearningState(np.zeros(n_parameters, np.float32), OptimizerState(0, {"m": slot, "v": slot}))
    for step in range(500):
        timeline.add(Moment(replace(moment(step).snapshot, state=large), START.vitals))
    a_moment = OVERHEAD_BYTES + 3 * 4 * n_parameters
    assert 2 <= len(timeline.moments) <= max(2, MAX_BYTES // a_moment)
    assert steps_of(timeline)[0] == 0


class Picture:
    """As much of a moment and its snapshot as a timeline looks at, made in no time."""

    __slots__ = ("snapshot", "state", "step")

    def __init__(self, step):
        self.step, self.state, self.snapshot = step, START.snapshot.state, self

    def is_same_moment(self, other):
        return self.step == other.step


def test_hundred_times_the_pictures_take_no_more_memory(monkeypatch):
    monkeypatch.setattr("playground.analysis.timeline.replace", lambda picture, **_: picture)
    timeline, n_bytes = Timeline(), {}
    for step in range(MANY):
        timeline.add(Picture(step))
        if step + 1 in (FEW, MANY):
            n_bytes[step + 1] = len(pickle.dumps(vars(timeline)))
    assert n_bytes[MANY] < 2 * n_bytes[FEW]  # both keep between half of MAX_MOMENTS and all


def test_moment_heard_of_twice_is_kept_once():
    timeline = filled([0, 5, 5, 5, 8])
    timeline.add(moment(8))
    assert steps_of(timeline) == [0, 5, 8]


def test_moment_whose_weights_were_set_by_hand_is_another_one():
    timeline = filled([0, 5])
    timeline.add(moment(5, START.snapshot.state.vector + 1))
    assert steps_of(timeline) == [0, 5, 5]


@pytest.mark.parametrize("n_pictures", [50, 5000])
def test_fewer_steps_than_before_cut_what_came_later(n_pictures):
    timeline = filled(range(n_pictures))
    before = steps_of(timeline)
    middle = before[len(before) // 2]
    for step in (middle, middle + 1000, middle + 1001):
        timeline.add(moment(step))
    after = steps_of(timeline)
    assert after[: len(before) // 2 + 1] == before[: len(before) // 2 + 1]
    assert min(after[len(before) // 2 + 1 :], default=np.inf) >= middle + 1000


def test_after_going_back_moments_lie_as_far_apart_as_before():
    timeline = filled(range(1000))
    gap = timeline.moments[1].snapshot.step
    for step in range(500, 900):
        timeline.add(moment(step))
    steps = np.array(steps_of(timeline))
    assert gap > 1
    assert np.all(np.diff(steps[steps >= 500]) == gap)


def test_reset_begins_anew():
    timeline = filled([*range(5000), *range(10)])
    assert steps_of(timeline) == list(range(10))


def test_going_on_from_a_kept_moment_forgets_what_came_later_however_far_it_goes_at_once():
    timeline = filled(range(10))
    timeline.go_back(3)
    assert steps_of(timeline) == [0, 1, 2, 3]
    for step in (9, 12):
        timeline.add(moment(step))
    assert steps_of(timeline) == [0, 1, 2, 3, 9, 12]


@pytest.mark.parametrize(("n_samples", "at"), [(-5, 0), (0, 0), (24, 0), (26, 1), (74, 1), (76, 2), (1e15, 2)])
def test_nearest_moment_is_found_by_its_samples(n_samples, at):
    assert filled([0, 5, 10]).nearest(n_samples) == at
