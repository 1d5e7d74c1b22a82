"""The kinds of field a spec is made of, and what each says about itself.

A field knows its bounds, its place in a link and whether it may change while a network trains.
Widgets, links and error messages all ask here; nothing else repeats a bound.
"""

from collections.abc import Iterable
from typing import Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic.fields import FieldInfo

AUTO = "auto"  # left to the rest of the experiment
MAX_SEED = 2**32 - 1
MAX_SHOWN = 60


class Spec(BaseModel):
    """Base of every spec: frozen, and strict about unknown keys, infinities and NaN."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


def named_in(table: Iterable[str]) -> AfterValidator:
    """Return a validator that accepts only the names in `table`.

    Raises:
        ValueError: by the validator, naming the value and every allowed name.
    """
    names = tuple(table)

    def check(name: str) -> str:
        if name not in names:
            raise ValueError(f"{shortened(name)!r} is not known; choose one of {', '.join(names)}")
        return name

    return AfterValidator(check)


def shortened(text: str) -> str:
    """Return a text as far as a message has room for it."""
    return text if len(text) <= MAX_SHOWN else f"{text[: MAX_SHOWN - 3]}..."


def live(default: Any, **bounds: Any) -> Any:
    """Return a field whose changes apply while the network trains, without a new run."""
    return Field(default, json_schema_extra={"live": True}, **bounds)


def between(ends: tuple[float, float]) -> Any:
    """Return the arguments of a field whose lowest and highest value another table names."""
    return {"ge": ends[0], "le": ends[1]}


def is_live(field: FieldInfo) -> bool:
    """Return whether a change of this field leaves the run going."""
    extra = field.json_schema_extra
    return isinstance(extra, dict) and bool(extra.get("live"))


def bounds(model: type[BaseModel], path: str) -> tuple[Any, Any]:
    """Return the lowest and highest allowed value of the field at a dotted path, None where there is no such end."""
    return _limits(field_at(model, path))


def _limits(field: FieldInfo) -> tuple[Any, Any]:
    low = high = None
    for rule in field.metadata:
        low = next((v for v in (getattr(rule, k, None) for k in ("ge", "gt", "min_length")) if v is not None), low)
        high = next((v for v in (getattr(rule, k, None) for k in ("le", "lt", "max_length")) if v is not None), high)
    return low, high


def reasons(error: ValidationError, model: type[BaseModel]) -> list[tuple[str, Any, str]]:
    """Return (path, value, reason) for each thing an error of `model` refuses, with the allowed range."""
    return [
        (".".join(map(str, detail["loc"])), detail["input"], _reason(model, detail["loc"], detail["msg"]))
        for detail in error.errors(include_url=False)
    ]


def _reason(model: type[BaseModel], path: tuple[int | str, ...], message: str) -> str:
    text = message.removeprefix("Value error, ")
    low, high = _limits_at(model, path)
    return text if low is None or high is None else f"{text} (allowed: {low} to {high})"


def _limits_at(model: type[BaseModel], path: tuple[int | str, ...]) -> tuple[Any, Any]:
    """Return the bounds of the field at the end of `path`, (None, None) where it names no bounded field."""
    field = _field_at(model, path)
    return (None, None) if field is None else _limits(field)


def field_at(model: type[BaseModel], path: str) -> FieldInfo:
    """Return the field at a dotted path, such as "network.layers.0.dropout".

    Raises:
        KeyError: if there is none.
    """
    field = _field_at(model, tuple(int(part) if part.isdecimal() else part for part in path.split(".")))
    if field is None:
        raise KeyError(f"{model.__name__} has no field {path}")
    return field


def _field_at(model: type[BaseModel], path: tuple[int | str, ...]) -> FieldInfo | None:
    here: Any = model
    field: FieldInfo | None = None
    for name in path:
        if isinstance(name, int):
            continue
        field = here.model_fields.get(name) if isinstance(here, type) and issubclass(here, BaseModel) else None
        if field is None:
            return None
        here = next((t for t in _types_in(field.annotation) if issubclass(t, BaseModel)), None)
    return field


def nested(path: Iterable[str], value: Any) -> dict[str, Any]:
    """Return the partial JSON that sets only the value at this path."""
    for name in reversed(tuple(path)):
        value = {name: value}
    return dict(value)


def _types_in(annotation: Any) -> list[type]:
    """Return the classes an annotation is made of, such as LayerSpec in tuple[LayerSpec, ...]."""
    if isinstance(annotation, type) and not getattr(annotation, "__args__", ()):
        return [annotation]
    return [found for part in getattr(annotation, "__args__", ()) for found in _types_in(part)]
