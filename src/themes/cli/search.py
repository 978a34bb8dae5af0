"""The verb that searches the transcripts, and codes all that it finds where asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import click

from themes.cli.opened import to_read, to_write
from themes.cli.verb import Answer, coder_option, main, project_argument
from themes.cli.where import where_option

if TYPE_CHECKING:
    from themes.project import Project
    from themes.project.searching import Hit, Width

_CONTEXT = 60


@main.command()
@project_argument
@click.argument("words")
@click.option("--transcript", metavar="TITLE", help="Only in this transcript.")
@click.option(
    "--take",
    type=click.Choice(("words", "sentence", "turn")),
    default="words",
    show_default=True,
    help="How much of each hit is taken; hits in one sentence or turn are one, as are several words in one sentence.",
)
@click.option("--code", metavar="NAME", help="Give all hits this code, in one step.")
@click.option("--limit", type=click.IntRange(min=1), default=200, show_default=True, help="List at most how many.")
@where_option
@coder_option
def search(
    project: str,
    words: str,
    *,
    transcript: str | None,
    take: str,
    code: str | None,
    limit: int,
    where: tuple[str, ...],
    coder: str | None,
) -> Answer:
    """Find the turns that hold all of WORDS, in their context, and give all hits a code where asked.

    "A phrase" in quotes stands together, begin* is the beginning of a word, and one NEAR/5 other has at most five
    words between. Hits that get a code are marked as not yet read, and undo takes them back together.
    """
    with to_read(project) if code is None else to_write(project, coder=coder) as opened:
        hits = opened.hits(words, width=cast("Width", take), where=where, within=transcript, code=code)
        lines = []
        if code is not None:
            made = opened.code_hits(hits, code)
            lines.append(f"{len(made)} of {len(hits)} hits coded as “{opened.code(code).name}”; the others bore it.")
        facts = [_hit(opened, hit) for hit in hits[:limit]]
    lines += [f"{row['transcript']} {row['start']}–{row['end']} ({row['said by']}): {_line(row)}" for row in facts]
    if len(hits) > limit:
        lines.append(f"{len(hits) - limit:,} more; ask with a higher --limit.")
    return Answer(facts=facts, lines=lines or ["Nothing found."])


def _hit(project: Project, hit: Hit) -> dict[str, Any]:
    source, span = hit.transcript, hit.span
    words = project.printable(source.id, span.start, span.end)
    # The context is the same turn's: where its words are not to be printed, nothing beside them is.
    before, after = hit.context(_CONTEXT) if words == hit.words else ("", "")
    asks = hit.speaker is not None and hit.speaker.role == "interviewer"
    return {
        "transcript": source.title,
        "start": span.start,
        "end": span.end,
        "words": words,
        "before": before,
        "after": after,
        "said by": "Interviewer" if asks else project.attribution(hit.case.id if hit.case else None),
    }


def _line(row: dict[str, Any]) -> str:
    return " ".join(f"{row['before']}«{row['words']}»{row['after']}".split())
