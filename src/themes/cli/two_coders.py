"""Verbs for two coders of the same transcripts: double-code, disagreements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import click

from themes.cli.opened import to_read, to_write
from themes.cli.verb import Answer, coder_option, main, project_argument
from themes.compare import UNITS
from themes.errors import NotFound
from themes.model.frozen import SURE

if TYPE_CHECKING:
    from themes.compare import Unit
    from themes.project.adjudicating import Disagreement, Verdict
    from themes.project.double_coding.verbs import DoubleCoded

_VERDICTS = ("first", "second", "third", "fourth", "fifth", "sixth", "both", "neither")
_SHORT = 8  # digits by which a disagreement is named


@main.command(name="double-code")
@project_argument
@click.argument("transcripts", nargs=-1, metavar="[TRANSCRIPT]...")
@click.option("--by", "coders", multiple=True, metavar="CODER", help="Who is to code them; give two or more.")
@click.option(
    "--sample", type=click.IntRange(min=1), help="So many transcripts drawn at random, in place of named ones."
)
@click.option("--seed", type=int, default=0, show_default=True, help="Of the sample; the same draws the same.")
@click.option("--done", is_flag=True, help="Say that --coder is done with these transcripts.")
@coder_option
def double_code(
    project: str,
    transcripts: tuple[str, ...],
    coders: tuple[str, ...],
    sample: int | None,
    seed: int,
    *,
    done: bool,
    coder: str | None,
) -> Answer:
    """Let coders code the same transcripts apart, say that you are done, or list how far all are.

    On the pages neither sees the other's codings of them until all have said done: courtesy, not security.
    """
    if (sample is not None and (transcripts or done)) or (done and (coders or not transcripts)):
        raise click.UsageError("Give TRANSCRIPTs with --by, --sample with --by, or TRANSCRIPTs with --done.")
    if not (coders or done or sample):
        with to_read(project, coder=coder) as opened:
            return _told(opened.double_coding())
    with to_write(project, coder=coder) as opened:
        if sample is not None:
            opened.assign_sample(sample, coders, seed=seed)
        elif coders:
            opened.assign(transcripts, coders)
        for title in transcripts if done else ():
            opened.say_done(title)
        return _told(opened.double_coding())


@main.command()
@project_argument
@click.argument("which", required=False, metavar="[DISAGREEMENT]")
@click.option(
    "--verdict", type=click.Choice(_VERDICTS), help="Decide it: for whose codings; “both” are those of all together."
)
@click.option("--reason", default="", metavar="TEXT", help="Why; kept with the decision.")
@click.option(
    "--unit",
    type=click.Choice([unit for unit in UNITS if unit != "quotation"]),
    help="What is compared; the unit that the study fixed, else turns, where not said.",
)
@click.option(
    "--by",
    "coders",
    multiple=True,
    metavar="CODER",
    help="Two coders or more, “machine” (themes freeze) among them if you like; all who coded if not said.",
)
@click.option(
    "--sure",
    type=click.FloatRange(0, 1),
    default=SURE,
    show_default=True,
    help="From which probability on the machine is taken to give a code.",
)
@coder_option
def disagreements(  # noqa: PLR0917 - as above
    project: str,
    which: str | None,
    verdict: str | None,
    reason: str,
    unit: str | None,
    coders: tuple[str, ...],
    sure: float,
    coder: str | None,
) -> Answer:
    """List what coders disagree on, first what costs most agreement, or decide one.

    A decision is kept as a coding of a coder of its own, “Consensus”; nobody's own codings are changed.
    """
    if (which is None) != (verdict is None):
        raise click.UsageError("To decide, give a DISAGREEMENT and --verdict; to list, give neither.")
    asked: dict[str, Any] = {"unit": cast("Unit | None", unit), "coders": coders or None, "sure": sure}
    if which is None:
        with to_read(project, coder=coder) as opened:
            found = opened.disagreements(**asked)
    else:
        with to_write(project, coder=coder) as opened:
            meant = [one for one in opened.disagreements(**asked) if one.key.startswith(which)]
            if len(meant) != 1:
                raise NotFound(f"{len(meant)} disagreements are called “{which}”. Nothing was decided.")
            opened.adjudicate(meant[0], cast("Verdict", verdict), reason=reason)
            found = opened.disagreements(**asked)
    lines = [_line(one) for one in found]
    return Answer(facts=[_facts(one) for one in found], lines=lines or ["They disagree on nothing."])


def _told(listed: list[DoubleCoded]) -> Answer:
    facts = [
        {
            "transcript": one.transcript.title,
            "drawn": one.drawn,
            "coders": {share.coder.name: share.progress for share in one.shares},
            "hidden": one.hidden,
        }
        for one in listed
    ]
    lines = [
        f"{one.transcript.title}: {', '.join(f'{share.coder.name} {share.progress}' for share in one.shares)}"
        f"{f' (drawn {one.drawn})' if one.drawn else ''}"
        for one in listed
    ]
    return Answer(facts=facts, lines=lines or ["No transcript is double coded."])


def _facts(one: Disagreement) -> dict[str, Any]:
    return {
        "id": one.key,
        "code": one.code.name,
        "transcript": one.transcript.title,
        "start": one.unit.start,
        "end": one.unit.end,
        "given_by": [who.name for who, spans in zip(one.coders, one.spans, strict=True) if spans],
        "cost": round(one.cost, 4),
        "decided": one.decided,
    }


def _line(one: Disagreement) -> str:
    given = ", ".join(who.name for who, spans in zip(one.coders, one.spans, strict=True) if spans)
    decided = f" [{one.decided}]" if one.decided else ""
    place = f"{one.transcript.title} {one.unit.start}-{one.unit.end}"
    return f"{one.key[:_SHORT]}  {one.code.name}, {place}: given by {given} only, costs {one.cost:.2f}{decided}"
