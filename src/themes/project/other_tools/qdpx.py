"""Verbs that write the study for other tools: a REFI-QDA project (.qdpx), as consent and release let it leave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from themes import __version__
from themes.errors import Refused
from themes.model import (
    Asking,
    Assignment,
    Attribute,
    Candidate,
    Case,
    CaseLink,
    Code,
    Consent,
    Displaced,
    FrozenSet,
    GuideQuestion,
    LookedAt,
    Memo,
    Query,
    Quotation,
    Reading,
    ReportText,
    Settlement,
    Suggestion,
    Summary,
    Transcript,
)
from themes.project.base import one_moment
from themes.project.findings import FindingVerbs
from themes.project.memo_export import MemoExportVerbs
from themes.project.whole_file import checked_place, written_whole
from themes.report.consent import PARAPHRASE, WITHHELD, allowed, use_of
from themes.report.titles import shown_attributes
from themes.report.wording import counted

if TYPE_CHECKING:
    from themes.exchange.other_project import NotBrought
    from themes.exchange.refi.leaving import Leaving, Written
    from themes.report import Material

_BEYOND: Mapping[type, str] = {
    LookedAt: "that somebody looked for a code in a text and found nothing",
    Displaced: "a quotation that lost its place in a correction",
    Candidate: "a candidate theme of the machine's",
    Suggestion: "a suggestion of the machine's",
    GuideQuestion: "a question of the topic guide",
    Asking: "a place where a question is asked",
    Consent: "what a case has consented to",
    Reading: "that somebody has read a text",
    Settlement: "where a disagreement of coders was settled",
    Summary: "a summary of what a case says on a theme",
    ReportText: "what an author wrote in the report, or chose for it",
    Assignment: "who is to code a text",
    FrozenSet: "what the machine had suggested at one moment",
    Query: "a query that was saved",
}
_NAMING = "a property that would single people out, left out of every export"
_MEMO_LEFT = "a memo on what is gone or may not leave"
_STUDY = "what the study says of itself (method, commissioner, questions, dates)"
_HISTORY = "the history of what was done"


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenOut:
    """What was written for other tools, and what the format could not hold.

    ``n_left_out`` quotations were left out and ``n_paraphrase`` stand without their words, as consent asks.
    """

    path: Path
    n_transcripts: int
    n_codes: int
    n_codings: int
    n_left_out: int = 0
    n_paraphrase: int = 0
    not_held: tuple[NotBrought, ...] = ()


class QdpxVerbs(FindingVerbs, MemoExportVerbs):
    """Write the study for other tools."""

    def write_qdpx(self, path: str | Path, *, insist: bool = False) -> WrittenOut:
        """Write the study as a REFI-QDA project, which NVivo, ATLAS.ti, MAXQDA and others read.

        Who speaks is named by their case. Words whose speaker has not consented to be quoted do not leave.

        Args:
            path: Where, ending in .qdpx; a file of that name is replaced once the new one is whole.
            insist: Write it although names may still stand in transcripts.

        Raises:
            Refused: The suffix is another, the folder is missing, or a transcript is not released; nothing was written.
        """
        place = checked_place(path, (".qdpx",), what="A project for other tools is")
        unreleased = len(self.unreleased())
        if unreleased and not insist:
            raise Refused(
                f"Names may still stand in {counted(unreleased, 'transcript')}. Nothing was written. Review names and "
                "release (page Names, or `themes names`), or declare that the transcripts came pseudonymised (there "
                "too, or `themes study --pseudonymised`)."
            )
        out, written = self.as_qdpx(place)
        written_whole(place, lambda made: made.write_bytes(written.data))
        return out

    def as_qdpx(self, place: Path = Path("study.qdpx")) -> tuple[WrittenOut, Written]:
        """The study as a REFI-QDA project in memory, and what it holds and could not hold."""
        from themes.exchange.refi.write import write  # noqa: PLC0415 - only who writes such a file pays for it

        leaving, n_left_out, n_paraphrase = self._leaving_study()
        written = write(leaving)
        out = WrittenOut(
            path=place,
            n_transcripts=len(leaving.transcripts),
            n_codes=len(leaving.codes),
            n_codings=len(leaving.codings),
            n_left_out=n_left_out,
            n_paraphrase=n_paraphrase,
            not_held=written.not_held,
        )
        return out, written

    @one_moment
    def _leaving_study(self) -> tuple[Leaving, int, int]:
        """The facts as they may leave, how many quotations were left out, and of how many the words are."""
        from themes.exchange.refi.leaving import Leaving  # noqa: PLC0415 - as above

        everything = self._material(twice=False)
        consented = allowed(everything)
        material = consented.material
        attributes = self._store.facts(Attribute)
        shown = set(shown_attributes([one.name for one in attributes]))
        case_ids = {case.id for case in material.cases}
        memos = self._memos_leaving(material, {theme.id for theme in material.themes})
        beyond = [(said, len(self._store.facts(kind))) for kind, said in _BEYOND.items()]
        beyond += [(_NAMING, sum(one.name not in shown for one in attributes)), (_STUDY, 1), (_HISTORY, 1)]
        beyond += [(_MEMO_LEFT, len(self._store.facts(Memo)) - len(memos))]
        leaving = Leaving(
            study=self.study,
            version=__version__,
            coders=material.coders,
            codes=tuple(_examples_kept(material.codes, everything.quotations, material.quotations)),
            attributes=tuple(one for one in self.attributes() if one.name in shown),
            cases=material.cases,
            links=tuple(link for link in self._store.facts(CaseLink) if {link.case_id, link.other_id} <= case_ids),
            transcripts=tuple(_without_cases(one, material.cases) for one in material.transcripts),
            quotations=material.quotations,
            codings=material.codings,
            themes=material.themes,
            memos=memos,
            withheld=_withheld(material),
            beyond=tuple(beyond),
        )
        return leaving, consented.n_left_out, consented.n_paraphrase

    def _memos_leaving(self, material: Material, theme_ids: set[str]) -> tuple[Memo, ...]:
        """Memos on what leaves, with the words of quotations in place of links, as consent lets them be printed."""
        here = {self.study.id, *theme_ids, *(one.id for one in material.quotations)}
        here |= {one.id for one in material.cases} | {one.id for one in material.codes}
        here |= {one.id for one in material.transcripts}
        return tuple(
            replace(view.memo, text=self.memo_as_allowed(view)) for view in self.memos() if view.memo.about_id in here
        )


def _without_cases(transcript: Transcript, cases: Iterable[Case]) -> Transcript:
    """The transcript without the voices of cases that do not leave: what they say is then nobody's."""
    known = {case.id for case in cases}
    kept = [nth for nth, one in enumerate(transcript.speakers) if one.case_id is None or one.case_id in known]
    if len(kept) == len(transcript.speakers):
        return transcript
    place = {was: nth for nth, was in enumerate(kept)}
    turns = tuple(
        turn if turn.speaker is None else replace(turn, speaker=place.get(turn.speaker)) for turn in transcript.turns
    )
    return replace(transcript, speakers=tuple(transcript.speakers[nth] for nth in kept), turns=turns)


def _withheld(material: Material) -> dict[str, dict[int, str]]:
    """What stands for the words of turns that may not leave, by transcript and index of the turn."""
    if not material.consents or material.today is None:
        return {}
    consents = {consent.id: consent for consent in material.consents}
    instead = {"paraphrase": PARAPHRASE, "none": WITHHELD}
    held: dict[str, dict[int, str]] = {}
    for source in material.transcripts:
        for nth, turn in enumerate(source.turns):
            use = use_of(source, turn.start, turn.end, consents=consents, today=material.today)
            if use in instead:
                held.setdefault(source.id, {})[nth] = instead[use]
    return held


def _examples_kept(codes: Iterable[Code], every: Iterable[Quotation], leaving: Iterable[Quotation]) -> Iterable[Code]:
    """The codes without examples whose words may not leave."""
    held = {quotation.words for quotation in leaving}
    withheld = {quotation.words for quotation in every} - held
    for code in codes:
        typical = tuple(words for words in code.typical if words not in withheld)
        not_this = tuple(words for words in code.not_this if words not in withheld)
        yield replace(code, typical=typical, not_this=not_this)
