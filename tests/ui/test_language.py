"""Numbers in words: as the viewer's language writes them, and nothing else changed."""

from types import SimpleNamespace

import pytest
from babel.numbers import get_group_symbol

from playground.ui import language


@pytest.fixture
def speaking(monkeypatch):
    """Return a function that lets the viewer's browser speak a language."""

    def speak(locale):
        monkeypatch.setattr(language.st, "context", SimpleNamespace(locale=locale))

    return speak


SWISS_GROUP = get_group_symbol("de_CH")  # one apostrophe or another, as this version of Babel has it
TEXT = "Epoch 1,234.5: loss 0.25, of 12,000 in v1.2 and x1.5, 3 left. Steps 1, 2."


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en-US", TEXT),
        ("de-DE", "Epoch 1.234,5: loss 0,25, of 12.000 in v1.2 and x1.5, 3 left. Steps 1, 2."),
        ("de-CH", TEXT.replace("1,2", f"1{SWISS_GROUP}2").replace("12,", f"12{SWISS_GROUP}")),
    ],
)
def test_points_and_commas_of_numbers_are_exchanged(speaking, locale, text):
    speaking(locale)
    assert language.localized(TEXT) == text


@pytest.mark.parametrize("locale", [None, "", "xx", "x", "de_DE"])
def test_language_that_is_not_known_is_english(speaking, locale):
    speaking(locale)
    assert language.localized("0.5") == "0.5"


def test_words_in_a_figure_are_localized_and_nothing_else(speaking):
    bar = {"type": "bar", "x": ["0.5"], "name": "threshold 0.5", "hovertemplate": "%{y:.1f} of 0.5"}
    layout = {
        "height": 1.5,
        "annotations": [{"text": "<b>Output</b><br>from −1.2 to 3"}],
        "xaxis": {"ticktext": ["1,200"]},
    }
    figure = {"data": [bar | {"text": [["0.31", "−1e-5"]]}], "layout": layout, "label": "area 0.971"}
    speaking("en-GB")
    assert language.localized_figure(figure) == figure
    speaking("de-DE")
    assert language.localized_figure(figure) == {
        "data": [bar | {"name": "threshold 0,5", "text": [["0,31", "−1e-5"]]}],
        "layout": layout
        | {"annotations": [{"text": "<b>Output</b><br>from −1,2 to 3"}], "xaxis": {"ticktext": ["1.200"]}},
        "label": "area 0,971",
    }


def test_charts_write_numbers_alike(speaking):
    speaking("fr-FR")
    assert (language.vega_numbers()["decimal"], language.vega_numbers()["thousands"]) == (",", "\u202f")
