"""What projector mode costs: `uv run python -m tests.benchmarks.projector`.

Frames a second of the stage at 1920x1080 in projector mode, beside the normal page just before and just after, in one
run while the default experiment trains as fast as it goes. The bar is 0.8 of the normal page's.
"""

import asyncio
import os
import statistics
import time

from tests.benchmarks.serving import Served, served

SECONDS = 6.0
SETTLING_S = 2.0
ROUNDS = 3
SCREEN = {"width": 1920, "height": 1080}


async def rate(at: Served) -> float:
    """Return frames a second."""
    await asyncio.sleep(SETTLING_S)
    before, begin = await at.numbers(), time.perf_counter()
    await asyncio.sleep(SECONDS)
    return ((await at.numbers())["frames"] - before["frames"]) / (time.perf_counter() - begin)


async def main() -> None:
    """Serve the app, change to and fro by the key, and print the rates and their ratio."""
    async with served("tests/benchmarks/live_app.py") as at:
        await at.page.set_viewport_size(SCREEN)
        print(f"{os.cpu_count()} cores, default experiment, {SCREEN['width']}x{SCREEN['height']}")
        await at.press("Run")
        normal, projected = [await rate(at)], []
        for _ in range(ROUNDS):
            await at.page.keyboard.press("p")
            projected.append(await rate(at))
            await at.page.keyboard.press("p")
            normal.append(await rate(at))
        rates = [statistics.median(found) for found in (normal, projected)]
        print(f"normal {rates[0]:.1f} frames/s, projector {rates[1]:.1f}, ratio {rates[1] / rates[0]:.2f} (bar: 0.8)")


if __name__ == "__main__":
    asyncio.run(main())
