"""What the stage is told besides the frames, as JSON, and what it sends back through Streamlit."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, NotRequired, TypedDict

from playground.data import Kind
from playground.spec import Experiment
from playground.ui.wire.typescript import As
from playground.views.palette import Look

Ground = Literal["light", "dark"]
JsonObject = Mapping[str, Any]
LEFT_OUT = frozenset({("NetworkSpec", "parameters")})
"""(Record, key) of what the stage is not told: parameters can be many, and the frames show them."""


class Name(TypedDict):
    """A name in an experiment, and what the page calls it."""

    name: str
    label: str


class ActivationChoice(TypedDict):
    """An activation that a hidden layer can have."""

    name: str
    label: str
    description: str


class EngineChoice(TypedDict):
    """An engine, as an option of a select."""

    value: str
    label: str
    title: str


class Limits(TypedDict):
    """Lowest and highest values that an experiment takes."""

    units: tuple[int, int]
    hidden_layers: int
    learning_rate: tuple[float, float]


class PresetItem(TypedDict):
    """A preset."""

    id: str
    title: str


class PresetGroup(TypedDict):
    """The presets of one lesson."""

    group: str
    items: Sequence[PresetItem]


class Palette(TypedDict):
    """How a palette looks on each ground."""

    light: Annotated[JsonObject, As(Look)]
    dark: Annotated[JsonObject, As(Look)]


class StaticData(TypedDict):
    """What is the same for every viewer and experiment of a server."""

    activations: Sequence[ActivationChoice]
    engines: Sequence[EngineChoice]
    limits: Limits
    presets: Sequence[PresetGroup]
    palettes: Mapping[str, Palette]


class Images(TypedDict):
    """The training images that the rows of the maps are about: pixels as bytes 0 to TOP_BYTE, and each one's class."""

    shape: tuple[int, int]
    pixels: Sequence[Sequence[int]]
    labels: Sequence[int]


class Seen(TypedDict):
    """The palette and the ground that the server takes the viewer to see."""

    palette: str
    theme: Ground


class Message(TypedDict):
    """What is said over the stage until it is dismissed."""

    id: str
    kind: Literal["warning", "error"]
    title: str
    lines: Sequence[str]


class Asked(TypedDict, total=False):
    """The preferences that a link asks for."""

    projector: bool
    palette: str
    sound: bool
    keys: bool


class Title(TypedDict):
    """What a picture of the stage is called, and the rule that the network learns by."""

    name: str
    optimizer: str


class FilmWish(TypedDict):
    """Where the pictures of a film are sent to, their size in pixels, and how many of them there can be."""

    path: str
    width: int
    height: int
    most: int


class StageData(TypedDict):
    """What belongs to the experiment and its run.

    Attributes:
        path: of the live socket.
        proposal: id of the last proposal that was taken.
        query: the link to the experiment; `is_whole_link` is false where it leaves out weights set by hand.
        output_activation: its name, "auto" resolved.
        images: null where the data are none.
        n_devices: how many devices the page offers.
        preset: id of the preset this is, null where it is none.
        film: what the viewer wants made, null where that is nothing, or made.
    """

    path: str
    experiment: Annotated[JsonObject, As(Experiment)]
    proposal: int
    query: str
    is_whole_link: bool
    inputs: Sequence[Name]
    outputs: Sequence[Name]
    output_activation: str
    loss: Name
    title: Title
    kind: Kind
    is_planar: bool
    class_names: Sequence[str]
    images: Images | None
    n_devices: int
    preset: str | None
    seen: Seen
    messages: Sequence[Message]
    asked: Asked
    film: FilmWish | None


class Proposal(TypedDict):
    """A change of the experiment: a part of its JSON, laid over it."""

    id: int
    patch: Annotated[JsonObject, As("object")]


WeightEdit = TypedDict(
    "WeightEdit", {"id": int, "layer": int, "from": NotRequired[int | None], "unit": int, "value": float}
)
WeightEdit.__doc__ = "A weight (a bias where nothing says `from`) of those that the experiment is to begin with."


class Sent(TypedDict, total=False):
    """What the stage sends, each by a trigger or a state of this name.

    Attributes:
        proposal: a change of the experiment.
        preset: id of the preset to open.
        commands: what could not go over the live socket.
        weight: one to be set before the first step.
        expired: the server has no run of that path any more.
        transport: the live socket is blocked: frames are to come through Streamlit.
        devices: how many are known, where that is not what the page offers.
        palette: the one the viewer sees everything in.
        theme: the ground the viewer sees everything on.
    """

    proposal: Proposal
    preset: str
    commands: Sequence[Annotated[JsonObject, As("Command & { id: number }")]]
    weight: WeightEdit
    expired: Literal[True]
    transport: Literal["fragment"]
    devices: int
    palette: str
    theme: Ground
