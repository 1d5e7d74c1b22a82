"""The colours of the classes: as many as there can be classes, and told apart by every viewer."""

import numpy as np
import pytest

from playground.data import DATASETS, N_CLASSES_RANGE
from playground.views.palette import CLASSES

# How each kind of viewer sees linear red, green and blue: Machado, Oliveira and Fernandes (2009), severity 1.
VIEWERS = {
    "common": np.eye(3),
    "protanope": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranope": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanope": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
# Linear red, green and blue (sRGB) to CIE XYZ, white being 1.
TO_XYZ = np.array([[0.43396, 0.37622, 0.18984], [0.21267, 0.71515, 0.07218], [0.01776, 0.10947, 0.87276]])
FIRST = 6


def lab(colours: list[str], viewer: str) -> np.ndarray:
    """Return what a viewer sees of colours in CIE L*a*b*, (n_colours, 3)."""
    shares = np.array([[int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)] for colour in colours])
    linear = np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
    x, y, z = np.cbrt(np.clip(linear @ np.transpose(VIEWERS[viewer]), 0, 1) @ TO_XYZ.T).T
    return np.column_stack([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def nearest(colours: list[str], viewer: str) -> float:
    """Return the smallest difference between two of the colours, in CIE 1976 units (1 is barely seen)."""
    places = lab(colours, viewer)
    apart = np.linalg.norm(places[:, np.newaxis] - places, axis=2)
    return float(apart[~np.eye(len(colours), dtype=bool)].min())


def test_there_is_a_colour_for_every_class():
    most = max(N_CLASSES_RANGE[1], *(len(entry.class_names) for entry in DATASETS.values()))
    assert len(set(CLASSES)) == len(CLASSES) >= most


@pytest.mark.parametrize("viewer", VIEWERS)
def test_every_viewer_tells_any_two_classes_apart(viewer):
    assert nearest(CLASSES, viewer) > 15


def test_no_class_is_harder_to_tell_apart_than_the_first_ones():
    assert min(nearest(CLASSES, viewer) for viewer in VIEWERS) == min(
        nearest(CLASSES[:FIRST], viewer) for viewer in VIEWERS
    )
