"""The table of engines: who they are and what they can do are said of the same ones."""

from playground.backends import ENGINES
from playground.spec.engines import ABILITIES
from playground.spec.experiment import EngineName


def test_abilities_are_known_of_every_engine_and_of_no_other():
    assert set(ABILITIES) == set(ENGINES) == set(EngineName.__args__)


def test_devices_can_be_chosen_where_an_engine_uses_more_than_the_cpu():
    chosen = {name for name, engine in ENGINES.items() if engine.list_devices is not None}
    assert chosen == {name for name, abilities in ABILITIES.items() if abilities.uses_gpu}
