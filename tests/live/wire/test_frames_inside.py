"""What a frame says of a run's past, of the neuron looked at closely, and of what cannot learn."""

from dataclasses import replace

import numpy as np
from numpy.testing import assert_array_equal

from playground.analysis.card import draw_card
from playground.analysis.health import DEAD, HEALTHY
from playground.analysis.maps import Focus
from playground.engine.network import Parameters
from playground.jobs.reports import Computing, Report
from playground.live.wire.frames import Surroundings, encode, encode_failure
from playground.live.wire.reading import unpack
from playground.training import Position, Trainer
from playground.training.history import Mark
from tests.analysis.moments import maps_of, vitals_of
from tests.training.cases import small, trained

ADAM = small(training={"optimizer": {"name": "adam"}})


def frame_of(trainer, around=None, **changes):
    """Return header and arrays of the frame of a trainer's report, some of it changed."""
    report = Report(
        generation=1,
        state="paused",
        snapshot=trainer.snapshot(),
        vitals=vitals_of(trainer),
        maps=maps_of(trainer),
        curve_start=0,
        points=(),
        computing=Computing("numpy", "CPU"),
        rates=None,
        speed=None,
    )
    rest = {"curve_start": 0, "points": [], "learning_rate": 0.03, "now": trainer.position}
    rest["dataset"] = trainer.problem.dataset
    return unpack(encode(replace(report, **changes), Surroundings(**rest | (around or {}))))


def test_frame_says_which_moment_of_how_many_is_shown_and_where_the_run_stands():
    trainer = trained(small(), steps=4)
    around = {"n_moments": 9, "at": 3, "now": Position(8, 2, 20, 70)}
    header, _ = frame_of(trainer, around, is_past=True)
    assert header["time"] == {"n": 9, "at": 3}
    assert header["now"] == {"step": 8, "epoch": 2, "passes": 2.8}
    assert (header["step"], header["passes"]) == (4, 1.4)


def test_marks_travel_with_their_passes_and_words():
    marks = (Mark(1.4, "learning rate 0.03 → 0.1"), Mark(2.0, "batch size 10 → 5"))
    header, _ = frame_of(Trainer(small()), marks=marks)
    assert header["marks"] == [[1.4, "learning rate 0.03 → 0.1"], [2.0, "batch size 10 → 5"]]


def test_reason_of_a_stop_and_number_of_an_inspection_travel():
    header, _ = frame_of(Trainer(small()), around={"inspection": 12}, stopped="Stopped after 9 epochs, as set.")
    assert (header["stopped"], header["inspection"]) == ("Stopped after 9 epochs, as set.", 12)


def test_trouble_of_every_shown_neuron_travels_as_a_byte_layer_by_layer():
    trainer = Trainer(small(network={"layers": [{"units": 20, "activation": "relu"}, {"units": 2}]}))
    trainer.assign(0, None, 3, -1e3)
    trainer.assign(0, None, 19, -1e3)  # beyond what is shown
    _, arrays = frame_of(trainer)
    assert arrays["trouble"].dtype == np.uint8
    assert arrays["trouble"].tolist() == [DEAD if unit == 3 else HEALTHY for unit in range(16 + 2 + 1)]


def test_card_travels_as_facts_and_tables():
    trainer = trained(ADAM, steps=7)
    card = draw_card(trainer.problem, trainer.snapshot(), Focus(0, 2), 5)
    header, arrays = frame_of(trainer, card=card)
    assert header["card"] == card.facts
    assert arrays["card_in"].shape == (3 + 2, 2 + 1)
    assert arrays["card_out"].shape == (2 + 2, 2)
    assert_array_equal(arrays["card_in"], card.incoming.astype(np.float32))
    assert_array_equal(arrays["card_out"], card.outgoing.astype(np.float32))


def test_without_a_card_there_is_none():
    header, arrays = frame_of(Trainer(small()))
    assert header["card"] is None
    assert not {"card_in", "card_out"} & set(arrays)


def test_numbers_of_a_card_that_are_not_finite_travel_as_null():
    trainer = Trainer(small(training={"dtype": "float64"}))
    snapshot = trainer.snapshot()
    vector = Parameters.from_vector(np.full_like(snapshot.state.vector, np.nan), snapshot.sizes).vector
    broken = replace(snapshot, state=replace(snapshot.state, vector=vector))
    header, arrays = frame_of(trainer, card=draw_card(trainer.problem, broken, Focus(1, 0), 0))
    facts = header["card"]
    assert [facts[name] for name in ("z", "a", "delta")] == [None] * 3
    assert facts["prediction"] == [None]
    assert None not in facts["inputs"]
    assert (facts["layer"], facts["fan_in"]) == (1, 3)
    assert np.isnan(arrays["card_in"][1]).all()


def test_frame_of_a_failure_is_a_notice_alone():
    notice = {"id": "1", "text": "It failed."}
    assert unpack(encode_failure(3, notice)) == ({"kind": "failure", "run": 3, "notice": notice}, {})
