"""The verb that says, or chooses, whose codings the counts and the report stand on: whose."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from themes.cli.opened import to_read, to_write
from themes.cli.verb import Answer, coder_option, main, project_argument

if TYPE_CHECKING:
    from themes.project.whose.verbs import WhoseCodings


@main.command()
@project_argument
@click.option("--everyone", is_flag=True, help="What any coder gave counts; so it is until something else is chosen.")
@click.option(
    "--settled", is_flag=True, help="The consensus' where a disagreement was decided; elsewhere what coders gave."
)
@click.option("--only", multiple=True, metavar="CODER", help="Only this coder's codings; several may be given.")
@coder_option
def whose(project: str, *, everyone: bool, settled: bool, only: tuple[str, ...], coder: str | None) -> Answer:
    """Say or choose whose codings the counts, the matrix, queries and the report stand on.

    A decision at `themes disagreements` changes no number until --settled is chosen.
    """
    if sum((everyone, settled, bool(only))) > 1:
        raise click.UsageError("Give one of --everyone, --settled and --only.")
    if everyone or settled or only:
        with to_write(project, coder=coder) as opened:
            return _told(opened.count_codings_of("everyone" if everyone else "settled" if settled else only))
    with to_read(project) as opened:
        return _told(opened.whose_codings())


def _told(found: WhoseCodings) -> Answer:
    standing = found.standing
    facts = {
        "rule": standing.whose.rule,
        "coders": [person.name for person in found.coders],
        "chosen": found.is_said,
        "places_settled": standing.n_places,
        "places_lost": standing.n_lost,
        "codings_left_out": standing.n_left_out,
        "codings_of_the_consensus": standing.n_instead,
        "sentence": found.sentence,
    }
    lines = [found.sentence or "Everyone's codings count."]
    if found.proposes:
        lines.append("To count the consensus there: themes whose PROJECT --settled")
    return Answer(facts=facts, lines=lines)
