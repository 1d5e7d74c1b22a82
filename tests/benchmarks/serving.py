"""A server and a real browser for the benchmarks, and what both of them use."""

import asyncio
import contextlib
import shutil
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass

import psutil
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page, async_playwright

BROWSER_ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
VIEWPORT = {"width": 1366, "height": 768}
MEASURE_CLICK = """async root => {
    const button = root.querySelector('button[aria-label=Run], button[aria-label=Pause]');
    const before = root.dataset.runState;
    const begin = performance.now();
    button.click();
    while (root.dataset.runState === before) await new Promise(requestAnimationFrame);
    return performance.now() - begin;
}"""


@dataclass(frozen=True)
class Served:
    """The app, its address, and a page that shows it."""

    server: subprocess.Popen[bytes]
    url: str
    page: Page

    def processes(self) -> tuple[psutil.Process, list[psutil.Process]]:
        """Return the server's process and its workers'."""
        main = psutil.Process(self.server.pid)
        return main, [child for child in main.children() if "spawn_main" in " ".join(child.cmdline())]

    async def numbers(self) -> dict[str, float]:
        """Return the stage's counters."""
        data = await self.page.locator("[data-run-state]").evaluate("root => ({...root.dataset})")
        return {name: float(data[name]) for name in ("frames", "epoch")}

    async def press(self, name: str) -> None:
        """Press the button of this name."""
        await self.page.get_by_role("button", name=name, exact=True).click()


@contextlib.asynccontextmanager
async def served(script: str) -> AsyncIterator[Served]:
    """Serve a script as the README says, and open it in a browser."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", script, f"--server.port={port}", "--server.address=127.0.0.1"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        async with async_playwright() as playwright:
            chromium = shutil.which("chromium") or shutil.which("google-chrome")
            browser = await playwright.chromium.launch(executable_path=chromium, args=list(BROWSER_ARGUMENTS))
            page = await browser.new_page(viewport=VIEWPORT)
            await _open(page, url, server)
            yield Served(server, url, page)
            await browser.close()
    finally:
        server.terminate()
        server.wait()


async def _open(page: Page, url: str, server: subprocess.Popen[bytes]) -> None:
    """Open the page as soon as the server answers."""
    while True:
        try:
            await page.goto(url)
            break
        except PlaywrightError as error:
            if server.poll() is not None:
                raise SystemExit("the server did not start") from error
            await asyncio.sleep(0.2)
    await page.locator("[data-run-state]").wait_for(state="attached")
    await asyncio.sleep(1)
