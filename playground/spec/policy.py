"""What a viewer may change of an experiment: every change passes one of these."""

from dataclasses import dataclass
from typing import Any

from playground.spec.experiment import Experiment


@dataclass(frozen=True, slots=True)
class Policy:
    """Which settings stay as they are; without any, everything may be changed.

    Attributes:
        fixed: dotted paths of settings, or of groups of them, such as "data" or "training.optimizer.name".
    """

    fixed: tuple[str, ...] = ()

    def permits(self, before: Experiment, after: Experiment) -> list[str]:
        """Return why a viewer may not change one experiment into the other, a line a reason; none where that is so."""
        changed = [path for path in self.fixed if _at(before, path) != _at(after, path)]
        return [f"{path.replace('_', ' ').replace('.', ': ')} is fixed here" for path in changed]


def _at(experiment: Experiment, path: str) -> Any:
    value: Any = experiment
    for name in path.split("."):
        value = getattr(value, name)
    return value
