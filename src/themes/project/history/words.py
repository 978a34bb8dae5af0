"""A step of the log in words, with its object: "merge “Board” into “Governance”".

Pure, and it never tells what a participant said or who they are: it knows the names of codes, themes, transcripts,
properties and questions, and the ranks of candidate themes, whose phrases are participants' words.
What a step changed is called as it was called then; what it only refers to, as it is called now.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from themes.report.prose import part_in_words, section_of
from themes.store import WITHDREW, Touched

Named = tuple[str, str]
"""A kind of fact and an id."""

_LONGEST = 48  # characters of a name on a button
_FEW = 3
_SUBJECTS = ("code", "theme", "transcript", "attribute", "guide question", "study", "coder", "query")
_HELD_IDS: Mapping[str, str] = {
    "code_id": "code",
    "transcript_id": "transcript",
    "question_id": "guide question",
    "parent_id": "code",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """A step as far as words can be made of it.

    ``whole`` says that ``touched`` is all that it touched, not the beginning and the end; ``names`` are the names of
    what it refers to, by kind and id; ``lies_in`` are the transcripts of quotations, by id; ``file`` is the copy that
    it joined.
    """

    verb: str
    subject: str
    touched: Sequence[Touched]
    whole: bool
    names: Mapping[Named, str]
    lies_in: Mapping[str, str]
    file: str = ""

    def of(self, entity: str) -> list[Touched]:
        """What it touched of a kind."""
        return [one for one in self.touched if one.entity == entity]

    def name(self, entity: str, id_: object) -> str:
        """What a fact was called when the step was done, quoted; empty where nobody gave it a name."""
        changed = next((one.now or one.was for one in self.touched if (one.entity, one.id) == (entity, id_)), "")
        return quoted(changed or self.names.get((entity, str(id_)), ""))


def wanted(subject: str, touched: Sequence[Touched]) -> tuple[set[Named], set[str]]:
    """Of what the words need a name: facts by kind and id, and the ids of quotations whose transcript is asked for."""
    here = not subject or any(one.id == subject for one in touched)
    named = set() if here else {(entity, subject) for entity in _SUBJECTS}
    quotations: set[str] = set()
    for one in touched:
        named |= {(_HELD_IDS[key], str(id_)) for key, id_ in one.told.items() if key in _HELD_IDS and id_}
        if one.entity == "decision":
            named |= {("candidate", one.id), ("decision", one.id), ("candidate", str(one.told.get("into") or ""))}
        if one.entity == "belonging":
            named |= {("candidate", subject), ("decision", subject)}
        if one.entity == "memo":
            named.add((str(one.told.get("about", "")), str(one.told.get("about_id", ""))))
        if one.entity == "report text" and (section := section_of(str(one.told.get("part", "")))):
            named |= {("theme", section), ("code", section)}
        if one.entity == "coding":
            quotations.add(str(one.told.get("quotation_id", "")))
    return named, quotations


def in_words(deed: Deed) -> str:
    """What was done, as a button or a list says it."""
    say = _OWN_WORDS.get(deed.verb)
    return (say and say(deed)) or _plainly(deed)


def quoted(name: str) -> str:
    """A name between quotation marks, cut where it is long; nothing for no name."""
    one_line = " ".join(name.split())
    if not one_line:
        return ""
    return f"“{one_line if len(one_line) <= _LONGEST else one_line[: _LONGEST - 1].rstrip() + '…'}”"


def _plainly(deed: Deed) -> str:
    """The verb and what it was done to, where that has a name."""
    for one in deed.touched:
        if one.id == deed.subject and one.was and one.now and one.was != one.now and one.entity in _SUBJECTS:
            return f"{_named_by(deed.verb)} {quoted(one.was)} to {quoted(one.now)}"
    for entity in _SUBJECTS:
        if deed.subject and (name := deed.name(entity, deed.subject)):
            return f"{deed.verb} {'' if _speaks_of(deed.verb, entity) else 'in '}{name}"
    memo = next(iter(deed.of("memo")), None)
    if memo is not None and (about := deed.name(str(memo.told.get("about", "")), memo.told.get("about_id"))):
        return f"{deed.verb} on {about}"
    return _of_the_only_one(deed)


def _of_the_only_one(deed: Deed) -> str:
    """The verb and the one code, or else the one transcript, that it was about."""
    codes = {name for one in deed.touched for name in _code_of(deed, one) if name}
    if len(codes) == 1 and deed.whole:
        return f"{deed.verb} {codes.pop()}"
    place = _place(deed)
    return f"{deed.verb} in {place}" if place else deed.verb


def _code_of(deed: Deed, one: Touched) -> list[str]:
    return [deed.name("code", one.id if one.entity == "code" else one.told.get("code_id"))]


def _place(deed: Deed) -> str:
    """The one transcript in which it was done; empty where there were several, or none."""
    ids = {str(one.told["transcript_id"]) for one in deed.touched if "transcript_id" in one.told}
    ids |= {one.id for one in deed.of("transcript")}
    ids |= {deed.lies_in.get(str(one.told.get("quotation_id")), "") for one in deed.of("coding")}
    ids.discard("")
    return deed.name("transcript", ids.pop()) if len(ids) == 1 and deed.whole else ""


def _in_place(words: str, deed: Deed) -> str:
    place = _place(deed)
    return f"{words} in {place}" if place else words


def _speaks_of(verb: str, entity: str) -> bool:
    """Whether the verb is done to such a thing itself ("rename transcript"), not within it ("accept name")."""
    kind = {"attribute": "attribute", "guide question": "question"}.get(entity, entity)
    return entity != "transcript" or kind in verb or verb == "mark looked at"


def _named_by(verb: str) -> str:
    """Who reads that a code was changed to another would think that it became another: it was renamed."""
    return f"rename{verb.removeprefix('change')}" if verb.startswith("change ") else verb


# --- what the plain way would not say well


def _coded(deed: Deed) -> str:
    codings = deed.of("coding")
    return _in_place(f"code {deed.name('code', codings[0].told.get('code_id'))}", deed) if codings else ""


def _uncoded(deed: Deed) -> str:
    codings = deed.of("coding")
    if len(codings) == 1:
        name = deed.name("code", codings[0].told.get("code_id"))
        return _in_place(f"take {name or 'a code'} off a passage", deed)
    return _in_place(f"remove {len(codings)} codings", deed) if deed.whole else ""


def _recoded(deed: Deed) -> str:
    codings = deed.of("coding")
    name = deed.name("code", codings[0].told.get("code_id")) if codings else ""
    return _in_place(f"change coding {name}".rstrip(), deed)


def _merged_codes(deed: Deed) -> str:
    into = deed.name("code", deed.subject)
    gone = [quoted(one.was) for one in deed.of("code") if one.went]
    return f"merge {_list(gone, 'codes')} into {into}" if gone and into else ""


def _accepted(deed: Deed) -> str:
    decided = next((one for one in deed.of("decision") if one.id == deed.subject), None)
    name = deed.name("code", decided.told.get("code_id")) if decided else ""
    if not name:
        return _candidate(deed)
    is_new = any(one.came for one in deed.of("code"))
    return f"{_by_rank(deed, deed.subject, deed.verb)} {'as' if is_new else 'into'} {name}"


def _candidate(deed: Deed) -> str:
    """The verb and the candidate by the name that a person gave it, else by its rank."""
    given = deed.name("decision", deed.subject)
    verb = deed.verb if deed.verb.endswith("candidate") else "candidate"
    return f"{verb} {given}" if given else _by_rank(deed, deed.subject, verb)


def _by_rank(deed: Deed, candidate_id: str, verb: str) -> str:
    rank = deed.names.get(("candidate", candidate_id), "")
    return f"{verb} {rank}" if rank else verb


def _merged_candidates(deed: Deed) -> str:
    ranks = [deed.names.get(("candidate", one.id), "") for one in deed.of("decision") if one.told.get("into")]
    into = deed.names.get(("candidate", deed.subject), "")
    return f"merge {_list([f'candidate {rank}' for rank in ranks], 'candidates')} into {into}" if into else ""


def _moved_segments(deed: Deed) -> str:
    moved = deed.of("belonging")
    if not moved or not deed.whole:
        return ""
    many = f"move {len(moved)} segment{'' if len(moved) == 1 else 's'}"
    rank = deed.names.get(("candidate", deed.subject), "")
    return f"{many} to {deed.name('decision', deed.subject) or (f'candidate {rank}' if rank else 'no candidate')}"


def _suggested(deed: Deed) -> str:
    held = next((one for one in (*deed.of("suggestion"), *deed.of("coding")) if one.told.get("code_id")), None)
    name = deed.name("code", held.told["code_id"]) if held else ""
    return _in_place(f"{deed.verb} {name}", deed) if name else ""


def _in_the_report(verb: str) -> Callable[[Deed], str]:
    def say(deed: Deed) -> str:
        (one,) = deed.of("report text") or (None,)
        key = str(one.told.get("part", "")) if one else ""
        part = part_in_words(key, lambda id_: deed.name("theme", id_) or deed.name("code", id_))
        return f"{verb}: {part}" if part else verb

    return say


def _joined(deed: Deed) -> str:
    return f"join with {quoted(deed.file)}" if deed.file else "join with a copy"


def _list(names: Sequence[str], many: str) -> str:
    if len(names) > _FEW:
        return f"{len(names)} {many}"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else many


_OWN_WORDS: Mapping[str, Callable[[Deed], str]] = {
    "code": _coded,
    "code with a new code": _coded,
    "remove coding": _uncoded,
    "remove codings": _uncoded,
    "change coding": _recoded,
    "mark read": lambda deed: _in_place(deed.verb, deed),
    "merge codes": _merged_codes,
    "accept candidate": _accepted,
    "reject candidate": _candidate,
    "rename candidate": _candidate,
    "reopen candidate": _candidate,
    "split candidate": _candidate,
    "merge candidates": _merged_candidates,
    "move segments": _moved_segments,
    "accept suggestion": _suggested,
    "reject suggestion": _suggested,
    "write report text": _in_the_report("write in the report"),
    "clear report text": _in_the_report("let stand again what Themes writes in the report"),
    "keep report text": _in_the_report("keep one's own words in the report"),
    "join copy": _joined,
    WITHDREW: lambda _: "a participant withdrew",
    "bring again": lambda _: "bring again what came with a copy",
}
