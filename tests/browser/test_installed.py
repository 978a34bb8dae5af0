"""The coding surface works from an installation alone, built as a wheel or editable: found, painted, and saved."""

from __future__ import annotations

import os
import socket
import subprocess
import sysconfig
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from tests.sitting import made_here

from themes.project import Project

from .conftest import ROOT
from .test_reader import choose

SECONDS = 120


@pytest.fixture(scope="module", params=["wheel", "editable"])
def installed(request: pytest.FixtureRequest, wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an environment of its own, into which pip has put Themes and nothing else.

    Everything else it finds where this environment has it, without what is itself installed here for editing.
    """
    folder = tmp_path_factory.mktemp(request.param)
    venv.create(folder / "venv", with_pip=False, symlinks=os.name == "posix")
    scheme = {"base": str(folder / "venv"), "platbase": str(folder / "venv")}
    site = Path(sysconfig.get_path("purelib", scheme="venv", vars=scheme))
    (site / "others.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    programs = Path(sysconfig.get_path("scripts", scheme="venv", vars=scheme))
    how = ["--editable", str(ROOT)] if request.param == "editable" else [str(wheel)]
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--ignore-installed"]
    subprocess.run([str(programs / "python"), "-m", "pip", "install", *options, *how], env=bare(folder), check=True)
    return programs


def bare(folder: Path) -> dict[str, str]:
    """Our environment's variables without those by which Python would find this repository."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "THEMES"))}
    return {**kept, "THEMES_HOME": str(folder)}


def test_a_passage_is_coded_in_an_installed_app(installed: Path, browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "study.themes"
    with Project.create(file, coder="AB") as project:
        project.add_bytes("chair.txt", b"Interviewer: And?\n\nChair: We turned up every month, all of us.\n")
        project.add_code("Board engagement")
    with app_of(installed, file) as address:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(f"{address}/read")
        page.wait_for_selector(".th-status[data-state=saved]", timeout=1000 * SECONDS)
        choose(page, "turned up every month")
        page.keyboard.press("1")
        expect(page.locator(".th-mark")).to_have_text("turned up every month")
        expect(page.locator(".th-status")).to_have_text("Saved")
        page.close()
    with Project.open(file, read_only=True) as project:
        coded = [(one.quotation.words, one.code.name, one.coder.name) for one in project.codings()]
    assert [("turned up every month", "Board engagement", "AB")] == coded


def test_only_an_editable_installation_runs_what_the_repository_holds(installed: Path, tmp_path: Path) -> None:
    code = "import themes, themes.places; print(themes.__file__); print(themes.places.app())"
    asked = [str(installed / "python"), "-c", code]
    told = subprocess.run(asked, cwd=tmp_path, env=bare(tmp_path), check=True, capture_output=True, text=True).stdout
    editable = "editable" in installed.parent.parent.name
    assert [editable, editable] == [Path(line).is_relative_to(ROOT) for line in told.splitlines()]


@contextmanager
def app_of(programs: Path, file: Path) -> Iterator[str]:
    """``themes app`` of an installation, from a folder that has nothing to do with it; its address."""
    made_here(file, file.parent)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    command = [str(programs / "themes"), "app", str(file), "--no-browser", "--port", str(port)]
    process = subprocess.Popen(
        command, cwd=file.parent, env=bare(file.parent), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        until = time.monotonic() + SECONDS
        while not listens(port):
            assert time.monotonic() < until, "the server did not start"
            assert process.poll() is None, "the server ended at once"
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=SECONDS)


def listens(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0
