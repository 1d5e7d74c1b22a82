"""How an entry of the table of datasets is drawn, disturbed and split."""

import numpy as np

from playground.data.bounds import (
    INPUT_LIMIT,
    N_CLASSES_RANGE,
    N_SAMPLES_RANGE,
    NOISE_RANGE,
    TRAIN_FRACTION_RANGE,
    check_integer,
    check_number,
    check_seed,
)
from playground.data.dataset import Array, Dataset, class_names, input_names
from playground.data.splits import split_order, train_size
from playground.data.synthetic import DATASETS, NamedDataset


def make_dataset(
    name: str,
    *,
    n_samples: int = 500,
    noise: float = 0.0,
    train_fraction: float = 0.5,
    seed: int = 0,
    n_classes: int = 3,
) -> Dataset:
    """Return a named dataset; equal arguments give equal arrays, bit by bit.

    Labels, points, noise and split are drawn from generators of their own, so that more noise moves the same points
    further along the same ways, and another train_fraction moves only the border between the two parts.

    Args:
        name: A key of `DATASETS`.
        n_samples: Samples in both parts together, 10 to the entry's `max_samples`. Classes differ in size by at most
            one, except those of images, which are drawn from all there are; more of them include the same ones.
        noise: 0 (none) to 1 (little left to learn). It moves the points of classes, which are mirrored back into the
            square at its sides, is added to the pixels of images, which stay within 0 and 1, and to the targets of
            regression.
        train_fraction: The share of the samples to train on, 0.1 to 1; at 1 there is no test part.
        seed: Any whole number from 0 up; another seed draws everything anew.
        n_classes: 3 to 6; counts only for datasets that have as many classes as asked for.

    Raises:
        ValueError: If the name is unknown or an argument is out of its range.
    """
    if name not in DATASETS:
        raise ValueError(f'there is no dataset "{name}"; choose from {", ".join(DATASETS)}')
    entry = DATASETS[name]
    check_integer("n_samples", n_samples, (N_SAMPLES_RANGE[0], entry.max_samples))
    check_number("noise", noise, NOISE_RANGE)
    check_number("train_fraction", train_fraction, TRAIN_FRACTION_RANGE)
    check_seed(seed)
    check_integer("n_classes", n_classes, N_CLASSES_RANGE)

    label_rng, point_rng, noise_rng, split_rng = map(np.random.default_rng, np.random.SeedSequence(seed).spawn(4))
    labels = label_rng.permutation(n_samples) % (n_classes if entry.kind == "multiclass" else 2)
    inputs, targets = entry.draw(point_rng, labels, n_classes)
    order = split_order(split_rng, targets, entry.kind)
    deviation = noise * entry.noise_scale
    if entry.kind == "regression":
        targets = targets + deviation * noise_rng.standard_normal(targets.shape)
    else:
        inputs = _kept_inside(entry, inputs + deviation * noise_rng.standard_normal(inputs.shape))
    train, test = np.split(order, [train_size(n_samples, train_fraction)])
    return Dataset(
        inputs[train],
        targets[train],
        inputs[test],
        targets[test],
        input_names=input_names(inputs.shape[1]),
        kind=entry.kind,
        class_names=entry.class_names or class_names(entry.kind, targets.shape[1]),
        image_shape=entry.image_shape,
    )


def _kept_inside(entry: NamedDataset, inputs: Array) -> Array:
    """Return the inputs with those outside their range brought back: points into the square, pixels to 0 or 1."""
    return np.clip(inputs, 0.0, 1.0) if entry.image_shape else _mirrored(inputs)


def _mirrored(inputs: Array) -> Array:
    """Return the points with those outside the square mirrored at its sides, as often as it takes.

    Cutting them off instead would pile them up along the sides.
    """
    folded = INPUT_LIMIT - np.abs((inputs + INPUT_LIMIT) % (4.0 * INPUT_LIMIT) - 2.0 * INPUT_LIMIT)
    return np.where(np.abs(inputs) <= INPUT_LIMIT, inputs, folded)
