"""The verbs on queries: ask one, keep it, write down and code what it finds; list those that are kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from themes.cli.opened import to_read, to_write
from themes.cli.verb import Answer, coder_option, main, project_argument
from themes.cli.where import where_option
from themes.report.wording import counted

if TYPE_CHECKING:
    from themes.project import Project
    from themes.project.queries.records import FoundRow, QueryAnswer

_CONTEXT = 60


@main.command()
@project_argument
@click.argument("expression", required=False, default="")
@click.option("--saved", metavar="NAME", help="Ask the query that is kept under this name, instead of EXPRESSION.")
@click.option("--save", metavar="NAME", help="Keep the query under this name.")
@click.option("--memo", default="", metavar="TEXT", help="With --save: what the query is for.")
@click.option("--csv", "csv_file", type=click.Path(dir_okay=False, path_type=Path), help="Write the table there.")
@click.option("--xlsx", type=click.Path(dir_okay=False, path_type=Path), help="Write the table there.")
@click.option("--insist", is_flag=True, help="Write it although names may still stand in what it quotes.")
@click.option("--code", metavar="NAME", help="Give all that is found this code, in one step.")
@click.option("--limit", type=click.IntRange(min=1), default=200, show_default=True, help="List at most how many.")
@where_option
@coder_option
def query(
    project: str,
    expression: str,
    *,
    saved: str | None,
    save: str | None,
    memo: str,
    csv_file: Path | None,
    xlsx: Path | None,
    insist: bool,
    code: str | None,
    limit: int,
    where: tuple[str, ...],
    coder: str | None,
) -> Answer:
    """Find the quotations that EXPRESSION asks for, as 'Trust near Regulation not Finance where role = chair'.

    Codes are joined by and (the words that both bear), or, not (shares no word with), near (within two turns; near/1,
    near/20 words), with parentheses; codes under a code count as that code but for 'only CODE'.
    """
    changes = save is not None or code is not None
    with to_write(project, coder=coder) if changes else to_read(project, coder=coder) as opened:
        asked = opened.saved_query(saved).expression if saved else expression
        if save is not None:
            opened.save_query(save, asked, memo=memo)
        answer = opened.query(asked, where=where)
        lines = [f"Saved as “{save}”."] if save is not None else []
        if code is not None:
            made = opened.code_found(answer.rows, code)
            lines.append(f"{len(made)} of {len(answer.rows)} coded as “{opened.code(code).name}”; the others bore it.")
        places = [place for place in (csv_file, xlsx) if place is not None]
        written = [opened.write_query(place, asked, where=where, insist=insist) for place in places]
        lines += [f"Wrote {place}." for place in written]
        rows = _allowed(opened, answer)
        uncounted = bool(opened.method_refuses("prevalence"))
    facts = {
        "query": answer.expression,
        "n_quotations": len(answer.rows),
        "n_participants": None if uncounted else len(answer.participants),
        "of_participants": None if uncounted else answer.n_of,
        "n_transcripts": answer.n_transcripts,
        "whose": answer.whose,
        "quotations": rows[:limit],
    }
    whose = [answer.whose] if answer.whose else []
    lines += [f"{answer.words}: {_counts(answer, uncounted=uncounted)}", *whose, *map(_line, rows[:limit])]
    if len(rows) > limit:
        lines.append(f"{len(rows) - limit:,} more; ask with a higher --limit, or write --csv FILE.")
    return Answer(facts=facts, lines=lines)


@main.command()
@project_argument
@click.option("--rename", nargs=2, metavar="NAME NEW", help="Give a query another name.")
@click.option("--remove", metavar="NAME", help="Take a query away; undo brings it back.")
@coder_option
def queries(project: str, *, rename: tuple[str, str] | None, remove: str | None, coder: str | None) -> Answer:
    """List the queries that are kept, with the names that what they ask for has now."""
    with to_write(project, coder=coder) if rename or remove else to_read(project) as opened:
        if rename:
            opened.change_query(rename[0], name=rename[1])
        if remove:
            opened.remove_query(remove)
        views = opened.queries()
    facts = [
        {
            "name": view.query.name,
            "query": view.expression,
            "memo": view.query.memo,
            "coder": view.coder.name,
            "lost": view.lost,
        }
        for view in views
    ]
    lines = []
    for row in facts:
        about = f" ({row['memo']})" if row["memo"] else ""
        lost = f" - {row['lost']}" if row["lost"] else ""
        lines.append(f"{row['name']}: {row['query']}{about}{lost}")
    return Answer(facts=facts, lines=lines or ["No query is kept yet: themes query PROJECT EXPRESSION --save NAME."])


def _counts(answer: QueryAnswer, *, uncounted: bool) -> str:
    people = "" if uncounted else f" {len(answer.participants)} of {answer.n_of} participants,"
    return f"{counted(len(answer.rows), 'quotation')},{people} {counted(answer.n_transcripts, 'transcript')}."


def _allowed(project: Project, answer: QueryAnswer) -> list[dict[str, Any]]:
    """What was found as it may be printed; what those who said it withhold is left out, and that is said."""
    from themes.report import WITHHELD  # noqa: PLC0415 - not needed for --help

    rows = [row for row in (_row(project, one) for one in answer.rows) if row["words"] != WITHHELD]
    if len(rows) < len(answer.rows):
        click.echo(f"{len(answer.rows) - len(rows)} left out, as those who said them asked.", err=True)
    return rows


def _row(project: Project, row: FoundRow) -> dict[str, Any]:
    hit = row.hit
    words = project.printable(hit.transcript.id, hit.span.start, hit.span.end)
    # The context is the same turn's: where its words are not to be printed, nothing beside them is.
    before, after = hit.context(_CONTEXT) if words == hit.words else ("", "")
    return {
        "transcript": hit.transcript.title,
        "start": hit.span.start,
        "end": hit.span.end,
        "turn": row.turn,
        "seconds": hit.seconds,
        "words": words,
        "before": before,
        "after": after,
        "case": hit.case.label if hit.case else None,
        "cases": [case.label for case in row.cases],
        "attributes": dict(row.values),
        "codes": list(row.codes),
        "coders": list(row.coders),
        "coded": list(row.coded),
        "valence": list(row.valences),
        "memos": list(row.memos),
    }


def _line(row: dict[str, Any]) -> str:
    said_by = ", ".join(filter(None, (row["case"], *row["attributes"].values())))
    words = " ".join(f"{row['before']}«{row['words']}»{row['after']}".split())
    return f"{row['transcript']} {row['start']}–{row['end']} ({said_by}): {words} [{'; '.join(row['codes'])}]"
