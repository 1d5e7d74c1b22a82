"""The versions that the project is tested with: all of them stand in pyproject.toml, and are those installed here."""

import tomllib
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = tomllib.loads((Path(__file__).resolve().parents[2] / "pyproject.toml").read_text("utf-8"))
PINS = [Requirement(line) for line in PROJECT["tool"]["uv"]["constraint-dependencies"]]
IN_FORCE = {canonicalize_name(pin.name): pin for pin in PINS if pin.marker is None or pin.marker.evaluate()}
ASKED_FOR = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]


def is_in_force(requirement, extras):
    """Return whether a package with these extras needs another one on this machine."""
    marker = requirement.marker
    return marker is None or any(marker.evaluate({"extra": extra}) for extra in extras)


def needed(lines):
    """Return the names of all packages that requirements need here, directly and through others."""
    waiting, found = [Requirement(line) for line in lines], set()
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        extras = {"", *requirement.extras}
        if (name, *sorted(extras)) in found:
            continue
        found.add((name, *sorted(extras)))
        further = map(Requirement, distribution(name).requires or ())
        waiting += [
            one for one in further if one.marker is None or any(one.marker.evaluate({"extra": e}) for e in extras)
        ]
    return {name for name, *_ in found}


def test_every_package_that_is_needed_has_its_version_written_down():
    names = needed(ASKED_FOR)
    assert len(names) > len(ASKED_FOR), "those that others need were found"
    assert names - set(IN_FORCE) == set()


@pytest.mark.parametrize("line", ASKED_FOR)
def test_versions_written_down_lie_in_the_ranges_that_are_asked_for(line):
    asked = Requirement(line)
    (pin,) = IN_FORCE[canonicalize_name(asked.name)].specifier
    assert asked.specifier.contains(pin.version)


def test_what_is_installed_has_the_versions_written_down():
    different = {}
    for name, pin in IN_FORCE.items():
        try:
            installed = version(name)
        except PackageNotFoundError:  # an extra
            continue
        if not pin.specifier.contains(installed):
            different[name] = installed
    assert different == {}, "`uv sync` brings the versions that stand in pyproject.toml"
