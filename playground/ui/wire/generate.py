"""Writes what the stage's JavaScript knows of the wire: `python -m playground.ui.wire.generate`.

The types of what travels, in one file for each concern, and `constants.js` lie with the stage; the product serves the
latter as it is, and a test compares all with what this writes. Node is not needed.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from playground.live.wire.arrays import FrameArrays
from playground.live.wire.header import HEADERS
from playground.live.wire.messages import Said
from playground.live.wire.reading import ARRAYS, KEYS
from playground.spec import Experiment
from playground.ui.assets import COMPONENTS
from playground.ui.wire.constants import CONSTANTS
from playground.ui.wire.stage import LEFT_OUT, Sent, StageData, StaticData
from playground.ui.wire.typescript import Declarations

HOME = COMPONENTS / "stage" / "wire"
ORIGIN = "Written by `python -m playground.ui.wire.generate` from playground/live/wire, spec and ui/wire: change those."

HEAD = """/** What a record has to hold: its keys, and what the records at those have to hold in turn. */
export interface RequiredKeys {
  [key: string]: RequiredKeys | null;
}

/** An array of a frame: its numbers row by row, and how long each of its axes is. */
export interface NumberArray<Numbers, Shape> {
  data: Numbers;
  shape: Shape;
}"""
FRAME = """/** A decoded frame. */
export type Frame =
  | { meta: MomentHeader; arrays: FrameArrays }
  | { meta: FailureHeader; arrays: Record<string, never> };"""
REQUIRED = (
    "/**",
    " * The keys and the arrays that each kind of frame has to hold.",
    ' * @type {Record<string, Record<"keys" | "arrays", import("./frame.js").RequiredKeys>>}',
    " */",
)
DATA = """/** All that the stage is told besides the frames. */
export type Data = StaticData & StageData;"""
COMMANDS = "\n  | ".join(Declarations().type_of(Said).split(" | "))
COMMAND = f"""/** What the stage asks of its run. */
export type Command =
  | {COMMANDS};"""


@dataclass(frozen=True, slots=True)
class Part:
    """One file of types.

    Attributes:
        summary: what it is about.
        kinds: whose interfaces it declares, and those of all that they are made of, unless a part before does.
        head: what it begins with, in TypeScript's own words.
        tail: what it ends with.
    """

    summary: str
    kinds: Sequence[Any]
    head: str = ""
    tail: str = ""


PARTS: Mapping[str, Part] = {
    "frame": Part("What a frame of the run says.", (*HEADERS.values(), FrameArrays), HEAD, FRAME),
    "experiment": Part("What is trained, and how.", (Experiment,)),
    "data": Part("What the stage is told besides the frames.", (StaticData, StageData), tail=DATA),
    "commands": Part("What the stage says, to its run and to the page.", (Said, Sent), tail=COMMAND),
}
"""Name of a module -> what it declares."""


def files() -> dict[str, str]:
    """Return name -> text of each generated file."""
    return {**_types(), "constants.js": _constants()}


def _types() -> dict[str, str]:
    homes: dict[str, str] = {}
    texts = {}
    for name, part in PARTS.items():
        declared = Declarations(LEFT_OUT, homes)
        for kind in part.kinds:
            declared.type_of(kind)
        homes = {**homes, **dict.fromkeys(declared.texts, name)}
        title = f"/** {part.summary} {ORIGIN} */"
        blocks = [title, *declared.imports(), part.head, *declared.texts.values(), part.tail]
        texts[f"{name}.d.ts"] = "\n\n".join(filter(None, blocks)) + "\n"
    return texts


def _constants() -> str:
    lines = [f"/** {ORIGIN} */", ""]
    for name, (value, meaning) in CONSTANTS.items():
        lines += [f"/** {meaning} */", f"export const {name} = {_written(value)};"]
    return "\n".join([*lines, *REQUIRED, f"export const REQUIRED = {_literal(_required())};", ""])


def _required() -> dict[str, Any]:
    return {kind: {"keys": KEYS[kind], "arrays": ARRAYS[kind]} for kind in HEADERS}


def _literal(value: Any) -> str:
    """Return JSON as JavaScript is written: no quotes round keys, a comma after the last item too."""
    unquoted = re.sub(r'"(\w+)":', r"\1:", json.dumps(value, indent=2))
    return re.sub(r"(?<=[\w}])\n(?=\s*})", ",\n", unquoted)


def _written(value: Any) -> str:
    return json.dumps(int(value) if isinstance(value, float) and value.is_integer() else value)


def main() -> None:
    """Write the files."""
    for name, text in files().items():
        (HOME / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
