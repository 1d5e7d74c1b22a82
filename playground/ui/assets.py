"""The components' JavaScript modules, served under a path that changes with their content.

Streamlit loads a component's script as a blob, in which relative imports find nothing: the script is one loader that
imports the modules from here. Plotly's JavaScript lies here too, for the component that draws figures.
"""

import asyncio
import gzip
import hashlib
import json
from functools import cache
from importlib.metadata import distribution, version
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

COMPONENTS = Path(__file__).with_name("components")
LOADER = "loader.js"  # what Streamlit loads of every component
SHARED = "page"  # the modules that all components import
_MAINS = (
    "app/main.js",
    "main.js",
)  # the module of a component that the loader hands over to: the first of these it has
PREFIX = "playground-modules"
FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}


@cache
def module_paths(component: str) -> list[str]:
    """Return where a component's modules lie, relative to the page, its main one first; they change with a file."""
    digest = hashlib.sha256()
    for path in _modules().values():
        digest.update(path.read_bytes())
    main = next(name for name in (f"{component}/{ending}" for ending in _MAINS) if name in _modules())
    others = [name for name in _modules() if name.startswith((f"{component}/", f"{SHARED}/")) and name != main]
    return [f"{PREFIX}/{digest.hexdigest()[:12]}/{name}" for name in (main, *others)]


@cache
def _modules() -> dict[str, Path]:
    """Return the files of all components' modules, by component, room and name."""
    return {path.relative_to(COMPONENTS).as_posix(): path for path in sorted(COMPONENTS.rglob("*.js"))}


def component_script(component: str, *, is_json: bool = True, statics: str | None = None) -> str:
    """Return what Streamlit is to load of a component.

    Args:
        component: name of its folder.
        is_json: whether its data are JSON, else they are bytes.
        statics: where the part of its data lies that is the same in every run of the script, if there is one.
    """
    loader = (COMPONENTS / LOADER).read_text(encoding="utf-8")
    arguments = ", ".join(map(json.dumps, (module_paths(component), is_json, statics)))
    return f"{loader}\nexport default componentAt({arguments});\n"


def asset_text(component: str, name: str) -> str:
    """Return the text of one of a component's files."""
    return (COMPONENTS / component / name).read_text(encoding="utf-8")


def asset_route() -> Route:
    """Return the route that serves the modules."""

    async def serve(request: Request) -> Response:
        path = _modules().get(request.path_params["name"])  # only what is there can be asked for, whatever is asked
        if path is None:
            return Response("there is no such module", status_code=404)
        return FileResponse(path, media_type="text/javascript", headers=FOREVER)

    return Route(f"/{PREFIX}/{{version}}/{{name:path}}", serve)


@cache
def plotly_path() -> str:
    """Return where Plotly's JavaScript lies, relative to the page; the path changes with its version."""
    return f"{PREFIX}/plotly-{version('plotly')}.js"


def plotly_route() -> Route:
    """Return the route that serves Plotly's JavaScript."""

    async def serve(request: Request) -> Response:
        headers = {**FOREVER, "Vary": "Accept-Encoding"}
        if "gzip" not in request.headers.get("accept-encoding", ""):
            return FileResponse(_plotly_file(), media_type="text/javascript", headers=headers)
        zipped = await asyncio.to_thread(_plotly_zipped)
        return Response(zipped, media_type="text/javascript", headers={**headers, "Content-Encoding": "gzip"})

    return Route(f"/{plotly_path()}", serve)


def _plotly_file() -> Path:
    """Return the file in Plotly's package, which is not imported: that takes a second."""
    return Path(str(distribution("plotly").locate_file("plotly/package_data/plotly.min.js")))


@cache
def _plotly_zipped() -> bytes:
    """Return the file packed, once for all viewers: 1.5 MB instead of 5."""
    return gzip.compress(_plotly_file().read_bytes(), compresslevel=6)
