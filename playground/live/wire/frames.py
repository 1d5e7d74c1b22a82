"""A run's present moment as one binary frame, which the stage component reads.

Layout, little endian: `MAGIC`, the length of the header (uint32), the header (JSON, UTF-8, padded with
spaces to a multiple of 4), then the arrays one after another, each padded to a multiple of 4 bytes.
The header's "arrays" lists each one's name, dtype ("f4" or "u1"), shape, and offset from the first array.
"""

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from playground.analysis.card import Card
from playground.analysis.maps import SHOWN_UNITS, Maps
from playground.backends import ENGINES
from playground.data import Dataset
from playground.engine.network import count_parameters
from playground.jobs.reports import Computing, Report
from playground.spec.experiment import OptimizerSpec
from playground.spec.fields import bounds
from playground.training.history import CurvePoint
from playground.training.snapshot import Position, Snapshot

MAGIC = b"PGF1"
LOWEST_RATE, _ = bounds(OptimizerSpec, "learning_rate")
_DTYPES: dict[str, np.dtype[Any]] = {"f4": np.dtype("<f4"), "u1": np.dtype("u1")}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a frame says of a run besides its report.

    Attributes:
        curve_start: index of the first of `points` in the whole curve.
        points: the losses this viewer lacks.
        learning_rate: the rate set by hand, from which a diverged run's remedy is derived.
        now: how far the run has come, whatever moment is shown.
        n_moments: how many earlier moments are kept.
        at: which of them is shown, None for the present.
        inspection: number of the newest inspection.
        notice: id and text of something the viewer should know.
        dataset: the data.
        with_points: whether the viewer still lacks the data's points.
    """

    curve_start: int
    points: list[CurvePoint]
    learning_rate: float
    now: Position
    n_moments: int = 0
    at: int | None = None
    inspection: int = 0
    notice: Mapping[str, str] | None = None
    dataset: Dataset | None = None
    with_points: bool = False


@np.errstate(over="ignore")  # what a float64 run has and float32 cannot hold travels as infinity
def encode(report: Report, around: Surroundings) -> bytes:
    """Return the frame of a report."""
    snapshot, dataset = report.snapshot, around.dataset
    header = (
        _facts(report) | _facts_around(around) | {"divergence": _divergence(report.diverged_at, around.learning_rate)}
    )
    losses = np.array([point[:3] for point in around.points], np.float32)
    arrays: dict[str, NDArray[Any]] = {"curve": losses.reshape(-1, 3), **_parameters(snapshot)}
    if snapshot.maps is not None:
        header |= _picture_facts(snapshot.maps)
        arrays |= _pictures(snapshot.maps)
    if report.card is not None:
        header["card"] = _finite_facts(report.card)
        arrays |= {"card_in": report.card.incoming, "card_out": report.card.outgoing}
    if dataset is not None:
        n_train = len(dataset.train_inputs)
        header |= {"n_train": n_train, "passes": snapshot.epoch + snapshot.position.used / n_train}
        header["now"]["passes"] = around.now.epoch + around.now.used / n_train
        if around.with_points and dataset.is_planar:
            arrays["points"] = points_of(dataset)
    return pack(header, arrays)


def encode_failure(generation: int, sizes: tuple[int, ...], notice: Mapping[str, str] | None) -> bytes:
    """Return the frame of a run that failed before it could report: a notice, and nothing to draw."""
    figures = ("train_loss", "test_loss", "learning_rate", "rates", "speed")
    nothing = dict.fromkeys((*figures, "divergence", "output", "focus", "computing", "time", "now", "stopped", "card"))
    counts = dict.fromkeys(("step", "epoch", "samples", "passes", "curve_start", "n_parameters", "inspection"), 0)
    facts = {"run": generation, "state": "idle", "sizes": sizes, "metrics": {}, "marks": [], "notice": notice}
    return pack(nothing | counts | facts, {})


def pack(header: dict[str, Any], arrays: Mapping[str, NDArray[Any]]) -> bytes:
    """Return header and arrays in the layout above; arrays are stored as float32 unless they are bytes."""
    listed, parts, offset = [], [], 0
    for name, array in arrays.items():
        dtype = "u1" if array.dtype == np.uint8 else "f4"
        data = np.ascontiguousarray(array, _DTYPES[dtype]).tobytes()
        padded = data + bytes(-len(data) % 4)
        listed.append({"name": name, "dtype": dtype, "shape": array.shape, "offset": offset})
        parts.append(padded)
        offset += len(padded)
    text = json.dumps(header | {"arrays": listed}, allow_nan=False, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    return b"".join([MAGIC, struct.pack("<I", len(text)), text, *parts])


def unpack(frame: bytes) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """Return the header and the arrays of a frame.

    Raises:
        ValueError: if these bytes are no frame of this version.
    """
    if frame[:4] != MAGIC:
        raise ValueError(f"a frame begins with {MAGIC!r}, not {frame[:4]!r}")
    (length,) = struct.unpack_from("<I", frame, 4)
    header = json.loads(frame[8 : 8 + length])
    body = memoryview(frame)[8 + length :]
    arrays = {
        item["name"]: np.frombuffer(body, _DTYPES[item["dtype"]], int(np.prod(item["shape"])), item["offset"]).reshape(
            item["shape"]
        )
        for item in header["arrays"]
    }
    return header, arrays


def points_of(dataset: Dataset) -> NDArray[np.float32]:
    """Return (n, 3): x1, x2 and the class index (or the value), training samples first."""
    inputs = np.concatenate([dataset.train_inputs, dataset.test_inputs])
    targets = np.concatenate([dataset.train_targets, dataset.test_targets])
    values = targets.argmax(axis=1) if dataset.kind == "multiclass" else targets[:, 0]
    return np.column_stack([inputs, values]).astype(np.float32)


def _facts(report: Report) -> dict[str, Any]:
    snapshot = report.snapshot
    return {
        "run": report.generation,
        "state": report.state,
        "step": snapshot.step,
        "epoch": snapshot.epoch,
        "samples": snapshot.position.samples,
        "train_loss": _number(snapshot.train_loss),
        "test_loss": _number(snapshot.test_loss),
        "metrics": {name: _number(value) for name, value in snapshot.metrics.items()},
        "learning_rate": _number(snapshot.learning_rate),
        "rates": report.rates and report.rates._asdict(),
        "speed": report.speed,
        "sizes": snapshot.sizes,
        "n_parameters": count_parameters(snapshot.sizes),
        "computing": _computing(report.computing),
        "marks": report.marks,
        "stopped": report.stopped,
        "card": None,
    }


def _facts_around(around: Surroundings) -> dict[str, Any]:
    return {
        "curve_start": around.curve_start,
        "time": {"n": around.n_moments, "at": around.at},
        "now": {"step": around.now.step, "epoch": around.now.epoch},
        "inspection": around.inspection,
        "notice": around.notice,
    }


def _finite_facts(card: Card) -> dict[str, Any]:
    """Return a card's facts, None for what is not a finite number."""
    one = {name: _number(value) if isinstance(value, float) else value for name, value in card.facts.items()}
    many = {name: [_number(value) for value in card.facts[name]] for name in ("inputs", "target", "prediction")}
    return one | many


def _computing(computing: Computing) -> dict[str, Any]:
    return {
        "engine": computing.engine,
        "label": ENGINES[computing.engine].label,
        "device": computing.device,
        "waited_s": computing.waited_s,
        "notice": computing.notice,
        "n_devices": len(computing.devices),
    }


def _parameters(snapshot: Snapshot) -> dict[str, NDArray[Any]]:
    shown = [(w[:SHOWN_UNITS, :SHOWN_UNITS].ravel(), b[:SHOWN_UNITS]) for w, b in snapshot.parameters.layers]
    weights, biases = zip(*shown, strict=True)
    troubles = [trouble[:SHOWN_UNITS] for trouble in snapshot.troubles]
    return {
        "weights": np.concatenate(weights),
        "biases": np.concatenate(biases),
        "trouble": np.concatenate(troubles),
    }


def _picture_facts(maps: Maps) -> dict[str, Any]:
    focus = maps.focus and {"layer": maps.focus.layer, "unit": maps.focus.unit, "scale": maps.focus_scale}
    if maps.scatter is not None:
        return {"output": {"kind": "samples"}, "focus": focus}
    if maps.classes is not None:
        return {"output": {"kind": "classes"}, "focus": focus}
    low, high = maps.output_range
    return {"output": {"kind": "value", "low": low, "high": high}, "focus": focus}


def _pictures(maps: Maps) -> dict[str, NDArray[Any]]:
    share = "output" if maps.classes is None else "output_confidence"
    pictures = {
        "maps": maps.tiles,
        "map_scales": maps.scales,
        share: maps.output,
        "output_class": maps.classes,
        "output_samples": maps.scatter,
        "focus_map": maps.focus_map,
    }
    return {name: picture for name, picture in pictures.items() if picture is not None}


def _divergence(step: int | None, learning_rate: float) -> dict[str, Any] | None:
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
