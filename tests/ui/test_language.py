"""Numbers in words: as the viewer's language writes them, and nothing else changed."""

from types import SimpleNamespace

import pytest

from playground.ui import language


@pytest.fixture
def speaking(monkeypatch):
    """Return a function that lets the viewer's browser speak a language."""

    def speak(locale):
        monkeypatch.setattr(language.st, "context", SimpleNamespace(locale=locale))

    return speak


TEXT = "Epoch 1,234.5: loss 0.25, of 12,000 in v1.2 and x1.5, 3 left. Steps 1, 2."


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en-US", TEXT),
        ("de-DE", "Epoch 1.234,5: loss 0,25, of 12.000 in v1.2 and x1.5, 3 left. Steps 1, 2."),
        ("de-CH", "Epoch 1’234.5: loss 0.25, of 12’000 in v1.2 and x1.5, 3 left. Steps 1, 2."),
    ],
)
def test_points_and_commas_of_numbers_are_exchanged(speaking, locale, text):
    speaking(locale)
    assert language.localized(TEXT) == text


@pytest.mark.parametrize("locale", [None, "", "xx", "x", "de_DE"])
def test_language_that_is_not_known_is_english(speaking, locale):
    speaking(locale)
    assert language.localized("0.5") == "0.5"


def test_charts_write_numbers_alike(speaking):
    speaking("fr-FR")
    assert (language.vega_numbers()["decimal"], language.vega_numbers()["thousands"]) == (",", "\u202f")
