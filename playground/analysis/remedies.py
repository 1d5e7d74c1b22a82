"""What may help where learning goes wrong: changes of an experiment, offered where they fit and change something."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from playground.analysis.reading import Reading
from playground.engine.activations import ACTIVATIONS, Activation
from playground.engine.initializers import INITIALIZERS
from playground.spec import Experiment, OptimizerSpec, restarting_changes
from playground.spec.fields import MAX_SEED, bounds

TENFOLD = 10.0
ADAM_RATE = 0.01  # a good first try for networks as small as these, whatever rate plain descent had


@dataclass(frozen=True, slots=True)
class Remedy:
    """A change that may help.

    Attributes:
        name: key in REMEDIES.
        label: what it does, for a button.
        reason: why that helps, and what it changes, in a sentence.
        patch: of the experiment.
        restarts: whether it begins a new run.
    """

    name: str
    label: str
    reason: str
    patch: dict[str, Any]
    restarts: bool


Proposal = tuple[str, str, dict[str, Any]]
"""Label, reason, patch."""


def remedies_for(reading: Reading, experiment: Experiment) -> list[Remedy]:
    """Return what may help, the best first; only what the experiment allows and what makes it another one."""
    return list(_offered(FITTING.get(reading.verdict, ()), experiment))


def _offered(names: tuple[str, ...], experiment: Experiment) -> Iterator[Remedy]:
    for name in names:
        proposal = REMEDIES[name](experiment)
        if proposal is None:
            continue
        label, reason, patch = proposal
        try:
            changed = experiment.patched(patch)
        except ValueError:  # such as an engine that does plain descent alone
            continue
        if changed != experiment:
            yield Remedy(name, label, reason, patch, bool(restarting_changes(experiment, changed)))


def _relu(experiment: Experiment) -> Proposal | None:
    """Of layers that squeeze."""
    if all(entry.is_rectifier for entry in _hidden(experiment)):
        return None
    return (
        "Use ReLU in the hidden layers",
        "ReLU passes the gradient of active neurons on at full size, however many layers there are.",
        _with_activation(experiment, "relu"),
    )


def _leaky_relu(experiment: Experiment) -> Proposal | None:
    if not experiment.network.layers:
        return None
    return (
        "Use leaky ReLU in the hidden layers",
        "Leaky ReLU passes a fifth of the gradient on even where the sum is negative, so that no neuron can die.",
        _with_activation(experiment, "leaky_relu"),
    )


def _initializer(experiment: Experiment) -> Proposal | None:
    """The partner of the first hidden layer's activation, where every layer has one that helps."""
    hidden = _hidden(experiment)
    partners = [entry.partner for entry in hidden]
    if not partners or partners[0] is None or None in partners:
        return None
    name = partners[0]
    return (
        f"Use {INITIALIZERS[name].label} initial weights",
        f"Weights of the size that suits {hidden[0].label} keep the gradient's size from layer to layer.",
        {"network": {"initializer": name}},
    )


def _sized_initializer(experiment: Experiment) -> Proposal | None:
    return _initializer(experiment) if _is_blind(experiment) else None


def _rate_up(experiment: Experiment) -> Proposal:
    return _rate(experiment, TENFOLD, "Learning rate × 10", "Every update is ten times as long")


def _rate_down(experiment: Experiment) -> Proposal:
    return _rate(experiment, 1 / TENFOLD, "Learning rate ÷ 10", "Every update is a tenth as long")


def _rate(experiment: Experiment, factor: float, label: str, effect: str) -> Proposal:
    low, high = bounds(OptimizerSpec, "learning_rate")
    before = experiment.training.optimizer.learning_rate
    after = float(f"{min(max(factor * before, low), high):.6g}")
    reason = f"{effect}: the learning rate goes from {before:g} to {after:g}."
    return label, reason, {"training": {"optimizer": {"learning_rate": after}}}


def _restart_slower(experiment: Experiment) -> Proposal | None:
    """Of neurons that too long a step has pushed to where they pass nothing on: a shorter one brings none back."""
    if not any(entry.can_die for entry in _hidden(experiment)) or _is_blind(experiment):
        return None
    _, reason, patch = _rate_down(experiment)
    patch |= {"network": {"seed": (experiment.network.seed + 1) % (MAX_SEED + 1)}}
    return "Start again with learning rate ÷ 10", f"{reason} New weights are drawn.", patch


def _adam(experiment: Experiment) -> Proposal | None:
    if experiment.training.optimizer.name == "adam":
        return None
    own = [field for field in OptimizerSpec.model_fields if field not in ("name", "learning_rate")]
    return (
        "Use Adam",
        f"Adam gives every weight steps of its own, long ones where gradients are small; learning rate {ADAM_RATE:g}.",
        {"training": {"optimizer": {"name": "adam", "learning_rate": ADAM_RATE} | dict.fromkeys(own)}},
    )


def _thaw(experiment: Experiment) -> Proposal:
    layers = [layer.model_dump() | {"trainable": True} for layer in experiment.network.layers]
    patch = {"network": {"layers": layers, "output_trainable": True}}
    return "Let all layers learn", "Takes the locks off all layers.", patch


def _with_activation(experiment: Experiment, name: str) -> dict[str, Any]:
    """Return the patch that gives all hidden layers an activation, and weights of its size instead of any size."""
    layers = [layer.model_dump() | {"activation": name} for layer in experiment.network.layers]
    sized = {"initializer": ACTIVATIONS[name].partner} if _is_blind(experiment) else {}
    return {"network": {"layers": layers} | sized}


def _hidden(experiment: Experiment) -> list[Activation]:
    return [ACTIVATIONS[layer.activation] for layer in experiment.network.layers]


def _is_blind(experiment: Experiment) -> bool:
    """Return whether first weights are drawn without a look at the layers' sizes."""
    return INITIALIZERS[experiment.network.initializer].is_blind


REMEDIES: dict[str, Callable[[Experiment], Proposal | None]] = {
    "relu": _relu,
    "leaky_relu": _leaky_relu,
    "initializer": _initializer,
    "sized_initializer": _sized_initializer,
    "rate_up": _rate_up,
    "rate_down": _rate_down,
    "restart_slower": _restart_slower,
    "adam": _adam,
    "thaw": _thaw,
}
FITTING: dict[str, tuple[str, ...]] = {
    "not finite": ("rate_down", "initializer"),
    "frozen": ("thaw",),
    "blocked": ("sized_initializer", "leaky_relu", "restart_slower"),
    "exploding": ("rate_down", "initializer"),
    "vanishing": ("relu", "leaky_relu", "initializer"),
    "dead": ("leaky_relu", "restart_slower"),
    "saturated": ("relu", "restart_slower"),
    "slow": ("sized_initializer", "rate_up", "adam"),
}
"""Names in REMEDIES that may help, by verdict."""
