"""What differs between two experiments: which changes need a new run, and the others in words for a mark on a curve."""

from typing import Any

from playground.spec.fields import Spec, is_live
from playground.spec.training import OptimizerSpec

UNMARKED = ("name", "description", "stop")  # which change nothing of how a network learns


def restarting_changes(old: Spec, new: Spec, path: str = "") -> list[str]:
    """Return the paths of the fields that differ and cannot change while the network trains.

    Layers differ as a whole unless only live fields of theirs do.
    """
    changed: list[str] = []
    for name, field in type(old).model_fields.items():
        before, after = getattr(old, name), getattr(new, name)
        if before != after and not is_live(field):
            changed += _restarting_in(before, after, f"{path}{name}")
    return changed


def _restarting_in(before: Any, after: Any, path: str) -> list[str]:
    if isinstance(before, Spec):
        return restarting_changes(before, after, f"{path}.")
    if not isinstance(before, tuple) or not isinstance(after, tuple) or len(before) != len(after):
        return [path]
    if not all(isinstance(item, Spec) for item in before):
        return [path]
    return [found for old, new in zip(before, after, strict=True) for found in restarting_changes(old, new, f"{path}.")]


def changes_in_words(old: Spec, new: Spec, prefix: str = "") -> list[str]:
    """Return a phrase for each setting that differs and can change while training: "learning rate 0.03 → 0.1"."""
    phrases: list[str] = []
    for name, field in type(old).model_fields.items():
        before, after = _in_force(old, name), _in_force(new, name)
        if before == after or f"{prefix}{name}" in UNMARKED:
            continue
        if isinstance(before, Spec):
            phrases += changes_in_words(before, after, "schedule: " if name == "schedule" else prefix)
        elif name == "layers":
            pairs = enumerate(zip(before, after, strict=True), start=1)
            phrases += [text for at, (one, other) in pairs for text in changes_in_words(one, other, f"hidden {at}: ")]
        elif is_live(field):
            words = f"{prefix}{name.replace('_', ' ')}".removesuffix(": name")
            phrases.append(f"{words} {_value(before)} → {_value(after)}")
    return phrases


def _in_force(spec: Spec, name: str) -> Any:
    """Return a setting's value; of an optimizer's parameter left out, its rule's default."""
    value = getattr(spec, name)
    return spec.hyperparameters.get(name) if value is None and isinstance(spec, OptimizerSpec) else value


def _value(value: Any) -> str:
    if value is None:
        return "off"
    if isinstance(value, bool):
        return "on" if value else "off"
    return f"{value:g}" if isinstance(value, float) else str(value)
