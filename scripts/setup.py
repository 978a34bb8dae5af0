"""Set Themes up and start it: the same steps with and without make, on Linux, macOS and Windows.

    python scripts/setup.py run      install what is missing, build the sample study once, open the page
    python scripts/setup.py test     install what tests need, find Chromium, run pytest (more arguments go to it)
    python scripts/setup.py check    ruff, mypy, the import contracts, and the frontend's build where npm is there
    python scripts/setup.py bench    every benchmark of benchmarks/
    python scripts/setup.py pins     write constraints.txt from what is installed

Only the standard library is used, as nothing else is there yet.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
CONSTRAINTS = ROOT / "constraints.txt"
STAMP = VENV / "themes-installed.json"
VERSIONS = ((3, 11), (3, 12))
MEGABYTE = 1_000_000


def main() -> int:
    """Do one task; its exit code."""
    parser = argparse.ArgumentParser(description="Set Themes up and start it.")
    parser.add_argument("task", choices=("install", "run", "test", "check", "bench", "pins"))
    parser.add_argument("--extras", default="topics", help='optional parts, by commas; "" for the light installation')
    options, rest = parser.parse_known_args()
    os.chdir(ROOT)
    extras = {part for part in options.extras.split(",") if part}
    if options.task == "pins":
        return write_pins()
    install(extras | ({"dev"} if options.task in {"test", "check", "bench"} else set()))
    tasks = {"install": lambda: 0, "run": run, "check": check, "bench": bench}
    return run_tests(rest) if options.task == "test" else tasks[options.task]()


def install(extras: set[str]) -> None:
    """Make .venv where there is none and install what is pinned; do nothing where that is done already.

    Args:
        extras: Names of the optional parts in pyproject.toml. Those installed before stay.
    """
    wanted = digest()
    done = json.loads(STAMP.read_text(encoding="utf-8")) if STAMP.is_file() else {}
    if done.get("digest") == wanted and extras <= set(done["extras"]):
        return
    extras |= set(done.get("extras", ()))
    started = time.monotonic()
    if not PYTHON.is_file():
        say(f"Making a virtual environment in {VENV.name} …")
        call(find_python(), "-m", "venv", VENV)
    said = f"[{','.join(sorted(extras))}]" if extras else ""
    say(f"Installing Themes{said} with the versions of {CONSTRAINTS.name}: minutes the first time, then seconds.")
    pip = (PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--quiet", "--progress-bar", "off")
    call(*pip, "-c", CONSTRAINTS, "-e", f".{said}")
    seconds, megabytes = round(time.monotonic() - started), round(size_of(VENV) / MEGABYTE)
    STAMP.write_text(json.dumps({"digest": wanted, "extras": sorted(extras)}), encoding="utf-8")
    say(f"Installed Themes{said} in {seconds:,} s; {VENV.name} takes {megabytes:,} MB.")


def run() -> int:
    """Build the sample study once, and open the page: on it, or on what was open last."""
    home = Path(os.environ.get("THEMES_HOME") or Path.home() / "Themes").expanduser()
    sample = home / "sample.themes"  # where the page looks for it: themes.ui.recent
    if not sample.exists():
        say(f"Building the sample study in {home} …")
        call(PYTHON, "-m", "themes", "sample", sample)
    try:
        return subprocess.call([str(PYTHON), "-m", "themes", "app"])
    except KeyboardInterrupt:  # Ctrl+C is how people end it
        return 0


def run_tests(arguments: list[str]) -> int:
    """Run pytest, with a Chromium for the tests of the page."""
    chromium = find_chromium()
    if chromium is None:
        say(f"The tests of the page need Chromium, and there is none. Install it with: {how_to_get_chromium()}")
        return 1
    environment = {**os.environ, "THEMES_CHROMIUM": chromium}
    return subprocess.call([str(PYTHON), "-m", "pytest", *arguments], env=environment)


def check() -> int:
    """Every check that reads the source without running it; all are run, the first failure's code is returned."""
    tools = (("ruff", "check"), ("ruff", "format", "--check"), ("mypy",), ("lint-imports",))
    codes = [attempt(BIN / program, *arguments) for program, *arguments in tools]
    frontend, npm = ROOT / "frontend", shutil.which("npm")
    if npm is None:
        say("The frontend was not checked: npm is not here. What it builds is committed.")
    else:
        if not (frontend / "node_modules").is_dir():
            codes.append(attempt(npm, "ci", "--silent", cwd=frontend))
        codes.append(attempt(npm, "run", "--silent", "check", cwd=frontend))
    return next((code for code in codes if code), 0)


def bench() -> int:
    """Run every benchmark in turn, each in a process of its own."""
    scripts = sorted((ROOT / "benchmarks").glob("*.py"))
    runnable = [script.stem for script in scripts if "__main__" in script.read_text(encoding="utf-8")]
    codes = [attempt(PYTHON, "-m", f"benchmarks.{name}") for name in runnable]
    return next((code for code in codes if code), 0)


def write_pins() -> int:
    """Write constraints.txt from what is installed, without addresses, paths and builds."""
    frozen = subprocess.run(
        [str(PYTHON), "-m", "pip", "freeze", "--exclude", "themes"], check=True, capture_output=True, text=True
    ).stdout.splitlines()
    # "torch==2.13.0+cpu" is one build of a version; where another is offered, it serves as well.
    pins = sorted({line.split("+")[0] for line in frozen if "==" in line and "@" not in line}, key=str.casefold)
    first = "# What Themes was tested with; pip reads it with -c. Written by: python scripts/setup.py pins"
    CONSTRAINTS.write_text("\n".join([first, *pins, ""]), encoding="utf-8")
    say(f"{CONSTRAINTS.name} pins {len(pins)} packages.")
    return 0


def digest() -> str:
    """What an installation rests on, as 64 hexadecimal digits: what is asked for, what is pinned, and where."""
    whole = hashlib.sha256(str(ROOT).encode())
    for file in (ROOT / "pyproject.toml", CONSTRAINTS):
        whole.update(file.read_bytes())
    return whole.hexdigest()


def find_python() -> str:
    """A Python of a version that all the pinned packages have wheels for: this one, or one on the path."""
    if sys.version_info[:2] in VERSIONS:
        return sys.executable
    for major, minor in VERSIONS:
        found = shutil.which(f"python{major}.{minor}")
        if found:
            return found
    offered = " or ".join(f"{major}.{minor}" for major, minor in VERSIONS)
    this = f"{sys.version_info.major}.{sys.version_info.minor}"
    sys.exit(f"Themes needs Python {offered}; this is {this}. Install one, then say this again with it.")


def find_chromium() -> str | None:
    """Where a Chromium, Chrome or Edge is: as THEMES_CHROMIUM says, on the path, or as Playwright installed it."""
    said = os.environ.get("THEMES_CHROMIUM")
    if said:
        return said
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge", "chrome"):
        found = shutil.which(name)
        if found:
            return found
    code = "from playwright.sync_api import sync_playwright as p\nwith p() as x: print(x.chromium.executable_path)"
    asked = subprocess.run([str(PYTHON), "-c", code], check=False, capture_output=True, text=True)
    place = asked.stdout.strip()
    return place if place and Path(place).is_file() else None


def how_to_get_chromium() -> str:
    """The one instruction that installs Chromium on this computer."""
    if shutil.which("apt-get"):
        return "sudo apt-get install -y chromium"
    return f"{PYTHON.relative_to(ROOT)} -m playwright install chromium"


def size_of(folder: Path) -> int:
    """Bytes that the files of a folder hold, links not followed."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir())


def call(*command: str | Path) -> None:
    """Run a command; stop with its exit code where it fails."""
    code = subprocess.call([str(part) for part in command])
    if code:
        sys.exit(code)


def attempt(*command: str | Path, cwd: Path = ROOT) -> int:
    """Say and run a command; its exit code."""
    say("$ " + " ".join(Path(part).name if Path(part).is_absolute() else str(part) for part in command))
    return subprocess.call([str(part) for part in command], cwd=cwd)


def say(words: str) -> None:
    """Print at once, in order with what the commands print."""
    print(words, flush=True)


if __name__ == "__main__":
    if importlib.util.find_spec("venv") is None:
        sys.exit("This Python cannot make virtual environments. On Debian: sudo apt-get install python3-venv")
    sys.exit(main())
