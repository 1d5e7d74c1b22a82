"""What a session looks into for its viewer, and how often."""

from itertools import pairwise

import pytest
from numpy.testing import assert_array_equal

from playground.analysis.inspection import inspect
from playground.analysis.inspectors import INSPECTORS
from playground.analysis.maps import Focus
from playground.jobs.commands import Apply, Inspect, Pause, SetFocus, SetParameter, ShowMoment, Speed, Step, Train
from playground.jobs.lens import INSPECTION_S
from playground.jobs.protocol import FRAME_S
from tests.jobs.sessions import begun, told
from tests.training.cases import assert_same_moment, small


def inspections(session, clock, seconds):
    """Return (time, inspection) of every report with one, as the session runs this long."""
    found, end = [], clock.now + seconds
    while clock.now < end:
        report = session.turn(0.003)
        if report is not None and report.inspection is not None:
            found.append((clock.now, report.inspection))
        clock.now = max(clock.now + 1e-6, min(session.due, end))
    return found


def test_nothing_is_looked_into_unless_asked_for(clock):
    session = begun(clock)
    assert told(session, Step("batch")).inspection is None
    session.take(Train())
    assert inspections(session, clock, 1.5) == []


def test_running_session_looks_once_a_second(clock):
    session = begun(clock)
    session.take(Inspect("weights"))
    session.take(Train())
    found = inspections(session, clock, 3.5)
    assert len(found) == 4
    gaps = [later - earlier for (earlier, _), (later, _) in pairwise(found)]
    assert min(gaps) >= INSPECTION_S
    assert max(gaps) <= INSPECTION_S + FRAME_S + 0.005
    assert [inspection.number for _, inspection in found] == [1, 2, 3, 4]


def test_inspection_is_of_the_moment_of_its_report(clock):
    session = begun(clock)
    session.take(Inspect("weights"))
    report = told(session, Step("batch"))
    expected = inspect(session.trainer.problem, report.moment, "weights", 1)
    assert (report.inspection.subject, report.inspection.number) == ("weights", 1)
    assert_same_moment(report.inspection.snapshot, report.snapshot)
    assert_array_equal(report.inspection.findings.gradient, expected.findings.gradient)


def test_paused_session_looks_at_once_at_every_new_moment(clock):
    session = begun(clock)
    session.take(Inspect("results"))
    assert [told(session, Step("batch")).inspection.snapshot.step for _ in range(3)] == [1, 2, 3]


def test_pausing_shows_where_the_run_is(clock):
    session = begun(clock)
    told(session, Inspect("results"), Train())
    assert session.turn(0.003) is None
    report = told(session, Pause())
    assert report.inspection.snapshot.step == report.snapshot.step > 0


@pytest.mark.parametrize("is_running", [False, True])
def test_other_subject_is_looked_into_at_once(clock, is_running):
    session = begun(clock)
    told(session, Inspect("weights"), *[Train()] * is_running)
    for subject in ("results", "weights", "activations"):
        assert told(session, Inspect(subject)).inspection.subject == subject


def test_moment_that_was_looked_into_is_not_looked_into_again(clock):
    session = begun(clock)
    assert told(session, Inspect("weights")).inspection is not None
    for command in (Pause(), Speed(3.0), SetFocus(Focus(0, 1)), ShowMoment(None)):
        assert told(session, command).inspection is None


def test_no_subject_ends_it(clock):
    session = begun(clock)
    told(session, Inspect("weights"))
    assert told(session, Inspect(None)).inspection is None
    assert told(session, Step("batch")).inspection is None


@pytest.mark.parametrize("command", [Apply(small(training={"l2": 0.1})), SetParameter(0, 0, 0, 0.5)])
def test_change_of_a_paused_run_is_looked_into(clock, command):
    session = begun(clock)
    told(session, Inspect("weights"), Step("batch"))
    report = told(session, command)
    assert report.inspection is not None
    assert_array_equal(report.inspection.snapshot.state.vector, report.snapshot.state.vector)
    assert report.inspection.snapshot.penalty == report.snapshot.penalty


def test_earlier_moment_is_looked_into_when_it_is_shown(clock):
    session = begun(clock)
    session.take(Inspect("results"))
    reports = [told(session, Step("batch")) for _ in range(5)]
    past = told(session, ShowMoment(reports[1].moment))
    assert past.inspection.snapshot.step == 2
    assert_array_equal(
        past.inspection.findings.test_predictions, reports[1].inspection.findings.test_predictions, strict=True
    )
    assert told(session, ShowMoment(None)).inspection.snapshot.step == 5


def test_looking_changes_nothing_of_the_run(clock):
    looking, other = begun(clock), begun(clock)
    for subject in INSPECTORS:
        told(looking, Inspect(subject), SetFocus(Focus(0, 1), 3), Step("batch"))
        told(other, Step("batch"))
    assert_same_moment(told(looking, Pause()).snapshot, told(other, Pause()).snapshot)


def test_card_is_drawn_of_the_neuron_and_the_sample_until_another_is_shown(clock):
    session = begun(clock)
    card = told(session, SetFocus(Focus(0, 1), 3)).card
    assert [card.facts[name] for name in ("layer", "unit", "sample")] == [0, 1, 3]
    assert told(session, Step("batch")).card.facts["sample"] == 3
    assert told(session, SetFocus(Focus(1, 0), 4)).card.facts["layer"] == 1
    assert told(session, SetFocus(Focus(1, 0))).card is None
    assert told(session, SetFocus(None)).card is None


def test_card_in_the_past_is_that_of_the_past(clock):
    session = begun(clock)
    session.take(SetFocus(Focus(0, 1), 3))
    reports = [told(session, Step("batch")) for _ in range(5)]
    past = told(session, ShowMoment(reports[1].moment)).card
    assert past.facts == reports[1].card.facts
    assert_array_equal(past.incoming, reports[1].card.incoming)
