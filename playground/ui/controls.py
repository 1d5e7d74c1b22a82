"""The sidebar: a control for every setting, six for the beginner and the rest folded.

A control shows what the experiment holds and proposes a patch; it keeps no state of its own.
"""

from collections.abc import Callable, Iterable
from typing import Any

import streamlit as st

from playground.data import FEATURES
from playground.engine.activations import ACTIVATIONS
from playground.engine.initializers import INITIALIZERS
from playground.engine.losses import LOSSES
from playground.engine.optimizers import OPTIMIZERS
from playground.engine.schedules import SCHEDULES
from playground.spec import DataSpec, Experiment, LayerSpec, NetworkSpec, OptimizerSpec, ScheduleSpec, TrainingSpec
from playground.spec.experiment import AUTO
from playground.spec.fields import bounds, is_live
from playground.ui import state
from playground.ui.components.datasets import dataset_chooser

MODELS = {
    "data": DataSpec,
    "network": NetworkSpec,
    "training": TrainingSpec,
    "training.optimizer": OptimizerSpec,
    "training.schedule": ScheduleSpec,
}
BATCH_SIZES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
PENALTIES = (1e-5, 1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
RESTARTS = ":material/restart_alt:"


def sidebar(experiment: Experiment) -> None:
    """Show all controls."""
    _data(experiment)
    _choice("training.optimizer.name", "Optimizer", OPTIMIZERS, experiment, patch=_optimizer_patch)
    st.caption(f"{RESTARTS} starts a new run")
    for title, show in SECTIONS.items():
        section = st.expander(title, key=f"section.{title}", on_change=state.acted)
        if section.open:  # what is folded is neither computed nor sent: the page opens sooner
            with section:
                show(experiment)


def _data(experiment: Experiment) -> None:
    dataset_chooser(experiment.data.dataset, key="datasets", on_pick=_pick_dataset)
    if not experiment.data.is_inline:
        _percent("data.noise", "Noise", experiment)
    _percent("data.train_fraction", "Train share", experiment)
    if experiment.data.n_raw_inputs == 2:
        st.pills(
            options=list(FEATURES),
            selection_mode="multi",
            format_func=lambda name: FEATURES[name].label,
            **_bound("data.features", "Features", list(experiment.data.features), _features_patch),
        )
    _batch_size(experiment)


def _batch_size(experiment: Experiment) -> None:
    """Offer the usual sizes up to the whole training part, which is named as such."""
    size, whole = experiment.training.batch_size, experiment.data.n_train
    options = sorted({*(usual for usual in BATCH_SIZES if usual < whole), whole, size})
    st.select_slider(
        options=options,
        format_func=lambda option: f"all {option}" if option == whole else str(option),
        **_bound("training.batch_size", "Batch size", size),
    )


def _optimizer(experiment: Experiment) -> None:
    _number("training.optimizer.learning_rate", "Learning rate", experiment)
    for name, value in experiment.training.optimizer.hyperparameters.items():
        _number(f"training.optimizer.{name}", name.replace("_", " ").capitalize(), experiment, value)
    st.caption(OPTIMIZERS[experiment.training.optimizer.name].description)


def _schedule(experiment: Experiment) -> None:
    _choice("training.schedule.name", "Schedule", SCHEDULES, experiment)
    schedule = SCHEDULES[experiment.training.schedule.name]
    for name in schedule.parameters:
        _number(f"training.schedule.{name}", name.replace("_", " ").capitalize(), experiment)
    st.caption(schedule.description)


def _loss(experiment: Experiment) -> None:
    fitting = {name: entry for name, entry in LOSSES.items() if experiment.kind in entry.kinds}
    automatic = f"Automatic ({LOSSES[experiment.loss].label.lower()})"
    _choice("training.loss", "Loss", fitting, experiment, automatic=automatic, patch=_loss_patch)
    automatic = f"Automatic ({ACTIVATIONS[experiment.output_activation].label.lower()})"
    outputs = {name: entry for name, entry in ACTIVATIONS.items() if name != "softmax" or experiment.data.n_outputs > 1}
    _choice("network.output_activation", "Output", outputs, experiment, automatic=automatic, patch=_output_patch)
    st.caption(LOSSES[experiment.loss].description)


def _regularization(experiment: Experiment) -> None:
    _penalty("training.l2", "L2 penalty", experiment)
    _penalty("training.l1", "L1 penalty", experiment)
    for number, layer in enumerate(experiment.network.layers, start=1):
        st.slider(
            min_value=0,
            max_value=round(100 * bounds(LayerSpec, "dropout")[1]),
            step=5,
            format="%d %%",
            **_bound(
                f"dropout.{number - 1}", f"Dropout of hidden {number}", round(100 * layer.dropout), _dropout_patch
            ),
        )
    low, high = bounds(TrainingSpec, "clip_norm")
    st.number_input(
        min_value=low,
        max_value=high,
        format="%g",
        placeholder="not clipped",
        **_bound("training.clip_norm", "Clip the gradient's norm at", experiment.training.clip_norm),
    )


def _initial_weights(experiment: Experiment) -> None:
    _choice("network.initializer", "Initializer", INITIALIZERS, experiment)
    _number("network.seed", "Seed of the weights", experiment)


def _more_data(experiment: Experiment) -> None:
    if not experiment.data.is_inline:
        _number("data.n_samples", "Samples", experiment)
    if experiment.kind == "multiclass" and not experiment.data.is_inline:
        _number("data.n_classes", "Classes", experiment)
    _number("data.seed", "Seed of the data", experiment)
    st.checkbox(**_bound("training.shuffle", "Shuffle every epoch", experiment.training.shuffle))
    dtypes = ["float32", "float64"]
    st.segmented_control(
        options=dtypes, required=True, **_bound("training.dtype", "Precision", experiment.training.dtype)
    )


def _number(path: str, label: str, experiment: Experiment, value: float | None = None) -> None:
    low, high = bounds(*_field(path))
    shown = _value(experiment, path) if value is None else value
    whole = isinstance(shown, int)
    st.number_input(
        min_value=low if whole else float(low),
        max_value=high if whole else float(high),
        format="%d" if whole else "%g",
        step=1 if whole else None,
        **_bound(path, label, shown),
    )


def _percent(path: str, label: str, experiment: Experiment) -> None:
    low, high = bounds(*_field(path))
    st.slider(
        min_value=100.0 * low,
        max_value=100.0 * high,
        step=5.0,
        format="%g %%",
        **_bound(path, label, round(100 * _value(experiment, path), 6), lambda path, value: nest(path, value / 100)),
    )


def _penalty(path: str, label: str, experiment: Experiment) -> None:
    value = _value(experiment, path)
    options = sorted({0.0, *PENALTIES, value})
    st.select_slider(options=options, format_func=lambda strength: f"{strength:g}", **_bound(path, label, value))


def _choice(
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
        options=list(labels), format_func=labels.__getitem__, **_bound(path, label, _value(experiment, path), patch)
    )


def _bound(
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


def _pick_dataset() -> None:
    """Propose the picked dataset; where it is of another kind, loss and output follow it."""
    name = st.session_state.datasets["pick"]
    patch: dict[str, Any] = {"data": {"dataset": name, "inputs": None, "targets": None}}
    before = state.experiment()
    if DataSpec(dataset=name).kind != before.kind:
        patch |= {"training": {"loss": AUTO}, "network": {"output_activation": AUTO}}
    state.propose(patch)


def _features_patch(_path: str, chosen: Iterable[str]) -> dict[str, Any]:
    """Keep the table's order, whatever the order of the clicks."""
    names = set(chosen)
    return {"data": {"features": [name for name in FEATURES if name in names]}}


def _optimizer_patch(_path: str, name: str) -> dict[str, Any]:
    """Another rule starts with its own defaults."""
    own = [field for field in OptimizerSpec.model_fields if field not in ("name", "learning_rate")]
    return {"training": {"optimizer": {"name": name} | dict.fromkeys(own)}}


def _loss_patch(_path: str, name: str) -> dict[str, Any]:
    """A loss that needs a certain output gets it."""
    needs_output = name != AUTO and LOSSES[name].output_activation is not None
    return {"training": {"loss": name}} | ({"network": {"output_activation": AUTO}} if needs_output else {})


def _output_patch(_path: str, name: str) -> dict[str, Any]:
    """An output that the present loss cannot have takes the loss back to automatic."""
    loss = state.experiment().training.loss
    fits = loss == AUTO or LOSSES[loss].output_activation in (None, name)
    return {"network": {"output_activation": name}} | ({} if fits else {"training": {"loss": AUTO}})


def _dropout_patch(path: str, percent: int) -> dict[str, Any]:
    index = int(path.rpartition(".")[2])
    layers = [layer.model_dump() for layer in state.experiment().network.layers]
    layers[index]["dropout"] = percent / 100
    return {"network": {"layers": layers}}


SECTIONS = {
    "Optimizer": _optimizer,
    "Learning-rate schedule": _schedule,
    "Loss and output": _loss,
    "Regularization": _regularization,
    "Initial weights": _initial_weights,
    "More about the data": _more_data,
}
