"""What a query finds: places of a study's transcripts, each with the codings by which it was found.

A code's name means the quotations that bear it, whole. ``and`` gives the words that two quotations share, ``not`` and
``near`` choose among the quotations before them by those after, and cut nothing (docs/queries.md: after which tools).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from typing import get_args

from themes.errors import NotUnderstood, Refused
from themes.filters import ATTRIBUTE, Condition, Filter, Ground, Passing
from themes.filters.compared import compare
from themes.filters.wanted import Wanted
from themes.model import Attribute, Coding, Valence
from themes.queries.reach import Reach, Ruler
from themes.queries.written import ON_CODINGS, Every, Expression, Joined, Named, Narrowed, Unit
from themes.text import word_places

Place = tuple[int, int]
"""A half-open range of code points."""

Places = dict[str, dict[Place, frozenset[str]]]
"""What was found: by transcript id, places with the ids of the codings that carry them."""

Test = Callable[[Coding], bool]

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_JOINS = re.compile(r"\b(?:and|or|not|near)\b", re.IGNORECASE)

_GONE = "A condition of this query names what is no longer here. Write another in its place, or take it out."

NO_VALENCE = "none"
"""How a condition asks for codings of which no valence was said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a query looks at: a study's facts, and the memos on each quotation, by its id."""

    ground: Ground
    memos: Mapping[str, Sequence[str]] = field(default_factory=dict)


def find(expression: Expression, facts: Facts) -> Places:
    """What a query finds in a study.

    Args:
        expression: The query.
        facts: The study's.

    Returns:
        Places by transcript id; transcripts without any are left out.

    Raises:
        NotUnderstood: It names what the study does not have.
    """
    found = _Finder(facts).places(expression, ())
    return {transcript_id: places for transcript_id, places in found.items() if places}


class _Finder:
    """Answers each part of a query in turn."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._ground = facts.ground
        self._sources = {one.id: one for one in facts.ground.transcripts}
        self._quotations = {one.id: one for one in facts.ground.quotations}
        self._by_code: dict[str, list[Coding]] = {}
        for coding in facts.ground.codings:
            self._by_code.setdefault(coding.code_id, []).append(coding)
        self._rulers: dict[tuple[str, Unit], Ruler] = {}

    def places(self, part: Expression, tests: tuple[Test, ...]) -> Places:
        """What a part finds among codings that pass; what stands after ``not`` and ``near`` is looked for in all."""
        match part:
            case Named():
                return self._borne(_family(part, self._ground), tests)
            case Every():
                return self._borne(self._by_code, tests)
            case Narrowed():
                return self._narrowed(part, tests)
            case Joined(left=left, sign="or", right=right):
                return _either(self.places(left, tests), self.places(right, tests))
            case Joined(left=left, sign="and", right=right):
                return _both(self.places(left, tests), self.places(right, tests))
            case Joined(left=left, right=right):
                return self._chosen(part, self.places(left, tests), self.places(right, ()))

    def _borne(self, code_ids: Iterable[str], tests: tuple[Test, ...]) -> Places:
        """The quotations that bear some codes, two coders' of the same words as one place."""
        by_place: dict[str, dict[Place, set[str]]] = {}
        for code_id in code_ids:
            for coding in self._by_code.get(code_id, ()):
                if all(test(coding) for test in tests):
                    quotation = self._quotations[coding.quotation_id]
                    there = by_place.setdefault(quotation.transcript_id, {})
                    there.setdefault((quotation.start, quotation.end), set()).add(coding.id)
        return {key: {place: frozenset(ids) for place, ids in there.items()} for key, there in by_place.items()}

    def _narrowed(self, part: Narrowed, tests: tuple[Test, ...]) -> Places:
        on_codings = [one for one in part.conditions if one.about.casefold() in ON_CODINGS]
        on_places = tuple(one for one in part.conditions if one.about.casefold() not in ON_CODINGS)
        try:
            own = tuple(_test(one, self._facts) for one in on_codings)
            passing = Passing(Filter(conditions=on_places), self._ground)
        except Refused as error:
            gone = any(is_id(written.removeprefix(ATTRIBUTE)) for one in part.conditions for written in _names(one))
            raise NotUnderstood(_GONE if gone else str(error), start=part.start, end=part.end) from None
        found = self.places(part.part, (*tests, *own))
        if not on_places:
            return found
        return {
            key: {place: ids for place, ids in there.items() if passing.place(self._sources[key], *place)}
            for key, there in found.items()
        }

    def _chosen(self, part: Joined, left: Places, right: Places) -> Places:
        """Of what the left finds, what is near the right or not, or shares no word with it."""
        # Of words those between are counted: with none between, the next word is at a distance of one.
        distance = 0 if part.sign == "not" else part.distance + (part.unit == "words")
        wanted = part.sign == "near"
        found: Places = {}
        for key, there in left.items():
            reach = Reach(self._measured(part, key, place) for place in right.get(key, ()))
            found[key] = {
                place: ids
                for place, ids in there.items()
                if reach.within(self._measured(part, key, place), distance) is wanted
            }
        return found

    def _measured(self, part: Joined, key: str, place: Place) -> tuple[int, int]:
        """The first and the last code point, turn or word of a place."""
        if part.sign == "not":
            return place[0], place[1] - 1
        ruler = self._rulers.get((key, part.unit))
        if ruler is None:
            source = self._sources[key]
            units = [(turn.start, turn.end) for turn in source.turns]
            ruler = self._rulers[key, part.unit] = Ruler(word_places(source.text) if part.unit == "words" else units)
        return ruler.among(*place)


def _either(some: Places, others: Places) -> Places:
    found = {key: dict(there) for key, there in some.items()}
    for key, there in others.items():
        into = found.setdefault(key, {})
        for place, ids in there.items():
            into[place] = into.get(place, frozenset()) | ids
    return found


def _both(some: Places, others: Places) -> Places:
    """The words that two share, for each two that share some."""
    found: Places = {}
    for key in some.keys() & others.keys():
        into: dict[Place, frozenset[str]] = {}
        reach = Reach((start, end - 1) for start, end in others[key])
        for (start, end), ids in some[key].items():
            for first, last in reach.meeting((start, end - 1)):
                shared = max(start, first), min(end, last + 1)
                into[shared] = into.get(shared, frozenset()) | ids | others[key][first, last + 1]
        found[key] = into
    return found


def _family(named: Named, ground: Ground) -> set[str]:
    """The ids of a code and, where they are meant too, of those under it."""
    code_id = code_of(named, ground)
    chosen, waiting = {code_id}, [code_id]
    below: dict[str | None, list[str]] = {}
    for code in ground.codes if named.under else ():
        below.setdefault(code.parent_id, []).append(code.id)
    while waiting:
        under = [one for one in below.get(waiting.pop(), ()) if one not in chosen]
        chosen.update(under)
        waiting.extend(under)
    return chosen


def code_of(named: Named, ground: Ground) -> str:
    """The id of the code that is meant: by its id, its name or its path, in whatever case.

    Raises:
        NotUnderstood: There is none, or several bear the name.
    """
    folded = " ".join(named.code.split()).casefold()
    paths = ground.code_paths
    ids = [code.id for code in ground.codes if folded == code.id]
    ids = ids or [code.id for code in ground.codes if folded == " ".join(code.name.split()).casefold()]
    ids = ids or [code_id for code_id, path in paths.items() if folded == " ".join(path.split()).casefold()]
    if len(ids) == 1:
        return ids[0]
    if ids:
        listed = ", ".join(f"“{paths.get(one, named.code)}”" for one in ids)
        why = f"There are {len(ids)} codes “{named.code}”: write the path of the one that you mean, {listed}."
    elif is_id(named.code):
        why = "A code that this query names is no longer in the codebook. Write another in its place, or take it out."
    else:
        why = f"There is no code “{named.code}”. {_nearest(named.code, ground)}"
    raise NotUnderstood(why, start=named.start, end=named.end)


def is_id(written: str) -> bool:
    """Whether it is an id, which people do not write: what it named has gone."""
    return _ID.fullmatch(written) is not None


def _names(condition: Condition) -> tuple[str, ...]:
    return condition.about, *condition.values


def _nearest(written: str, ground: Ground) -> str:
    names = {code.name.casefold(): code.name for code in ground.codes}
    begun = [name for folded, name in names.items() if folded.startswith(f"{written.casefold()} ")]
    if begun and _JOINS.search(begun[0]):
        return f'Did you mean "{begun[0]}"? A name with and, or, not or near in it stands in double quotes.'
    near = get_close_matches(written.casefold(), names, n=1)
    if near:
        return f"Did you mean “{names[near[0]]}”?"
    held = [name for folded, name in names.items() if folded in written.casefold()]
    if held:
        return f"Between “{max(held, key=len)}” and what stands beside it belongs and, or, not or near."
    return "A name with and, or, not or near in it stands in double quotes."


def _test(asked: Condition, facts: Facts) -> Test:
    """What a condition asks of a coding.

    Raises:
        Refused: It names what the study does not have, or compares what has no order.
    """
    about = asked.about.casefold()
    if about in ("code", "coder"):
        wanted = Wanted(Filter(conditions=(asked,)), facts.ground)
        ids = wanted.codes if about == "code" else wanted.coders
        return lambda coding: ids is None or (coding.code_id if about == "code" else coding.coder_id) in ids
    if about == "coded":
        passes = cache(compare(Attribute(id="coded", name="coded", type="date"), asked, ()))
        return lambda coding: bool(coding.at) and passes(coding.at[:10])
    if asked.sign not in ("=", "!="):
        raise Refused(f"“{asked.about}” has no order: write = or !=, not {asked.sign}.")
    is_wanted = asked.sign == "="
    if about == "valence":
        chosen = _chosen_of(asked, (*get_args(Valence), NO_VALENCE))
        return lambda coding: ((coding.valence or NO_VALENCE) in chosen) is is_wanted
    if about == "memo":
        states = {one == "yes" for one in _chosen_of(asked, ("yes", "no"))}
        return lambda coding: (bool(facts.memos.get(coding.quotation_id)) in states) is is_wanted
    phrases = [value.casefold().split() for value in asked.values]
    return lambda coding: _holds(facts.memos.get(coding.quotation_id, ()), phrases) is is_wanted


def _holds(memos: Iterable[str], phrases: Sequence[Sequence[str]]) -> bool:
    """Whether a memo holds all the words of one of some phrases."""
    return any(all(word in memo.casefold() for word in words) for memo in memos for words in phrases)


def _chosen_of(asked: Condition, known: Sequence[str]) -> set[str]:
    chosen = {value.casefold() for value in asked.values}
    strange = next((value for value in asked.values if value.casefold() not in known), None)
    if strange is not None:
        raise Refused(f"“{strange}” is none of {', '.join(known)}, so “{asked}” means nothing.")
    return chosen
