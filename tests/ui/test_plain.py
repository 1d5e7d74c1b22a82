"""A viewer's text stays text, wherever the page writes it into Markdown or into a figure."""

from dataclasses import replace
from html import unescape

import numpy as np
import pytest

from playground.analysis.results import score
from playground.spec import Experiment
from playground.ui.panels.engines import _words, table
from playground.ui.panels.results import class_table
from playground.views.palette import PALETTES, look_of
from playground.views.plain import in_list, plain
from playground.views.results import confusion_figure
from tests.ui.panels.test_engines import DONE

PAYLOADS = (
    "![i](http://127.0.0.1:9/b)",
    "[a link](http://127.0.0.1:9/b) www.example.org",
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    r"$\frac{1}{2}$ %{x}",
    ":material/home:",
    ":red[x]",
    ":smile:",
    "`code` **bold** | cell | ~~no~~ # x",
    "a\nb\x07\u202ec -> d -- e",
)
LIVE = set("!\"#$%'()*+,-./:<=>?@[\\]^_`{|}~\n\x07\u202e")  # "&" and ";" make the references


@pytest.mark.parametrize("payload", PAYLOADS)
def test_text_has_nothing_that_markdown_or_a_figure_acts_on(payload):
    written = plain(payload)
    assert not LIVE & set(written.replace("&#", ""))
    assert not set(unescape(written)) & set("\n\x07\u202e")


@pytest.mark.parametrize(
    ("payload", "found"), [(":smile:", ":s"), ("a@b.c", "@b"), ("www.a.b", "www."), ("a->b", "->")]
)
def test_what_is_looked_for_in_finished_text_is_broken_up(payload, found):
    assert found in payload
    assert found not in unescape(plain(payload))


def test_ordinary_names_are_shown_as_they_were_written():
    for name in ("Circle", "Zwölf Ärzte", "x₁ und x₂", "סיכום", "3.5 (new) & old"):
        assert unescape(plain(name)) == name


def places(text):
    """Return what each place writes of a viewer's text."""
    scores = score(np.array([[0.9], [0.1]]), np.array([[1.0], [0.0]]), 0.5)
    confusion = confusion_figure(scores, (text, "other"), look_of(next(iter(PALETTES)), is_dark=False))
    return {
        "Engines: what is compared": _words(Experiment(name=text[:80])),
        "Engines: why not": table(replace(DONE, refusals=(("tape", text),))),
        "Weights: what was refused": in_list(text, [text]),
        "Results: a table's class": class_table(scores, (text, "other")),
        "Results: a figure's class": confusion["data"][0]["x"][0],
    }


@pytest.mark.parametrize("payload", PAYLOADS)
def test_every_place_writes_it_plain(payload):
    for place, written in places(payload).items():
        assert plain(payload) in written, place
        assert payload not in written, place
