"""Verbs on filters: read one against the study, and what there is to choose from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from themes.filters import ATTRIBUTE, LINKED, WORDS, Filter, Ground, Passing, Where, as_filter
from themes.model import (
    Asking,
    Attribute,
    Case,
    CaseKind,
    CaseLink,
    Code,
    Coder,
    GuideQuestion,
    Role,
    Transcript,
    TranscriptKind,
)
from themes.project.base import one_moment
from themes.project.double_coding.viewpoint import Viewpoint
from themes.values import date_of, number_of

Comparison = Literal["words", "order", "number", "date"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Something that a filter can ask of this study.

    ``about`` is how a condition names it, ``label`` how people do; ``values`` pair what a condition writes with what
    people read, in order; ``comparison`` says whether it has only values, or a range too.
    """

    about: str
    label: str
    values: tuple[tuple[str, str], ...]
    comparison: Comparison = "words"


class FilterVerbs(Viewpoint):
    """Say what part of the study is looked at."""

    def filter(self, where: Where | None) -> Filter:
        """A filter as it is written, checked against this study.

        Args:
            where: A condition (``"role = chair"``), several of them, or a filter.

        Raises:
            Refused: A condition cannot be read, or names what the study does not have.
        """
        return self.passing(where).where

    @one_moment
    def passing(self, where: Where | None) -> Passing:
        """What passes a filter: cases, ranges of transcripts, places and codings.

        Raises:
            Refused: As in ``filter``.
        """
        asked = as_filter(where)
        return Passing(asked, self._ground(asked))

    def filter_choices(self) -> list[Choice]:
        """What a filter can ask of this study, attributes first; what has nothing to choose from is left out."""
        cases = self._store.facts(Case)
        attributes = [self._attribute_choice(attribute, cases) for attribute in self._store.facts(Attribute)]
        found = [
            *attributes,
            Choice(about="question", label="Question", values=self._questions()),
            Choice(about="case", label="Case", values=_same(case.label for case in cases)),
            Choice(about="site", label="Site", values=_same(case.label for case in cases if case.kind == "site")),
            *self._linked(cases),
            Choice(about="speaker", label="Who speaks", values=_same(get_args(Role))),
            Choice(about="transcript", label="Transcript", values=self._titles()),
            Choice(about="kind", label="Kind of transcript", values=self._kinds()),
            Choice(about="case kind", label="Kind of case", values=_present(get_args(CaseKind), cases)),
            Choice(about="code", label="Code", values=tuple(sorted(self._code_paths().items(), key=_by_name))),
            Choice(about="coder", label="Coder", values=_same(coder.name for coder in self._store.facts(Coder))),
        ]
        return [choice for choice in found if choice.values and (len(choice.values) > 1 or choice.about in _EVEN_ONE)]

    def _attribute_choice(self, attribute: Attribute, cases: list[Case]) -> Choice:
        held = {value for case in cases if (value := dict(case.values).get(attribute.id, ""))}
        comparison: Comparison = "words"
        if attribute.type in ("number", "date"):
            comparison = attribute.type
        elif attribute.ordered and attribute.choices:
            comparison = "order"
        elif held and all(map(number_of, held)):
            comparison = "number"
        elif held and all(map(date_of, held)):
            comparison = "date"
        by_size = comparison == "number" and all(map(number_of, held))
        listed = sorted(held, key=(lambda value: (float(number_of(value) or 0), value)) if by_size else _by_word)
        chosen = [choice for choice in attribute.choices if choice in held]
        folded = attribute.name.casefold()
        clashes = folded in WORDS or folded.startswith((LINKED, ATTRIBUTE))
        return Choice(
            about=f"{ATTRIBUTE}{attribute.name}" if clashes else attribute.name,
            label=attribute.name,
            values=_same([*chosen, *(value for value in listed if value not in chosen)]),
            comparison=comparison,
        )

    def _questions(self) -> tuple[tuple[str, str], ...]:
        ordered = sorted(self._store.facts(GuideQuestion), key=lambda one: one.position)
        return tuple((one.number or one.text, f"{one.number} {one.text}".strip()) for one in ordered)

    def _linked(self, cases: list[Case]) -> list[Choice]:
        """For each relation, the cases that others are linked to by it."""
        labels = {case.id: case.label for case in cases}
        by_relation: dict[str, set[str]] = {}
        for link in self._store.facts(CaseLink):
            by_relation.setdefault(link.relation, set()).add(labels[link.other_id])
        return [
            Choice(about=f"{LINKED}{relation}", label=f"Link: {relation}", values=_same(sorted(others)))
            for relation, others in sorted(by_relation.items())
        ]

    def _titles(self) -> tuple[tuple[str, str], ...]:
        return _same(transcript.title for transcript in self._store.facts(Transcript))

    def _kinds(self) -> tuple[tuple[str, str], ...]:
        there = {transcript.kind for transcript in self._store.facts(Transcript)}
        return _same(kind for kind in get_args(TranscriptKind) if kind in there)

    def _code_paths(self) -> dict[str, str]:
        by_id = {code.id: code for code in self._store.facts(Code)}
        paths: dict[str, str] = {}
        for code in by_id.values():
            names, above = [code.name], code.parent_id
            while above is not None:
                names.insert(0, by_id[above].name)
                above = by_id[above].parent_id
            paths[code.id] = " > ".join(names)
        return paths

    def _ground(self, asked: Filter, *, coded: bool = False) -> Ground:
        """The facts that a filter is read against; what is costly only where it is asked for, or ``coded`` says so."""
        about = {condition.about.casefold() for condition in asked.conditions}
        coded = coded or bool(about & {"code", "coder"})
        return Ground(
            transcripts=tuple(self._store.facts(Transcript)),
            attributes=tuple(self._store.facts(Attribute)),
            cases=tuple(self._store.facts(Case)),
            links=tuple(self._store.facts(CaseLink)),
            questions=tuple(self._store.facts(GuideQuestion)),
            askings=tuple(self._store.facts(Asking)),
            codes=tuple(self._store.facts(Code)),
            code_paths=self._code_paths() if coded else {},
            coders=tuple(self._store.facts(Coder)),
            quotations=tuple(self._seen_quotations()) if coded else (),
            codings=tuple(self._seen_codings()) if coded else (),
        )


_EVEN_ONE = frozenset({"question", "site"})


def _same(values: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Values that people read as they are written."""
    return tuple((value, value) for value in values)


def _present(kinds: tuple[str, ...], cases: list[Case]) -> tuple[tuple[str, str], ...]:
    there = {case.kind for case in cases}
    return _same(kind for kind in kinds if kind in there)


def _by_name(pair: tuple[str, str]) -> str:
    return pair[1].casefold()


def _by_word(value: str) -> tuple[float, str]:
    return 0.0, value.casefold()
