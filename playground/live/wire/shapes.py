"""Which keys a record has to hold: what both ends check of every frame they read."""

from collections.abc import Mapping
from typing import Any, get_type_hints, is_typeddict

Shape = Mapping[str, "Shape | None"]
"""Key that has to be there -> the shape of the record at it, None where that is no record or may be null."""


def shape_of(kind: type) -> Shape:
    """Return the shape of a typed dictionary."""
    hints = get_type_hints(kind)
    required: frozenset[str] = getattr(kind, "__required_keys__")  # noqa: B009 - unknown to mypy
    return {key: shape_of(hints[key]) or None if is_typeddict(hints[key]) else None for key in hints if key in required}


def missing_key(record: Mapping[str, Any], shape: Shape) -> str | None:
    """Return the first key that a record lacks, with dots between the keys on the way to it; None where it is whole."""
    for key, inner in shape.items():
        if key not in record:
            return key
        deeper = inner and missing_key(record[key], inner)
        if deeper:
            return f"{key}.{deeper}"
    return None
