"""What a reading says in words: the figures in it are those of the moment, and numbers can be read."""

from dataclasses import replace

import numpy as np
import pytest

from playground.analysis.reading import VERDICTS, Reading
from playground.views.reading import GOOD, SENTENCES, TITLES, layer_table, names, power_of_ten, reading_text, scientific
from tests.analysis.test_reading import FINE

LAYERS = ["Hidden 1", "Hidden 2", "Output"]
RANGE = "Hidden 1 to Output"


def text(verdict, layers=(0, 1, 2), **evidence):
    changed = replace(FINE, **{name: np.array(v) if np.ndim(v) else v for name, v in evidence.items()})
    return reading_text(Reading(verdict, layers, changed), LAYERS)


def rows(table):
    """Return the cells of a Markdown table below its head."""
    lines = table.replace("\N{NO-BREAK SPACE}", " ").splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_every_verdict_has_a_title_and_a_text():
    assert set(TITLES) == set(SENTENCES) == set(VERDICTS)
    assert set(GOOD) < set(VERDICTS)


@pytest.mark.parametrize("verdict", VERDICTS)
def test_text_is_made_of_sentences_even_of_strange_figures(verdict):
    strange = {"norms": [np.nan, 0.0, np.inf], "ratios": [np.nan, 0.0, np.inf], "loss_share": np.inf}
    for found in (text(verdict), text(verdict, (1,)), text(verdict, **strange)):
        assert found.endswith((".", ").")), found


def test_healthy_names_both_ends_and_the_size_of_updates():
    found = text("healthy", norms=[0.02, 0.5, 0.04], ratios=[2e-4, 1e-3, 3e-3])
    assert "0.04 in Output and 0.02 in Hidden 1" in found
    assert "2.0·10⁻⁴ to 3.0·10⁻³ times as large as its layer's weights" in found


def test_slow_names_no_share_of_a_first_loss_of_zero():
    assert "Yet 50% of the first loss is left" in text("slow", loss_share=0.5)
    assert "Yet a loss is left" in text("slow", loss_share=np.inf)


def test_vanishing_says_how_much_and_which_layers():
    found = text("vanishing", (0,), norms=[1e-6, 0.05, 0.031])
    assert "shrinks 50,000-fold" in found
    assert "So Hidden 1 hardly learns." in found
    assert "So Hidden 1 and Hidden 2 hardly learn." in text("vanishing", (0, 1))


def test_exploding_tells_steps_from_gradients_and_how_the_loss_grew():
    found = text("exploding", (2,), ratios=[1e-3, 1e-3, 2.4], loss_share=15.0)
    assert "In Output the steps overshoot." in found
    assert "The loss is 15 times what it was." in found
    assert "The loss is" not in text("exploding", (2,), ratios=[1e-3, 1e-3, 2.4], loss_share=np.inf)
    back = text("exploding", (0,), norms=[500, 1, 0.1])
    assert "grows on its way back. Its norm is 0.1 in Output and 500 in Hidden 1." in back


def test_blocked_names_the_dead_layer():
    found = text("blocked", (0, 1), norms=[0, 0, 0.1], dead=[0, 4, 0])
    assert "exactly 0 in Hidden 1 and Hidden 2" in found
    assert "All neurons of Hidden 2 are dead" in found
    assert "weights behind it are 0" in text("blocked", (0, 1), norms=[0, 0, 0.1])


def test_learned_says_how_much_loss_is_left():
    assert text("converged", loss_share=0.0123).startswith("1.2% of the first loss is left")
    assert text("converged", loss_share=0).startswith("The loss is 0")


def test_one_layer_has_one_norm():
    one = replace(FINE, norms=np.array([0.25]), ratios=np.array([1e-3]))
    found = reading_text(Reading("healthy", (0,), one), ["Output"])
    assert found.startswith("Its norm is 0.25. An update is 1.0·10⁻³ times as large")


def test_table_has_a_row_a_layer_and_makes_ill_ones_bold():
    evidence = replace(FINE, norms=np.array([0.0, 2e-5, 0.1]), dead=np.array([3, 0, 0]), saturated=np.array([0, 1, 0]))
    found = rows(layer_table(Reading("blocked", (0,), evidence), LAYERS))
    assert found == [
        ["**Hidden 1**", "0", "1.0·10⁻³", "3 of 4 dead"],
        ["Hidden 2", "2.0·10⁻⁵", "1.0·10⁻³", "1 of 4 saturated"],
        ["Output", "0.1", "1.0·10⁻³", "–"],
    ]


def test_table_says_that_a_layer_is_locked_and_what_is_no_number():
    evidence = replace(FINE, norms=np.array([0.1, np.nan, 0.1]), ratios=np.array([np.nan, np.nan, 1e-3]))
    found = rows(layer_table(Reading("not finite", (1,), evidence), LAYERS))
    assert [row[1:3] for row in found] == [["0.1", "locked"], ["–", "–"], ["0.1", "1.0·10⁻³"]]


def test_nothing_is_bold_where_all_is_well():
    assert "**" not in layer_table(Reading("healthy", (0, 1, 2), FINE), LAYERS)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0.0, "0"),
        (0.0123, "0.012"),
        (3.14159, "3.1"),
        (250.4, "250"),
        (1234.0, "1.2·10³"),
        (2.72e-5, "2.7·10⁻⁵"),
        (-1e-12, "-1.0·10⁻¹²"),
        (np.nan, "–"),
        (np.inf, "–"),
    ],
)
def test_number_has_two_digits_and_a_power_where_it_is_far_from_one(value, expected):
    assert scientific(value) == expected


def test_power_of_ten_is_written_with_small_figures():
    assert [power_of_ten(power) for power in (-12, 0, 3)] == ["10⁻¹²", "10⁰", "10³"]


@pytest.mark.parametrize(
    ("layers", "expected"),
    [((0,), "Hidden 1"), ((0, 1), "Hidden 1 and Hidden 2"), ((0, 2), "Hidden 1 and Output"), ((0, 1, 2), RANGE)],
)
def test_layers_are_named(layers, expected):
    assert names(layers, LAYERS) == expected
