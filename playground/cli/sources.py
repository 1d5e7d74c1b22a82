"""How a command line names an experiment: a shared link, a JSON file, or a preset."""

import re
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from playground.backends import ENGINES
from playground.cli.errors import UsageError
from playground.spec import Experiment, from_query, list_presets, load_preset
from playground.spec.fields import shortened
from playground.spec.words import refusing_in_words

MAX_BYTES = 16 << 20  # as many weights and samples as an experiment may hold, written out, take less
MAX_LINES, MAX_WIDTH = 20, 300


def find_experiment(source: str) -> Experiment:
    """Return the experiment that a link or its query, a file's path, or a preset's name or title stands for.

    Raises:
        UsageError: if it stands for none; the message says why, or what there is.
    """
    if Path(source).suffix == ".json":
        return read_file(Path(source))
    if "=" in source or "://" in source:
        return read_link(source)
    return find_preset(source)


def choose_engine(experiment: Experiment, engine: str) -> Experiment:
    """Return the experiment on this engine.

    Raises:
        UsageError: if there is no such engine, or it cannot train the experiment; the message says why.
    """
    if engine not in ENGINES:
        raise UsageError(f"there is no engine {engine!r}; choose one of {', '.join(ENGINES)}")
    try:
        with refusing_in_words():
            return experiment.patched({"engine": engine})
    except ValueError as error:
        raise UsageError(str(error)) from error


def read_link(link: str) -> Experiment:
    """Return the experiment of a whole link, or of what stands behind its "?"."""
    try:
        query = urlsplit(link).query if "?" in link or "://" in link else link
    except ValueError as error:
        raise UsageError(f"{shortened(link)} is no link: {error}") from error
    experiment, refused = from_query(dict(parse_qsl(query, keep_blank_values=True)))
    if refused:
        lines = [f"{shortened(key)}={shortened(value)}: {reason}" for key, value, reason in refused]
        raise UsageError(listing("the link holds what cannot be:", lines))
    return experiment


def read_file(path: Path) -> Experiment:
    """Return the experiment of a JSON file."""
    try:
        text = read_text(path)
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read {path}: {error}") from error
    try:
        with refusing_in_words():
            return Experiment.model_validate_json(text)
    except ValueError as error:
        raise UsageError(listing(f"{path} is not an experiment:", str(error).splitlines())) from error


def read_text(path: Path) -> str:
    """Return the text of a file that may be anything: a device never ends, and a pipe may never begin.

    Raises:
        UsageError: if it is no file, or larger than any experiment.
    """
    if path.exists() and not path.is_file():
        raise UsageError(f"{path} is no file; name one with an experiment in it, as JSON")
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise UsageError(f"{path} is larger than the {MAX_BYTES >> 20} MiB that an experiment takes at most")
    return data.decode()


def listing(title: str, lines: Sequence[str]) -> str:
    """Return a title and as much of the lines under it as one would read."""
    shown = [line if len(line) <= MAX_WIDTH else f"{line[:MAX_WIDTH]}..." for line in lines[:MAX_LINES]]
    more = [f"and {len(lines) - MAX_LINES:,} more"] if len(lines) > MAX_LINES else []
    return "\n  ".join([title, *shown, *more])


def find_preset(name: str) -> Experiment:
    """Return the preset of that id, file name (with or without its number) or title, whatever the case."""
    names = {word: preset for preset in list_presets() for word in _words(preset)}
    preset = names.get(name.casefold())
    if preset is not None:
        return load_preset(preset)
    near = {names[word].rpartition("/")[2]: None for word in get_close_matches(name.casefold(), names)}
    question = f" (did you mean {' or '.join(near)}?)" if near else ""
    listing = [f"  {preset.rpartition('/')[2]:28}{load_preset(preset).name}" for preset in list_presets()]
    raise UsageError("\n".join([f"there is no preset {name!r}{question}; there are", *listing]))


def _words(preset: str) -> tuple[str, ...]:
    """Return what a preset can be called, in lower case."""
    stem = preset.rpartition("/")[2]
    return preset, stem, re.sub(r"^\d+-", "", stem), load_preset(preset).name.casefold()
