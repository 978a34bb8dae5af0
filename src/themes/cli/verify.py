"""The verb that checks a report which its author has finished."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from themes.cli.opened import to_read
from themes.cli.verb import Answer, main
from themes.cli.where import where_option
from themes.errors import NotAProject
from themes.report.wording import counted

if TYPE_CHECKING:
    from themes.report.verify import Mend, Verified


@main.command()
@click.argument("report", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="REPORT.docx")
@click.option(
    "--project",
    type=click.Path(dir_okay=False),
    help="The study; where not given, the one that the report names, or the only one beside it.",
)
@where_option
def verify(report: Path, *, project: str | None, where: tuple[str, ...]) -> Answer:
    """Check a finished report against its study: quotations, who said them, figures, themes.

    Each quotation is to be word for word (… and [ ] alone show what was left out or put in), attributed to who said it,
    and allowed by consent and release; each "n of N" is to be true still; each list of themes is to be whole; the
    figures in sentences that Themes writes are to be those that it writes now. The exit code is 1 where something is
    wrong.
    """
    from themes.read.manuscript import read_manuscript  # noqa: PLC0415 - not needed for --help

    manuscript = read_manuscript(report)
    place = project or str(_beside(report, dict(manuscript.properties).get("Themes file", "")))
    with to_read(place) as opened:
        found = opened.verify_report(manuscript, where=where or None)
    facts = {
        "project": place,
        "quotations": found.n_quotations,
        "verbatim": found.n_verbatim,
        "figures": found.n_figures,
        "figures_not_checked": found.n_unbound,
        "lists": found.n_lists,
        "own_sentences": found.n_own,
        "figures_in_own_sentences": found.n_own_figures,
        "wrong": len(found.wrong),
        "to_look_at": len(found.to_look_at),
        "mends": [asdict(mend) for mend in found.mends],
        "notices": list(found.notices),
    }
    return Answer(facts=facts, lines=_lines(found), refused=bool(found.wrong))


def _beside(report: Path, named: str) -> Path:
    """The study of a report: the one that it names, beside it or here, or the only one beside it.

    Raises:
        NotAProject: There is none, or there are several.
    """
    folder = report.resolve().parent
    if named and Path(named).name == named:
        for place in (folder / named, Path(named)):
            if place.is_file():
                return place
    others = sorted(folder.glob("*.themes"))
    if len(others) == 1:
        return others[0]
    which = "no project" if not others else f"{len(others)} projects"
    raise NotAProject(
        f"There is {which} beside {report.name}. Nothing was checked. Name one with --project STUDY.themes."
    )


def _lines(found: Verified) -> list[str]:
    lines = [*found.notices]
    for title, mends in (("Wrong", found.wrong), ("To look at", found.to_look_at)):
        lines += [f"{title} ({len(mends)}):"] if mends else []
        lines += [line for mend in mends for line in _mend(mend)]
    unbound = f", {found.n_unbound} more that stand under no theme" if found.n_unbound else ""
    return [
        *lines,
        (
            f"Checked: {found.n_quotations} quotations, of which {found.n_verbatim} are word for word; "
            f"{found.n_figures} figures{unbound}; {found.n_lists} lists of themes; "
            f"{counted(found.n_own, 'sentence')} of Themes' own, with {counted(found.n_own_figures, 'figure')}."
        ),
        f"{len(found.wrong)} to be mended, {len(found.to_look_at)} to look at.",
    ]


def _mend(mend: Mend) -> list[str]:
    return [
        f"  {mend.place[:1].upper()}{mend.place[1:]}: “{mend.passage}”",
        f"    {mend.found}",
        f"    {mend.says}",
        f"    {mend.advice}",
    ]
