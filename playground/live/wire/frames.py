"""A run's present moment as one binary frame, which the stage reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from playground.analysis.card import Card
from playground.analysis.maps import SHOWN_UNITS, Maps
from playground.backends import ENGINES
from playground.data import Dataset
from playground.engine.network import count_parameters
from playground.jobs.reports import Computing, Rates, Report
from playground.live.wire.arrays import FrameArrays
from playground.live.wire.header import (
    CardFacts,
    ClassesOutput,
    ComputingFacts,
    DivergenceFacts,
    FailureHeader,
    FocusFacts,
    Metrics,
    MomentHeader,
    Notice,
    RateFacts,
    SamplesOutput,
    ValueOutput,
)
from playground.live.wire.layout import pack
from playground.spec.fields import bounds
from playground.spec.training import OptimizerSpec
from playground.training.history import CurvePoint
from playground.training.snapshot import Position

LOWEST_RATE, _ = bounds(OptimizerSpec, "learning_rate")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a frame says of a run besides its report.

    Attributes:
        curve_start: index of the first of `points` in the whole curve.
        points: the losses this viewer lacks.
        learning_rate: the rate set by hand, from which a diverged run's remedy is derived.
        now: how far the run has come, whatever moment is shown.
        dataset: the data.
        n_moments: how many earlier moments are kept.
        at: which of them is shown, None for the present.
        inspection: number of the newest inspection.
        notice: something the viewer should know.
        with_points: whether the viewer still lacks the data's points.
    """

    curve_start: int
    points: list[CurvePoint]
    learning_rate: float
    now: Position
    dataset: Dataset
    n_moments: int = 0
    at: int | None = None
    inspection: int = 0
    notice: Notice | None = None
    with_points: bool = False


@np.errstate(over="ignore")  # what a float64 run has and float32 cannot hold travels as infinity
def encode(report: Report, around: Surroundings) -> bytes:
    """Return the frame of a report."""
    return pack(_header(report, around), cast(Mapping[str, NDArray[Any]], _arrays(report, around)))


def encode_failure(generation: int, notice: Notice | None) -> bytes:
    """Return the frame of a run that failed before it could report: a notice, and nothing to draw."""
    return pack(FailureHeader(kind="failure", run=generation, notice=notice), {})


def points_of(dataset: Dataset) -> NDArray[np.float32]:
    """Return (n, 3): x1, x2 and the class index (or the value), training samples first."""
    inputs = np.concatenate([dataset.train_inputs, dataset.test_inputs])
    targets = np.concatenate([dataset.train_targets, dataset.test_targets])
    return np.column_stack([inputs, dataset.as_column(targets)]).astype(np.float32)


def _header(report: Report, around: Surroundings) -> MomentHeader:
    snapshot, now, n_train = report.snapshot, around.now, len(around.dataset.train_inputs)
    return {
        "kind": "moment",
        "run": report.generation,
        "state": report.state,
        "step": snapshot.step,
        "epoch": snapshot.epoch,
        "samples": snapshot.position.samples,
        "passes": snapshot.position.passes(n_train),
        "train_loss": _number(snapshot.train_loss),
        "test_loss": _number(snapshot.test_loss),
        "metrics": cast(Metrics, {name: _number(value) for name, value in snapshot.metrics.items()}),
        "learning_rate": _number(snapshot.learning_rate),
        "rates": _rates(report.rates),
        "speed": report.speed,
        "sizes": snapshot.sizes,
        "n_parameters": count_parameters(snapshot.sizes),
        "n_train": n_train,
        "computing": _computing(report.computing),
        "marks": report.marks,
        "stopped": report.stopped,
        "divergence": _divergence(report.diverged_at, around.learning_rate),
        "card": None if report.card is None else _finite_facts(report.card),
        "curve_start": around.curve_start,
        "time": {"n": around.n_moments, "at": around.at},
        "now": {"step": now.step, "epoch": now.epoch, "passes": now.passes(n_train)},
        "inspection": around.inspection,
        "notice": around.notice,
        "output": _output(report.maps),
        "focus": _focus(report.maps),
    }


def _arrays(report: Report, around: Surroundings) -> FrameArrays:
    weights, biases, trouble = _neurons(report)
    losses = np.array([point[:3] for point in around.points], np.float32)
    arrays: FrameArrays = {
        "curve": losses.reshape(-1, 3),
        "weights": weights,
        "biases": biases,
        "trouble": trouble,
        "maps": report.maps.tiles,
        "map_scales": report.maps.scales,
    }
    _add_pictures(arrays, report.maps)
    if report.card is not None:
        arrays |= {"card_in": report.card.incoming, "card_out": report.card.outgoing}
    if around.with_points and around.dataset.is_planar:
        arrays["points"] = points_of(around.dataset)
    return arrays


def _neurons(report: Report) -> tuple[NDArray[Any], ...]:
    """Return the weights, the biases and the troubles of the shown units."""
    shown = [(w[:SHOWN_UNITS, :SHOWN_UNITS].ravel(), b[:SHOWN_UNITS]) for w, b in report.snapshot.parameters.layers]
    weights, biases = zip(*shown, strict=True)
    troubles = [trouble[:SHOWN_UNITS] for trouble in report.vitals.troubles]
    return np.concatenate(weights), np.concatenate(biases), np.concatenate(troubles)


def _add_pictures(arrays: FrameArrays, maps: Maps) -> None:
    if maps.output is not None:
        arrays["output" if maps.classes is None else "output_confidence"] = maps.output
    if maps.classes is not None:
        arrays["output_class"] = maps.classes
    if maps.scatter is not None:
        arrays["output_samples"] = maps.scatter
    if maps.focus_map is not None:
        arrays["focus_map"] = maps.focus_map


def _rates(rates: Rates | None) -> RateFacts | None:
    return rates and {"steps_per_s": rates.steps_per_s, "samples_per_s": rates.samples_per_s}


def _finite_facts(card: Card) -> CardFacts:
    """Return a card's facts, None for what is not a finite number."""
    one = {name: _number(value) if isinstance(value, float) else value for name, value in card.facts.items()}
    many = {name: [_number(value) for value in card.facts[name]] for name in ("inputs", "target", "prediction")}
    return cast(CardFacts, one | many)


def _computing(computing: Computing) -> ComputingFacts:
    return {
        "engine": computing.engine,
        "label": ENGINES[computing.engine].label,
        "device": computing.device,
        "waited_s": computing.waited_s,
        "notice": computing.notice,
        "n_devices": len(computing.devices),
    }


def _output(maps: Maps) -> ValueOutput | ClassesOutput | SamplesOutput:
    if maps.scatter is not None:
        return {"kind": "samples"}
    if maps.classes is not None:
        return {"kind": "classes"}
    low, high = maps.output_range
    return {"kind": "value", "low": low, "high": high}


def _focus(maps: Maps) -> FocusFacts | None:
    return maps.focus and {"layer": maps.focus.layer, "unit": maps.focus.unit, "scale": maps.focus_scale}


def _divergence(step: int | None, learning_rate: float) -> DivergenceFacts | None:
    if step is None:
        return None
    return {
        "text": f"In step {step:,} the loss or a weight stopped being a finite number.",
        "cause": f"Most likely the learning rate, {learning_rate:g}, is too large: every update overshoots further "
        "than the one before. What you see is the last moment that was still finite.",
        "learning_rate": max(float(f"{learning_rate / 10:.3g}"), LOWEST_RATE),
    }


def _number(value: float | None) -> float | None:
    return value if value is not None and np.isfinite(value) else None
