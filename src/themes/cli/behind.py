"""The units behind a number of agreement, as the command line lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from themes.cli.verb import Answer
from themes.errors import NotFound

if TYPE_CHECKING:
    from themes.compare import Unit
    from themes.project import Project

_ALL = "all codes"


def listed(opened: Project, name: str, *, unit: Unit, coders: tuple[str, ...] | None, sure: float) -> Answer:
    """The units behind the number of a code, of a theme or of all codes, those on which coders differ first.

    Raises:
        NotFound: There is no such code or theme.
    """
    asked: dict[str, Any] = {"unit": unit, "coders": coders, "sure": sure}
    if name.casefold() != _ALL:
        asked |= _named(opened, name)
    units = opened.units_behind(**asked)
    who = opened.agreement(**{key: asked[key] for key in ("unit", "coders", "sure")}).coders
    titles = {source.id: source.title for source in opened.transcripts()}
    codes = opened.paths()
    facts = [
        {
            "transcript": titles[one.transcript_id],
            "start": one.unit.start,
            "end": one.unit.end,
            **({"code": codes[one.code_id]} if one.code_id else {}),
            "said": dict(zip(who, one.said, strict=True)),
            "differ": one.differ,
        }
        for one in sorted(units, key=lambda one: not one.differ)
    ]
    differ = [fact for fact in facts if fact["differ"]]
    agreed = sum(not one.differ and any(one.said) for one in units)
    none = len(units) - len(differ) - agreed
    said = (
        f"{len(units):,} units: {len(differ):,} on which they differ, {agreed:,} that all who looked gave it, "
        f"{none:,} that none gave it. Those on which they differ:"
    )
    return Answer(facts=facts, lines=[said, *map(_line, differ)])


def _named(opened: Project, name: str) -> dict[str, Any]:
    try:
        return {"code": opened.code(name)}
    except NotFound:
        return {"theme": opened.theme(name)}


def _line(fact: dict[str, Any]) -> str:
    gave = ", ".join(name for name, said in fact["said"].items() if said)
    code = f"{fact['code']}, " if "code" in fact else ""
    return f"{code}{fact['transcript']} {fact['start']}-{fact['end']}: given by {gave}"
