"""Handwritten digits: the small grey images that come with scikit-learn, drawn without replacement.

Source: Alpaydin and Kaynak (1998), Optical Recognition of Handwritten Digits, UCI Machine Learning Repository;
scikit-learn ships its test part.
"""

from functools import cache
from importlib.metadata import distribution

import numpy as np
from numpy.typing import NDArray

from playground.data.dataset import Array

N_IMAGES = 1797
IMAGE_SHAPE = (8, 8)
CLASS_NAMES = tuple("0123456789")
DARKEST = 16


def draw(rng: np.random.Generator, n_images: int) -> tuple[Array, Array]:
    """Return images (n_images, 64), their pixels 0 (paper) to 1 (ink), and one-hot targets (n_images, 10).

    The generator puts all images in an order and the first ones are taken, so that more images begin with the same.
    """
    chosen = _table()[rng.permutation(N_IMAGES)[:n_images]]
    return chosen[:, :-1] / DARKEST, np.eye(len(CLASS_NAMES))[chosen[:, -1]]


@cache
def _table() -> NDArray[np.intp]:
    """Return one row an image, (N_IMAGES, 65): its pixels row by row from the top left, then the digit.

    The file is read without scikit-learn, whose import takes seconds: the page's server draws a thumbnail of it
    before the first page, and other runs wait while a worker imports.
    """
    path = distribution("scikit-learn").locate_file("sklearn/datasets/data/digits.csv.gz")
    return np.loadtxt(str(path), np.intp, delimiter=",")
