"""What all charts have in common: numbers in coloured cells can be read, whatever their colour."""

import numpy as np
import pytest

from playground.analysis.results import score
from playground.engine.network import Parameters
from playground.training.problem import pose
from playground.views.colors import contrast
from playground.views.palette import GRAPHIC_CONTRAST, PALETTES, WORD_CONTRAST, look_of
from playground.views.results import confusion_figure
from playground.views.style import pale
from playground.views.weights import weight_figures
from tests.views.figures import case

LOOKS = [
    pytest.param(look_of(palette, is_dark=is_dark), id=f"{palette}, {'dark' if is_dark else 'light'}")
    for palette in PALETTES
    for is_dark in (False, True)
]


def assert_numbers_can_be_read(cells):
    assert "text" in cells
    for _, color in cells["colorscale"]:
        assert contrast(cells["textfont"]["color"], color) >= WORD_CONTRAST


@pytest.mark.parametrize("look", LOOKS)
def test_numbers_of_weights_can_be_read(look):
    experiment = case("two classes")
    parameters = pose(experiment).initial_parameters
    gradient = Parameters.from_vector(parameters.vector, parameters.sizes)
    for figure in weight_figures(experiment, parameters, gradient, "weights", look)[:-1]:
        for cells in figure["data"][:2]:
            assert_numbers_can_be_read(cells)


@pytest.mark.parametrize("look", LOOKS)
def test_numbers_of_a_confusion_matrix_can_be_read(look):
    classes = np.array([[1.0], [0.0]])
    assert_numbers_can_be_read(confusion_figure(score(classes, classes, 0.5), ("a", "b"), look)["data"][0])


@pytest.mark.parametrize("look", LOOKS)
def test_pale_lines_stand_back_and_can_still_be_seen(look):
    for color in (look.ink, look.test):
        assert GRAPHIC_CONTRAST <= contrast(pale(color, look), look.ground) < contrast(color, look.ground)
