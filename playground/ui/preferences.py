"""How a viewer likes to see the page: kept in the browser, set there or by a link, never part of the experiment."""

from collections.abc import Mapping
from typing import Any

from playground.spec import Refusal
from playground.spec.fields import shortened
from playground.ui.session import sent
from playground.views.palette import PALETTES

FLAG = {"0": False, "1": True}
KEYS: dict[str, dict[str, Any]] = {
    "projector": FLAG,
    "palette": {name: name for name in PALETTES},
    "sound": FLAG,
    "keys": FLAG,
}
"""Name of the preference, in links too -> what its values are written as in a link, and are."""


def split(query: Mapping[str, str]) -> tuple[dict[str, str], dict[str, Any], list[Refusal]]:
    """Return the query of the experiment, the preferences that a link asks for, and what of them was refused."""
    rest = {key: text for key, text in query.items() if key not in KEYS}
    asked, refused = {}, []
    for key, values in KEYS.items():
        if key in query and query[key] in values:
            asked[key] = values[query[key]]
        elif key in query:
            refused.append(Refusal(key, shortened(query[key]), f"it is one of {', '.join(values)}"))
    return rest, asked, refused


def palette_name() -> str:
    """Return the name of the palette that the viewer's stage has told of, the first one until it has."""
    name = sent().get("palette")
    return name if name in PALETTES else next(iter(PALETTES))
