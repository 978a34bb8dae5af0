"""From what another tool's file holds to facts of this study: transcripts, codes, coders, codings and memos."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from themes.errors import RefusedFile
from themes.model import Case, Code, Coder, Coding, Memo, Quotation, Span, Transcript
from themes.operations import added, new_id, now, revised
from themes.project.codebook import PALETTE
from themes.project.other_tools.beside import Beside
from themes.project.other_tools.brought_in import BroughtIn, Here
from themes.project.other_tools.texts import (
    by_name,
    called,
    data_of,
    file_of,
    n_lost,
    names_of,
    places_in,
    says_the_same,
    transcript_of_rows,
    without_ending,
)
from themes.project.people.same_person import number_in
from themes.project.texts.intake import free_labels, free_title
from themes.project.withdrawal.again import holds
from themes.text import canonical, trim

if TYPE_CHECKING:
    from themes.exchange.other_project import HeldCode, OtherProject, OtherText, Passage
    from themes.exchange.placing import Place

ReadPage = Callable[[str, bytes, str | None], Transcript]
"""Reads a web page or a text by its name and bytes, in a layout or in the likeliest."""

ONE_VOICE = "one voice"

_OWN_LABEL = re.compile(r"(?=\S*\d)[\w-]{1,16}")
_ENOUGH = 0.9
_MOST_CASES = 100_000
_NO_TRANSCRIPT = "no transcript of that name is here"
_NOT_READ = "no words could be read in the text"
_ONLY_SPACE = "it holds no words"


class Bringing:
    """Takes what another tool's file holds into a study.

    Args:
        other: What the file holds.
        here: What the study has.
        coder: Who coded what the file names nobody for.
        read_page: Reads a web page or a text.
    """

    def __init__(self, other: OtherProject, here: Here, *, coder: Coder, read_page: ReadPage) -> None:
        """Take all of it in; ``here`` then has the changes."""
        from themes.exchange.other_project import Tally  # noqa: PLC0415 - parsers are not needed to open a project

        self._here = here
        self._read_page = read_page
        self._tally = Tally()
        self._counts = dict.fromkeys(("n_transcripts", "n_matched", "n_codes", "n_coders", "n_codings"), 0)
        self._counts |= dict.fromkeys(("n_known", "n_memos", "n_exact", "n_loose"), 0)
        self._coders = {known.name.casefold(): known for known in here.coders}
        self._codes = here.codes_by_path()
        self._coder = coder if coder.id in {known.id for known in here.coders} else self._coder_named(coder.name)
        self._cases = {case.label.casefold(): case for case in here.cases}
        self._by_sha256 = {known.source_sha256: known for known in here.transcripts}
        self._by_name = by_name(here.transcripts)
        self._titles = {known.title for known in here.transcripts}
        self._free: Iterator[str] | None = None
        self._without: list[str] = []
        for name in other.team:
            self._coder_named(name)
        for held in other.codes:
            self._code_at(held.path, held=held)
        self._by_text: dict[str, Transcript] = {}
        self._beside = Beside(other, here, tally=self._tally, cases=self._cases)
        self._take(other)
        self._beside.join(self._by_text, self._codes, lambda name: self._coder_named(name) if name else self._coder)
        self.result = BroughtIn(
            tool=other.tool,
            coders=other.coders,
            without_text=tuple(self._without),
            not_brought=(*other.not_brought, *self._tally.all()),
            counted=other.counted,
            **self._beside.counts,
            **(self._counts | {"n_memos": self._counts["n_memos"] + self._beside.n_memos}),
        )

    def _take(self, other: OtherProject) -> None:
        """Text by text: which transcript it is, where its passages stand, what they were given."""
        by_text: dict[str, list[Passage]] = {text.name: [] for text in other.texts}
        for passage in other.passages:
            by_text.setdefault(passage.text_name, []).append(passage)
        texts = {text.name: text for text in other.texts}
        for name, passages in by_text.items():
            transcript, places = self._transcript_of(name, texts.get(name), passages)
            if transcript is None:
                self._without.append(name)
                for passage in passages:
                    self._tally.add(_NO_TRANSCRIPT, f"{name}: {passage.number}")
                continue
            self._by_text[name] = transcript
            for passage, place in zip(passages, places, strict=True):
                if isinstance(place, str):
                    self._tally.add(place, f"{name}: {passage.number}")
                else:
                    self._code(transcript, passage, place)

    def _transcript_of(
        self, name: str, text: OtherText | None, passages: Sequence[Passage]
    ) -> tuple[Transcript | None, list[Place | str]]:
        """The transcript that a text is, here already or new, and where the passages stand in it."""
        data = b"" if text is None else data_of(text)
        sha256 = hashlib.sha256(data).hexdigest() if data else ""
        same = self._by_sha256.get(sha256)
        if same is not None:
            self._counts["n_matched"] += 1
            return same, places_in(same, text, passages)
        gone = None if text is None else self._here.gone.by_file(sha256) or self._here.gone.by_words(text.text)
        for known in called(name, self._by_name):
            places = places_in(known, text, passages)
            n_placed = sum(not isinstance(place, str) for place in places)
            same_words = text is None or known.text == text.text or (not passages and says_the_same(known, text.text))
            # A text from before somebody withdrew from it: what stands on others' words comes, theirs has no place.
            was_marked = known.id in self._here.gone.marked and gone is not None
            if same_words or was_marked or (passages and n_placed >= _ENOUGH * len(places)):
                self._counts["n_matched"] += 1
                return known, places
        if text is None or not text.text.strip():
            return None, []
        if gone is not None:
            self._tally.add(holds("the text", gone).rstrip("."), name)
            return None, []
        try:
            new, places = self._fresh(text, data, passages)
        except RefusedFile:
            self._tally.add(_NOT_READ, name)
            return None, []
        transcript = self._with_cases(name, replace(new, source_sha256=sha256))
        self._by_sha256[sha256] = transcript
        self._titles.add(transcript.title)
        for called_so in names_of(transcript):
            self._by_name.setdefault(called_so, []).append(transcript)
        self._here.changes.append(added(transcript))
        self._here.sources[sha256] = data
        self._counts["n_transcripts"] += 1
        return transcript, places

    def _fresh(self, text: OtherText, data: bytes, passages: Sequence[Passage]) -> tuple[Transcript, list[Place | str]]:
        """The text as a new transcript: as our readers see it, or as one voice where that loses no passage."""
        # A text of ours is called as it was; others by their files' names.
        title = free_title(text.name if text.kind else without_ending(text.name), self._titles)
        if text.said:
            transcript = transcript_of_rows(text, title)
            return transcript, places_in(transcript, text, passages)
        page = file_of(text)
        best = replace(self._read_page(page, data, None), title=title)
        places = places_in(best, text, passages)
        if any(isinstance(place, str) for place in places) and best.layout != ONE_VOICE:
            whole = replace(self._read_page(page, data, ONE_VOICE), title=title)
            there = places_in(whole, text, passages)
            if n_lost(there) < n_lost(places):
                return whole, there
        return best, places

    def _with_cases(self, name: str, transcript: Transcript) -> Transcript:
        """Participants with cases: the file's, or of their own label where it tells people apart, or a neutral one."""
        alone = sum(speaker.role == "participant" for speaker in transcript.speakers) == 1
        speakers = []
        for speaker in transcript.speakers:
            if speaker.role != "participant":
                speakers.append(speaker)
                continue
            own = speaker.label if _OWN_LABEL.fullmatch(speaker.label) else ""
            case = self._beside.case_of(name, speaker, alone=alone)
            case = case or (self._cases.get(own.casefold()) if own else None)
            if case is None:
                wanted = own or (number_in(transcript.source_name) if alone else "")
                label = wanted if wanted and wanted.casefold() not in self._cases else self._neutral()
                case = Case(id=new_id(), label=label, kind="participant" if speaker.voices == 1 else "group")
                self._beside.add(case)
            speakers.append(replace(speaker, case_id=case.id))
        return replace(transcript, speakers=tuple(speakers))

    def _neutral(self) -> str:
        """The next neutral label that nobody has."""
        if not self._free:
            self._free = iter(free_labels((case.label for case in self._cases.values()), _MOST_CASES))
        return next(label for label in self._free if label.casefold() not in self._cases)

    def _code(self, transcript: Transcript, passage: Passage, place: Place) -> None:
        """The codings of one passage, those that are here already left alone."""
        span = trim(transcript.text, Span(start=place.start, end=place.end))
        if span is None:
            self._tally.add(_ONLY_SPACE, f"{passage.text_name}: {passage.number}")
            return
        self._counts["n_exact" if place.match == "exact" else "n_loose"] += 1
        coder = self._coder_named(passage.coder) if passage.coder else self._coder
        quotation = self._quotation(transcript, coder, span)
        for nth, path in enumerate(passage.codes):
            code = self._code_at(path)
            if (quotation.id, code.id) in self._here.codings:
                self._counts["n_known"] += 1
                continue
            self._here.codings.add((quotation.id, code.id))
            self._counts["n_codings"] += 1
            coding = Coding(
                id=new_id(),
                quotation_id=quotation.id,
                code_id=code.id,
                coder_id=coder.id,
                codebook_version=self._here.codebook_version,
                at=(passage.coded_at[nth] if passage.coded_at else "") or now(),
            )
            self._here.changes.append(added(coding))
        self._note(quotation, coder, passage.memo)
        for remark in passage.remarks:
            self._note(quotation, self._coder_named(remark.coder) if remark.coder else coder, remark.text, at=remark.at)

    def _note(self, quotation: Quotation, coder: Coder, words: str, *, at: str = "") -> None:
        """A memo on a quotation, unless it has the same already."""
        memo = canonical(words).strip()
        if memo and (quotation.id, memo) not in self._here.memos:
            self._here.memos.add((quotation.id, memo))
            self._counts["n_memos"] += 1
            note = Memo(
                id=new_id(), about="quotation", about_id=quotation.id, coder_id=coder.id, text=memo, at=at or now()
            )
            self._here.changes.append(added(note))

    def _quotation(self, transcript: Transcript, coder: Coder, span: Span) -> Quotation:
        key = (transcript.id, coder.id, span.start, span.end)
        known = self._here.quotations.get(key)
        if known is None:
            known = Quotation(
                id=new_id(),
                transcript_id=transcript.id,
                coder_id=coder.id,
                start=span.start,
                end=span.end,
                words=transcript.text[span.start : span.end],
            )
            self._here.quotations[key] = known
            self._here.changes.append(added(known))
        return known

    def _code_at(self, path: Iterable[str], *, held: HeldCode | None = None) -> Code:
        """The code of that path, made with its ancestors where it is new; what the file says fills what is empty."""
        names = tuple(" ".join(canonical(name).split()) for name in path)
        parent: Code | None = None
        for depth in range(1, len(names) + 1):
            key = tuple(name.casefold() for name in names[:depth])
            code = self._codes.get(key)
            said = _said(held) if held and depth == len(names) else {}
            if code is None:
                count = len(self._codes)
                code = Code(
                    id=new_id(),
                    name=names[depth - 1],
                    colour=(held.colour if held and said else "") or PALETTE[count % len(PALETTE)],
                    parent_id=parent.id if parent else None,
                    position=count,
                    **said,
                )
                self._codes[key] = code
                self._counts["n_codes"] += 1
                self._here.changes.append(added(code))
            elif fuller := {name: words for name, words in said.items() if words and not getattr(code, name)}:
                now_so = replace(code, **fuller)
                self._revise(code, now_so)
                self._codes[key] = code = now_so
            parent = code
        if parent is None:
            raise ValueError("A code needs a name.")
        return parent

    def _revise(self, was: Code, fuller: Code) -> None:
        """Change a code; one that came with this file comes as it is now."""
        for nth, change in enumerate(self._here.changes):
            if change.now is was:
                self._here.changes[nth] = added(fuller)
                return
        self._here.changes.append(revised(was, fuller))

    def _coder_named(self, name: str) -> Coder:
        called = " ".join(canonical(name).split())
        known = self._coders.get(called.casefold())
        if known is None:
            known = Coder(id=new_id(), name=called)
            self._coders[called.casefold()] = known
            self._counts["n_coders"] += 1
            self._here.changes.append(added(known))
        return known


def _said(held: HeldCode) -> dict[str, Any]:
    """What a file says of a code, field by field, as a codebook keeps it."""
    return {
        "definition": canonical(held.definition).strip(),
        "use_when": canonical(held.use_when).strip(),
        "dont_use_when": canonical(held.dont_use_when).strip(),
        "typical": tuple(map(canonical, held.typical)),
        "not_this": tuple(map(canonical, held.not_this)),
    }
