"""Whether a value is what a type declares: for typed dictionaries, which Python itself does not check."""

from collections.abc import Mapping, Sequence
from types import UnionType
from typing import Annotated, Any, Literal, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict


def misfits(value, kind, path="it"):
    """Return in words where a value is not what `kind` declares."""
    if is_typeddict(kind):
        return _of_record(value, kind, path)
    if get_origin(kind) is not None:
        return CHECKS[get_origin(kind)](value, get_args(kind), path)
    accepted = (int, float) if kind is float else object if kind is Any else kind
    is_fitting = isinstance(value, accepted) and (kind in (bool, Any) or not isinstance(value, bool))
    return [] if is_fitting else [f"{path} is {value!r}, no {kind}"]


def _of_first(value, kinds, path):
    return misfits(value, kinds[0], path)


def _of_any(value, kinds, path):
    found = [misfits(value, kind, path) for kind in kinds]
    return [] if [] in found else min(found, key=len)


def _of_literal(value, values, path):
    return [] if value in values else [f"{path} is {value!r}, not one of {values}"]


def _of_mapping(value, kinds, path):
    return [text for key, item in value.items() for text in misfits(item, kinds[1], f"{path}.{key}")]


def _of_list(value, kinds, path):
    each = kinds if len(kinds) > 1 and kinds[1] is not ... else kinds[:1] * len(value)
    pairs = enumerate(zip(value, each, strict=True))
    return [text for at, (item, kind) in pairs for text in misfits(item, kind, f"{path}[{at}]")]


def _of_record(value, kind, path):
    hints = get_type_hints(kind)
    if not isinstance(value, Mapping):
        return [f"{path} is {value!r}, no {kind.__name__}"]
    lacking = [f"{path} lacks {key}" for key in kind.__required_keys__ - value.keys()]
    foreign = [f"{path} has {key}" for key in value.keys() - hints.keys()]
    within = [text for key in hints if key in value for text in misfits(value[key], hints[key], f"{path}.{key}")]
    return lacking + foreign + within


CHECKS = {
    Annotated: _of_first,
    NotRequired: _of_first,
    Union: _of_any,
    UnionType: _of_any,
    Literal: _of_literal,
    Mapping: _of_mapping,
    dict: _of_mapping,
    Sequence: _of_list,
    list: _of_list,
    tuple: _of_list,
}
