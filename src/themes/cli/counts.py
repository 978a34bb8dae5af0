"""The verb that counts codes and words, and writes what it counted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from themes.cli.opened import to_read
from themes.cli.verb import Answer, main, project_argument, written_as, wrote
from themes.cli.where import where_option

if TYPE_CHECKING:
    from themes.project.counts.told import CountKind

# As themes.project.counts has them, which --help need not wait for; tests/cli/test_counts.py holds them together.
KINDS = ("co-occurrence", "crosstab", "frequencies", "timeline", "saturation", "words", "concordance")
WITHIN = ("quotation", "turn", "window")
ORDERS = ("coded", "read", "added", "title")
SORTS = ("text", "left", "right")

_SHOWN = 40
_file = click.Path(dir_okay=False, path_type=Path)


@main.command()
@project_argument
@click.argument("kind", type=click.Choice(KINDS))
@click.option("--only", multiple=True, metavar="CODE", help="Only this code; several may be given.")
@click.option("--within", type=click.Choice(WITHIN), default="quotation", help="co-occurrence: together in what.")
@click.option("--turns", type=click.IntRange(2), default=3, show_default=True, help="co-occurrence: turns of a window.")
@click.option("--square", is_flag=True, help="co-occurrence: each code by each instead of pairs.")
@click.option("--attribute", metavar="NAME", default="", help="crosstab: whose values are the groups.")
@click.option("--hide-small", is_flag=True, help="crosstab: hide groups of fewer than 5.")
@click.option("--below", is_flag=True, help="frequencies: count what is under a code for it too.")
@click.option("--transcript", metavar="TITLE", multiple=True, help="timeline: which; saturation: these, in this order.")
@click.option("--along", type=click.Choice(("turn", "time")), default="turn", help="timeline: by turns or by time.")
@click.option("--order", type=click.Choice(ORDERS), default="coded", help="saturation: in the order of what.")
@click.option("--word", metavar="WORDS", default="", help="concordance: a word or phrase; any end after *.")
@click.option("--sort", type=click.Choice(SORTS), default="text", help="concordance: by the text, or the words beside.")
@click.option("--phrases", is_flag=True, help="words: phrases of two to four words.")
@click.option("--each-form", is_flag=True, help="words, concordance: keep the forms of a word apart.")
@click.option("--stop-words", is_flag=True, help="words: count the, and, you know too.")
@click.option("--leave-out", multiple=True, metavar="WORD", help="words: leave this out too; several may be given.")
@click.option("--interviewers", is_flag=True, help="words, concordance: with what interviewers say.")
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True, help="words: how many at most.")
@click.option("--csv", "as_csv", type=_file, metavar="FILE", help="Write the table there.")
@click.option("--xlsx", "as_xlsx", type=_file, metavar="FILE", help="Write the table there, with its rule and limits.")
@click.option("--svg", "as_svg", type=_file, metavar="FILE", help="Write the picture there.")
@click.option("--png", "as_png", type=_file, metavar="FILE", help="Write the picture there.")
@click.option("--insist", is_flag=True, help="Write words although names may still stand in them; the file says so.")
@where_option
def counts(project: str, *, kind: str, insist: bool, where: tuple[str, ...], **asked: Any) -> Answer:  # noqa: ANN401
    """Count codes or words: as a table, with its rule and what it cannot show, and as files and pictures."""
    from themes.project.counts.told import CountOptions  # noqa: PLC0415 - --help need not wait for it

    files = written_as(**{suffix: asked[f"as_{suffix}"] for suffix in ("csv", "xlsx", "svg", "png")})
    titles = asked["transcript"]
    what = cast("CountKind", kind)
    options = CountOptions(
        where=where,
        only=asked["only"] or None,
        within=asked["within"],
        n_turns=asked["turns"],
        square=asked["square"],
        attribute=asked["attribute"],
        hide_small=asked["hide_small"],
        below=asked["below"],
        transcript=titles[0] if titles else "",
        sources=titles or None,
        along=asked["along"],
        order=asked["order"],
        word=asked["word"],
        sort=asked["sort"],
        phrases=asked["phrases"],
        forms_together=not asked["each_form"],
        stop_words=not asked["stop_words"],
        left_out=asked["leave_out"],
        interviewers=asked["interviewers"],
        limit=asked["limit"],
    )
    with to_read(project) as opened:
        written = [opened.write_counts(path, what, options, insist=insist) for path in files]
        if written:
            return wrote(written)
        found = opened.counted(what, options)
    rows = [" | ".join(row) for row in found.table.said]
    more = [f"… and {len(rows) - _SHOWN:,} more; --csv and --json have all."] if len(rows) > _SHOWN else []
    lines = [
        *([found.whose] if found.whose else []),
        found.said,
        *found.cautions,
        " | ".join(found.table.head),
        *rows[:_SHOWN],
        *more,
    ]
    return Answer(facts=found.to_facts(), lines=lines if rows else [found.said, "There is nothing to count here."])
