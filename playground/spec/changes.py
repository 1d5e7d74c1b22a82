"""What differs between two experiments, in words for a mark on a curve."""

from typing import Any

from playground.spec.fields import Spec, is_live

UNMARKED = ("name", "description", "stop")  # which change nothing of how a network learns
WITHOUT = {"clip_norm": "off"}  # what a setting left out means; of the others, their rule's default


def changes_in_words(old: Spec, new: Spec, prefix: str = "") -> list[str]:
    """Return a phrase for each setting that differs and can change while training: "learning rate 0.03 → 0.1"."""
    phrases: list[str] = []
    for name, field in type(old).model_fields.items():
        before, after = getattr(old, name), getattr(new, name)
        if before == after or f"{prefix}{name}" in UNMARKED:
            continue
        if isinstance(before, Spec):
            phrases += changes_in_words(before, after, "schedule: " if name == "schedule" else prefix)
        elif name == "layers":
            pairs = enumerate(zip(before, after, strict=True), start=1)
            phrases += [text for at, (one, other) in pairs for text in changes_in_words(one, other, f"hidden {at}: ")]
        elif is_live(field):
            words = f"{prefix}{name.replace('_', ' ')}".removesuffix(": name")
            phrases.append(f"{words} {_value(name, before)} → {_value(name, after)}")
    return phrases


def _value(name: str, value: Any) -> str:
    if value is None:
        return WITHOUT.get(name, "default")
    if isinstance(value, bool):
        return "on" if value else "off"
    return f"{value:g}" if isinstance(value, float) else str(value)
