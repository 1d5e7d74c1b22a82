"""What a panel is. Each module of this folder that has a `PANEL` is one: nothing else lists them."""

from collections.abc import Callable
from dataclasses import dataclass

from playground.analysis.inspection import Inspection
from playground.live.runs import Run
from playground.spec import Experiment


@dataclass(frozen=True, slots=True)
class LivePanel:
    """A panel that follows the run: drawn again whenever the worker has looked into its subject anew.

    Attributes:
        title: what it is called on the strip.
        place: where it stands there; they stand in the order of these numbers.
        show: draws what was found.
        subject: name in INSPECTORS.
    """

    title: str
    place: int
    show: Callable[[Experiment, Run, Inspection], None]
    subject: str


@dataclass(frozen=True, slots=True)
class Tool:
    """A panel that draws itself, once per script run.

    Attributes:
        title: what it is called on the strip.
        place: where it stands there; they stand in the order of these numbers.
        show: draws it.
    """

    title: str
    place: int
    show: Callable[[Experiment, Run], None]

    @property
    def subject(self) -> None:
        """It needs nothing that a worker would look into."""
        return
