"""Python's types as TypeScript's: typed dictionaries, models, dataclasses and named tuples become interfaces."""

import inspect
import re
import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from typing import (
    Annotated,
    Any,
    Literal,
    NotRequired,
    Required,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from numpy.typing import NDArray
from pydantic import BaseModel

from playground.live.wire.arrays import Axes

PLAIN: Mapping[Any, str] = {
    int: "number",
    float: "number",
    str: "string",
    bool: "boolean",
    type(None): "null",
    Any: "unknown",
}
ARRAYS = {"f4": "Float32Array", "u1": "Uint8Array"}


@dataclass(frozen=True, slots=True)
class As:
    """What a value is to TypeScript where Python holds it in another form: another type, or TypeScript's own words."""

    kind: Any


@dataclass(slots=True)
class Declarations:
    """The interfaces of some types and of all that those are made of.

    Attributes:
        left_out: (class name, key) of what does not travel.
        homes: class name -> the module that declares it already.
        texts: class name -> its interface.
        imported: names of the classes that those modules are asked for.
    """

    left_out: frozenset[tuple[str, str]] = frozenset()
    homes: Mapping[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    imported: set[str] = field(default_factory=set)

    def type_of(self, annotation: Any) -> str:
        """Return the TypeScript of a type, and declare what it names.

        Raises:
            TypeError: of a type that has no form in JSON.
        """
        if annotation in PLAIN:
            return PLAIN[annotation]
        origin, arguments = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            return self._annotated(*arguments)
        if origin in WRITERS:
            return WRITERS[origin](self, arguments)
        if isinstance(annotation, type) and issubclass(annotation, tuple):
            return self._tuple_of(annotation)
        if isinstance(annotation, type) and _is_record(annotation):
            return self._reference(annotation)
        raise TypeError(f"{annotation!r} has no form in JSON")

    def imports(self) -> list[str]:
        """Return a line for each class that another module declares."""
        return [f'import type {{ {name} }} from "./{self.homes[name]}.js";' for name in sorted(self.imported)]

    def _annotated(self, kind: Any, *notes: Any) -> str:
        for note in notes:
            if isinstance(note, As):
                return note.kind if isinstance(note.kind, str) else self.type_of(note.kind)
            if isinstance(note, Axes):
                shape = ", ".join(f"{name}: number" for name in note.names)
                return f"NumberArray<{ARRAYS[note.dtype]}, [{shape}]>"
        return self.type_of(kind)

    def _tuple_of(self, kind: type) -> str:
        """Return the tuple that a named tuple is in JSON."""
        return f"[{', '.join(f'{name}: {self.type_of(hint)}' for name, hint in get_type_hints(kind).items())}]"

    def _reference(self, kind: type) -> str:
        if kind.__name__ in self.homes:
            self.imported.add(kind.__name__)
        elif kind.__name__ not in self.texts:
            self.texts[kind.__name__] = ""  # its place, before those it is made of
            self.texts[kind.__name__] = self._interface(kind)
        return kind.__name__

    def _interface(self, kind: type) -> str:
        summary, meanings = _described(kind)
        lines = [f"/** {summary} */", f"export interface {kind.__name__} {{"]
        for key, hint, is_optional in _keys(kind):
            if (kind.__name__, key) not in self.left_out:
                lines += [f"  /** {meanings[key]} */"] if key in meanings else []
                lines += [f"  {key}{'?' if is_optional else ''}: {self.type_of(hint)};"]
        return "\n".join([*lines, "}"])


def _is_record(kind: type) -> bool:
    return is_typeddict(kind) or is_dataclass(kind) or issubclass(kind, BaseModel)


def _keys(kind: type) -> list[tuple[str, Any, bool]]:
    """Return key, type and whether it may be missing, of each key of a record."""
    hints = get_type_hints(kind, include_extras=True)
    if is_typeddict(kind):
        optional: frozenset[str] = getattr(kind, "__optional_keys__")  # noqa: B009 - unknown to mypy
        return [(key, hint, key in optional) for key, hint in hints.items()]
    if issubclass(kind, BaseModel):
        is_message = kind.model_config.get("extra") == "ignore"  # what the stage says, and not what it is told
        return [
            (spec.alias or key, hints[key], is_message and not spec.is_required() and key != "do")
            for key, spec in kind.model_fields.items()
        ]
    return [(entry.name, hints[entry.name], False) for entry in fields(cast(Any, kind))]


def _described(kind: type) -> tuple[str, dict[str, str]]:
    """Return the first sentence of a docstring, and what its section "Attributes" says of each key."""
    text, _, section = (inspect.getdoc(kind) or "").partition("\nAttributes:\n")
    found = re.findall(r"^    (\w+): (.*(?:\n        .*)*)", section, re.MULTILINE)
    return " ".join(text.split()), {name: " ".join(meaning.split()) for name, meaning in found}


def _listed(writer: Declarations, arguments: Sequence[Any]) -> str:
    if len(arguments) > 1 and arguments[1] is not ...:
        return f"[{', '.join(map(writer.type_of, arguments))}]"
    inner = writer.type_of(arguments[0])
    return f"({inner})[]" if set(inner) & set("|&") and not inner.startswith("[") else f"{inner}[]"


def _mapped(writer: Declarations, arguments: Sequence[Any]) -> str:
    return f"Record<{', '.join(map(writer.type_of, arguments))}>"


def _either(writer: Declarations, arguments: Sequence[Any]) -> str:
    return " | ".join(dict.fromkeys(map(writer.type_of, arguments)))


def _literal(_writer: Declarations, arguments: Sequence[Any]) -> str:
    return " | ".join(f'"{value}"' if isinstance(value, str) else str(value).lower() for value in arguments)


def _inner(writer: Declarations, arguments: Sequence[Any]) -> str:
    return writer.type_of(arguments[0])


WRITERS: Mapping[Any, Callable[[Declarations, Sequence[Any]], str]] = {
    tuple: _listed,
    list: _listed,
    Sequence: _listed,
    dict: _mapped,
    Mapping: _mapped,
    Union: _either,
    types.UnionType: _either,
    Literal: _literal,
    NotRequired: _inner,
    Required: _inner,
    get_origin(NDArray[Any]): lambda *_: "never",
}
"""Origin of a generic type -> what writes it."""
