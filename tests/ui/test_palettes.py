"""The palettes on the page: the stage has them all, and the server draws in what the viewer sees."""

import pytest
import streamlit as st

from playground.ui.static_data import static_data
from playground.ui.theme import look, theme_name
from playground.views.palette import GROUNDS, PALETTES, look_of
from tests.ui.test_stage_data import told


def test_stage_has_every_palette_on_both_grounds():
    palettes = static_data()["palettes"]
    assert list(palettes) == list(PALETTES)
    for name, looks in palettes.items():
        assert list(looks) == list(GROUNDS)
        assert looks["dark"]["strong_negative"] == look_of(name, is_dark=True).strong_negative


@pytest.mark.parametrize("theme", GROUNDS)
@pytest.mark.parametrize("palette", PALETTES)
def test_server_draws_in_the_colours_that_the_stage_has_told(monkeypatch, palette, theme):
    monkeypatch.setattr(st, "session_state", {"stage": {"palette": palette, "theme": theme}})
    assert look() == look_of(palette, is_dark=theme == "dark")
    assert told()["seen"] == {"palette": palette, "theme": theme}


def test_until_the_stage_has_told_the_first_palette_is_drawn(monkeypatch):
    monkeypatch.setattr(st, "session_state", {})
    assert look() == look_of(next(iter(PALETTES)), is_dark=theme_name() == "dark")
