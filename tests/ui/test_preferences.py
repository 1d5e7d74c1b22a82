"""Preferences in a link: taken out before the experiment is read, refused in words where they are not known."""

import pytest

from playground.spec import Experiment, from_query
from playground.ui.preferences import split
from playground.views.palette import PALETTES


@pytest.mark.parametrize("palette", PALETTES)
def test_preferences_are_no_part_of_the_experiment(palette):
    rest, asked, refused = split({"v": "1", "projector": "1", "palette": palette, "sound": "0", "keys": "0"})
    assert asked == {"projector": True, "palette": palette, "sound": False, "keys": False}
    assert refused == []
    assert from_query(rest) == (Experiment(), [])


def test_what_is_not_known_is_refused_with_what_is():
    rest, asked, refused = split({"data": "xor", "projector": "yes", "palette": "p" * 1000})
    assert rest == {"data": "xor"}
    assert asked == {}
    assert [refusal.key for refusal in refused] == ["projector", "palette"]
    assert "0, 1" in refused[0].reason
    assert all(name in refused[1].reason for name in PALETTES)
    assert len(refused[1].value) < 100
