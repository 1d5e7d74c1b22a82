"""What the components load: the server gives Plotly, packed where the browser can unpack it."""

import gzip
from pathlib import Path

import pytest
from anyio.from_thread import start_blocking_portal
from starlette.requests import Request
from starlette.responses import FileResponse

from playground.ui.assets import asset_route, module_paths, plotly_path, plotly_route


def answer(encoding):
    """Return the route's answer to a browser that can unpack such encodings."""
    route = plotly_route()
    assert route.path == f"/{plotly_path()}"
    headers = [(b"accept-encoding", encoding.encode())]
    request = Request({"type": "http", "method": "GET", "path": route.path, "headers": headers})
    with start_blocking_portal() as portal:  # a loop of its own, whatever runs in this thread
        return portal.call(route.endpoint, request)


def test_plotly_is_served_packed_and_for_good():
    packed = answer("gzip, deflate, br")
    assert packed.headers["content-encoding"] == "gzip"
    assert "immutable" in packed.headers["cache-control"]
    assert len(packed.body) < 2e6
    assert b"window.Plotly = Plotly" in gzip.decompress(packed.body)


def test_plotly_is_served_as_it_is_to_who_cannot_unpack_it():
    plain = answer("identity")
    assert isinstance(plain, FileResponse)
    assert "content-encoding" not in plain.headers
    assert b"window.Plotly = Plotly" in Path(plain.path).read_bytes()


def served(name):
    """Return the status of the answer to a request for a module, named after its component."""
    params = {"version": "any", "name": name}
    request = Request({"type": "http", "method": "GET", "path": "/", "headers": [], "path_params": params})
    with start_blocking_portal() as portal:
        return portal.call(asset_route().endpoint, request).status_code


def test_every_module_is_served_from_its_room():
    for path in module_paths("stage"):
        _, _, name = path.split("/", 2)
        assert served(name) == 200, path


@pytest.mark.parametrize(
    "name",
    [
        "",
        "stage",
        "stage/wire",
        "stage/wire/frame.d.ts",
        "stage/__init__.py",
        "stage/app/missing.js",
        "stage/../../assets.py",
        "stage/app/../wire/frames.js",
        "stage/../../../../tests/javascript/sound.test.js",
        "../../../tests/javascript/sound.test.js",
        "/etc/hosts",
        "stage//etc/hosts",
        "stage/wire/constants.js\0.js",
        pytest.param(f"stage/{'x' * 5000}.js", id="long"),
    ],
)
def test_nothing_but_modules_is_served(name):
    assert served(name) == 404
