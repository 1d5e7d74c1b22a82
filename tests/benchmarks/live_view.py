"""What the live view costs: `uv run python -m tests.benchmarks.live_view`.

One viewer is a real Chromium; all others are raw sockets that acknowledge every frame at once. Everybody trains the
default experiment as fast as it goes. All of it shares the machine, so the browser's own work is in the figures.
"""

import asyncio
import contextlib
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field

import psutil
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page, async_playwright
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from playground.live.frames import unpack
from playground.spec import Experiment

with socket.socket() as probe:
    probe.bind(("127.0.0.1", 0))
    PORT = probe.getsockname()[1]
URL = f"http://127.0.0.1:{PORT}"
SECONDS = 8.0
CLICKS = 25
BROWSER_ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
MEASURE_CLICK = """async root => {
    const button = root.querySelector('button[aria-label=Run], button[aria-label=Pause]');
    const before = root.dataset.runState;
    const begin = performance.now();
    button.click();
    while (root.dataset.runState === before) await new Promise(requestAnimationFrame);
    return performance.now() - begin;
}"""


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


async def open_viewer() -> Viewer:
    """Open a run and its socket."""
    request = urllib.request.Request(f"{URL}/open", method="POST")  # noqa: S310 - our own address
    with urllib.request.urlopen(request) as answer:  # noqa: S310
        token = json.load(answer)["token"]
    return Viewer(await connect(f"ws://127.0.0.1:{PORT}/live/{token}", max_size=None))


def processes(server: subprocess.Popen[bytes]) -> tuple[psutil.Process, list[psutil.Process]]:
    """Return the server's process and its workers'."""
    main = psutil.Process(server.pid)
    return main, [child for child in main.children() if "spawn_main" in " ".join(child.cmdline())]


def cpu_s(process: psutil.Process) -> float:
    """Return the processor time a process has used."""
    times = process.cpu_times()
    return float(times.user + times.system)


async def measure(page: Page, server: subprocess.Popen[bytes], n_viewers: int) -> None:
    """Print the figures for so many viewers."""
    stage = page.locator("[data-run-state]")
    viewers = [await open_viewer() for _ in range(n_viewers - 1)]
    watching = [asyncio.create_task(viewer.watch()) for viewer in viewers]
    for viewer in viewers:
        await viewer.do("run")
    await page.get_by_role("button", name="Run", exact=True).click()
    await asyncio.sleep(2)

    main, workers = processes(server)
    before = (cpu_s(main), sum(map(cpu_s, workers)), await numbers(page))
    counted = [(viewer.n_frames, viewer.n_bytes) for viewer in viewers]
    begin = time.perf_counter()
    await asyncio.sleep(SECONDS)
    seconds = time.perf_counter() - begin
    after = (cpu_s(main), sum(map(cpu_s, workers)), await numbers(page))
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
        await page.get_by_role("button", name="Pause", exact=True).click()
    for viewer, task in zip(viewers, watching, strict=True):
        await viewer.socket.close()
        await task


async def numbers(page: Page) -> dict[str, float]:
    """Return the stage's counters."""
    data = await page.locator("[data-run-state]").evaluate("root => ({...root.dataset})")
    return {name: float(data[name]) for name in ("frames", "epoch")}


def percentiles(values: list[float]) -> str:
    """Return median and 95th percentile as text."""
    cuts = statistics.quantiles(values, n=20, method="inclusive")
    return f"p50 {statistics.median(values):6.1f}  p95 {cuts[-1]:6.1f}"


async def main() -> None:
    """Serve the app and measure with 1 and with 30 viewers."""
    options = [f"--server.port={PORT}", "--server.address=127.0.0.1"]
    command = [sys.executable, "-m", "streamlit", "run", "tests/benchmarks/live_app.py", *options]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        async with async_playwright() as playwright:
            chromium = shutil.which("chromium") or shutil.which("google-chrome")
            browser = await playwright.chromium.launch(executable_path=chromium, args=list(BROWSER_ARGUMENTS))
            page = await browser.new_page(viewport={"width": 1366, "height": 768})
            while True:
                try:
                    await page.goto(URL)
                    break
                except PlaywrightError as error:
                    if server.poll() is not None:
                        raise SystemExit("the server did not start") from error
                    await asyncio.sleep(0.2)
            await page.locator("[data-run-state]").wait_for(state="attached")
            await asyncio.sleep(1)
            print(f"{os.cpu_count()} cores, {os.uname().machine}, engine {Experiment().engine}, default experiment")
            for n_viewers in (1, 30):
                await measure(page, server, n_viewers)
            await browser.close()
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    asyncio.run(main())
