"""Every frame is what its declaration says: no key more, none less, each of its type."""

from dataclasses import replace

import pytest

from playground.analysis.card import draw_card
from playground.analysis.maps import Focus
from playground.live.wire import layout
from playground.live.wire.arrays import FrameArrays
from playground.live.wire.frames import encode_failure
from playground.live.wire.header import FailureHeader, MomentHeader
from playground.training import Trainer
from tests.live.wire.declared import misfits
from tests.live.wire.test_frames import encoded, report_of
from tests.training.cases import small

INLINE = {"dataset": "inline", "inputs": [[0.1, 0.2, 0.3]] * 9, "targets": [[0.5]] * 9}


@pytest.mark.parametrize("data", [{}, {"dataset": "pie"}, {"dataset": "plane"}, {"dataset": "digits"}, INLINE])
def test_moment_is_as_declared(data):
    trainer = Trainer(small(data=data))
    report = report_of(trainer, focus=Focus(0, 1))
    card = draw_card(trainer.problem, trainer.snapshot(), Focus(0, 1), 2)
    header, arrays = layout.unpack(encoded(trainer, replace(report, card=card, diverged_at=3), with_points=True))
    assert misfits(header, MomentHeader) == []
    assert arrays.keys() <= FrameArrays.__annotations__.keys()
    assert arrays.keys() >= FrameArrays.__required_keys__
    for name, array in arrays.items():
        *_, axes = (
            FrameArrays.__annotations__[name].__metadata__
            if name in FrameArrays.__required_keys__
            else (FrameArrays.__annotations__[name].__args__[0].__metadata__)
        )
        assert (name, array.dtype.str.lstrip("<|")) == (name, axes.dtype)
        assert name == "card_out" or array.ndim == len(axes.names)


def test_failure_is_as_declared():
    header, _ = layout.unpack(encode_failure(1, {"id": "1", "text": "It failed."}))
    assert misfits(header, FailureHeader) == []


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"kind": "film"}, "it.kind is 'film', not one of ('failure',)"),
        ({"run": "1"}, "it.run is '1', no <class 'int'>"),
        ({"notice": {"id": "1"}}, "it.notice lacks text"),
        ({"more": 1}, "it has more"),
    ],
)
def test_what_is_not_as_declared_is_found(change, complaint):
    assert misfits({"kind": "failure", "run": 1, "notice": None} | change, FailureHeader) == [complaint]
