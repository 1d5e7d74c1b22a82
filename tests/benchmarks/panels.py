"""What an open panel costs: `uv run python -m tests.benchmarks.panels`.

Frames a second and click to paint of the stage with each panel open, beside none open just before and just after, in
one run while the default experiment trains as fast as it goes. With `--minutes 10` it instead opens one panel after
the other for that long, and prints the memory of browser, server and workers every half minute.
"""

import argparse
import asyncio
import os
import random
import statistics
import time

import psutil

from playground.ui.panels import PANELS
from tests.benchmarks.serving import MEASURE_CLICK, Served, served

SECONDS = 6.0
SETTLING_S = 2.0
CLICKS = 16
BETWEEN_CLICKS_S = 0.3, 1.2
SOAK_STEP_S = 30.0


async def open_panel(at: Served, title: str | None) -> None:
    """Open a panel, or close the one that is open."""
    for radio in await at.page.get_by_role("radio").all():
        is_wanted = (await radio.inner_text()) == title
        if is_wanted != (await radio.is_checked()):
            await radio.click()
            break
    await asyncio.sleep(SETTLING_S)


async def measure(at: Served) -> tuple[float, float]:
    """Return frames a second while it trains, and the median milliseconds from a click to what it paints."""
    before, begin = await at.numbers(), time.perf_counter()
    await asyncio.sleep(SECONDS)
    rate = ((await at.numbers())["frames"] - before["frames"]) / (time.perf_counter() - begin)
    stage = at.page.locator("[data-run-state]")
    clicks = []
    for _ in range(CLICKS):  # half of them Pause, half Run
        await asyncio.sleep(random.uniform(*BETWEEN_CLICKS_S))  # noqa: S311 - as a hand does it
        clicks.append(await stage.evaluate(MEASURE_CLICK))
    return rate, statistics.median(clicks)


async def compare(at: Served) -> None:
    """Print the figures of every panel, as ratios to none open in the same minute; the first opening imports much."""
    for title in PANELS:
        await open_panel(at, title)
    print(f"{'panel':12} {'frames/s':>9} {'none':>6} {'ratio':>6} {'click ms':>9} {'none':>6} {'ratio':>6}")
    await open_panel(at, None)
    none = await measure(at)
    for title in PANELS:
        await open_panel(at, title)
        rate, click = await measure(at)
        await open_panel(at, None)
        after = await measure(at)
        rate_none, click_none = ((one + other) / 2 for one, other in zip(none, after, strict=True))
        none = after
        figures = f"{rate:9.1f} {rate_none:6.1f} {rate / rate_none:6.2f} {click:9.1f} {click_none:6.1f}"
        print(f"{title:12} {figures} {click / click_none:6.2f}", flush=True)


async def soak(at: Served, minutes: float) -> None:
    """Open one panel after the other while it trains, and print what everybody's memory is, in MB."""
    main, workers = at.processes()
    session = await at.page.context.new_cdp_session(at.page)
    titles, begin, turn = [*PANELS], time.monotonic(), 0
    print(f"{'minute':>6} {'panel':12} {'epoch':>12} {'server':>8} {'workers':>8} {'JS heap':>8} {'DOM nodes':>9}")
    while (minute := (time.monotonic() - begin) / 60) < minutes:
        title = titles[turn % len(titles)]
        await open_panel(at, title)
        await asyncio.sleep(SOAK_STEP_S - SETTLING_S)
        await session.send("HeapProfiler.collectGarbage")
        heap = (await session.send("Runtime.getHeapUsage"))["usedSize"]
        nodes = (await session.send("Memory.getDOMCounters"))["nodes"]
        figures = f"{megabytes(main):8.1f} {sum(map(megabytes, workers)):8.1f} {heap / 1e6:8.1f} {nodes:9}"
        print(f"{minute:6.1f} {title:12} {(await at.numbers())['epoch']:12,.0f} {figures}", flush=True)
        turn += 1


def megabytes(process: psutil.Process) -> float:
    """Return how much memory a process holds."""
    return float(process.memory_info().rss) / 1e6


async def main() -> None:
    """Serve the app and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, help="watch the memory for so long instead")
    minutes = parser.parse_args().minutes
    async with served("tests/benchmarks/live_app.py") as at:
        print(f"{os.cpu_count()} cores, {os.uname().machine}, default experiment")
        await at.press("Run")
        await (compare(at) if minutes is None else soak(at, minutes))


if __name__ == "__main__":
    asyncio.run(main())
