"""What is the same for every viewer and experiment of this server, served once under a path that changes with it."""

import hashlib
import json
from dataclasses import asdict
from functools import cache

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from playground.backends import ENGINES
from playground.engine.activations import ACTIVATIONS
from playground.spec import LayerSpec, OptimizerSpec, list_presets, load_preset
from playground.spec.fields import bounds
from playground.spec.network import MAX_HIDDEN_LAYERS
from playground.ui.assets import FOREVER, PREFIX
from playground.ui.wire.stage import (
    ActivationChoice,
    EngineChoice,
    Limits,
    Palette,
    PresetGroup,
    PresetItem,
    StaticData,
)
from playground.views.palette import PALETTES, look_of


def static_data() -> StaticData:
    """Return what the stage needs to know whatever it shows."""
    return {
        "activations": _activations(),
        "engines": _engines(),
        "limits": _limits(),
        "presets": _preset_groups(),
        "palettes": {name: _palette(name) for name in PALETTES},
    }


@cache
def static_path() -> str:
    """Return where this is served, relative to the page."""
    return f"{PREFIX}/static-{hashlib.sha256(_text()).hexdigest()[:12]}.json"


def static_route() -> Route:
    """Return the route that serves it."""

    async def serve(_request: Request) -> Response:
        return Response(_text(), media_type="application/json", headers=FOREVER)

    return Route(f"/{static_path()}", serve)


@cache
def _text() -> bytes:
    return json.dumps(static_data(), separators=(",", ":")).encode()


def _activations() -> list[ActivationChoice]:
    hidden = [entry for entry in ACTIVATIONS.values() if not entry.is_output_only]
    return [{"name": entry.name, "label": entry.label, "description": entry.description} for entry in hidden]


def _engines() -> list[EngineChoice]:
    return [{"value": entry.name, "label": entry.label, "title": entry.description} for entry in ENGINES.values()]


def _limits() -> Limits:
    return {
        "units": bounds(LayerSpec, "units"),
        "hidden_layers": MAX_HIDDEN_LAYERS,
        "learning_rate": bounds(OptimizerSpec, "learning_rate"),
    }


def _palette(name: str) -> Palette:
    """Return the looks of a palette, on a light ground and on a dark one."""
    return {"light": asdict(look_of(name, is_dark=False)), "dark": asdict(look_of(name, is_dark=True))}


def _preset_groups() -> list[PresetGroup]:
    groups: dict[str, list[PresetItem]] = {}
    for preset in list_presets():
        folder, _, _ = preset.rpartition("/")
        groups.setdefault(folder, []).append({"id": preset, "title": load_preset(preset).name})
    return [{"group": _title(folder), "items": items} for folder, items in groups.items()]


def _title(folder: str) -> str:
    """Return a lesson's folder, such as "1-first-steps", as a title."""
    return folder.partition("-")[2].replace("-", " ").capitalize()
