"""An empty page beside the stage's modules, and nothing else."""

import threading
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from playground.ui.assets import COMPONENTS

ROOT = Path(__file__).parents[2]
SIDEBAR_PX = 272
PARTS = {"primaryColor": "primary-color", "backgroundColor": "background-color", "textColor": "text-color"}
PARTS |= {"secondaryBackgroundColor": "secondary-background-color", "borderColor": "border-color"}


def page() -> str:
    """Return the page: as large and as coloured as what Streamlit leaves of a window, in the theme of the system."""
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
    light, dark = (
        "".join(f"--st-{name}: {theme[ground][key]};" for key, name in PARTS.items()) for ground in ("light", "dark")
    )
    return f"""<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>The stage alone</title>
<link rel="icon" href="data:,">
<style>
:root {{ color-scheme: light dark; --st-font: sans-serif; {light} background: var(--st-background-color); }}
@media (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}
body {{ margin: 0; padding: 8px 16px 8px {SIDEBAR_PX + 16}px; }}
@media (max-width: 860px) {{ body {{ padding: 8px 8px 48px; }} }}
h1 {{ position: absolute; left: 0; top: 0; width: {SIDEBAR_PX}px; font-size: 1rem; clip-path: inset(50%); }}
main > button {{ min-height: 48px; }}
[data-projector] body {{ padding: 0; overflow: hidden; }}
[data-projector] main > button {{ display: none; }}
</style>
<script src="/alone.js"></script>
<main><h1>The stage alone</h1><div id="place"></div><button>Something after the stage</button></main></html>"""


class Handler(BaseHTTPRequestHandler):
    """Answers with the page, with the script that mounts the stage, or with a component's module."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path == "/":
            self._send(page().encode(), "text/html; charset=utf-8")
        elif path == "/alone.js":
            self._send(Path(__file__).with_name("alone.js").read_bytes(), "text/javascript")
        elif (module := COMPONENTS / path.lstrip("/")).suffix == ".js" and module.is_file():
            self._send(module.read_bytes(), "text/javascript")
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _send(self, content: bytes, kind: str) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "max-age=3600")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@contextmanager
def serving() -> Iterator[str]:
    """Serve the page on a free port as long as the context lasts; gives its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
