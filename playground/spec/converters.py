"""How each kind of value is written in a link, and read again.

Values use only characters that a query leaves as they are, and the space, which it writes as "+".
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playground.spec.fields import shortened
from playground.spec.network import LayerSpec, LayerValues

NO_LAYERS = "none"  # an empty value would be dropped by some readers of queries
FROZEN = "-frozen"


@dataclass(frozen=True, slots=True)
class Converter:
    """How one kind of value is written in a link, and read again."""

    parse: Callable[[str], Any]
    format: Callable[[Any], str]


def _format_number(number: float) -> str:
    return repr(number).removesuffix(".0")


def _parse_flag(text: str) -> bool:
    if text not in ("0", "1"):
        raise ValueError("it is 1 for yes or 0 for no")
    return text == "1"


def _parse_layers(text: str) -> list[dict[str, Any]]:
    return [] if text == NO_LAYERS else [_parse_layer(layer) for layer in text.split()]


def _parse_layer(text: str) -> dict[str, Any]:
    units, _, rest = text.removesuffix(FROZEN).partition("-")
    activation, _, dropout = rest.partition("-")
    if not activation:
        raise ValueError(f"a layer is written units-activation, such as 4-tanh, not {shortened(text)!r}")
    return {
        "units": units,
        "activation": activation,
        "dropout": dropout or 0,
        "trainable": not text.endswith(FROZEN),
    }


def _format_layers(layers: tuple[LayerSpec, ...]) -> str:
    return " ".join(map(_format_layer, layers)) or NO_LAYERS


def _format_layer(layer: LayerSpec) -> str:
    dropout = f"-{_format_number(layer.dropout)}" if layer.dropout else ""
    frozen = "" if layer.trainable else FROZEN
    return f"{layer.units}-{layer.activation}{dropout}{frozen}"


def _parse_rows(text: str) -> list[list[str]]:
    return [row.split() for row in text.split("~")]


def _format_rows(rows: tuple[tuple[float, ...], ...]) -> str:
    return "~".join(" ".join(map(_format_number, row)) for row in rows)


def _parse_parameters(text: str) -> list[dict[str, Any]]:
    layers = [_parse_rows(layer) for layer in text.split("~~")]
    return [{"weights": weights, "biases": biases} for *weights, biases in layers]


def _format_parameters(layers: tuple[LayerValues, ...] | None) -> str:
    """Write each layer's weights row by row, its biases as one more row."""
    return "~~".join(_format_rows((*layer.weights, layer.biases)) for layer in layers or ())


# Numbers are read by the experiment itself, which names the allowed range of one it cannot read.
TEXT = Converter(str, str)
INTEGER = Converter(str, str)
NUMBER = Converter(str, _format_number)
FLAG = Converter(_parse_flag, lambda flag: "1" if flag else "0")
OPPOSITE = Converter(lambda text: not _parse_flag(text), lambda flag: FLAG.format(not flag))
NAMES = Converter(str.split, " ".join)
LAYERS = Converter(_parse_layers, _format_layers)
ROWS = Converter(_parse_rows, _format_rows)
PARAMETERS = Converter(_parse_parameters, _format_parameters)
