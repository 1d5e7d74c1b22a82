"""The value that every source of data produces and every engine reads."""

from dataclasses import dataclass, fields
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Kind = Literal["binary", "multiclass", "regression"]


@dataclass(frozen=True, slots=True, eq=False)
class Dataset:
    """Samples in a training and a test part, as read-only float64 copies of what was given.

    Attributes:
        train_inputs: (n_train, n_inputs).
        train_targets: (n_train, n_outputs): 0 or 1 (binary), one-hot rows (multiclass) or values (regression).
        test_inputs: (n_test, n_inputs); no rows when there is no test part.
        test_targets: (n_test, n_outputs).
        input_names: One name a column of the inputs.
        kind: What is to be learned.
        class_names: Two names (binary), one name a column of the targets (multiclass) or none (regression).
        image_shape: Height and width where the inputs are an image's pixels, row by row from the top left.
    """

    train_inputs: Array
    train_targets: Array
    test_inputs: Array
    test_targets: Array
    input_names: tuple[str, ...]
    kind: Kind
    class_names: tuple[str, ...]
    image_shape: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        """Replace every array by a read-only copy, so that nobody shares a mutable one."""
        for name in ("train_inputs", "train_targets", "test_inputs", "test_targets"):
            array = np.array(getattr(self, name), dtype=np.float64)
            array.setflags(write=False)
            object.__setattr__(self, name, array)

    def __reduce__(self) -> tuple[type["Dataset"], tuple[object, ...]]:
        """Return how pickle rebuilds it: anew, because pickled arrays come back writable."""
        return Dataset, tuple(getattr(self, field.name) for field in fields(self))

    @property
    def is_planar(self) -> bool:
        """Whether the inputs are points in a plane, so that they can be drawn and given features."""
        return int(self.train_inputs.shape[1]) == 2

    @property
    def n_outputs(self) -> int:
        """The number of columns of the targets."""
        return int(self.train_targets.shape[1])

    def as_column(self, targets: NDArray[Any]) -> NDArray[Any]:
        """Return one number for each row of targets, (n,): its class, or its first value (regression)."""
        return targets.argmax(axis=1) if self.kind == "multiclass" else targets[:, 0]


def class_names(kind: Kind, n_outputs: int) -> tuple[str, ...]:
    """Return the names of the classes: "class 0" and "class 1", "class 1" to "class n", or none."""
    if kind == "regression":
        return ()
    numbers = range(2) if kind == "binary" else range(1, n_outputs + 1)
    return tuple(f"class {number}" for number in numbers)


def input_names(n_inputs: int) -> tuple[str, ...]:
    """Return "x1" to "xn"."""
    return tuple(f"x{number}" for number in range(1, n_inputs + 1))
