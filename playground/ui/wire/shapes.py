"""Which keys a record has to hold, as JSON: what the stage checks of every frame."""

from typing import Any, get_type_hints, is_typeddict


def shape_of(kind: type) -> dict[str, Any]:
    """Return key -> the shape of its value where that is always a record, else None, of each key that is required."""
    hints = get_type_hints(kind)
    required = [key for key in hints if key in kind.__required_keys__]  # type: ignore[attr-defined]
    return {
        key: shape_of(hints[key]) if is_typeddict(hints[key]) and hints[key].__required_keys__ else None
        for key in required
    }
