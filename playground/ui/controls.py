"""The sidebar: a control for every setting, six for the beginner and the rest folded.

A control shows what the experiment holds and proposes a patch; it keeps no state of its own.
"""

from collections.abc import Iterable
from typing import Any

import streamlit as st

from playground.backends import ENGINES, Device
from playground.data import DATASETS, FEATURES
from playground.engine.activations import ACTIVATIONS
from playground.engine.initializers import INITIALIZERS
from playground.engine.losses import LOSSES
from playground.engine.optimizers import OPTIMIZERS
from playground.engine.schedules import SCHEDULES
from playground.spec import DataSpec, Experiment, LayerSpec, OptimizerSpec
from playground.spec.experiment import AUTO, MIXED
from playground.spec.fields import bounds
from playground.ui import state
from playground.ui.components.datasets import dataset_chooser
from playground.ui.widgets import RESTARTS, bound, choice, number, optional_number, penalty, percent

BATCH_SIZES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
DTYPES = {"float32": "float32", "float64": "float64", MIXED: "bfloat16 mix"}


def sidebar(experiment: Experiment) -> None:
    """Show all controls."""
    _data(experiment)
    choice("training.optimizer.name", "Optimizer", OPTIMIZERS, experiment, patch=_optimizer_patch)
    st.caption(f"{RESTARTS} starts a new run")
    for title, show in SECTIONS.items():
        section = st.expander(title, key=f"section.{title}", on_change=state.acted)
        if section.open:  # what is folded is neither computed nor sent: the page opens sooner
            with section:
                show(experiment)


def _data(experiment: Experiment) -> None:
    dataset_chooser(experiment.data.dataset, key="datasets", on_pick=_pick_dataset)
    if not experiment.data.is_inline:
        percent("data.noise", "Noise", experiment)
    percent("data.train_fraction", "Train share", experiment)
    if experiment.data.n_raw_inputs == 2:
        st.pills(
            options=list(FEATURES),
            selection_mode="multi",
            format_func=lambda name: FEATURES[name].label,
            **bound("data.features", "Features", list(experiment.data.features), _features_patch),
        )
    _batch_size(experiment)


def _batch_size(experiment: Experiment) -> None:
    """Offer the usual sizes up to the whole training part, which is named as such."""
    size, whole = experiment.training.batch_size, experiment.data.n_train
    options = sorted({*(usual for usual in BATCH_SIZES if usual < whole), whole, size})
    st.select_slider(
        options=options,
        format_func=lambda option: f"all {option}" if option == whole else str(option),
        **bound("training.batch_size", "Batch size", size),
    )


def _optimizer(experiment: Experiment) -> None:
    number("training.optimizer.learning_rate", "Learning rate", experiment)
    for name, value in experiment.training.optimizer.hyperparameters.items():
        number(f"training.optimizer.{name}", name.replace("_", " ").capitalize(), experiment, value)
    st.caption(OPTIMIZERS[experiment.training.optimizer.name].description)


def _schedule(experiment: Experiment) -> None:
    choice("training.schedule.name", "Schedule", SCHEDULES, experiment)
    schedule = SCHEDULES[experiment.training.schedule.name]
    for name in schedule.parameters:
        number(f"training.schedule.{name}", name.replace("_", " ").capitalize(), experiment)
    st.caption(schedule.description)


def _loss(experiment: Experiment) -> None:
    fitting = {name: entry for name, entry in LOSSES.items() if experiment.kind in entry.kinds}
    automatic = f"Automatic ({LOSSES[experiment.loss].label.lower()})"
    choice("training.loss", "Loss", fitting, experiment, automatic=automatic, patch=_loss_patch)
    automatic = f"Automatic ({ACTIVATIONS[experiment.output_activation].label.lower()})"
    has_several = experiment.data.n_outputs > 1
    outputs = {name: entry for name, entry in ACTIVATIONS.items() if has_several or not entry.is_joint}
    choice("network.output_activation", "Output", outputs, experiment, automatic=automatic, patch=_output_patch)
    st.caption(LOSSES[experiment.loss].description)


def _regularization(experiment: Experiment) -> None:
    penalty("training.l2", "L2 penalty", experiment)
    penalty("training.l1", "L1 penalty", experiment)
    for index, layer in enumerate(experiment.network.layers):
        st.slider(
            min_value=0,
            max_value=round(100 * bounds(LayerSpec, "dropout")[1]),
            step=5,
            format="%d %%",
            **bound(f"dropout.{index}", f"Dropout of hidden {index + 1}", round(100 * layer.dropout), _dropout_patch),
        )
    optional_number("training.clip_norm", "Clip the gradient's norm at", experiment, "not clipped")


def _stop_rules(experiment: Experiment) -> None:
    watched = "test" if experiment.data.train_fraction < 1 else "training"
    optional_number("training.stop.epochs", "After so many epochs", experiment, "no such rule")
    optional_number("training.stop.loss", f"When the {watched} loss falls to", experiment, "no such rule")
    if experiment.kind != "regression":
        label = f"When the {watched} accuracy reaches (%)"
        optional_number("training.stop.accuracy", label, experiment, "no such rule", unit=100)
    label = f"When the {watched} loss has not fallen for so many epochs"
    optional_number("training.stop.patience", label, experiment, "no early stopping")
    st.caption("Early stopping brings back the weights of the best epoch.")


def _initial_weights(experiment: Experiment) -> None:
    choice("network.initializer", "Initializer", INITIALIZERS, experiment)
    number("network.seed", "Seed of the weights", experiment)


def _more_data(experiment: Experiment) -> None:
    if not experiment.data.is_inline:
        number("data.n_samples", "Samples", experiment, most=DATASETS[experiment.data.dataset].max_samples)
    if not experiment.data.is_inline and DATASETS[experiment.data.dataset].has_any_number_of_classes:
        number("data.n_classes", "Classes", experiment)
    number("data.seed", "Seed of the data", experiment)
    st.checkbox(**bound("training.shuffle", "Shuffle every epoch", experiment.training.shuffle))


def _engine(experiment: Experiment) -> None:
    """Offer the engines, their devices where there is a choice, and the precisions that are fast there."""
    devices = state.session_run().devices
    choice("engine", "Engine", ENGINES, experiment)
    st.caption(ENGINES[experiment.engine].description)
    if ENGINES[experiment.engine].list_devices is not None:
        _device(experiment.device, devices)
    is_mixed_offered = experiment.training.is_mixed or any(device.has_fast_bfloat16 for device in devices)
    st.segmented_control(
        options=[name for name in DTYPES if is_mixed_offered or name != MIXED],
        format_func=DTYPES.__getitem__,
        required=True,
        **bound("training.dtype", "Precision", experiment.training.dtype),
    )


def _device(chosen: str, devices: tuple[Device, ...]) -> None:
    labels = {chosen: chosen.upper(), **{device.name: device.label for device in devices}, AUTO: "Automatic"}
    st.selectbox(options=list(labels), format_func=labels.__getitem__, **bound("device", "Device", chosen))
    if not devices:
        st.caption("TensorFlow is starting: its devices are listed as soon as it is there.")
    elif len(devices) == 1:
        st.caption("TensorFlow finds no GPU on this machine: it trains on the CPU.")


def _pick_dataset() -> None:
    """Propose the picked dataset with no more samples than it has; of another kind, loss and output follow it."""
    name = st.session_state.datasets["pick"]
    before = state.experiment()
    n_samples = min(before.data.n_samples, DATASETS[name].max_samples)
    patch: dict[str, Any] = {"data": {"dataset": name, "n_samples": n_samples, "inputs": None, "targets": None}}
    if DataSpec(dataset=name).kind != before.kind:
        patch |= {"training": {"loss": AUTO, "stop": {"accuracy": None}}, "network": {"output_activation": AUTO}}
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


def _dropout_patch(path: str, share: int) -> dict[str, Any]:
    index = int(path.rpartition(".")[2])
    layers = [layer.model_dump() for layer in state.experiment().network.layers]
    layers[index]["dropout"] = share / 100
    return {"network": {"layers": layers}}


SECTIONS = {
    "Optimizer": _optimizer,
    "Learning-rate schedule": _schedule,
    "Loss and output": _loss,
    "Regularization": _regularization,
    "Stop rules": _stop_rules,
    "Initial weights": _initial_weights,
    "More about the data": _more_data,
    "Engine and precision": _engine,
}
