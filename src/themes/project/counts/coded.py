"""Verbs that count codes: together, by attributes, how often, along a transcript, from interview to interview."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Literal, get_args

from themes.compare.counts.cooccurrence import Together, Within, together
from themes.compare.counts.fisher import Fisher, fisher, holm
from themes.compare.counts.frequencies import Frequency
from themes.compare.counts.passage import Passage, united
from themes.compare.counts.saturation import Step, saturation
from themes.compare.counts.timeline import Timeline, timeline
from themes.compare.prevalence import Prevalence, Share
from themes.errors import Refused
from themes.filters import Where
from themes.model import Code, Consent, LookedAt, Reading, Transcript
from themes.project.base import one_moment
from themes.project.matrix.count_files import CountFileVerbs
from themes.project.matrix.laying_out import with_below
from themes.report import Material
from themes.report.consent import allowed
from themes.report.heard import Quoted, Voices
from themes.text import count_words

Order = Literal["coded", "read", "added", "title"]

ORDERS: tuple[Order, ...] = get_args(Order)
"""In what order interviews stand: of their first coding, of being read, of being added, of their titles."""

MOST_GROUPS = 20
"""Values of an attribute that a crosstab takes at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crosstab:
    """Codes by the values of an attribute, counted in participants; ``tests`` are as many as the codes.

    ``passages`` hold, by code id and group, the quotations of those who were looked at in full.
    """

    heard: Prevalence
    tests: tuple[Fisher | None, ...]
    passages: Mapping[tuple[str, str], tuple[Passage, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saturation:
    """New codes from interview to interview; ``passages`` hold, by transcript and code id, where each stands.

    ``left_out`` are transcripts that bear no code and that nobody has read: they are no step of the curve.
    """

    steps: tuple[Step, ...]
    passages: Mapping[tuple[str, str], tuple[Passage, ...]]
    left_out: tuple[str, ...]
    order: str


class CodeCountVerbs(CountFileVerbs):
    """Count codes."""

    def co_occurrence(
        self,
        *,
        within: Within = "quotation",
        n_turns: int = 3,
        only: Sequence[Code | str] | None = None,
        where: Where | None = None,
    ) -> Together:
        """Which codes stand together, each code by itself without those under it.

        Args:
            within: In overlapping quotations, in a turn, or in a window of turns.
            n_turns: How many turns a window holds, two or more.
            only: Only these codes.
            where: Only what passes this filter.

        Raises:
            Refused: A window holds fewer than two turns, or the filter names what the study does not have.
        """
        return self._co_occurrence(self._to_count(where), within=within, n_turns=n_turns, only=only)

    def crosstab(
        self,
        attribute: str,
        *,
        only: Sequence[Code | str] | None = None,
        hide_small: bool = False,
        where: Where | None = None,
    ) -> Crosstab:
        """Which groups of participants say which codes, with Fisher's exact test of each code.

        N are, as in ``prevalence``, the participants who were looked at in full; whoever has no value of the attribute
        stands in a group of their own and is not in the test.

        Args:
            attribute: Whose values are the groups.
            only: Only these codes; each counts with those under it.
            hide_small: As in ``prevalence``; a code of which a group is hidden has no test, which would tell of it.
            where: Only what passes this filter.

        Raises:
            Refused: The study's method claims no prevalence, there is no such attribute, or it has over 20 values.
        """
        return self._crosstab(self._to_count(where), attribute, only=only, hide_small=hide_small)

    def code_frequencies(
        self, *, below: bool = False, only: Sequence[Code | str] | None = None, where: Where | None = None
    ) -> list[Frequency]:
        """How often each code was given, in the order of the codebook.

        Args:
            below: Count what is under a code for it too.
            only: Only these codes.
            where: Only what passes this filter.
        """
        return self._frequencies(self._to_count(where), below=below, only=only)

    def code_timeline(
        self, transcript: Transcript | str, *, only: Sequence[Code | str] | None = None, where: Where | None = None
    ) -> Timeline:
        """Where codes stand along a transcript.

        Args:
            transcript: Which.
            only: Only these codes.
            where: Only what passes this filter.
        """
        return self._timeline(self._to_count(where), self.transcript(transcript), only=only)

    def saturation(
        self,
        *,
        order: Order = "coded",
        sources: Sequence[Transcript | str] | None = None,
        only: Sequence[Code | str] | None = None,
        where: Where | None = None,
    ) -> Saturation:
        """How many codes are new in each transcript, one after the other.

        Args:
            order: In what order they stand.
            sources: Only these transcripts, in this order, instead of ``order``.
            only: Only these codes.
            where: Only what passes this filter.

        Raises:
            Refused: The study's method knows no saturation.
        """
        return self._saturation(self._to_count(where), order=order, sources=sources, only=only)

    @one_moment
    def _to_count(self, where: Where | None, *, leaving: bool = False) -> Material:
        """The facts that are counted; without what nobody may use where it leaves the project."""
        material = self._said(where)
        if not leaving:
            return material
        consents = tuple(self._store.facts(Consent))
        return allowed(replace(material, consents=consents, today=self._today())).material

    def _today(self) -> date:
        """The day on which consent is asked for."""
        return datetime.now(UTC).date()

    def _codes_of(self, material: Material, only: Sequence[Code | str] | None) -> list[Code]:
        """The codes that are counted: those asked for, else those in use or not retired, in the codebook's order."""
        used = {coding.code_id for coding in material.codings}
        if only is None:
            return [code for code in material.codes if not code.retired or code.id in used]
        wanted = {self.code(one).id for one in only}
        return [code for code in material.codes if code.id in wanted]

    def _co_occurrence(
        self, material: Material, *, within: Within, n_turns: int, only: Sequence[Code | str] | None
    ) -> Together:
        if within == "window" and n_turns < _FEWEST_TURNS:
            raise Refused(f"A window holds {_FEWEST_TURNS} turns or more; one turn is the choice “turn”.")
        voices = Voices(material)
        return together(
            {code.id: _passages(voices.quoted([code.id])) for code in self._codes_of(material, only)},
            {one.id: [(turn.start, turn.end) for turn in one.turns] for one in material.transcripts},
            within=within,
            n_turns=n_turns,
        )

    def _crosstab(
        self, material: Material, attribute: str, *, only: Sequence[Code | str] | None, hide_small: bool
    ) -> Crosstab:
        if not attribute:
            raise Refused("A crosstab needs an attribute of cases. Nothing was counted.")
        heard = self._prevalence(material, "code", group_by=attribute, hide_small=hide_small, only=only)
        if len(heard.groups) > MOST_GROUPS:
            raise Refused(
                f"“{attribute}” has {len(heard.groups):,} values; a crosstab takes {MOST_GROUPS} at most. Nothing was "
                "counted. Put values into groups, as an attribute of their own."
            )
        voices = Voices(material)
        of_case = self._groups(voices, attribute)
        codes = {column.id: ids for column, ids in self._columns(material, "code", only).items()}
        passages: dict[tuple[str, str], list[Passage]] = {}
        for code_id, below in codes.items():
            looked = self._looked_at_in_full(voices, below)
            for one in voices.quoted(below):
                alone = one.speaker is not None and voices.is_one_voice(one.speaker)
                if alone and one.case_id in looked and one.case_id in of_case:
                    passages.setdefault((code_id, of_case[one.case_id]), []).extend(_passages([one]))
        return Crosstab(
            heard=heard,
            tests=tuple(holm([_test(heard.groups, row.groups) for row in heard.rows])),
            passages={key: tuple(found) for key, found in passages.items()},
        )

    def _looked_at_in_full(self, voices: Voices, code_ids: Sequence[str]) -> set[str]:
        return {
            case_id
            for case_id, places in voices.participants.items()
            if all((place, code_id) in voices.looked_at for place in places for code_id in code_ids)
        }

    def _frequencies(self, material: Material, *, below: bool, only: Sequence[Code | str] | None) -> list[Frequency]:
        voices = Voices(material)
        found = []
        for code in self._codes_of(material, only):
            quoted = voices.quoted(with_below(material, [code.id]) if below else [code.id])
            passages = _passages(quoted)
            found.append(
                Frequency(
                    code_id=code.id,
                    n_codings=sum(len(one.codings) for one in quoted),
                    n_quotations=len(quoted),
                    n_participants=voices.n_participants(quoted),
                    n_transcripts=len({one.transcript_id for one in passages}),
                    n_words=sum(
                        count_words(voices.transcripts[one.transcript_id].text[one.start : one.end])
                        for one in united(passages)
                    ),
                    passages=passages,
                )
            )
        return found

    def _timeline(self, material: Material, source: Transcript, *, only: Sequence[Code | str] | None) -> Timeline:
        voices = Voices(material)
        quoted = {
            code.id: [one for one in _passages(voices.quoted([code.id])) if one.transcript_id == source.id]
            for code in self._codes_of(material, only)
        }
        return timeline(quoted, source.turns, seconds=source.seconds)

    def _saturation(
        self,
        material: Material,
        *,
        order: Order,
        sources: Sequence[Transcript | str] | None,
        only: Sequence[Code | str] | None,
    ) -> Saturation:
        if why := self.method_refuses("saturation"):
            raise Refused(f"{why} Nothing was counted.")
        voices = Voices(material)
        codes = self._codes_of(material, only)
        passages: dict[tuple[str, str], list[Passage]] = {}
        for code in codes:
            for one in _passages(voices.quoted([code.id])):
                passages.setdefault((one.transcript_id, code.id), []).append(one)
        held: dict[str, list[str]] = {}
        for transcript_id, code_id in passages:
            held.setdefault(transcript_id, []).append(code_id)
        read = held.keys() | {transcript_id for transcript_id, _ in voices.looked_at}
        if sources is None:
            ordered = [one for one in self._in_order(material, order) if one in read]
        else:
            there = {one.id for one in material.transcripts}
            ordered = [one for one in (self.transcript(source).id for source in sources) if one in there]
        places = {code.id: nth for nth, code in enumerate(codes)}
        return Saturation(
            steps=tuple(saturation([(one, held.get(one, [])) for one in ordered], order=places)),
            passages={key: tuple(found) for key, found in passages.items()},
            left_out=tuple(one.id for one in material.transcripts if one.id not in ordered),
            order=order if sources is None else "own",
        )

    def _in_order(self, material: Material, order: Order) -> list[str]:
        """The ids of the transcripts in an order; those of which it is not known come last, by their titles."""
        by_title = [source.id for source in material.transcripts]
        if order == "title":
            return by_title
        found = self._first_coded(material) if order == "coded" else self._first_logged(order)
        there = set(by_title)
        ordered = [one for one in dict.fromkeys(found) if one in there]
        return [*ordered, *(one for one in by_title if one not in set(ordered))]

    def _first_coded(self, material: Material) -> list[str]:
        """The transcript of each coding, the earliest coding first."""
        places = {quotation.id: quotation.transcript_id for quotation in material.quotations}
        by_title = {source.id: nth for nth, source in enumerate(material.transcripts)}  # what came in one moment
        found = [(coding.at, by_title[places[coding.quotation_id]]) for coding in material.codings]
        return [material.transcripts[nth].id for _, nth in sorted(found)]

    def _first_logged(self, order: Order) -> list[str]:
        """The transcripts as the log first has them: added, or read or looked at, the earliest first."""
        kinds = ("transcript",) if order == "added" else ("reading", "looked at")
        logged = sorted((one for kind in kinds for one in self._store.operations_on(kind)), key=lambda one: one.seq)
        facts = [one.fact for one in logged]
        return [
            fact.id if isinstance(fact, Transcript) else fact.transcript_id
            for fact in facts
            if isinstance(fact, Transcript | Reading | LookedAt)
        ]


_FEWEST_TURNS = 2


def _test(groups: Sequence[str], shares: Sequence[Share]) -> Fisher | None:
    """The test of one code over the groups whose value is known; None where a group is hidden."""
    known = [share for group, share in zip(groups, shares, strict=True) if group]
    if any(share.hidden for share in shares):
        return None
    return fisher([share.n for share in known], [share.of for share in known])


def _passages(quoted: Sequence[Quoted]) -> tuple[Passage, ...]:
    return tuple(Passage(*one.place) for one in quoted)
