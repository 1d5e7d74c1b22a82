"""Numbers as the viewer's language writes them, in what is written on the server."""

import re
from typing import Any

import streamlit as st
from babel import Locale, UnknownLocaleError
from babel.numbers import get_decimal_symbol, get_group_symbol

ENGLISH = Locale("en")
NUMBER = re.compile(r"(?<![\w.])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)")


def localized(text: str) -> str:
    """Return an English text with the points and commas of its numbers exchanged for those of the viewer's language."""
    symbols = str.maketrans({".": _decimal(), ",": _group()})
    return NUMBER.sub(lambda number: number[0].translate(symbols), text)


def vega_numbers() -> dict[str, Any]:
    """Return the same for an Altair chart, as vega-embed's option `formatLocale`."""
    return {"decimal": _decimal(), "thousands": _group(), "grouping": [3], "currency": ["", ""]}


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
