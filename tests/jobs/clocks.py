"""A clock for tests: it stands still, or ticks a little at every look."""


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
