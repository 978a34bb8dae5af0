"""Set Themes up and start it: the same steps with and without make, on Linux, macOS and Windows.

    python scripts/setup.py run      install what is missing, build the sample study once, open the page
    python scripts/setup.py test     install what tests need, find Chromium, run pytest (more arguments go to it)
    python scripts/setup.py check    ruff, mypy, the import contracts, and the frontend's build and tests (npm)
    python scripts/setup.py bench    every benchmark, or those that are named after it (benchmarks/__main__.py)
    python scripts/setup.py hostile  a thousand broken files of each format, two hundred script payloads on every page
    python scripts/setup.py journey  a person's hour in a browser, by keys alone and by mouse alone, and two people who
                                     code one transcript at random; --screens FOLDER writes a picture of every page
    python scripts/setup.py roundtrip  a thousand random studies written as REFI-QDA and read again
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
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
CONSTRAINTS = ROOT / "constraints.txt"
STAMP = VENV / "themes-installed.json"
VERSIONS = ((3, 11), (3, 12))
MEGABYTE = 1_000_000
WITH_DEV = ("test", "check", "bench", "hostile", "journey", "roundtrip")
"""The tasks that need what tests and checks stand on."""
# The first is Chromium's engine without windows of its own: with them, half of what opening a page costs goes into tabs
# and buttons that nobody sees.
CHROMIUMS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "msedge",
    "chrome",
)

Command = tuple[str | Path, ...]


def main() -> int:
    """Do one task; its exit code."""
    parser = argparse.ArgumentParser(description="Set Themes up and start it.")
    parser.add_argument("task", choices=("install", "run", *WITH_DEV, "pins"))
    parser.add_argument("--extras", default="topics", help='optional parts, by commas; "" for the light installation')
    options, rest = parser.parse_known_args()
    os.chdir(ROOT)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # else each process that starts compiles all that it imports
    extras = {part for part in options.extras.split(",") if part}
    if options.task == "pins":
        return write_pins()
    install(extras | ({"dev"} if options.task in WITH_DEV else set()))
    tasks = {"install": lambda: 0, "run": run, "check": check, "hostile": hostile, "roundtrip": roundtrip}
    with_more = {"test": run_tests, "bench": bench, "journey": journey}
    return with_more[options.task](rest) if options.task in with_more else tasks[options.task]()


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
    # Compiling all 20,000 modules takes 70 s of processor time, as much as the rest of installing, and few are ever
    # imported: those are compiled then, once.
    call(*pip, "--no-compile", "-c", CONSTRAINTS, "-e", f".{said}")
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
    # One thread each for what computes: all cores have a process already, and threads that wait for a core wait busily.
    environment = {**os.environ, "THEMES_CHROMIUM": chromium, "OMP_NUM_THREADS": "1"}
    # One process more than cores: some always wait for a page. Tests of one file share what is costly to make, so they
    # stay together; the files come in the order that tests/conftest.py gives them, not by how many tests they have.
    several = ("-n", str((os.cpu_count() or 1) + 1), "--dist", "loadfile", "--no-loadscope-reorder")
    command = [str(PYTHON), "-m", "pytest", *several, *arguments]
    return subprocess.call(command, env=environment)


def check() -> int:
    """Every check that reads the source without running it, side by side; the first failure's code is returned."""
    # What takes longest begins first.
    checks: list[list[Command]] = [[(BIN / "mypy",)], [(BIN / "ruff", "check")], [(BIN / "ruff", "format", "--check")]]
    checks.append([(BIN / "lint-imports",)])
    npm = shutil.which("npm")
    if npm is None:
        say("The frontend is not checked: npm is not here. What it builds is committed.")
    else:
        there = (ROOT / "frontend" / "node_modules").is_dir()
        install_it: list[Command] = [] if there else [(npm, "ci", "--silent", "--no-audit", "--no-fund")]
        checks.insert(1, [*install_it, (npm, "run", "--silent", "check")])
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as side_by_side:
        codes = list(side_by_side.map(through, checks))
    return next((code for code in codes if code), 0)


def through(commands: list[Command]) -> int:
    """Run the commands of one check until one fails; then say what they said, whole; the last exit code."""
    code, told = 0, ""
    for command in commands:
        folder = ROOT / "frontend" if Path(command[0]).stem == "npm" else ROOT
        done = subprocess.run(
            [str(part) for part in command], cwd=folder, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        code, told = done.returncode, f"{told}{in_words(command)}\n{done.stdout.decode(errors='replace')}"
        if code:
            break
    say(told.rstrip())
    return code


def bench(arguments: list[str]) -> int:
    """Run every benchmark, or those that are named, and write README.md's tables from what they print."""
    return attempt(PYTHON, "-m", "benchmarks", *arguments)


def hostile() -> int:
    """Give each reader a thousand broken files and every page two hundred payloads, and say what became of them."""
    environment = {**os.environ, "THEMES_HOSTILE": "1000"}
    tests = ["tests/hostile", "tests/browser/test_payloads.py"]
    return subprocess.call([str(PYTHON), "-m", "pytest", "-q", "-s", *tests], env=environment)


def roundtrip() -> int:
    """Write a thousand random studies as REFI-QDA and read them again: equal in all that the format can hold."""
    environment = {**os.environ, "THEMES_REFI_ROUNDS": "1000"}
    tests = "tests/exchange/refi/test_round_trip.py"
    return subprocess.call([str(PYTHON), "-m", "pytest", "-q", tests], env=environment)


def journey(arguments: list[str]) -> int:
    """Play a person's hour twice and two people at once, whole; CI plays ten minutes of it and fifty operations."""
    parser = argparse.ArgumentParser(prog="setup.py journey")
    parser.add_argument("--screens", metavar="FOLDER", help="where a picture of every page is written")
    options, rest = parser.parse_known_args(arguments)
    chromium = find_chromium()
    if chromium is None:
        say(f"The journey is played in Chromium, and there is none. Install it with: {how_to_get_chromium()}")
        return 1
    environment = {**os.environ, "THEMES_CHROMIUM": chromium, "THEMES_JOURNEY": "1"}
    if options.screens:
        environment["THEMES_SCREENS"] = str(Path(options.screens).absolute())
    tests = ["tests/browser/test_hour.py", "tests/browser/test_together.py"]
    return subprocess.call([str(PYTHON), "-m", "pytest", "-q", *tests, *rest], env=environment)


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
    for name in CHROMIUMS:
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


def attempt(*command: str | Path) -> int:
    """Say and run a command; its exit code."""
    say(in_words(command))
    return subprocess.call([str(part) for part in command])


def in_words(command: Command) -> str:
    """A command as somebody would type it."""
    return "$ " + " ".join(Path(part).name if Path(part).is_absolute() else str(part) for part in command)


def say(words: str) -> None:
    """Print at once, in order with what the commands print."""
    print(words, flush=True)


if __name__ == "__main__":
    if importlib.util.find_spec("venv") is None:
        sys.exit("This Python cannot make virtual environments. On Debian: sudo apt-get install python3-venv")
    sys.exit(main())
