"""Points given as they are: drawn by hand, pasted, or from a worked example."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from playground.data.bounds import TRAIN_FRACTION_RANGE, check_number, check_seed
from playground.data.dataset import Array, Dataset, Kind, class_names, input_names
from playground.data.splits import split_order, train_size


def inline_dataset(
    inputs: ArrayLike | Sequence[Sequence[float]],
    targets: ArrayLike | Sequence[Sequence[float]],
    *,
    train_fraction: float = 1.0,
    seed: int = 0,
) -> Dataset:
    """Return the given points as a dataset, each part in the order in which they were given.

    Args:
        inputs: (n_samples, n_inputs), at least one of each.
        targets: (n_samples, n_outputs), at least one output; their values decide the kind, see `infer_kind`.
        train_fraction: The share of the points to train on, 0.1 to 1; at 1 there is no test part.
        seed: Chooses the points of the test part.

    Raises:
        ValueError: If the tables are not rectangular, finite and of equal length, or an argument is out of range.
    """
    check_number("train_fraction", train_fraction, TRAIN_FRACTION_RANGE)
    check_seed(seed)
    input_table, target_table = _table("inputs", inputs), _table("targets", targets)
    if len(input_table) != len(target_table):
        raise ValueError(f"inputs have {len(input_table)} rows and targets {len(target_table)}; give one row a sample")
    kind = infer_kind(target_table)
    order = split_order(np.random.default_rng(seed), target_table, kind)
    n_train = train_size(len(order), train_fraction)
    train, test = np.sort(order[:n_train]), np.sort(order[n_train:])
    return Dataset(
        input_table[train],
        target_table[train],
        input_table[test],
        target_table[test],
        input_names=input_names(input_table.shape[1]),
        kind=kind,
        class_names=class_names(kind, target_table.shape[1]),
    )


def infer_kind(targets: ArrayLike | Sequence[Sequence[float]]) -> Kind:
    """Return what targets of shape (n_samples, n_outputs) stand for.

    One column of nothing but 0 and 1 is binary, several columns with a single 1 in each row and 0 elsewhere are
    multiclass, everything else is regression.

    Raises:
        ValueError: If the targets are not a rectangular table of finite numbers.
    """
    table = _table("targets", targets)
    if not np.isin(table, (0.0, 1.0)).all():
        return "regression"
    if table.shape[1] == 1:
        return "binary"
    return "multiclass" if (table.sum(axis=1) == 1.0).all() else "regression"


def _table(name: str, rows: ArrayLike | Sequence[Sequence[float]]) -> Array:
    try:
        table = np.array(rows, dtype=np.float64)
    except (TypeError, ValueError, OverflowError) as error:
        raise ValueError(f"{name} are not a table of numbers; give rows of numbers, all of the same length") from error
    if table.ndim != 2 or table.size == 0:
        raise ValueError(f"{name} have shape {table.shape}; give at least one row of at least one number, as a table")
    if not np.isfinite(table).all():
        raise ValueError(f"{name} hold {table[~np.isfinite(table)][0]}; give finite numbers only")
    return table
