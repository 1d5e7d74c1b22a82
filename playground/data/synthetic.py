"""The table of the datasets that have a name; `generation.py` makes a dataset of an entry."""

from collections.abc import Callable
from dataclasses import dataclass
from math import prod

import numpy as np

from playground.data import binary, digits, multiclass, regression
from playground.data.bounds import INPUT_LIMIT, N_SAMPLES_RANGE
from playground.data.dataset import Array, Kind
from playground.data.sampling import Labels

Draw = Callable[[np.random.Generator, Labels, int], tuple[Array, Array]]


@dataclass(frozen=True, slots=True)
class NamedDataset:
    """One dataset that can be drawn in many sizes.

    Attributes:
        name: The key in `DATASETS`.
        title: What the page calls it.
        kind: What is to be learned.
        description: One sentence for a student.
        noise_scale: The standard deviation of the noise at 1.0, in units of the inputs for classes and of the targets
            for regression. Chosen so that the same noise is about as hard for every dataset of two classes: a vote of
            the 30 nearest of 2,500 points is right for at least 96 % of new points at 0.15, about 80 % at 0.5 and
            about 65 % at 1.0.
        draw: (generator of the points, labels (n_samples,), n_classes) -> noise-free inputs (n_samples, n_inputs) and
            targets (n_samples, n_outputs). Images bring labels of their own.
        class_names: What the classes are called where they are given; elsewhere there are as many as asked for.
        image_shape: Height and width of the images; None for points in a plane.
        max_samples: How many can be drawn at most.
    """

    name: str
    title: str
    kind: Kind
    description: str
    noise_scale: float
    draw: Draw
    class_names: tuple[str, ...] = ()
    image_shape: tuple[int, int] | None = None
    max_samples: int = N_SAMPLES_RANGE[1]

    @property
    def n_inputs(self) -> int:
        """How many columns the inputs have, before features."""
        return prod(self.image_shape) if self.image_shape else 2

    @property
    def has_any_number_of_classes(self) -> bool:
        """Whether there are as many classes as asked for."""
        return self.kind == "multiclass" and not self.class_names


def _two_classes(figure: Callable[[np.random.Generator, Labels], Array]) -> Draw:
    return lambda rng, labels, _: (figure(rng, labels), labels[:, None].astype(np.float64))


def _several_classes(figure: Callable[[np.random.Generator, Labels, int], Array]) -> Draw:
    return lambda rng, labels, n_classes: (figure(rng, labels, n_classes), np.eye(n_classes)[labels])


def _surface(height: Callable[[Array], Array]) -> Draw:
    def draw(rng: np.random.Generator, labels: Labels, _: int) -> tuple[Array, Array]:
        inputs = rng.uniform(-INPUT_LIMIT, INPUT_LIMIT, (len(labels), 2))
        return inputs, height(inputs)[:, None]

    return draw


_ENTRIES = (
    NamedDataset(
        name="circle",
        title="Circle",
        kind="binary",
        description="A disc inside a ring: no straight line separates them, a few hidden neurons enclose the disc.",
        noise_scale=2.8,
        draw=_two_classes(binary.circle),
    ),
    NamedDataset(
        name="xor",
        title="Exclusive or",
        kind="binary",
        description="Opposite quadrants belong together, the classic problem that no single neuron solves.",
        noise_scale=3.0,
        draw=_two_classes(binary.xor),
    ),
    NamedDataset(
        name="gauss",
        title="Two clouds",
        kind="binary",
        description="Two round clouds that one straight line separates: a single neuron is enough.",
        noise_scale=5.0,
        draw=_two_classes(binary.gauss),
    ),
    NamedDataset(
        name="spiral",
        title="Spiral",
        kind="binary",
        description="Two arms wound around each other: hard, it takes more neurons, more layers or more patience.",
        noise_scale=1.3,
        draw=_two_classes(binary.spiral),
    ),
    NamedDataset(
        name="moons",
        title="Moons",
        kind="binary",
        description="Two half moons that reach into each other: a straight line gets most points right, a curve all.",
        noise_scale=3.2,
        draw=_two_classes(binary.moons),
    ),
    NamedDataset(
        name="checkerboard",
        title="Checkerboard",
        kind="binary",
        description="Four by four fields of alternating class: the network has to build many corners.",
        noise_scale=1.5,
        draw=_two_classes(binary.checkerboard),
    ),
    NamedDataset(
        name="rings",
        title="Rings",
        kind="binary",
        description="Three rings around one centre, the middle one of the other class: one boundary inside another.",
        noise_scale=1.8,
        draw=_two_classes(binary.rings),
    ),
    NamedDataset(
        name="blobs",
        title="Several clouds",
        kind="multiclass",
        description="One round cloud for each class: straight lines separate each from all others.",
        noise_scale=3.2,
        draw=_several_classes(multiclass.blobs),
    ),
    NamedDataset(
        name="spiral_arms",
        title="Spiral arms",
        kind="multiclass",
        description="One arm for each class, all winding once around the centre.",
        noise_scale=1.2,
        draw=_several_classes(multiclass.spiral_arms),
    ),
    NamedDataset(
        name="pie",
        title="Pie",
        kind="multiclass",
        description="One slice of a disc for each class: all boundaries meet in the centre.",
        noise_scale=2.6,
        draw=_several_classes(multiclass.pie),
    ),
    NamedDataset(
        name="digits",
        title="Handwritten digits",
        kind="multiclass",
        description="Small grey images of the digits 0 to 9, each of 64 pixels: the network learns to read.",
        noise_scale=0.8,
        draw=lambda rng, labels, _: digits.draw(rng, len(labels)),
        class_names=digits.CLASS_NAMES,
        image_shape=digits.IMAGE_SHAPE,
        max_samples=digits.N_IMAGES,
    ),
    NamedDataset(
        name="plane",
        title="Plane",
        kind="regression",
        description="A tilted plane: a single linear neuron fits it exactly.",
        noise_scale=1.0,
        draw=_surface(regression.plane),
    ),
    NamedDataset(
        name="gaussians",
        title="Hills and hollows",
        kind="regression",
        description="A flat land with three hills and two hollows, each to be built by a few neurons.",
        noise_scale=1.0,
        draw=_surface(regression.gaussians),
    ),
    NamedDataset(
        name="ripples",
        title="Ripples",
        kind="regression",
        description="Round waves as on a pond: the network has to bend up and down again in every direction.",
        noise_scale=1.0,
        draw=_surface(regression.ripples),
    ),
)

DATASETS: dict[str, NamedDataset] = {entry.name: entry for entry in _ENTRIES}
