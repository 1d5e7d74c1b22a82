"""The sidebar: a control for every setting, six for the beginner and the rest folded.

A control shows what the experiment holds and proposes a patch; it keeps no state of its own.
"""

import streamlit as st

from playground.backends import ENGINES, Device
from playground.data import FEATURES
from playground.engine.activations import ACTIVATIONS
from playground.engine.initializers import INITIALIZERS
from playground.engine.losses import LOSSES
from playground.engine.optimizers import OPTIMIZERS
from playground.engine.schedules import SCHEDULES
from playground.spec import Experiment, LayerSpec
from playground.spec.choices import choices, has_setting
from playground.spec.fields import AUTO, bounds
from playground.spec.training import MIXED
from playground.ui import gate
from playground.ui.components.datasets import dataset_chooser
from playground.ui.session import Widget, session_run
from playground.ui.widgets import RESTARTS, bound, choice, number, optional_number, penalty, percent

DTYPES = {"float32": "float32", "float64": "float64", MIXED: "bfloat16 mix"}


def sidebar(experiment: Experiment) -> None:
    """Show all controls."""
    _data(experiment)
    choice("training.optimizer.name", "Optimizer", OPTIMIZERS, experiment)
    st.caption(f"{RESTARTS} starts a new run")
    for title, show in SECTIONS.items():
        section = st.expander(title, key=f"section.{title}", on_change="rerun")
        if section.open:  # what is folded is neither computed nor sent: the page opens sooner
            with section:
                show(experiment)


def _data(experiment: Experiment) -> None:
    dataset_chooser(experiment.data.dataset, key=Widget.DATASETS, on_pick=_pick_dataset)
    if has_setting(experiment, "data.noise"):
        percent("data.noise", "Noise", experiment)
    percent("data.train_fraction", "Train share", experiment)
    if has_setting(experiment, "data.features"):
        st.pills(
            options=list(FEATURES),
            selection_mode="multi",
            format_func=lambda name: FEATURES[name].label,
            **bound("data.features", "Features", list(experiment.data.features)),
        )
    _batch_size(experiment)


def _batch_size(experiment: Experiment) -> None:
    """Offer the usual sizes up to the whole training part, which is named as such."""
    size, whole = experiment.training.batch_size, experiment.data.n_train
    st.select_slider(
        options=choices(experiment, "training.batch_size"),
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
    losses, outputs = choices(experiment, "training.loss"), choices(experiment, "network.output_activation")
    automatic = f"Automatic ({LOSSES[experiment.loss].label.lower()})"
    choice("training.loss", "Loss", LOSSES, experiment, names=losses, automatic=automatic)
    automatic = f"Automatic ({ACTIVATIONS[experiment.output_activation].label.lower()})"
    choice("network.output_activation", "Output", ACTIVATIONS, experiment, names=outputs, automatic=automatic)
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
            **bound(
                f"network.layers.{index}.dropout",
                f"Dropout of hidden {index + 1}",
                round(100 * layer.dropout),
                lambda share: share / 100,
            ),
        )
    optional_number("training.clip_norm", "Clip the gradient's norm at", experiment, "not clipped")


def _stop_rules(experiment: Experiment) -> None:
    watched = "test" if experiment.data.train_fraction < 1 else "training"
    optional_number("training.stop.epochs", "After so many epochs", experiment, "no such rule")
    optional_number("training.stop.loss", f"When the {watched} loss falls to", experiment, "no such rule")
    if has_setting(experiment, "training.stop.accuracy"):
        label = f"When the {watched} accuracy reaches (%)"
        optional_number("training.stop.accuracy", label, experiment, "no such rule", unit=100)
    label = f"When the {watched} loss has not fallen for so many epochs"
    optional_number("training.stop.patience", label, experiment, "no early stopping")
    st.caption("Early stopping brings back the weights of the best epoch.")


def _initial_weights(experiment: Experiment) -> None:
    choice("network.initializer", "Initializer", INITIALIZERS, experiment)
    number("network.seed", "Seed of the weights", experiment)


def _more_data(experiment: Experiment) -> None:
    if has_setting(experiment, "data.n_samples"):
        number("data.n_samples", "Samples", experiment)
    if has_setting(experiment, "data.n_classes"):
        number("data.n_classes", "Classes", experiment)
    number("data.seed", "Seed of the data", experiment)
    st.checkbox(**bound("training.shuffle", "Shuffle every epoch", experiment.training.shuffle))


def _engine(experiment: Experiment) -> None:
    """Offer the engines, their devices where there is a choice, and the precisions that are fast there."""
    devices = session_run().devices
    choice("engine", "Engine", ENGINES, experiment)
    st.caption(ENGINES[experiment.engine].description)
    if has_setting(experiment, "device"):
        _device(experiment.device, devices)
    is_mixed_offered = experiment.training.is_mixed or any(device.has_fast_bfloat16 for device in devices)
    st.segmented_control(
        options=[name for name in choices(experiment, "training.dtype") if is_mixed_offered or name != MIXED],
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
    gate.propose_setting("data.dataset", st.session_state[Widget.DATASETS]["pick"])


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
