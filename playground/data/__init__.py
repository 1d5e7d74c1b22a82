"""What a network learns from: named datasets, given points, and the features made of them."""

from playground.data.bounds import (
    INPUT_LIMIT,
    N_CLASSES_RANGE,
    N_SAMPLES_RANGE,
    NOISE_RANGE,
    TRAIN_FRACTION_RANGE,
)
from playground.data.dataset import Dataset, Kind, class_names
from playground.data.features import FEATURES, Feature, apply_features
from playground.data.generation import make_dataset
from playground.data.inline import infer_kind, inline_dataset
from playground.data.splits import train_size
from playground.data.synthetic import DATASETS, NamedDataset

__all__ = [
    "DATASETS",
    "FEATURES",
    "INPUT_LIMIT",
    "NOISE_RANGE",
    "N_CLASSES_RANGE",
    "N_SAMPLES_RANGE",
    "TRAIN_FRACTION_RANGE",
    "Dataset",
    "Feature",
    "Kind",
    "NamedDataset",
    "apply_features",
    "class_names",
    "infer_kind",
    "inline_dataset",
    "make_dataset",
    "train_size",
]
