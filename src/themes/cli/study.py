"""Verbs on the project itself: new, sample, backup, restore, check, app."""

from __future__ import annotations

import getpass
import os
import socket
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any, get_args

import click

from themes import here, places
from themes.cli.opened import place_of, to_read, to_write
from themes.cli.qdpx import checked
from themes.cli.verb import Answer, coder_option, main, on_terminal, project_argument
from themes.cli.withdraw import left_out_of
from themes.errors import Refused
from themes.methods import DEFAULT, METHODS
from themes.model import CodingUnit

_HERE = "127.0.0.1"
_PORTS = range(8501, 8521)


@main.command()
@project_argument
@click.option("--title", help="The study's title; the file's name where not given.")
@click.option("--coder", metavar="NAME", envvar="THEMES_CODER", help="Who codes; your name on this computer.")
@click.option(
    "--method", type=click.Choice(tuple(METHODS)), default=DEFAULT, show_default=True, help="What you declare."
)
@click.option("--pseudonymised", is_flag=True, help="Declare that its transcripts come without anybody's name in them.")
def new(project: str, title: str | None, coder: str | None, method: str, *, pseudonymised: bool) -> Answer:
    """Make a new, empty project."""
    from themes.project import Project  # noqa: PLC0415 - brings SQLAlchemy, which --help need not wait for

    place = place_of(project)
    with Project.create(place, coder=coder or getpass.getuser(), title=title, method=method) as made:
        if pseudonymised:
            made.describe(pseudonymised=True)
        here.say(made.path, study=made.id, coder=made.coder.id, made=True)
        facts = {
            "path": str(place),
            "id": made.id,
            "title": made.study.title,
            "method": made.study.method,
            "coder": made.coder.name,
        }
    return Answer(facts=facts, lines=[f"Made {facts['path']}: “{facts['title']}”, coder {facts['coder']}."])


@main.command()
@project_argument
@click.option(
    "--coder",
    metavar="NAME",
    envvar="THEMES_CODER",
    help="Who you are in it, beside its two coders; your name on this computer.",
)
@click.option("--candidates/--no-candidates", default=True, show_default=True, help="Look for candidate themes too.")
def sample(project: str, coder: str | None, *, candidates: bool) -> Answer:
    """Make the sample study: a fictional one, to try things on."""
    from themes.sample import build_here  # noqa: PLC0415 - as above

    made = build_here(
        place_of(project), coder=coder or getpass.getuser(), with_candidates=candidates, on_progress=on_terminal
    )
    line = (
        f"Made {made.path}: {made.n_transcripts} transcripts, {made.n_codes} codes, {made.n_codings} codings, "
        f"{made.n_candidates} candidate themes. All of it is fictional."
    )
    return Answer(facts={**asdict(made), "path": str(made.path)}, lines=[line])


@main.command()
@project_argument
@click.argument("to", required=False, type=click.Path(dir_okay=False, path_type=Path))
def backup(project: str, to: Path | None) -> Answer:
    """Write a verified copy of the project, beside it where TO is not given."""
    with to_read(project) as opened:
        written = opened.backup(to)
    return Answer(facts={"path": str(written)}, lines=[f"Wrote {written}, and verified it."])


@main.command()
@project_argument
@click.argument("backup", metavar="BACKUP", type=click.Path(dir_okay=False))
def restore(project: str, backup: str) -> Answer:
    """Put a verified copy of BACKUP in the project's place.

    What was there is kept beside it, under a name that says when. Nobody may have the project open.
    """
    from themes.project import Project  # noqa: PLC0415 - as above

    place = place_of(project)
    aside = Project.restore(place, place_of(backup))
    lines = [f"Restored {place} from {backup}, and verified it."]
    if aside is not None:
        lines.append(f"What was there is kept as {aside}.")
    lines += left_out_of(place)
    return Answer(facts={"path": str(place), "kept": str(aside) if aside else None}, lines=lines)


@main.command()
@project_argument
def check(project: str) -> Answer:
    """Say whether the project's file and its log are sound; exit code 1 where they are not.

    PROJECT may be another tool's .qdpx or .qdc too: what is wrong with it against REFI-QDA, and what to do about it.
    """
    if project.casefold().endswith((".qdpx", ".qdc")):
        return checked(Path(project))
    with to_read(project) as opened:
        problems = opened.check()
        open_still = [view.transcript.title for view in opened.unreleased()]
        n_lost = len(opened.displaced())
        notices = list(opened.notices)
    lines = list(problems) or ["The project is sound."]
    lines += notices
    if n_lost:
        lines.append(f"Quotations that lost their place and wait for one: {n_lost} (themes displaced PROJECT)")
    lines += [f"Not released, so names may stand in it: {title}" for title in open_still]
    facts = {"problems": problems, "unreleased": open_still, "displaced": n_lost, "notices": notices}
    return Answer(facts=facts, lines=lines, refused=bool(problems))


@main.command()
@project_argument
@click.option("--title", help="What the study is called.")
@click.option(
    "--pseudonymised/--not-pseudonymised", default=None,
    help="Declare that the transcripts came without anybody's name in them, or take that back.",
)  # fmt: skip
@click.option(
    "--random-sample/--no-random-sample", default=None,
    help="Declare that who was heard was drawn at random, so that shares have intervals; or take that back.",
)  # fmt: skip
@click.option("--method", type=click.Choice(list(METHODS)), help="What the study declares that it does.")
@click.option(
    "--unit", type=click.Choice(get_args(CodingUnit)),
    help="What a content analysis codes whole; declared before it codes.",
)  # fmt: skip
@coder_option
def study(
    project: str,
    *,
    title: str | None,
    pseudonymised: bool | None,
    random_sample: bool | None,
    method: str | None,
    unit: str | None,
    coder: str | None,
) -> Answer:
    """Say what the study is, or change it."""
    changed: dict[str, Any] = {} if title is None else {"title": title}
    changed |= {} if pseudonymised is None else {"pseudonymised": pseudonymised}
    changed |= {} if random_sample is None else {"random_sample": random_sample}
    changed |= {} if method is None else {"method": method}
    changed |= {} if unit is None else {"unit": unit}
    with to_write(project, coder=coder) if changed else to_read(project, coder=coder) as opened:
        described = opened.describe(**changed) if changed else opened.study
        fixed, fixes = opened.unit_fixed(), opened.fixes_units
    facts = {
        "title": described.title, "method": described.method, "commissioner": described.commissioner,
        "questions": list(described.questions), "pseudonymised": described.pseudonymised,
        "random_sample": described.random_sample, "unit": described.unit,
    }  # fmt: skip
    came = "came pseudonymised" if described.pseudonymised else "may hold names until they are released"
    lines = [f"“{described.title}”, {described.method}. Its transcripts {came}."]
    if fixed is not None:
        lines.append(fixed.sentence)
    elif fixes:
        lines.append("Its unit is not fixed yet, and nothing is coded before it is: --unit.")
    return Answer(facts=facts, lines=lines)


@main.command()
@click.argument("project", required=False, type=click.Path(dir_okay=False))
@click.option("--port", type=click.IntRange(1, 65535), help="Where on this computer; the first free one from 8501.")
@click.option("--browser/--no-browser", default=True, show_default=True, help="Open the page in your browser.")
def app(project: str | None, port: int | None, *, browser: bool) -> Answer:
    """Open the page, on this computer only: on PROJECT, or on what was open last, or on the sample study."""
    environment = dict(os.environ)
    said = ""
    if project is not None:
        with to_read(project):  # says at once where it is no project
            said = str(place_of(project).resolve())
        environment["THEMES_PROJECT"] = said
    port = _free(_PORTS if port is None else (port,))
    settings = {
        "server.address": _HERE,
        "server.port": port,
        "server.headless": str(not browser).lower(),
        "server.showEmailPrompt": "false",
        # Else a page that is not headless offers to install Streamlit's own things for coding agents.
        "logger.hideWelcomeMessage": "true",
    }
    command = [sys.executable, "-m", "streamlit", "run", str(places.app())]
    command += [f"--{name}={value}" for name, value in settings.items()]
    address = f"http://{_HERE}:{port}"
    return Answer(
        facts={"address": address, "project": said or None},
        lines=[f"The page is at {address} (Ctrl+C ends it)."],
        then=lambda: _become(command, environment),
    )


def _free(ports: Iterable[int]) -> int:
    """The first of some ports on which nobody listens.

    Raises:
        Refused: Somebody listens on each.
    """
    for port in ports:
        with socket.socket() as tried:
            if tried.connect_ex((_HERE, port)) != 0:
                return port
    message = f"Port {port} is taken, perhaps by Themes itself. Nothing was started; name another with --port."
    raise Refused(message)


def _become(command: list[str], environment: dict[str, str]) -> None:
    """Run a command in this process's place, so that what ends this one ends it."""
    sys.stdout.flush()
    if os.name == "posix":
        os.execve(command[0], command, environment)  # noqa: S606 - our own interpreter, no shell
    sys.exit(subprocess.call(command, env=environment))  # noqa: S603 - as above; Windows knows no exec
