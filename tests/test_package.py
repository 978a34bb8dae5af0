"""What is shipped: licences, public names, no address and no path of one machine."""

from __future__ import annotations

import importlib
import importlib.metadata
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import themes

ROOT = Path(__file__).parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
# "L?GPL", as words of a licence field; runtime libraries inside wheels are under exceptions that such fields leave out.
COPYLEFT = re.compile(r"\b[AL]?GPL|General Public License", re.IGNORECASE)
# Written so that this file does not hold what it looks for.
FORBIDDEN = re.compile(
    r'/wor[k]/|/roo[t]/|/tm[p]/|/far[m]/|index-ur[l]|"resolved": *"htt[p]|files\.pythonhoste[d]|pypi\.or[g]'
)
TEXT = {".py", ".toml", ".md", ".txt", ".json", ".ts", ".css", ".js", ".mjs", ".csv", ".yml", ".cfg", ""}


def tracked() -> list[Path]:
    """Files that git knows or would take in."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def needed(extras: set[str]) -> dict[str, importlib.metadata.Distribution]:
    """Every installed package that Themes needs at run time, directly or through another, by canonical name."""
    project = PYPROJECT["project"]
    waiting = [Requirement(line) for line in project["dependencies"]]
    waiting += [Requirement(line) for extra in extras for line in project["optional-dependencies"][extra]]
    found: dict[str, importlib.metadata.Distribution] = {}
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        if name in found:
            continue
        found[name] = importlib.metadata.distribution(name)
        for line in found[name].requires or ():
            inner = Requirement(line)
            if inner.marker is None or inner.marker.evaluate({"extra": ""}):
                waiting.append(inner)
    return found


def test_nothing_under_a_copyleft_licence_is_needed_at_run_time():
    offending = {}
    for name, package in needed({"topics"}).items():
        fields = package.metadata
        said = [fields.get("License-Expression", ""), (fields.get("License") or "")[:200]]
        said += [line for line in fields.get_all("Classifier", []) if line.startswith("License")]
        if any(COPYLEFT.search(line) for line in said):
            offending[name] = said
    assert offending == {}


def test_every_package_needed_is_pinned_at_the_version_tested():
    pins = dict(
        line.split("==") for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines() if "==" in line
    )
    pinned = {canonicalize_name(name): version for name, version in pins.items()}
    wanted = {name: package.version.split("+")[0] for name, package in needed({"topics"}).items()}
    wanted.pop("setuptools", None)  # comes with a virtual environment, and pip freeze leaves it out
    assert wanted == {name: pinned.get(name) for name in wanted}


def test_every_direct_dependency_has_its_line_in_the_architecture():
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    lines = [*PYPROJECT["project"]["dependencies"], *PYPROJECT["project"]["optional-dependencies"]["topics"]]
    assert [] == [line for line in lines if f"| {Requirement(line).name} |" not in text]


def test_no_address_of_a_registry_and_no_path_of_a_machine_is_committed():
    offending = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked()
        if path.suffix in TEXT and path.stat().st_size < 1_000_000
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1)
        if FORBIDDEN.search(line)
    ]
    assert offending == []


def test_the_version_is_said_once():
    assert PYPROJECT["project"]["version"] == themes.__version__


@pytest.mark.parametrize(
    "package",
    sorted(
        ".".join(file.relative_to(ROOT / "src").parent.parts)
        for file in (ROOT / "src" / "themes").rglob("__init__.py")
        if "migrations" not in file.parts
    ),
)
def test_all_names_what_is_there(package):
    module = importlib.import_module(package)
    names = getattr(module, "__all__", [])
    assert [] == [name for name in names if not hasattr(module, name)]
    assert len(names) == len(set(names))


def test_the_licence_is_apache_2_and_goes_into_the_wheel():
    first = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in first
    assert "Version 2.0, January 2004" in first
    assert PYPROJECT["project"]["license-files"] == ["LICENSE", "NOTICE"]
