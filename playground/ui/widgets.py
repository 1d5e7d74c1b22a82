"""Widgets tied to the experiment by a setting's path: each shows what it holds and proposes what it is set to."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import streamlit as st

from playground.spec import Experiment
from playground.spec.choices import most
from playground.spec.fields import AUTO, bounds, field_at, is_live
from playground.ui import gate

PENALTIES = (1e-5, 1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
RESTARTS = "↻"


def number(path: str, label: str, experiment: Experiment, value: float | None = None) -> None:
    """Show a number within its bounds; `value` where the experiment leaves it to a default."""
    low, high = bounds(Experiment, path)
    high = most(experiment, path) or high
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
    low, high = bounds(Experiment, path)
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
        **bound(path, label, shown, lambda value: value if value is None or whole else _plain(value / unit)),
    )


def percent(path: str, label: str, experiment: Experiment) -> None:
    """Show a fraction, in percent."""
    low, high = bounds(Experiment, path)
    st.slider(
        min_value=100.0 * low,
        max_value=100.0 * high,
        step=5.0,
        format="%g %%",
        **bound(path, label, round(100 * _value(experiment, path), 6), lambda value: value / 100),
    )


def penalty(path: str, label: str, experiment: Experiment) -> None:
    """Show how strong a penalty is, in the usual steps."""
    value = _value(experiment, path)
    options = sorted({0.0, *PENALTIES, value})
    st.select_slider(options=options, format_func=lambda strength: f"{strength:g}", **bound(path, label, value))


def choice(
    path: str,
    label: str,
    table: Mapping[str, Any],
    experiment: Experiment,
    *,
    names: Iterable[str] | None = None,
    automatic: str | None = None,
) -> None:
    """Show a choice of a table's entries by their labels, or of some `names`, and of "automatic" where there is one."""
    labels = ({AUTO: automatic} if automatic else {}) | {name: table[name].label for name in names or table}
    st.selectbox(options=list(labels), format_func=labels.__getitem__, **bound(path, label, _value(experiment, path)))


def bound(path: str, label: str, value: Any, inside: Callable[[Any], Any] = lambda value: value) -> dict[str, Any]:
    """Return the arguments that tie a widget to a setting: it shows `value`, and proposes what it is set to.

    Args:
        path: the setting's.
        label: what it is called.
        value: what the widget shows.
        inside: what a widget shows -> what the experiment holds.
    """
    st.session_state[path] = value
    return {
        "label": label if is_live(field_at(Experiment, path)) else f"{label} {RESTARTS}",
        "key": path,
        "on_change": _propose,
        "args": (path, inside),
    }


def _propose(path: str, inside: Callable[[Any], Any]) -> None:
    gate.propose_setting(path, inside(st.session_state[path]))


def _plain(value: float) -> float:
    """Return a number without the last digits that another unit leaves: of 99.9 % in percent 0.999."""
    return float(f"{value:.12g}")


def _value(experiment: Experiment, path: str) -> Any:
    value: Any = experiment
    for name in path.split("."):
        value = getattr(value, name)
    return value
