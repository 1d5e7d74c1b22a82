"""Widgets tied to the experiment by a setting's path: each shows what it holds and proposes what it is set to."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from playground.spec import DataSpec, Experiment, LayerSpec, NetworkSpec, OptimizerSpec, ScheduleSpec, TrainingSpec
from playground.spec.fields import AUTO, bounds, is_live
from playground.spec.stop import StopSpec
from playground.ui import state

MODELS = {
    "": Experiment,
    "data": DataSpec,
    "network": NetworkSpec,
    "training": TrainingSpec,
    "training.optimizer": OptimizerSpec,
    "training.schedule": ScheduleSpec,
    "training.stop": StopSpec,
}
PENALTIES = (1e-5, 1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
RESTARTS = "↻"


def number(
    path: str, label: str, experiment: Experiment, value: float | None = None, *, most: float | None = None
) -> None:
    """Show a number within its bounds, or up to `most`; `value` where the experiment leaves it to a default."""
    low, high = bounds(*_field(path))
    high = high if most is None else most
    shown = _value(experiment, path) if value is None else value
    whole = isinstance(shown, int)
    st.number_input(
        min_value=low if whole else float(low),
        max_value=high if whole else float(high),
        format="%d" if whole else "%g",
        step=1 if whole else None,
        **bound(path, label, shown),
    )


def optional_number(path: str, label: str, experiment: Experiment, absent: str, unit: float = 1) -> None:
    """Show a number that need not be there, and `absent` where it is not; `unit` is what one of it shows as."""
    low, high = bounds(*_field(path))
    value = _value(experiment, path)
    whole = isinstance(low, int) and isinstance(high, int) and unit == 1
    shown = value if value is None or whole else _plain(unit * value)
    st.number_input(
        value=None,  # else Streamlit lets nobody empty the field; what it shows is in the session state
        min_value=low if whole else float(unit * low),
        max_value=high if whole else float(unit * high),
        format="%d" if whole else "%g",
        step=1 if whole else None,
        placeholder=absent,
        **bound(
            path,
            label,
            shown,
            lambda path, value: nest(path, value if value is None or whole else _plain(value / unit)),
        ),
    )


def percent(path: str, label: str, experiment: Experiment) -> None:
    """Show a fraction, in percent."""
    low, high = bounds(*_field(path))
    st.slider(
        min_value=100.0 * low,
        max_value=100.0 * high,
        step=5.0,
        format="%g %%",
        **bound(path, label, round(100 * _value(experiment, path), 6), lambda path, value: nest(path, value / 100)),
    )


def penalty(path: str, label: str, experiment: Experiment) -> None:
    """Show how strong a penalty is, in the usual steps."""
    value = _value(experiment, path)
    options = sorted({0.0, *PENALTIES, value})
    st.select_slider(options=options, format_func=lambda strength: f"{strength:g}", **bound(path, label, value))


def choice(
    path: str,
    label: str,
    table: dict[str, Any],
    experiment: Experiment,
    *,
    automatic: str | None = None,
    patch: Callable[[str, Any], dict[str, Any]] | None = None,
) -> None:
    """Show a choice of a table's entries by their labels, and of "automatic" where there is one."""
    labels = ({AUTO: automatic} if automatic else {}) | {name: entry.label for name, entry in table.items()}
    st.selectbox(
        options=list(labels), format_func=labels.__getitem__, **bound(path, label, _value(experiment, path), patch)
    )


def bound(
    path: str, label: str, value: Any, patch: Callable[[str, Any], dict[str, Any]] | None = None
) -> dict[str, Any]:
    """Return the arguments that tie a widget to the experiment: it shows `value`, and proposes what it is set to."""
    st.session_state[path] = value
    return {
        "label": label if _applies_live(path) else f"{label} {RESTARTS}",
        "key": path,
        "on_change": _propose,
        "args": (path, patch or nest),
    }


def _propose(path: str, patch: Callable[[str, Any], dict[str, Any]]) -> None:
    state.propose(patch(path, st.session_state[path]))


def nest(path: str, value: Any) -> dict[str, Any]:
    """Return the patch that sets the value at a dotted path."""
    for name in reversed(path.split(".")):
        value = {name: value}
    return dict(value)


def _plain(value: float) -> float:
    """Return a number without the last digits that another unit leaves: of 99.9 % in percent 0.999."""
    return float(f"{value:.12g}")


def _field(path: str) -> tuple[Any, str]:
    group, _, name = path.rpartition(".")
    return MODELS[group], name


def _applies_live(path: str) -> bool:
    if path.startswith("dropout."):
        return is_live(LayerSpec.model_fields["dropout"])
    model, name = _field(path)
    return is_live(model.model_fields[name])


def _value(experiment: Experiment, path: str) -> Any:
    value: Any = experiment
    for name in path.split("."):
        value = getattr(value, name)
    return value
