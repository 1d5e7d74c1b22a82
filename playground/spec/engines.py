"""What each engine can do, so that no experiment asks one for more. Who they are stands in playground.backends."""

from dataclasses import dataclass

from playground.engine.optimizers import OPTIMIZERS


@dataclass(frozen=True, slots=True)
class Abilities:
    """What an engine can do.

    Attributes:
        optimizers: names of the rules that it trains with.
        uses_gpu: whether it computes on a GPU where there is one.
        computes_mixed: whether it computes products in bfloat16 while the parameters stay in float32.
    """

    optimizers: tuple[str, ...] = tuple(OPTIMIZERS)
    uses_gpu: bool = True
    computes_mixed: bool = False


PLAIN = Abilities(optimizers=("sgd",))
ABILITIES: dict[str, Abilities] = {
    "compiled": Abilities(uses_gpu=False),
    "numpy": Abilities(uses_gpu=False),
    "xla": Abilities(computes_mixed=True),
    "keras": Abilities(),
    "tape": Abilities(),
    "variables": PLAIN,
    "graph_optimizer": PLAIN,
    "graph_variables": PLAIN,
}
"""By the names in playground.backends.ENGINES."""
