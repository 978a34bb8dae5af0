"""The verb that writes the study for other tools, and what `themes check` says of their files: qdpx."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from themes.cli.opened import to_read
from themes.cli.verb import Answer, main, project_argument

if TYPE_CHECKING:
    from themes.exchange.held import Counted
    from themes.exchange.other_project import NotBrought
    from themes.exchange.refi.examined import Examined

_NAMED = 3


@main.command("qdpx")
@project_argument
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The file to write, ending in .qdpx."
)
@click.option("--insist", is_flag=True, help="Write it although names may still stand in transcripts.")
def qdpx(project: str, out: Path, *, insist: bool) -> Answer:
    """Write the study as a REFI-QDA project (.qdpx) for NVivo, ATLAS.ti, MAXQDA and others.

    It says what of the study that format cannot hold. Who speaks is named by their case; words whose speaker has not
    consented to be quoted do not leave.
    """
    with to_read(project) as opened:
        written = opened.write_qdpx(out, insist=insist)
    held = f"{written.n_transcripts:,} transcripts, {written.n_codes:,} codes, {written.n_codings:,} codings"
    lines = [f"Wrote {written.path}: {held}."]
    if written.n_left_out or written.n_paraphrase:
        lines.append(
            f"    As consent asks, {written.n_left_out:,} quotations were left out, and {written.n_paraphrase:,} stand "
            "without their words."
        )
    lines += [f"    Could not be held, {one.count:,}: {one.reason}" for one in written.not_held]
    facts = {
        "path": str(written.path),
        "transcripts": written.n_transcripts,
        "codes": written.n_codes,
        "codings": written.n_codings,
        "left_out": written.n_left_out,
        "paraphrase": written.n_paraphrase,
        "not_held": told(written.not_held),
    }
    return Answer(facts=facts, lines=lines)


def checked(path: Path) -> Answer:
    """What is wrong or doubtful about a file of another tool; refused where something is wrong."""
    from themes.project.other_tools.examining import examine  # noqa: PLC0415 - brings SQLAlchemy

    found = examine(path)
    by = f" by {found.tool}" if found.tool else ""
    held = f"{found.n_codes:,} codes"
    if found.kind == "project":
        held = f"{found.n_texts:,} texts, {held}, {found.n_passages:,} passages, {found.n_codings:,} codings"
    lines = [f"{path.name}: a {found.kind}{by}, {held}."]
    lines += counted_lines(found.counted)
    for one in found.findings:
        where = f" ({', '.join(one.where[:_NAMED])}{', …' if one.count > _NAMED else ''})" if one.where else ""
        lines += [f"    {one.severity.capitalize()}, {one.count:,}: {one.what}{where}", f"        {one.remedy}"]
    lines += [f"    Themes would leave behind, {one.count:,}: {one.reason}" for one in found.not_brought]
    if found.is_sound:
        lines.append("Nothing in it is wrong.")
    return Answer(facts=_facts(found), lines=lines, refused=not found.is_sound)


def counted_lines(counted: Counted | None) -> list[str]:
    """How positions were found to count, in words; nothing where none do."""
    if counted is None:
        return []
    from themes.project.other_tools.told import counted_words  # noqa: PLC0415 - brings SQLAlchemy

    lines = [f"    {line}" for line in counted_words(counted)]
    if counted.sure == "unsure":
        others = "; ".join(f"“{way.name}”: {way.n_fit:,}" for way in counted.others)
        lines.append(f"    It may be otherwise; say --positions for another ({others}).")
    return lines


def counted_facts(counted: Counted | None) -> dict[str, Any] | None:
    """The same for scripts."""
    if counted is None:
        return None
    return {
        "positions": counted.way.name,
        "sure": counted.sure,
        "fit": counted.way.n_fit,
        "looked_at": counted.n_looked_at,
        "with_words": counted.n_with_words,
        "same_words": counted.n_same_words,
        "others": [{"positions": way.name, "fit": way.n_fit} for way in counted.others],
        "apart": list(counted.apart),
        "refused": list(counted.refused),
        "elsewhere": list(counted.elsewhere),
    }


def told(reasons: tuple[NotBrought, ...]) -> list[dict[str, Any]]:
    """What did not come or go, for scripts."""
    return [{"reason": one.reason, "count": one.count, "where": list(filter(None, one.where))} for one in reasons]


def _facts(found: Examined) -> dict[str, Any]:
    return {
        "kind": found.kind,
        "tool": found.tool,
        "sound": found.is_sound,
        "texts": found.n_texts,
        "codes": found.n_codes,
        "passages": found.n_passages,
        "codings": found.n_codings,
        "counted": counted_facts(found.counted),
        "findings": [
            {
                "severity": one.severity,
                "what": one.what,
                "remedy": one.remedy,
                "count": one.count,
                "where": list(one.where),
            }
            for one in found.findings
        ],
        "not_brought": told(found.not_brought),
    }
