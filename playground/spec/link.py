"""Experiment <-> flat, readable URL query: one table of keys, each with its place and its converter."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any, NamedTuple
from urllib.parse import urlencode

from pydantic import ValidationError

from playground.engine.network import count_parameters
from playground.spec.converters import (
    FLAG,
    INTEGER,
    LAYERS,
    NAMES,
    NUMBER,
    OPPOSITE,
    PARAMETERS,
    ROWS,
    TEXT,
    Converter,
)
from playground.spec.data import INLINE, MAX_INLINE_VALUES
from playground.spec.experiment import Experiment, merge
from playground.spec.fields import nested, reasons, shortened

VERSION = "1"
VERSION_KEY = "v"
MAX_VALUE_LENGTH = 40_000


class Refusal(NamedTuple):
    """One part of a link that was not applied, and why."""

    key: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Key:
    """One key of the query: where its value stands in the experiment, and its converter."""

    path: tuple[str, ...]
    converter: Converter

    def value_in(self, experiment: Experiment) -> Any:
        """Return the value at this key's place."""
        value: Any = experiment
        for name in self.path:
            value = getattr(value, name)
        return value

    def patch(self, value: Any) -> dict[str, Any]:
        """Return the partial experiment that sets only this value."""
        return nested(self.path, value)


KEYS: dict[str, Key] = {
    "name": Key(("name",), TEXT),
    "about": Key(("description",), TEXT),
    "data": Key(("data", "dataset"), TEXT),
    "inputs": Key(("data", "inputs"), ROWS),
    "targets": Key(("data", "targets"), ROWS),
    "n": Key(("data", "n_samples"), INTEGER),
    "noise": Key(("data", "noise"), NUMBER),
    "split": Key(("data", "train_fraction"), NUMBER),
    "dseed": Key(("data", "seed"), INTEGER),
    "classes": Key(("data", "n_classes"), INTEGER),
    "features": Key(("data", "features"), NAMES),
    "layers": Key(("network", "layers"), LAYERS),
    "out": Key(("network", "output_activation"), TEXT),
    "outfrozen": Key(("network", "output_trainable"), OPPOSITE),
    "init": Key(("network", "initializer"), TEXT),
    "seed": Key(("network", "seed"), INTEGER),
    "weights": Key(("network", "parameters"), PARAMETERS),
    "loss": Key(("training", "loss"), TEXT),
    "opt": Key(("training", "optimizer", "name"), TEXT),
    "lr": Key(("training", "optimizer", "learning_rate"), NUMBER),
    "momentum": Key(("training", "optimizer", "momentum"), NUMBER),
    "b1": Key(("training", "optimizer", "beta_1"), NUMBER),
    "b2": Key(("training", "optimizer", "beta_2"), NUMBER),
    "rho": Key(("training", "optimizer", "rho"), NUMBER),
    "eps": Key(("training", "optimizer", "epsilon"), NUMBER),
    "decay": Key(("training", "optimizer", "weight_decay"), NUMBER),
    "acc0": Key(("training", "optimizer", "initial_accumulator_value"), NUMBER),
    "sched": Key(("training", "schedule", "name"), TEXT),
    "dsteps": Key(("training", "schedule", "decay_steps"), INTEGER),
    "drate": Key(("training", "schedule", "decay_rate"), NUMBER),
    "batch": Key(("training", "batch_size"), INTEGER),
    "shuffle": Key(("training", "shuffle"), FLAG),
    "l1": Key(("training", "l1"), NUMBER),
    "l2": Key(("training", "l2"), NUMBER),
    "clip": Key(("training", "clip_norm"), NUMBER),
    "stop": Key(("training", "stop", "epochs"), INTEGER),
    "stoploss": Key(("training", "stop", "loss"), NUMBER),
    "stopacc": Key(("training", "stop", "accuracy"), NUMBER),
    "patience": Key(("training", "stop", "patience"), INTEGER),
    "engine": Key(("engine",), TEXT),
    "device": Key(("device",), TEXT),
    "dtype": Key(("training", "dtype"), TEXT),
}


def to_query(experiment: Experiment) -> dict[str, str]:
    """Return the link's query: the version, and every field that differs from the defaults.

    Parameters set by hand that do not fit are left out; `fits_in_link` tells.
    """
    if not fits_in_link(experiment):
        experiment = experiment.patched({"network": {"parameters": None}})
    query = {VERSION_KEY: VERSION}
    for name, key in KEYS.items():
        value = key.value_in(experiment)
        if value != key.value_in(_DEFAULT):
            query[name] = key.converter.format(value)
    return query


def fits_in_link(experiment: Experiment) -> bool:
    """Return whether a link has room for all of the experiment: for up to MAX_INLINE_VALUES parameters set by hand."""
    return experiment.network.parameters is None or count_parameters(experiment.sizes) <= MAX_INLINE_VALUES


def query_text(experiment: Experiment) -> str:
    """Return the query as it stands behind the "?" of a link."""
    return urlencode(to_query(experiment))


def from_query(query: Mapping[str, str]) -> tuple[Experiment, list[Refusal]]:
    """Return the experiment a link describes, and what of the link was refused. Never raises.

    Every field that is valid is applied, whatever the others hold.
    """
    refused: list[Refusal] = []
    patches: dict[str, dict[str, Any]] = {}
    if query.get(VERSION_KEY, VERSION) != VERSION:
        known = f"this playground reads version {VERSION}; fields it knows were applied"
        refused.append(_refusal(VERSION_KEY, query[VERSION_KEY], known))
    for name, text in query.items():
        if name == VERSION_KEY:
            continue
        try:
            patches[name] = _parse(name, text)
        except ValueError as error:
            refused.append(_refusal(name, text, str(error)))
    experiment, failed = _apply(patches)
    refused += [_refusal(name, query[name], reason) for name, reason in failed.items()]
    return experiment, refused


def _parse(name: str, text: str) -> dict[str, Any]:
    if name not in KEYS:
        raise ValueError("no field has this name")
    if len(text) > MAX_VALUE_LENGTH:
        raise ValueError(f"it is {len(text)} characters long; at most {MAX_VALUE_LENGTH} are read")
    return KEYS[name].patch(KEYS[name].converter.parse(text))


def _apply(patches: dict[str, dict[str, Any]]) -> tuple[Experiment, dict[str, str]]:
    """Lay all patches over the default experiment; where together they are not valid, one field after another.

    The table's order puts before a field what it may need: a loss its data, a rule's parameter the rule.
    """
    experiment, failed = _lay(_DEFAULT, patches, [tuple(patches)])
    return _lay(experiment, patches, _steps(patches)) if failed else (experiment, {})


def _lay(
    experiment: Experiment, patches: dict[str, dict[str, Any]], steps: list[tuple[str, ...]]
) -> tuple[Experiment, dict[str, str]]:
    """Return the experiment with each group of fields laid over it that fits, and the reasons of those that do not."""
    failed: dict[str, str] = {}
    for names in steps:
        try:
            experiment = experiment.patched(reduce(merge, (patches[name] for name in names), {}))
        except ValidationError as error:
            failed |= dict.fromkeys(names, reasons(error, Experiment)[0][2])
    return experiment, failed


def _steps(patches: Mapping[str, dict[str, Any]]) -> list[tuple[str, ...]]:
    """Return the fields to try together, in the table's order: inline points only make sense as one."""
    is_inline = patches.get("data") == KEYS["data"].patch(INLINE)
    points = tuple(name for name in KEYS if is_inline and name in patches and KEYS[name].path in _INLINE_PATHS)
    alone: list[tuple[str, ...]] = [(name,) for name in KEYS if name in patches and name not in points]
    return [points, *alone] if points else alone


def _refusal(key: str, value: str, reason: str) -> Refusal:
    return Refusal(shortened(key), shortened(value), reason)


_DEFAULT = Experiment()
_INLINE_PATHS = (("data", "dataset"), ("data", "inputs"), ("data", "targets"))
