"""Verbs that ask: which quotations a query finds, with what the quotation table shows of each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from themes.filters import ATTRIBUTE, WORDS, Condition, Filter, Ground, Passing, Where, as_filter
from themes.many import no_rubbish
from themes.model import Case, Coding, Memo, Quotation, Span, Speaker, Transcript
from themes.project.base import one_moment
from themes.project.findings import FindingVerbs
from themes.project.queries.records import FoundRow, QueryAnswer
from themes.project.searching import Hit, SearchVerbs
from themes.queries import ON_CODINGS, Expression, Facts, Narrowed, Places, find, in_words, read
from themes.queries.ids import asks_for_coders, kept, named
from themes.report import Material
from themes.text import speaker_of


class AskingQueryVerbs(SearchVerbs, FindingVerbs):
    """Ask a query of the study."""

    @one_moment
    def query(self, expression: str | Expression, *, where: Where | None = None) -> QueryAnswer:
        """The quotations that a query finds, by the codings that count; by everyone's where it asks for a coder.

        Args:
            expression: As docs/queries.md has it: ``Trust near Regulation not Finance where role = trust chair``.
            where: Conditions beside those of the query, which may be about codings too (coder, coded, …).

        Raises:
            NotUnderstood: It cannot be read, or names what the study does not have; the error says where.
        """
        ground = self._query_ground()
        standing = self.whose_codings()
        asked = named(read(expression) if isinstance(expression, str) else expression, ground)
        more = tuple(_as_a_filter_means(one, ground) for one in as_filter(where).conditions)
        whole = Narrowed(part=asked, conditions=more, at_end=True) if more else asked
        whose = standing.sentence
        if asks_for_coders(whole):
            whose = _ASKS_ITSELF if whose else ""
        elif standing.standing.whose.rule != "everyone":
            ground = self._ground_that_counts(ground)
        with no_rubbish():  # ten thousand rows are made and none is thrown away: it took a third of their time
            found = find(whole, Facts(ground=ground, memos=self._memos_on_quotations()))
            rows = tuple(self._found_rows(found, ground))
        people = {case.id for case in ground.cases if case.kind == "participant"}
        said = frozenset(case.id for row in rows for case in row.cases if case.id in people)
        return QueryAnswer(
            expression=str(asked),
            words=in_words(asked),
            where=as_filter(where).words,
            rows=rows,
            participants=said,
            n_of=len(_counted(whole, ground).participants()),
            n_transcripts=len(found),
            whose=whose,
        )

    def _ground_that_counts(self, ground: Ground) -> Ground:
        """The facts with those codings alone that count."""
        material = Material(
            study=self.study, transcripts=ground.transcripts, quotations=ground.quotations, codings=ground.codings
        )
        return replace(ground, codings=self._that_counts(material).codings)

    def query_written(self, expression: Expression) -> str:
        """A query as people write it: with the names that what it holds the ids of has now."""
        return str(named(expression, self._query_ground()))

    def query_kept(self, expression: Expression) -> Expression:
        """A query with the ids of what it names.

        Raises:
            NotUnderstood: It names a code that the study does not have.
        """
        return kept(expression, self._query_ground())

    def _query_ground(self) -> Ground:
        """All facts that a query may be about, as this coder is shown them."""
        return self._ground(Filter(), coded=True)

    def has_codings(self) -> bool:
        """Whether anything is coded that this coder is shown."""
        return bool(self._seen_codings())

    def coded_days(self) -> list[str]:
        """The days (UTC, ISO 8601) on which something was coded, in order."""
        return sorted({coding.at[:10] for coding in self._seen_codings() if coding.at})

    def _memos_on_quotations(self) -> dict[str, list[str]]:
        memos: dict[str, list[str]] = {}
        for memo in self._store.facts(Memo, about="quotation"):
            memos.setdefault(memo.about_id, []).append(memo.text)
        return memos

    def _found_rows(self, found: Places, ground: Ground) -> Iterator[FoundRow]:
        shown = _Shown(ground, self.values_of_all(), self._memos_on_quotations())
        for source in ground.transcripts:
            places = found.get(source.id, {})
            yield from shown.rows(source, sorted(places.items()))


def _as_a_filter_means(asked: Condition, ground: Ground) -> Condition:
    """A condition of a filter, which knows no words for codings: one called like a property is about the property."""
    named_so = any(attribute.name.casefold() == asked.about.casefold() for attribute in ground.attributes)
    is_own_word = asked.about.casefold() in set(ON_CODINGS) - set(WORDS)
    return replace(asked, about=f"{ATTRIBUTE}{asked.about}") if named_so and is_own_word else asked


def _counted(asked: Expression, ground: Ground) -> Passing:
    """What passes the conditions that hold of a whole query, as far as they say who is counted."""
    conditions = []
    while isinstance(asked, Narrowed):
        conditions += [one for one in asked.conditions if one.about.casefold() not in ON_CODINGS]
        asked = asked.part
    return Passing(Filter(conditions=tuple(conditions)), ground)


_ASKS_ITSELF = "The query says whose codings it asks for, so that everyone's were asked."


class _Shown:
    """What the table shows of each place, looked up in what is made ready once."""

    def __init__(
        self, ground: Ground, values: Mapping[str, Mapping[str, str]], memos: Mapping[str, Sequence[str]]
    ) -> None:
        self._values = values
        self._memos = memos
        self._cases = {case.id: case for case in ground.cases}
        self._coders = {coder.id: coder.name for coder in ground.coders}
        self._paths = ground.code_paths
        self._codings = {coding.id: coding for coding in ground.codings}
        self._together: dict[frozenset[str], tuple[str, ...]] = {}
        self._given: dict[str, list[str]] = defaultdict(list)
        for coding in ground.codings:
            self._given[coding.quotation_id].append(coding.code_id)
        self._quoted: dict[str, list[Quotation]] = defaultdict(list)
        for quotation in ground.quotations:
            self._quoted[quotation.transcript_id].append(quotation)

    def rows(self, source: Transcript, places: Sequence[tuple[tuple[int, int], frozenset[str]]]) -> Iterator[FoundRow]:
        """The rows of one transcript, in the order of its text."""
        starts = [turn.start for turn in source.turns]
        standing = _Standing(self._quoted.get(source.id, ()))
        for (start, end), coding_ids in places:
            first, last = max(0, bisect_right(starts, start) - 1), bisect_left(starts, end)
            turns = range(first, last)
            speaker = self._speaker(source, turns, start, end)
            case = self._cases.get(speaker.case_id) if speaker and speaker.case_id else None
            carrying = [self._codings[one] for one in coding_ids]
            if len(carrying) > 1:
                carrying.sort(key=lambda one: (one.at, one.id))
            on_it = frozenset(code for one in standing.on(start, end) for code in self._given[one])
            yield FoundRow(
                hit=Hit(
                    transcript=source,
                    span=Span(start=start, end=end),
                    found=(),
                    speaker=speaker,
                    case=case,
                    seconds=source.turns[first].start_seconds if turns else None,
                ),
                cases=tuple(self._speaking(source, turns)),
                turn=first + 1 if turns else None,
                values=self._values.get(case.id, {}) if case else {},
                codes=self._named(on_it),
                coders=_each(self._coders[one.coder_id] for one in carrying),
                coded=_each(one.at[:10] for one in carrying if one.at),
                valences=_each(one.valence or "" for one in carrying if one.valence),
                memos=_each(self._noted(carrying)) if self._memos else (),
                coding_ids=tuple(one.id for one in carrying),
            )

    def _named(self, code_ids: frozenset[str]) -> tuple[str, ...]:
        """The paths of some codes; of ten thousand places the same few come again and again."""
        if code_ids not in self._together:
            self._together[code_ids] = tuple(sorted((self._paths[one] for one in code_ids), key=str.casefold))
        return self._together[code_ids]

    def _noted(self, codings: Iterable[Coding]) -> Iterator[str]:
        for coding in codings:
            yield from self._memos.get(coding.quotation_id, ())

    def _speaker(self, source: Transcript, turns: range, start: int, end: int) -> Speaker | None:
        if len(turns) != 1:
            return speaker_of(source, start, end)
        nth = source.turns[turns[0]].speaker  # nearly all quotations lie in one turn
        return None if nth is None else source.speakers[nth]

    def _speaking(self, source: Transcript, turns: range) -> Iterator[Case]:
        """The cases who speak in some turns, each once, in the order in which they begin."""
        heard = dict.fromkeys(source.turns[nth].speaker for nth in turns)
        for nth in heard:
            case_id = None if nth is None else source.speakers[nth].case_id
            if case_id in self._cases:
                yield self._cases[case_id]


class _Standing:
    """The quotations of one transcript, by what they share words with."""

    def __init__(self, quotations: Iterable[Quotation]) -> None:
        self._quotations = sorted(quotations, key=lambda one: one.start)
        self._starts = [one.start for one in self._quotations]
        self._highest: list[int] = []
        for one in self._quotations:
            self._highest.append(max(one.end, self._highest[-1] if self._highest else 0))

    def on(self, start: int, end: int) -> list[str]:
        """The ids of those that share words with a half-open range."""
        nearby = self._quotations[bisect_right(self._highest, start) : bisect_left(self._starts, end)]
        return [one.id for one in nearby if one.end > start]


def _each(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
