"""Every table: complete entries, named alike, that say what a page needs to say."""

import numpy as np
import pytest

from playground.engine.activations import ACTIVATIONS
from playground.engine.initializers import INITIALIZERS
from playground.engine.losses import LOSSES
from playground.engine.optimizers import OPTIMIZERS, init
from playground.engine.penalties import PENALTIES
from playground.engine.schedules import SCHEDULES

NAMES = {
    "activations": "linear relu leaky_relu elu selu gelu silu softplus sigmoid tanh softmax",
    "losses": "mean_squared_error sum_of_squared_errors mean_absolute_error huber"
    " binary_crossentropy categorical_crossentropy hinge",
    "initializers": "zeros uniform normal glorot_uniform glorot_normal he_uniform he_normal lecun_uniform lecun_normal",
    "penalties": "l1 l2",
    "schedules": "constant exponential power step cosine one_cycle",
    "optimizers": "sgd momentum nesterov adagrad adadelta rmsprop adam adamw nadam",
}
TABLES = dict(zip(NAMES, (ACTIVATIONS, LOSSES, INITIALIZERS, PENALTIES, SCHEDULES, OPTIMIZERS), strict=True))
ENTRIES = [pytest.param(table, name, id=f"{table}-{name}") for table, rules in TABLES.items() for name in rules]


@pytest.mark.parametrize("table", TABLES)
def test_table_has_every_rule_in_the_order_it_is_shown(table):
    assert list(TABLES[table]) == NAMES[table].split()


@pytest.mark.parametrize(("table", "name"), ENTRIES)
def test_entry_is_named_like_its_key(table, name):
    assert TABLES[table][name].name == name


@pytest.mark.parametrize("table", TABLES)
def test_labels_are_distinct(table):
    assert len({entry.label for entry in TABLES[table].values()}) == len(TABLES[table])


@pytest.mark.parametrize(("table", "name"), ENTRIES)
def test_description_is_one_sentence(table, name):
    description = TABLES[table][name].description
    assert description[0].isupper()
    assert description.endswith(".")
    assert ". " not in description


@pytest.mark.parametrize(("table", "name"), ENTRIES)
def test_formulas_are_balanced(table, name):
    entry = TABLES[table][name]
    formulas = [getattr(entry, field) for field in entry.__dataclass_fields__ if field.endswith("formula")]
    assert entry.formula in formulas
    for formula in formulas:
        assert formula
        for opening, closing in [("{", "}"), ("(", ")"), (r"\left", r"\right"), (r"\begin", r"\end")]:
            # \leftarrow and \right... begin like the delimiters
            text = formula.replace(r"\leftarrow", "")
            assert text.count(opening) == text.count(closing), formula


@pytest.mark.parametrize(("table", "name"), ENTRIES)
def test_entry_cannot_be_changed(table, name):
    with pytest.raises(AttributeError):
        TABLES[table][name].label = "other"


@pytest.mark.parametrize("kind", ["binary", "multiclass", "regression"])
def test_every_kind_of_data_has_a_loss_that_any_output_suits(kind):
    assert any(kind in loss.kinds and loss.output_activation is None for loss in LOSSES.values())


@pytest.mark.parametrize("name", LOSSES)
def test_required_output_activation_has_a_closed_form(name):
    loss = LOSSES[name]
    assert loss.kinds
    assert set(loss.fused) == ({loss.output_activation} if loss.output_activation else set())
    assert set(loss.fused) <= set(ACTIVATIONS)


def test_only_softmax_is_for_the_output_alone():
    assert [name for name, entry in ACTIVATIONS.items() if entry.is_output_only] == ["softmax"]


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_optimizer_keeps_the_slots_it_names(name):
    optimizer = OPTIMIZERS[name]
    start = init(optimizer, 3, np.float64)
    _, state = optimizer.update(np.ones(3), np.ones(3), start, 0.1, optimizer.hyperparameters)
    assert tuple(start.slots) == tuple(state.slots) == optimizer.slots


@pytest.mark.parametrize("name", SCHEDULES)
def test_schedule_depends_on_the_parameters_it_names(name):
    settings, others = {"decay_steps": 10, "decay_rate": 0.5}, {"decay_steps": 7, "decay_rate": 0.25}

    def rates(settings: dict[str, float]) -> list[float]:
        return [SCHEDULES[name].change(**settings)(step, 1.0) for step in range(20)]

    used = {key for key in settings if rates(settings) != rates({**settings, key: others[key]})}
    assert used == set(SCHEDULES[name].parameters)
