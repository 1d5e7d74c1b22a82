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
_PREFIX = "playground-modules"
_FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}


@cache
def module_paths(component: str) -> list[str]:
    """Return where a component's modules lie, relative to the page, its main one first; they change with a file."""
    digest = hashlib.sha256()
    for path in sorted(COMPONENTS.rglob("*.js")):
        digest.update(path.read_bytes())
    main = next(f"{component}/{name}" for name in _MAINS if (COMPONENTS / component / name).is_file())
    folders = [COMPONENTS / component, COMPONENTS / SHARED]
    names = {path.relative_to(COMPONENTS).as_posix() for folder in folders for path in folder.rglob("*.js")} - {main}
    return [f"{_PREFIX}/{digest.hexdigest()[:12]}/{name}" for name in (main, *sorted(names))]


def component_script(component: str, *, is_json: bool = True) -> str:
    """Return what Streamlit is to load of a component, whose data are JSON, else bytes."""
    loader = (COMPONENTS / LOADER).read_text(encoding="utf-8")
    arguments = f"{json.dumps(module_paths(component))}, {json.dumps(is_json)}"
    return f"{loader}\nexport default componentAt({arguments});\n"


def asset_text(component: str, name: str) -> str:
    """Return the text of one of a component's files."""
    return (COMPONENTS / component / name).read_text(encoding="utf-8")


def asset_route() -> Route:
    """Return the route that serves the modules."""

    async def serve(request: Request) -> Response:
        component, name = request.path_params["component"], request.path_params["name"]
        path = (COMPONENTS / component / name).resolve()
        if path.suffix != ".js" or COMPONENTS not in path.parents or not path.is_file():
            return Response("there is no such module", status_code=404)
        return FileResponse(path, media_type="text/javascript", headers=_FOREVER)

    return Route(f"/{_PREFIX}/{{version}}/{{component}}/{{name:path}}", serve)


@cache
def plotly_path() -> str:
    """Return where Plotly's JavaScript lies, relative to the page; the path changes with its version."""
    return f"{_PREFIX}/plotly-{version('plotly')}.js"


def plotly_route() -> Route:
    """Return the route that serves Plotly's JavaScript."""

    async def serve(request: Request) -> Response:
        headers = {**_FOREVER, "Vary": "Accept-Encoding"}
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
