"""Clocks for tests: they stand still, tick a little at every look, or move by what the work of a run takes."""

STEP_S = 2**-10  # exact, however it adds up: what a step takes on the clock of these tests


class Clock:
    """Called, it says the time; it moves by `tick` at every call, and by `advance`."""

    def __init__(self, tick: float = 0.0) -> None:
        self.now = 1000.0
        self.tick = tick

    def __call__(self) -> float:
        """Return the time."""
        self.now += self.tick
        return self.now

    def advance(self, seconds: float) -> None:
        """Let this much time pass."""
        self.now += seconds


class WorkClock(Clock):
    """A clock that the work of a session moves (see tests.jobs.sessions).

    Attributes:
        step_s: by so much every step of the NumPy engine.
        report_s: by so much every report.
    """

    def __init__(self) -> None:
        super().__init__()
        self.step_s = STEP_S
        self.report_s = 0.0
