"""What the live view costs: `uv run python -m tests.benchmarks.live_view`.

One viewer is a real Chromium; all others are raw sockets that acknowledge every frame at once. Everybody trains the
default experiment as fast as it goes. All of it shares the machine, so the browser's own work is in the figures.
"""

import asyncio
import contextlib
import json
import os
import statistics
import time
import urllib.request
from dataclasses import dataclass, field

import psutil
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from playground.live.wire.reading import unpack
from playground.spec import Experiment
from tests.benchmarks.serving import MEASURE_CLICK, Served, served

SECONDS = 8.0
CLICKS = 25


@dataclass
class Viewer:
    """A raw socket on a run of its own."""

    socket: ClientConnection
    n_frames: int = 0
    n_bytes: int = 0
    clicked_at: float | None = None
    clicks_ms: list[float] = field(default_factory=list)

    async def watch(self) -> None:
        """Acknowledge every frame; time the one that shows the pause."""
        with contextlib.suppress(ConnectionClosed):
            async for frame in self.socket:
                await self.take(bytes(frame))

    async def take(self, frame: bytes) -> None:
        """Count and acknowledge one frame."""
        self.n_frames += 1
        self.n_bytes += len(frame)
        await self.socket.send('{"do":"ack"}')
        if self.clicked_at is not None and unpack(frame)[0]["state"] == "paused":
            self.clicks_ms.append(1000 * (time.perf_counter() - self.clicked_at))
            self.clicked_at = None

    async def do(self, word: str) -> None:
        """Press a button."""
        await self.socket.send(json.dumps({"do": word}))

    async def pause_and_run(self) -> None:
        """Press Pause, wait for the frame that shows it, and press Run."""
        self.clicked_at = time.perf_counter()
        await self.do("pause")
        while self.clicked_at is not None:
            await asyncio.sleep(0.005)
        await self.do("run")


async def open_viewer(url: str) -> Viewer:
    """Open a run and its socket."""
    request = urllib.request.Request(f"{url}/open", method="POST")  # noqa: S310 - our own address
    with urllib.request.urlopen(request) as answer:  # noqa: S310
        token = json.load(answer)["token"]
    return Viewer(await connect(f"{url.replace('http', 'ws')}/live/{token}", max_size=None))


def cpu_s(process: psutil.Process) -> float:
    """Return the processor time a process has used."""
    times = process.cpu_times()
    return float(times.user + times.system)


async def measure(at: Served, n_viewers: int) -> None:
    """Print the figures for so many viewers."""
    stage = at.page.locator("[data-run-state]")
    viewers = [await open_viewer(at.url) for _ in range(n_viewers - 1)]
    watching = [asyncio.create_task(viewer.watch()) for viewer in viewers]
    for viewer in viewers:
        await viewer.do("run")
    await at.press("Run")
    await asyncio.sleep(2)

    main, workers = at.processes()
    before = (cpu_s(main), sum(map(cpu_s, workers)), await at.numbers())
    counted = [(viewer.n_frames, viewer.n_bytes) for viewer in viewers]
    begin = time.perf_counter()
    await asyncio.sleep(SECONDS)
    seconds = time.perf_counter() - begin
    after = (cpu_s(main), sum(map(cpu_s, workers)), await at.numbers())
    raw = [(v.n_frames - frames, v.n_bytes - size) for v, (frames, size) in zip(viewers, counted, strict=True)]

    clicks = [await stage.evaluate(MEASURE_CLICK) for _ in range(CLICKS)]
    for viewer in viewers[:CLICKS]:
        await viewer.pause_and_run()
    raw_clicks = [click for viewer in viewers for click in viewer.clicks_ms]

    browser_frames = after[2]["frames"] - before[2]["frames"]
    n_frames = browser_frames + sum(frames for frames, _ in raw)
    print(f"\n{n_viewers} viewer{'s' if n_viewers > 1 else ''}, {seconds:.1f} s")
    print(f"  browser: frames a second        {browser_frames / seconds:8.1f}   (bar: 30 alone, 20 among 30)")
    if raw:
        print(f"  slowest socket: frames a second {min(frames for frames, _ in raw) / seconds:8.1f}   (bar: 20)")
        print(f"  bytes a frame                   {sum(b for _, b in raw) / max(1, sum(f for f, _ in raw)):8.0f}")
    print(f"  server CPU, ms a frame          {1000 * (after[0] - before[0]) / n_frames:8.2f}   (bar: 2)")
    print(f"  worker CPU, ms a frame          {1000 * (after[1] - before[1]) / n_frames:8.2f}   (training included)")
    print(f"  browser: epochs a second        {(after[2]['epoch'] - before[2]['epoch']) / seconds:8.0f}")
    print(f"  browser: click to paint, ms     {percentiles(clicks)}   (bar: p95 100)")
    if raw_clicks:
        print(f"  sockets: click to frame, ms     {percentiles(raw_clicks)}")
    if await stage.get_attribute("data-run-state") == "running":
        await at.press("Pause")
    for viewer, task in zip(viewers, watching, strict=True):
        await viewer.socket.close()
        await task


def percentiles(values: list[float]) -> str:
    """Return median and 95th percentile as text."""
    cuts = statistics.quantiles(values, n=20, method="inclusive")
    return f"p50 {statistics.median(values):6.1f}  p95 {cuts[-1]:6.1f}"


async def main() -> None:
    """Serve the app and measure with 1 and with 30 viewers."""
    async with served("tests/benchmarks/live_app.py") as at:
        print(f"{os.cpu_count()} cores, {os.uname().machine}, engine {Experiment().engine}, default experiment")
        for n_viewers in (1, 30):
            await measure(at, n_viewers)


if __name__ == "__main__":
    asyncio.run(main())
