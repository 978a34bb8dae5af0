"""The verbs that count: how widely themes were heard, and whose words carry them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from themes.cli.opened import to_read
from themes.cli.verb import Answer, main, project_argument
from themes.cli.where import where_option
from themes.model import MatrixColumn

if TYPE_CHECKING:
    from themes.compare.prevalence import Prevalence, Share

_columns = click.option(
    "--columns", type=click.Choice(("theme", "code")), default="theme", show_default=True, help="What is counted."
)


@main.command()
@project_argument
@_columns
@click.option("--group-by", metavar="ATTRIBUTE", default="", help="Count each value of an attribute too.")
@click.option("--hide-small", is_flag=True, help="Hide groups of fewer than 5, so that they cannot be told either.")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.csv|.xlsx|.svg", help="Write it there."
)
@where_option
def prevalence(
    project: str, *, columns: str, group_by: str, hide_small: bool, out: Path | None, where: tuple[str, ...]
) -> Answer:
    """Say how many of the participants who were looked at for each theme say it, and how many were not looked at."""
    asked: dict[str, Any] = {"columns": columns, "group_by": group_by, "hide_small": hide_small, "where": where}
    with to_read(project) as opened:
        if out is not None:
            written = opened.write_prevalence(out, **asked)
            return Answer(facts={"path": str(written)}, lines=[f"Wrote {written}."])
        found = opened.prevalence(**asked)
        warns = opened.method_warns("prevalence")
    whose = [found.whose] if found.whose else []
    return Answer(facts={**_facts(found), "warnings": warns}, lines=[*warns, *whose, *_lines(found)])


@main.command()
@project_argument
@_columns
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.csv|.xlsx", help="Write it there."
)
@where_option
def coverage(project: str, *, columns: str, out: Path | None, where: tuple[str, ...]) -> Answer:
    """Say whose words carry the findings: who is quoted more than their share, and who is silent."""
    which = cast("MatrixColumn", columns)
    with to_read(project) as opened:
        if out is not None:
            written = opened.write_coverage(out, columns=which, where=where)
            return Answer(facts={"path": str(written)}, lines=[f"Wrote {written}."])
        found = opened.coverage(columns=which, where=where)
        warns = opened.method_warns("coverage")
    facts = {
        "n_quotations": found.n_quotations,
        "n_unknown": found.n_unknown,
        "whose": found.whose,
        "participants": [
            {
                "name": one.voice.name,
                "n_quotations": one.voice.n_quotations,
                "times_equal_share": round(one.times, 2),
                "n_words": one.voice.n_words,
                "n_columns": one.voice.n_columns,
                "looked_at": one.voice.looked_at,
                "carried": one.carried,
            }
            for one in found.covered
        ],
    }
    lines = [
        f"{one.voice.name}: {one.voice.n_quotations} quotations, {one.times:.1f} times an equal share; {one.carried}"
        for one in found.covered
    ]
    whose = [found.whose] if found.whose else []
    return Answer(facts=facts, lines=[*warns, *whose, *lines] if lines else ["No participant is known by a case yet."])


def _facts(found: Prevalence) -> dict[str, Any]:
    return {
        "columns": found.column_kind,
        "group_by": found.group_by,
        "random_sample": found.random_sample,
        "whose": found.whose,
        "rows": [
            {
                "name": row.name,
                "under": row.under,
                "all": _share(row.total),
                "groups": {group: _share(share) for group, share in zip(found.groups, row.groups, strict=True)},
            }
            for row in found.rows
        ],
    }


def _share(share: Share) -> dict[str, Any]:
    if share.hidden:
        return {"hidden": True}
    enabler, barrier, mixed = share.by_valence
    told = {
        "n": share.n,
        "of": share.of,
        "n_more_heard": share.n_more,
        "n_not_looked_at": share.n_not_looked_at,
        "enabler": enabler,
        "barrier": barrier,
        "mixed": mixed,
        "n_quotations": share.n_quotations,
    }
    return told if share.interval is None else {**told, "low": share.interval[0], "high": share.interval[1]}


def _lines(found: Prevalence) -> list[str]:
    lines = []
    for row in found.rows:
        lines.append(f"{row.name}: {_said(row.total)}")
        for group, share in zip(found.groups, row.groups, strict=True):
            lines.append(f"    {group or 'not known'}: {_said(share)}")
    return lines or [f"There is no {found.column_kind} to count yet."]


def _said(share: Share) -> str:
    interval = f", 95 % {share.interval_words}" if share.interval_words else ""
    rest = f" ({share.rest})" if share.rest else ""
    return f"{share.figure}{interval}{rest}"
