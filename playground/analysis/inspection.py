"""One look into a run: what was found about a subject, and of which moment."""

from dataclasses import dataclass

import numpy as np

from playground.analysis.health import Moment
from playground.analysis.inspectors import INSPECTORS, Findings
from playground.training.problem import Problem
from playground.training.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found, and of which moment.

    Attributes:
        number: grows by one with each inspection of a run.
        subject: name in INSPECTORS.
        moment: the moment.
        findings: what the subject is about; None where the moment and the history say it all.
    """

    number: int
    subject: str
    moment: Moment
    findings: Findings

    @property
    def snapshot(self) -> Snapshot:
        """How the run stood."""
        return self.moment.snapshot


@np.errstate(over="ignore", invalid="ignore")  # what is not finite is shown as such
def inspect(problem: Problem, moment: Moment, subject: str, number: int) -> Inspection:
    """Return what there is to say about a subject at one moment."""
    return Inspection(number, subject, moment, INSPECTORS[subject](problem, moment.snapshot.parameters))
