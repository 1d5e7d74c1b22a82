"""Text of viewers in whatever of Streamlit interprets text: it is seen as it was written, and nothing is fetched."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import is_up
from tests.browser.stage import Server, wait_until

pytestmark = pytest.mark.browser

PAYLOADS = [
    "![i](http://127.0.0.1:9/b)",
    "[link](http://127.0.0.1:9/c) <http://127.0.0.1:9/d> www.example.com a@example.com",
    "<img src=http://127.0.0.1:9/e onerror=alert(1)>",
    "<script>alert(1)</script> <b>bold</b> &lt; &amp;",
    "$\\frac{1}{2}$ $$x$$ 5$ and 6$",
    ":material/home: :material_home: :streamlit:",
    ":red[alarm] :blue-background[x] :small[y]",
    ":dog: :+1: :heart:",
    "`code` ``two`` **b** _i_ ~~s~~ # h | cell > quote -> <- -- >= ~=",
    "1. one - two + three \\ four",
    "שלום עולם مرحبا",
    "x" * 400,
]
SCRIPT = """
import streamlit as st
from tests.browser.test_plain_text import PAYLOADS
from playground.views.plain import in_list, plain
for number, text in enumerate(PAYLOADS):
    with st.container(key=f"row{number}"):
        st.markdown(plain(text))
        st.caption(plain(text))
        st.error(in_list(text, [text]))
        st.info(f"This compares {plain(text)}.")
        st.markdown(f"| Class | x |\\n|:--|--:|\\n| {plain(text)} | 1 |")
        st.button(plain(text), key=f"button{number}", help=plain(text))
        st.metric(plain(text), 1)
        st.segmented_control(plain(text), [plain(text)], key=f"segments{number}")
        st.selectbox(plain(text), ["a"], key=f"select{number}")
        st.progress(0.5, plain(text))
"""
PLACES = 12  # in which each payload stands, among them a list of two lines and a table
ROOT = Path(__file__).parents[2]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Server]:
    """Serve a page with every payload in every place."""
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([*command, "--server.address=127.0.0.1"], cwd=ROOT, env=environment) as process:
        served = Server(process, f"http://127.0.0.1:{port}")
        wait_until(lambda: is_up(served), "the server answers")
        yield served
        process.terminate()


def test_text_is_seen_as_it_was_written_and_nothing_is_fetched_for_it(browser, served):
    page, asked = browser.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(served.url)
    page.locator(f".st-key-row{len(PAYLOADS) - 1} [data-testid=stProgress]").wait_for()
    for number, payload in enumerate(PAYLOADS):
        row = page.locator(f".st-key-row{number}")
        seen = row.inner_text().translate({ord(sign): None for sign in "\u2060\u2068\u2069"})
        assert seen.count(payload) == PLACES, payload
        assert row.locator("a[href], img, script, .katex, b, code, em, del").count() == 0, payload
    assert [url for url in asked if not url.startswith(served.url)] == []
    page.close()
