"""Links and files of version 1 open for ever as they did.

What lies in `golden/` was written by the first playground that had links of this version, each beside the whole
experiment that it opened as. A field that has been added since may stand in what opens today, with its default.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from playground.spec import Experiment, from_query

GOLDEN = Path(__file__).with_name("golden")
DEFAULTS = Experiment().model_dump(mode="json")


def golden(name: str) -> list[dict[str, Any]]:
    """Return what lies in one of the golden files."""
    return json.loads((GOLDEN / name).read_text("utf-8"))


def differences(then: Any, now: Any, default: Any = None, path: str = "") -> list[str]:
    """Return the paths at which an experiment differs from what it was; what is new there has to be the default."""
    if isinstance(then, dict) and isinstance(now, dict):
        usual = default if isinstance(default, dict) else {}
        new = [f"{path}{name} is new" for name in now.keys() - then.keys() if now[name] != usual.get(name)]
        pairs = [(then[name], now.get(name), usual.get(name), f"{path}{name}.") for name in then]
        return new + [found for pair in pairs for found in differences(*pair)]
    if isinstance(then, list) and isinstance(now, list) and len(then) == len(now):
        usual = default[0] if isinstance(default, list) and default else None
        pairs = [(one, other, usual, f"{path}{at}.") for at, (one, other) in enumerate(zip(then, now, strict=True))]
        return [found for pair in pairs for found in differences(*pair)]
    return [] if then == now else [f"{path} was {then!r}, is {now!r}"]


@pytest.mark.parametrize("link", golden("links.json"), ids=lambda link: "&".join(link["query"])[:60])
def test_link_of_version_1_opens_as_it_did(link):
    experiment, refused = from_query(link["query"])
    assert sorted(refusal.key for refusal in refused) == link["refused"]
    assert differences(link["experiment"], experiment.model_dump(mode="json"), DEFAULTS) == []


@pytest.mark.parametrize("opened", golden("files.json"), ids=lambda opened: opened["file"].get("name", "")[:40])
def test_file_of_version_1_opens_as_it_did(opened):
    experiment = Experiment.model_validate(opened["file"])
    assert differences(opened["experiment"], experiment.model_dump(mode="json"), DEFAULTS) == []
