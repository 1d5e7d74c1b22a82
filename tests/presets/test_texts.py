"""Every preset loads, says in two sentences what to watch, and travels in a short link."""

import json
import re
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import pytest

from playground.spec import Experiment, from_query, list_presets, load_preset, to_query

FOLDER = Path(__file__).parents[2] / "presets"
MAX_NAME, MAX_DESCRIPTION, MAX_LINK = 40, 230, 400  # one line of the menu, two of the page, what a mail keeps whole
MAX_LINK_BY_HAND = 800  # with every parameter to its last digit
DEFAULTS = Experiment().model_dump(mode="json", exclude={"version"})

every_preset = pytest.mark.parametrize("preset", list_presets())


def link(preset):
    return "?" + urlencode(to_query(load_preset(preset)))


def repeated_defaults(written, defaults, path=""):
    """The paths of the keys that say what the defaults say already."""
    found = []
    for key, value in written.items():
        if isinstance(value, dict):
            found += repeated_defaults(value, defaults[key], f"{path}{key}.")
        elif value == defaults.get(key):
            found.append(f"{path}{key}")
    return found


def test_there_are_enough_for_a_course_and_few_enough_for_a_menu():
    assert 16 <= len(list_presets()) <= 28
    assert 4 <= len({preset.split("/")[0] for preset in list_presets()}) <= 8


def test_titles_differ():
    assert len({load_preset(preset).name for preset in list_presets()}) == len(list_presets())


@every_preset
def test_id_carries_the_places_of_lesson_and_preset(preset):
    assert re.fullmatch(r"[1-9]-[a-z-]+/[1-9]-[a-z0-9-]+", preset)  # one digit, because ids are sorted as text


@every_preset
def test_title_fits_the_menu(preset):
    assert 0 < len(load_preset(preset).name) <= MAX_NAME


@every_preset
def test_description_is_two_short_sentences(preset):
    description = load_preset(preset).description
    assert len(description) <= MAX_DESCRIPTION
    assert len(re.findall(r"[A-Z][^.!?]*(?:\d\.\d[^.!?]*)*[.!?](?= |$)", description)) == 2
    assert description[-1] in ".!?"


@every_preset
def test_texts_hold_only_plain_characters(preset):
    experiment = load_preset(preset)
    assert re.fullmatch(r"[A-Za-z0-9 .,]+", experiment.name + experiment.description)


@every_preset
def test_link_is_short(preset):
    is_by_hand = load_preset(preset).network.parameters is not None
    assert len(link(preset)) < (MAX_LINK_BY_HAND if is_by_hand else MAX_LINK)


@every_preset
def test_link_leads_back_to_the_preset(preset):
    assert from_query(dict(parse_qsl(link(preset)[1:]))) == (load_preset(preset), [])


@every_preset
def test_file_holds_the_version_and_only_what_differs_from_the_defaults(preset):
    written = json.loads((FOLDER / f"{preset}.json").read_text(encoding="utf-8"))
    assert written.pop("version") == 1
    assert not repeated_defaults(written, DEFAULTS)
