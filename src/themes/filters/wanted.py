"""What a filter means in one study: which transcripts, cases, speakers, answers, codes and coders it wants."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import get_args

from themes import guide
from themes.errors import Refused
from themes.filters.compared import compare
from themes.filters.written import ATTRIBUTE, LINKED, WORDS, Condition, Filter
from themes.model import (
    Asking,
    Attribute,
    Case,
    CaseKind,
    CaseLink,
    Code,
    Coder,
    Coding,
    GuideQuestion,
    Quotation,
    Role,
    Transcript,
    TranscriptKind,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The facts of a study that a filter is about; ``code_paths`` are by code id ("Governance > Board engagement")."""

    transcripts: tuple[Transcript, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    cases: tuple[Case, ...] = ()
    links: tuple[CaseLink, ...] = ()
    questions: tuple[GuideQuestion, ...] = ()
    askings: tuple[Asking, ...] = ()
    codes: tuple[Code, ...] = ()
    code_paths: Mapping[str, str] = field(default_factory=dict)
    coders: tuple[Coder, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    codings: tuple[Coding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A condition about the topic guide: the questions with those under them, and whether they are wanted or not."""

    question_ids: frozenset[str]
    wanted: bool


class Wanted:
    """What a filter wants, as ids; None where it asks nothing of that kind.

    Args:
        where: The filter.
        ground: The facts.

    Raises:
        Refused: A condition names something that the study does not have; the message says what it has.
    """

    def __init__(self, where: Filter, ground: Ground) -> None:
        """Read one condition after the other."""
        self._ground = ground
        self.transcripts: set[str] = {transcript.id for transcript in ground.transcripts}
        self.cases: set[str] | None = None
        self.roles: set[str] | None = None
        self.asked: list[Asked] = []
        self.codes: set[str] | None = None
        self.coders: set[str] | None = None
        for condition in where.conditions:
            self._read(condition)

    def _read(self, condition: Condition) -> None:
        """Narrow what passes by one condition."""
        about = condition.about.casefold()
        reader = self._readers().get(about)
        if about == "site" and not any(case.kind == "site" for case in self._ground.cases):
            reader = None  # a study whose sites are no cases may well have them as an attribute
        if reader is not None:
            if condition.sign not in ("=", "!="):
                raise Refused(f"“{condition.about}” has no order: write = or !=, not {condition.sign}.")
            reader(condition)
        elif about.startswith(LINKED):
            self._narrow_cases(condition, self._linked(condition, relation=about.removeprefix(LINKED).strip()))
        else:
            self._by_attribute(condition)

    def _readers(self) -> dict[str, Callable[[Condition], None]]:
        return {
            "transcript": self._by_transcript,
            "kind": self._by_kind,
            "case": lambda asked: self._narrow_cases(asked, self._labelled(asked)),
            "case kind": self._by_case_kind,
            "linked": lambda asked: self._narrow_cases(asked, self._linked(asked)),
            "site": lambda asked: self._narrow_cases(asked, self._linked(asked, kind="site")),
            "speaker": self._by_role,
            "question": self._by_question,
            "code": self._by_code,
            "coder": self._by_coder,
        }

    def _by_transcript(self, asked: Condition) -> None:
        named = {one.id: (one.id, one.title, one.source_name) for one in self._ground.transcripts}
        self._narrow_transcripts(asked, _found(asked, named, "transcript"))

    def _by_kind(self, asked: Condition) -> None:
        kinds = _found(asked, {kind: (kind,) for kind in get_args(TranscriptKind)}, "kind of transcript")
        self._narrow_transcripts(asked, {one.id for one in self._ground.transcripts if one.kind in kinds})

    def _by_case_kind(self, asked: Condition) -> None:
        kinds = _found(asked, {kind: (kind,) for kind in get_args(CaseKind)}, "kind of case")
        self._narrow_cases(asked, {case.id for case in self._ground.cases if case.kind in kinds})

    def _by_role(self, asked: Condition) -> None:
        roles = _found(asked, {role: (role,) for role in get_args(Role)}, "speaker")
        kept = roles if asked.sign == "=" else set(get_args(Role)) - roles
        self.roles = kept if self.roles is None else self.roles & kept

    def _by_question(self, asked: Condition) -> None:
        questions = {one.id: one for one in self._ground.questions}
        named = {one.id: (one.id, one.number, one.text) for one in questions.values()}
        ids = _found(asked, named, "question of the topic guide")
        whole = {each for question_id in ids for each in guide.family(questions[question_id], questions.values())}
        self.asked.append(Asked(question_ids=frozenset(whole), wanted=asked.sign == "="))

    def _by_code(self, asked: Condition) -> None:
        paths = self._ground.code_paths
        named = {code.id: (code.id, code.name, paths.get(code.id, code.name)) for code in self._ground.codes}
        chosen = _found(asked, named, "code")
        below: dict[str | None, list[str]] = {}
        for code in self._ground.codes:
            below.setdefault(code.parent_id, []).append(code.id)
        waiting = list(chosen)
        while waiting:
            under = [code_id for code_id in below.get(waiting.pop(), ()) if code_id not in chosen]
            chosen.update(under)
            waiting.extend(under)
        kept = chosen if asked.sign == "=" else {code.id for code in self._ground.codes} - chosen
        self.codes = kept if self.codes is None else self.codes & kept

    def _by_coder(self, asked: Condition) -> None:
        people = {coder.id: (coder.id, coder.name) for coder in self._ground.coders}
        chosen = _found(asked, people, "coder")
        kept = chosen if asked.sign == "=" else set(people) - chosen
        self.coders = kept if self.coders is None else self.coders & kept

    def _by_attribute(self, asked: Condition) -> None:
        name = asked.about[len(ATTRIBUTE) :].strip() if asked.about.casefold().startswith(ATTRIBUTE) else asked.about
        attribute = next((one for one in self._ground.attributes if one.name.casefold() == name.casefold()), None)
        if attribute is None:
            known = ", ".join(one.name for one in self._ground.attributes)
            near = get_close_matches(name.casefold(), [one.name.casefold() for one in self._ground.attributes], n=1)
            meant = next((one.name for one in self._ground.attributes if [one.name.casefold()] == near), "")
            raise Refused(
                f"Nothing here is called “{name}”. A condition is about {', '.join(WORDS)}, in a query about "
                "coded (the day of a coding), valence, memo or memo words too"
                + (f", or an attribute: {known}." if known else "; cases have no attribute yet.")
                + (f" Did you mean “{meant}”?" if meant else "")
            )
        values = {case.id: dict(case.values).get(attribute.id, "") for case in self._ground.cases}
        passes = compare(attribute, asked, sorted({value for value in values.values() if value}))
        known_of = {case_id: value for case_id, value in values.items() if value}
        self._keep_cases({case_id for case_id, value in known_of.items() if passes(value)})

    def _labelled(self, asked: Condition, *, kind: CaseKind | None = None) -> set[str]:
        cases = [case for case in self._ground.cases if kind in (None, case.kind)]
        return _found(asked, {case.id: (case.id, case.label) for case in cases}, kind or "case")

    def _linked(self, asked: Condition, *, relation: str = "", kind: CaseKind | None = None) -> set[str]:
        """The cases at the other end of a link to or from those named, and, where those are sites, they themselves."""
        named = self._labelled(asked, kind=kind)
        found = set(named) if kind == "site" else set()
        for link in self._ground.links:
            if not relation or link.relation.casefold() == relation:
                found |= {link.other_id} if link.case_id in named else set()
                found |= {link.case_id} if link.other_id in named else set()
        return found

    def _narrow_transcripts(self, asked: Condition, ids: set[str]) -> None:
        self.transcripts = self.transcripts & ids if asked.sign == "=" else self.transcripts - ids

    def _narrow_cases(self, asked: Condition, ids: set[str]) -> None:
        if asked.sign not in ("=", "!="):
            raise Refused(f"“{asked.about}” has no order: write = or !=, not {asked.sign}.")
        self._keep_cases(ids if asked.sign == "=" else {case.id for case in self._ground.cases} - ids)

    def _keep_cases(self, ids: set[str]) -> None:
        self.cases = ids if self.cases is None else self.cases & ids


_MOST_COMPARED = 2_000  # names at 50 µs each: a survey has 48,000 cases


def _nearest(value: str, names: Sequence[str]) -> str:
    """The name that was probably meant, else what to do."""
    folded = {name.casefold(): name for name in names[:_MOST_COMPARED]}
    near = get_close_matches(value.strip().casefold(), folded, n=1)
    return f"Did you mean “{folded[near[0]]}”?" if near else "Look at how it is written."


def _found(asked: Condition, named: Mapping[str, Iterable[str]], what: str) -> set[str]:
    """The ids that a condition's values name; a value is a name, in whatever case.

    Raises:
        Refused: A value names nothing.
    """
    by_name: dict[str, set[str]] = {}
    for one_id, names in named.items():
        for name in names:
            by_name.setdefault(name.strip().casefold(), set()).add(one_id)
    found: set[str] = set()
    for value in asked.values:
        ids = by_name.get(value.strip().casefold())
        if not ids or not value.strip():
            hint = _nearest(value, [name for names in named.values() for name in tuple(names)[1:] or names])
            raise Refused(f"There is no {what} “{value}” here, so “{asked}” means nothing. {hint}")
        found |= ids
    return found
