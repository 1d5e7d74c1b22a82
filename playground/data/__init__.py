"""What a network learns from: synthetic datasets, given points, and the features made of them."""

from playground.data.bounds import (
    INPUT_LIMIT,
    N_CLASSES_RANGE,
    N_SAMPLES_RANGE,
    NOISE_RANGE,
    TRAIN_FRACTION_RANGE,
)
from playground.data.dataset import Dataset, Kind
from playground.data.features import FEATURES, Feature, apply_features
from playground.data.generation import make_dataset
from playground.data.inline import infer_kind, inline_dataset
from playground.data.splits import train_size
from playground.data.synthetic import DATASETS, SyntheticDataset

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
    "SyntheticDataset",
    "apply_features",
    "infer_kind",
    "inline_dataset",
    "make_dataset",
    "train_size",
]
