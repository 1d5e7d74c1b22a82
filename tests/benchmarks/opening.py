"""How soon one sees something: `uv run python -m tests.benchmarks.opening`.

In a real Chromium: from choosing each preset to its first painted frame, and from pressing Run until the default
experiment's test loss is a third of what it was. How fast a machine is, is no matter of the tests.
"""

import asyncio
import statistics
import time

from playground.spec import list_presets
from tests.benchmarks.serving import Served, served

ROOT = "[data-run-state]"
PAINTED = "([root, frames]) => Number(root.dataset.frames) > frames && root.dataset.step === '0'"
LEARNED = "([root, loss]) => Number(root.dataset.testLoss) < loss / 3"


async def seconds_to_open(at: Served, preset: str) -> float:
    """Return the seconds from choosing a preset to its first painted frame."""
    root = at.page.locator(ROOT)
    frames = int(await root.get_attribute("data-frames") or 0)
    begin = time.perf_counter()
    await at.page.get_by_label("Preset").select_option(preset)
    await at.page.wait_for_function(PAINTED, arg=[await root.element_handle(), frames])
    return time.perf_counter() - begin


async def seconds_to_learn(at: Served) -> float:
    """Return the seconds from Run until the test loss is a third of the first one."""
    root = at.page.locator(ROOT)
    loss = float(await root.get_attribute("data-test-loss") or "nan")
    begin = time.perf_counter()
    await at.press("Run")
    await at.page.wait_for_function(LEARNED, arg=[await root.element_handle(), loss])
    return time.perf_counter() - begin


async def main() -> None:
    """Print both."""
    async with served("app.py") as at:
        root = await at.page.locator(ROOT).element_handle()
        await at.page.wait_for_function("root => Number(root.dataset.frames) > 0", arg=root)
        print(f"the default experiment learns within {await seconds_to_learn(at):.2f} s of Run")
        await at.press("Pause")
        seconds = {preset: await seconds_to_open(at, preset) for preset in list_presets()}
    slowest = max(seconds, key=seconds.__getitem__)
    print(f"a preset opens in {statistics.median(seconds.values()):.2f} s, {slowest} in {seconds[slowest]:.2f} s")


if __name__ == "__main__":
    asyncio.run(main())
