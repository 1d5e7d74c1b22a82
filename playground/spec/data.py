"""What a network learns from, as part of an experiment."""

from typing import Annotated, Self

from pydantic import Field, field_validator, model_validator

from playground.data import (
    DATASETS,
    FEATURES,
    N_CLASSES_RANGE,
    N_SAMPLES_RANGE,
    NOISE_RANGE,
    TRAIN_FRACTION_RANGE,
    Kind,
    class_names,
    infer_kind,
    train_size,
)
from playground.spec.fields import MAX_SEED, Spec, between, named_in

INLINE = "inline"
MAX_INLINE_VALUES = 1_000
Seed = Annotated[int, Field(ge=0, le=MAX_SEED)]
Row = tuple[float, ...]


class DataSpec(Spec):
    """What the network learns from: a named dataset, or the points themselves ("inline").

    `features` are for two-dimensional data; images, and inline data with another number of columns, are used as
    they are. `n_samples` and `noise` count only for named datasets, `n_classes` only for those of them that have as
    many classes as asked for.
    """

    dataset: Annotated[str, named_in((*DATASETS, INLINE))] = "circle"
    n_samples: int = Field(500, **between(N_SAMPLES_RANGE))
    noise: float = Field(0.0, **between(NOISE_RANGE))
    train_fraction: float = Field(0.5, **between(TRAIN_FRACTION_RANGE))
    seed: Seed = 0
    n_classes: int = Field(3, **between(N_CLASSES_RANGE))
    features: tuple[Annotated[str, named_in(FEATURES)], ...] = Field(("x1", "x2"), min_length=1)
    inputs: tuple[Row, ...] | None = None
    targets: tuple[Row, ...] | None = None

    @field_validator("features")
    @classmethod
    def _features_are_distinct(cls, features: tuple[str, ...]) -> tuple[str, ...]:
        if len(set(features)) < len(features):
            raise ValueError("each feature can be given once")
        return features

    @model_validator(mode="after")
    def _points_belong_to_inline(self) -> Self:
        if self.dataset != INLINE:
            if self.inputs is not None or self.targets is not None:
                raise ValueError(f'inputs and targets need dataset "inline", not "{self.dataset}"')
        elif not self.inputs or not self.targets:
            raise ValueError('dataset "inline" needs inputs and targets, one row a sample')
        else:
            _check_table(self.inputs, self.targets)
        return self

    @model_validator(mode="after")
    def _there_are_so_many_samples(self) -> Self:
        if not self.is_inline and self.n_samples > DATASETS[self.dataset].max_samples:
            most = DATASETS[self.dataset].max_samples
            raise ValueError(f"n_samples is {self.n_samples}, but {self.dataset} has {most}; choose at most {most}")
        return self

    @property
    def is_inline(self) -> bool:
        """Whether the points travel in the experiment itself."""
        return self.dataset == INLINE

    @property
    def kind(self) -> Kind:
        """What is to be learned: "binary", "multiclass" or "regression"."""
        return infer_kind(self.targets) if self.targets else DATASETS[self.dataset].kind

    @property
    def n_raw_inputs(self) -> int:
        """How many columns the data have, before features."""
        return len(self.inputs[0]) if self.inputs else DATASETS[self.dataset].n_inputs

    @property
    def n_inputs(self) -> int:
        """How many numbers feed the first layer."""
        return len(self.features) if self.n_raw_inputs == 2 else self.n_raw_inputs

    @property
    def n_train(self) -> int:
        """How many samples an epoch passes."""
        return train_size(len(self.inputs) if self.inputs else self.n_samples, self.train_fraction)

    @property
    def n_outputs(self) -> int:
        """How many outputs the network needs."""
        if self.targets:
            return len(self.targets[0])
        entry = DATASETS[self.dataset]
        return (len(entry.class_names) or self.n_classes) if entry.kind == "multiclass" else 1

    @property
    def class_names(self) -> tuple[str, ...]:
        """What the classes are called; none where values are learned."""
        given = () if self.is_inline else DATASETS[self.dataset].class_names
        return given or class_names(self.kind, self.n_outputs)

    @property
    def image_shape(self) -> tuple[int, int] | None:
        """Height and width where the samples are images."""
        return None if self.is_inline else DATASETS[self.dataset].image_shape


def _check_table(inputs: tuple[Row, ...], targets: tuple[Row, ...]) -> None:
    n_values = sum(map(len, inputs)) + sum(map(len, targets))
    if n_values > MAX_INLINE_VALUES:
        raise ValueError(f"inline data hold {n_values} values; at most {MAX_INLINE_VALUES} are allowed")
    if len(inputs) != len(targets):
        raise ValueError(f"there are {len(inputs)} rows of inputs but {len(targets)} of targets")
    for name, rows in (("inputs", inputs), ("targets", targets)):
        if len(set(map(len, rows))) != 1 or not rows[0]:
            raise ValueError(f"every row of {name} must have the same number of values, at least one")
        if max(abs(value) for row in rows for value in row) > 1e6:
            raise ValueError(f"{name} must lie between -1000000 and 1000000; scale them first")
