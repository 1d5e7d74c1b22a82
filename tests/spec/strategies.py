"""Hypothesis strategies for experiments: every field, every allowed combination.

Import it as `from tests.spec.strategies import experiments`.
"""

from functools import cache, partial
from itertools import pairwise

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from playground.data import DATASETS, FEATURES, N_CLASSES_RANGE, N_SAMPLES_RANGE, infer_kind
from playground.engine.activations import ACTIVATIONS
from playground.engine.initializers import INITIALIZERS
from playground.engine.losses import LOSSES
from playground.engine.network import count_parameters
from playground.engine.optimizers import OPTIMIZERS
from playground.engine.schedules import SCHEDULES
from playground.spec import DataSpec, Experiment, LayerSpec, NetworkSpec, OptimizerSpec, ScheduleSpec, TrainingSpec
from playground.spec.data import INLINE, MAX_INLINE_VALUES
from playground.spec.engines import ABILITIES
from playground.spec.experiment import EngineName
from playground.spec.fields import AUTO, MAX_SEED, bounds
from playground.spec.network import MAX_HIDDEN_LAYERS
from playground.spec.stop import StopSpec
from playground.spec.training import MIXED

# Whole experiments are large values: drawing one takes Hypothesis longer than checking it.
LARGE = settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
MAX_BY_HAND = 60  # parameters; more of them take Hypothesis long to draw
HIDDEN = sorted(name for name, entry in ACTIVATIONS.items() if not entry.is_output_only)
EXAMPLES = {
    "binary": DataSpec(dataset="circle"),
    "multiclass": DataSpec(dataset="blobs"),
    "regression": DataSpec(dataset="plane"),
    "regression of several values": DataSpec(dataset=INLINE, inputs=((1.0,),), targets=((0.5, 2.0),)),
}


def within(model: type, name: str) -> st.SearchStrategy:
    """Return numbers of a field's whole range, its two ends included; whole numbers where the ends are."""
    low, high = bounds(model, name)
    is_whole = model.model_fields[name].annotation in (int, int | None)
    inside = st.integers(low, high) if is_whole else st.floats(low, high)
    return inside | st.sampled_from([low, high])


def seeds() -> st.SearchStrategy[int]:
    """Return seeds, the largest one included."""
    return st.integers(0, MAX_SEED)


def named_data(max_samples: int = N_SAMPLES_RANGE[1]) -> st.SearchStrategy[DataSpec]:
    """Return specs of data that have a name."""
    return st.sampled_from(sorted(DATASETS)).flatmap(lambda name: data_named(name, max_samples))


def data_named(name: str, max_samples: int) -> st.SearchStrategy[DataSpec]:
    """Return specs of the data of this name."""
    return st.builds(
        DataSpec,
        dataset=st.just(name),
        n_samples=st.integers(N_SAMPLES_RANGE[0], min(max_samples, DATASETS[name].max_samples)),
        noise=within(DataSpec, "noise"),
        train_fraction=within(DataSpec, "train_fraction"),
        seed=seeds(),
        n_classes=st.integers(*N_CLASSES_RANGE),
        features=st.lists(st.sampled_from(sorted(FEATURES)), min_size=1, unique=True).map(tuple),
    )


@st.composite
def inline_data(draw: st.DrawFn) -> DataSpec:
    """Return data that bring their points: one to several columns, targets of all three kinds."""
    n_inputs, n_outputs = draw(st.integers(1, 5)), draw(st.integers(1, 4))
    n_rows = draw(st.integers(1, min(12, MAX_INLINE_VALUES // (n_inputs + n_outputs))))
    numbers = st.floats(-1e6, 1e6) | st.integers(-9, 9).map(float)
    one_hot = st.integers(0, n_outputs - 1).map(lambda k: tuple(float(i == k) for i in range(n_outputs)))
    row = st.tuples(*[numbers] * n_outputs) | (one_hot if n_outputs > 1 else st.sampled_from([(0.0,), (1.0,)]))
    return draw(
        st.builds(
            DataSpec,
            dataset=st.just(INLINE),
            inputs=st.lists(st.tuples(*[numbers] * n_inputs), min_size=n_rows, max_size=n_rows).map(tuple),
            targets=st.lists(row, min_size=n_rows, max_size=n_rows).map(tuple),
            train_fraction=within(DataSpec, "train_fraction"),
            seed=seeds(),
            features=st.lists(st.sampled_from(sorted(FEATURES)), min_size=1, unique=True).map(tuple),
        )
    )


def layers(max_units: int | None = None) -> st.SearchStrategy[tuple[LayerSpec, ...]]:
    """Return hidden layers, none to as many as there may be; `max_units` narrows them."""
    layer = st.builds(
        LayerSpec,
        units=st.integers(1, max_units) if max_units else within(LayerSpec, "units"),
        activation=st.sampled_from(HIDDEN),
        dropout=within(LayerSpec, "dropout"),
        trainable=st.booleans(),
    )
    return st.lists(layer, max_size=MAX_HIDDEN_LAYERS).map(tuple)


@st.composite
def optimizers(draw: st.DrawFn) -> OptimizerSpec:
    """Return every rule, with any part of its own parameters set."""
    name = draw(st.sampled_from(sorted(OPTIMIZERS)))
    own = {key: within(OptimizerSpec, key) | st.none() for key in OPTIMIZERS[name].hyperparameters}
    chosen = draw(st.fixed_dictionaries(own))
    return OptimizerSpec(name=name, learning_rate=draw(within(OptimizerSpec, "learning_rate")), **chosen)


def stops(kind: str) -> st.SearchStrategy[StopSpec]:
    """Return every set of stop rules, of an accuracy only where there is one."""
    rules = {name: st.none() | within(StopSpec, name) for name in ("epochs", "loss", "patience")}
    if kind != "regression":
        rules["accuracy"] = st.none() | st.floats(0, 1, exclude_min=True)
    return st.builds(StopSpec, **rules)


@cache
def fitting(data_name: str) -> tuple[tuple[str, str], ...]:
    """Return every pair of loss and output activation that an experiment on such data accepts, found by trying."""
    return tuple(
        (loss, output)
        for loss in (AUTO, *LOSSES)
        for output in (AUTO, *ACTIVATIONS)
        if is_accepted(EXAMPLES[data_name], loss, output)
    )


def is_accepted(data: DataSpec, loss: str, output: str) -> bool:
    """Return whether loss and output go with the data."""
    try:
        Experiment(data=data, network=NetworkSpec(output_activation=output), training=TrainingSpec(loss=loss))
    except ValidationError:
        return False
    return True


def example_of(data: DataSpec) -> str:
    """Return the key in EXAMPLES of data for which the same losses and outputs fit."""
    kind = infer_kind(data.targets) if data.targets else DATASETS[data.dataset].kind
    is_wide = kind == "regression" and bool(data.targets) and len(data.targets[0]) > 1
    return "regression of several values" if is_wide else kind


@st.composite
def experiments(
    draw: st.DrawFn, data: st.SearchStrategy[DataSpec] | None = None, max_units: int | None = None
) -> Experiment:
    """Return valid experiments of every sort; `data` and `max_units` narrow what they learn from, and with."""
    chosen = draw(named_data() | inline_data() if data is None else data)
    loss, output = draw(st.sampled_from(fitting(example_of(chosen))))
    optimizer = draw(optimizers())
    engine = draw(st.sampled_from([name for name in EngineName.__args__ if does(name, optimizer)]))
    training = st.builds(
        TrainingSpec,
        loss=st.just(loss),
        optimizer=st.just(optimizer),
        schedule=st.builds(
            ScheduleSpec,
            name=st.sampled_from(sorted(SCHEDULES)),
            decay_steps=within(ScheduleSpec, "decay_steps"),
            decay_rate=within(ScheduleSpec, "decay_rate"),
        ),
        batch_size=within(TrainingSpec, "batch_size"),
        shuffle=st.booleans(),
        l1=within(TrainingSpec, "l1"),
        l2=within(TrainingSpec, "l2"),
        clip_norm=within(TrainingSpec, "clip_norm") | st.none(),
        stop=stops(chosen.kind),
        dtype=st.sampled_from(["float32", "float64", *([MIXED] if engine == "xla" else [])]),
    )
    network = st.builds(
        NetworkSpec,
        layers=layers(max_units),
        output_activation=st.just(output),
        output_trainable=st.booleans(),
        initializer=st.sampled_from(sorted(INITIALIZERS)),
        seed=seeds(),
    )
    experiment = draw(
        st.builds(
            Experiment,
            name=st.text(max_size=80),
            description=st.text(max_size=600),
            data=st.just(chosen),
            network=network,
            training=training,
            engine=st.just(engine),
            device=st.sampled_from(["auto", "cpu", *(["gpu:0", "gpu:12"] if ABILITIES[engine].uses_gpu else [])]),
        )
    )
    is_small = count_parameters(experiment.sizes) <= MAX_BY_HAND
    return draw(by_hand(experiment)) if is_small and draw(st.booleans()) else experiment


def does(engine: str, optimizer: OptimizerSpec) -> bool:
    """Return whether an engine knows a rule."""
    return optimizer.name in ABILITIES[engine].optimizers


@st.composite
def by_hand(draw: st.DrawFn, experiment: Experiment) -> Experiment:
    """Return the experiment with its first parameters set by hand."""
    row = partial(st.lists, st.floats(-1e6, 1e6))
    layers = [
        {
            "weights": [draw(row(min_size=fan_out, max_size=fan_out)) for _ in range(fan_in)],
            "biases": draw(row(min_size=fan_out, max_size=fan_out)),
        }
        for fan_in, fan_out in pairwise(experiment.sizes)
    ]
    return experiment.patched({"network": {"parameters": layers}})
