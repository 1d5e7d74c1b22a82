"""What the pictures show, and that nothing of it is cut off."""

from dataclasses import replace

import numpy as np
import pytest

from playground.training.problem import pose
from playground.views.colors import channels
from playground.views.film import curves, layout
from playground.views.film.network import Diagram
from playground.views.film.order import MAX_PICTURES, order_film
from playground.views.film.pictures import DIVIDE_X, Pictures
from tests.views.figures import DARK, LIGHT
from tests.views.film.cases import EXPERIMENTS, moments_of, order


def inked(picture, color, box=(0, 0, 1280, 720)):
    """Return (n, 2) x and y of the pixels in a box that have a colour."""
    left, top, right, bottom = map(int, box)
    is_ink = (np.asarray(picture)[top:bottom, left:right] == channels(color)).all(axis=-1)
    return np.argwhere(is_ink)[:, ::-1] + [left, top]


@pytest.mark.parametrize(("name", "look"), list(zip(EXPERIMENTS, [LIGHT, DARK] * 3, strict=True)))
def test_margins_stay_empty(name, look):
    an_order = order(name, look=look)
    picture = np.asarray(Pictures(an_order).draw(an_order.moments[-1])).astype(int)
    for edge in (picture[:4], picture[-6:, : int(DIVIDE_X) - 4], picture[:70, :10], picture[:, -4:]):
        off = np.abs(edge - channels(look.ground)).max(axis=-1)
        assert (off > 40).sum() == 0  # the fine lines between the panels go to the edges


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_every_neuron_stands_inside_the_diagram_and_apart_from_its_neighbours(name):
    places = Diagram(pose(EXPERIMENTS[name]), LIGHT)._places
    for column in places:
        assert column.x - column.tile / 2 >= layout.LEFT
        assert column.x + column.tile / 2 <= layout.RIGHT
        assert column.ys[0] - column.tile / 2 >= layout.TOP - 1
        assert (column.more_y or column.ys[-1] + column.tile / 2) <= layout.BOTTOM + 1
        assert (np.diff(column.ys) > column.tile).all()
    assert np.diff([column.x for column in places]).min() > places[0].tile


def test_curve_is_drawn_up_to_the_moment_and_its_axes_stay():
    an_order, train = order(), LIGHT.ink
    pictures = Pictures(an_order)
    plot = curves.LEFT - 8, curves.TOP - 8, curves.RIGHT + 6, curves.BOTTOM - 1
    ends = []
    for moment in an_order.moments:
        ink = inked(pictures.draw(moment), train, plot)
        ends.append(ink[:, 0].max())
    shares = np.linspace(0, 1, len(ends))
    np.testing.assert_allclose(ends, curves.LEFT + shares * (curves.RIGHT - curves.LEFT), atol=5)


def test_weights_are_dashed_where_negative_and_in_their_colour():
    an_order = order()
    counts = []
    for sign in (1, -1):
        vector = sign * np.full_like(an_order.moments[0].vector, 6.0)
        picture = Pictures(an_order).draw(replace(an_order.moments[0], vector=vector))
        column = np.asarray(picture)[150:670, 180:250].astype(int)
        colors = [channels(color) for color in (LIGHT.positive, LIGHT.negative)]
        counts.append([(np.abs(column - color).max(axis=-1) < 12).sum() for color in colors])
    (positive, none), (no, negative) = counts
    assert none == no == 0
    assert 0.5 < negative / positive < 0.9  # of a dash and the gap after it


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_moment_that_is_not_finite_can_be_drawn(name):
    an_order = order(name)
    vector = an_order.moments[-1].vector.copy()
    vector[::3], vector[1] = np.nan, np.inf
    diverged = replace(an_order.moments[-1], vector=vector, train_loss=np.nan)
    diverging = replace(an_order, moments=(*an_order.moments[:2], diverged))
    Pictures(diverging).draw(diverged)


def test_training_points_lie_on_the_map_in_their_class_s_colour():
    experiment = EXPERIMENTS["two classes"].patched({"data": {"noise": 0.0}})
    an_order = order_film(experiment, moments_of("two classes"), (), look=LIGHT)
    picture = Pictures(an_order).draw(an_order.moments[0])
    circle = inked(picture, LIGHT.strong_negative, (904, 112, 1256, 464))
    disc = inked(picture, LIGHT.strong_positive, (904, 112, 1256, 464))
    assert min(len(circle), len(disc)) > 1000
    middle = np.array([1080, 288])
    assert np.linalg.norm(circle - middle, axis=1).min() > np.linalg.norm(disc - middle, axis=1).mean()


def test_order_takes_so_many_moments_evenly_the_first_and_the_last_among_them():
    first = moments_of("two classes")[0]
    for n_moments, n_pictures in ((5, 5), (400, MAX_PICTURES)):
        moments = [replace(first, position=replace(first.position, epoch=epoch)) for epoch in range(n_moments)]
        chosen = [moment.epoch for moment in order_film(EXPERIMENTS["two classes"], moments, (), look=LIGHT).moments]
        assert (chosen[0], chosen[-1], len(chosen)) == (0, n_moments - 1, n_pictures)
        assert set(np.diff(chosen)) <= {1, 2, 3}


def test_order_without_a_moment_is_refused():
    with pytest.raises(ValueError, match="a moment at least"):
        order_film(EXPERIMENTS["two classes"], (), (), look=LIGHT)


def test_order_shows_the_test_accuracy_where_there_is_one():
    assert order().moments[0].accuracy == moments_of("two classes")[0].metrics["test_accuracy"]
    assert order("regression").moments[0].accuracy is None
    assert order("regression").moments[0].test_loss is None
