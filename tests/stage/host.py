"""What stands behind a stage that is alone on a page: a real run, trained in this process whenever the page asks."""

import base64
import json
import time
from typing import Any
from urllib.parse import parse_qsl

from playground.jobs.commands import Close, Message, Reset, Start
from playground.jobs.protocol import FRAME_S, NEVER
from playground.jobs.reports import Report
from playground.jobs.session import Session
from playground.jobs.workshop import Workshop
from playground.live.records import Cursor
from playground.live.runs import Run
from playground.live.wire.commands import parse_command
from playground.spec import from_query, load_preset
from playground.spec.link import query_text
from playground.ui import preferences
from playground.ui.stage_data import stage_data
from playground.ui.static_data import static_data

TURN_S = 0.002  # to train before each frame
ENGINE = {"engine": "numpy"}  # which is ready at once


class Clock:
    """The time, put forward where nothing would happen: so nobody waits, and no run goes far between two frames."""

    def __init__(self) -> None:
        self._ahead_s = 0.0

    def __call__(self) -> float:
        """Return the time."""
        return time.perf_counter() + self._ahead_s

    def advance(self, seconds: float) -> None:
        """Let this much time have passed."""
        self._ahead_s += seconds


class Worker:
    """Does what a worker's process does, in this one: takes commands at once, and trains when it is given a turn."""

    def __init__(self) -> None:
        self.session: Session | None = None
        self._clock = Clock()

    def send(self, _job_id: str, command: Message) -> None:
        """Take a command."""
        if isinstance(command, Start):
            self.session = Session(command, Workshop(), self._clock)
        elif self.session is not None and not isinstance(command, Close):
            self.session.take(command)

    @property
    def has_more(self) -> bool:
        """Whether there will be something new, though it is told nothing."""
        return self.session is not None and self.session.due < NEVER

    def turn(self) -> Report | None:
        """Train until a report is due, and return it; None where nothing has changed."""
        while (report := self.session.turn(TURN_S)) is None and self.has_more:
            self._clock.advance(FRAME_S)
        return report


class Host:
    """Answers what one stage sends, as the page and the server do together.

    Attributes:
        experiment: what the stage shows.
        told: the triggers that came from the stage, (name, value) each, oldest first.
    """

    def __init__(self, query: str) -> None:
        rest, self._asked, _ = preferences.split(dict(parse_qsl(query, keep_blank_values=True)))
        self.experiment, refused = from_query(ENGINE | rest)
        lines = [f"{refusal.key} = {refusal.value}: {refusal.reason}" for refusal in refused]
        self._messages = [{"id": "m1", "kind": "warning", "title": "Not applied", "lines": lines}] if lines else []
        self._worker = Worker()
        self._run = Run(self.experiment, lambda *_: self._worker)
        self._run.start()
        self._cursor = Cursor()
        self._proposal, self._preset = 0, None
        self._seen: dict[str, str] = {}
        self.told: list[tuple[str, Any]] = []

    @property
    def query(self) -> str:
        """The link of the experiment."""
        return query_text(self.experiment)

    def data(self) -> dict[str, Any]:
        """Return what the page would hand to the stage."""
        data = stage_data(
            self.experiment,
            self._run,
            proposal=self._proposal,
            preset=self._preset,
            messages=self._messages,
            asked=self._asked,
        )
        return static_data() | data | {"seen": data["seen"] | self._seen}

    def answer(self, name: str, value: Any) -> str:
        """Return the data and the frame that something from the stage leads to, as JSON; both may be missing.

        Args:
            name: "painted" for the acknowledgement of a frame, "command" for a live command, else a trigger's name.
            value: what comes with it.
        """
        data = None
        if name == "command":
            command = parse_command(value)
            if command is not None:
                self._run.do(command)
        elif name != "painted":
            self.told.append((name, value))
            self._take(name, value)
            data = self.data()
        frame = self._frame()
        return json.dumps({"data": data, "frame": frame, "more": self._worker.has_more})

    def _take(self, name: str, value: Any) -> None:
        """Take a trigger, as the page's script does."""
        if name == "proposal":
            self._proposal = value["id"]
            self.experiment = self.experiment.patched(value["patch"])
        elif name == "preset":
            self.experiment, self._preset = load_preset(value).patched(ENGINE), value
        elif name in ("palette", "theme"):
            self._seen[name] = value
        self._run.propose(self.experiment)
        if name == "preset":
            self._run.do(Reset())

    def _frame(self) -> str | None:
        report = self._worker.turn()
        if report is None:
            return None
        self._run.take(report)
        frame, self._cursor = self._run.frame(self._cursor)
        return base64.b64encode(frame).decode()
