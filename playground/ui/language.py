"""Numbers as the viewer's language writes them, in what is written on the server."""

import re
from functools import lru_cache
from typing import Any

import streamlit as st
from babel import Locale, UnknownLocaleError
from babel.numbers import get_decimal_symbol, get_group_symbol

ENGLISH = Locale("en")
WORDS, NO_WORDS = {"text", "ticktext", "name", "label"}, {"x", "y", "z", "colorscale"}  # of a figure
NUMBER = re.compile(r"(?<![\w.])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)")


def localized(text: str) -> str:
    """Return an English text with the points and commas of its numbers exchanged for those of the viewer's language."""
    return _exchanged(text, _decimal(), _group())


def localized_figure(figure: dict[str, Any]) -> dict[str, Any]:
    """Return one of Plotly's figures with what stands in it as text localized; its numbers the browser writes."""
    decimal, group = _decimal(), _group()
    if (decimal, group) == (".", ","):
        return figure
    written: dict[str, Any] = _written(figure, "", decimal, group)
    return written


def vega_numbers() -> dict[str, Any]:
    """Return the same for an Altair chart, as vega-embed's option `formatLocale`."""
    return {"decimal": _decimal(), "thousands": _group(), "grouping": [3], "currency": ["", ""]}


def _written(part: Any, name: str, decimal: str, group: str) -> Any:
    """Return a part of a figure, called so, with its texts localized."""
    if isinstance(part, dict):
        return {key: _written(value, key, decimal, group) for key, value in part.items()}
    if isinstance(part, list) and name not in NO_WORDS:
        return [_written(value, name, decimal, group) for value in part]
    return _exchanged(part, decimal, group) if isinstance(part, str) and name in WORDS else part


@lru_cache(maxsize=4096)
def _exchanged(text: str, decimal: str, group: str) -> str:
    symbols = str.maketrans({".": decimal, ",": group})
    return NUMBER.sub(lambda number: number[0].translate(symbols), text)


def _decimal() -> str:
    return get_decimal_symbol(_locale())


def _group() -> str:
    return get_group_symbol(_locale())


def _locale() -> Locale:
    """Return the language of the viewer's browser; English where it names none that is known."""
    try:
        return Locale.parse(st.context.locale or "en", sep="-")
    except (UnknownLocaleError, ValueError):
        return ENGLISH
