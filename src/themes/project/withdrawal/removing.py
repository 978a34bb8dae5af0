"""A study's facts without one person: a plain function, the same for the facts of now and for those of any moment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from themes.anchor import Edit, Placement
from themes.memo_text import Link, link_to, parts
from themes.model import (
    Asking,
    Assignment,
    Belonging,
    Candidate,
    Case,
    CaseLink,
    Clash,
    Code,
    Coding,
    Consent,
    Displaced,
    Fact,
    FrozenTranscript,
    Identifier,
    LookedAt,
    Memo,
    Quotation,
    Reading,
    ReportText,
    Review,
    Run,
    Settlement,
    Suggestion,
    Summary,
    Theme,
    Transcript,
    Turn,
    Withdrawal,
)
from themes.operations import Change, entity_of
from themes.passages import MARK, Passages
from themes.project.names.elsewhere import WRITTEN, rewritten
from themes.project.texts.moving import Standing, moved, turns_after
from themes.project.withdrawal.hers import is_alone, said, turns_of
from themes.text import count_words, turns_in

F = TypeVar("F", bound=Fact)
Key = tuple[str, str]
_LYING = (
    Assignment, Asking, Belonging, Displaced, FrozenTranscript, Identifier, LookedAt, Quotation, Reading, Settlement,
    Suggestion,
)  # fmt: skip
"""The kinds of fact that lie on one transcript."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """A study without a person: what is to be changed for it.

    Attributes:
        changes: One for each fact that goes, comes or becomes another.
        whole: The transcripts that went, as they were.
        marked: Those in which words are now marked, as they were: where the person spoke, or was named.
        cut: How many quotations of theirs and others' words were cut to what others said.
    """

    changes: tuple[Change, ...]
    whole: tuple[Transcript, ...]
    marked: tuple[Transcript, ...]
    cut: int

    def n_gone(self, kind: type[Fact]) -> int:
        """How many facts of a kind went."""
        return sum(1 for change in self.changes if change.now is None and isinstance(change.was, kind))


def without(
    facts: Iterable[Fact], withdrawal: Withdrawal, passages: Passages, names: re.Pattern[str] | None
) -> Removed:
    """What is to be done so that nothing of a person's words and names is left in some facts.

    Args:
        facts: All of a study.
        withdrawal: What is kept of it; its id is the person's case.
        passages: The runs of words that are theirs alone.
        names: What finds their names; None for none.
    """
    return _Removing(facts, withdrawal, passages, names).done()


class _Removing:
    """The facts as they become, kind after kind."""

    def __init__(
        self, facts: Iterable[Fact], withdrawal: Withdrawal, passages: Passages, names: re.Pattern[str] | None
    ) -> None:
        """Begin with all as it was."""
        self._was: dict[Key, Fact] = {(entity_of(one), one.id): one for one in facts}
        self._now = dict(self._was)
        self._touched: dict[Key, None] = {}
        self._withdrawal = withdrawal
        self._case_id = withdrawal.id
        self._passages, self._names = passages, names
        self._whole: list[Transcript] = []
        self._marked: list[Transcript] = []
        self._cut = 0

    def done(self) -> Removed:
        """Take all of it out."""
        for transcript in self._all(Transcript):
            if is_alone(transcript, self._case_id):
                self._takes_out(transcript)
            else:
                self._marks(transcript)
        self._case_goes()
        gone = self._with_quotations()
        self._unlinked(gone)
        self._candidates()
        self._reasons()
        self._written()
        self._clashes()
        self._told()
        changes = tuple(
            Change(was=self._was.get(key), now=self._now.get(key))
            for key in self._touched
            if self._was.get(key) != self._now.get(key)
        )
        return Removed(changes=changes, whole=tuple(self._whole), marked=tuple(self._marked), cut=self._cut)

    # --- transcripts --------------------------------------------------------------------------

    def _takes_out(self, transcript: Transcript) -> None:
        """A transcript of theirs alone goes with all that lies on it."""
        self._whole.append(transcript)
        for kind in _LYING:
            self._drop(one for one in self._all(kind) if getattr(one, "transcript_id", "") == transcript.id)
        self._drop(one for one in self._all(Review) if one.id == transcript.id)
        self._drop(one for one in self._all(Summary) if one.row_id == transcript.id)
        self._drop(one for one in self._all(Memo) if one.about_id == transcript.id)
        for run in self._all(Run):
            self._put(replace(run, members=tuple(one for one in run.members if one.transcript_id != transcript.id)))
        self._drop([transcript])

    def _marks(self, was: Transcript) -> None:
        """Mark their turns, and their names where others say them; all that lies on other words goes with these."""
        theirs = turns_of(was, self._case_id)
        spoken = [was.turns[nth] for nth in theirs if was.turns[nth].start < was.turns[nth].end]
        edits = [Edit(start=turn.start, end=turn.end, words=MARK) for turn in spoken]
        taken = {(edit.start, edit.end) for edit in edits}
        for start, end in self._named_in(was.text):
            inside = [nth for nth in turns_in(was, start, end) if nth in theirs]
            if not inside:
                edits.append(Edit(start=start, end=end, words=MARK))
        titled = self._mended(was.title)
        speaks = any(one.case_id == self._case_id for one in was.speakers)
        if not edits and not speaks and titled == was.title and not self._holds_name(was.source_name):
            return
        self._marked.append(was)
        placement = Placement(was.text, edits)
        now = self._without_voice(was, placement, set(theirs), title=self._free(titled, was))
        lying = self._standing(was)
        on_theirs = [one for one in lying.quotations if self._is_on(one.start, one.end, taken)]
        lost: set[Fact] = {*on_theirs, *(one for one in lying.displaced if self._was_theirs(one, was, set(theirs)))}
        self._drop(lost)
        kept = replace(
            lying,
            quotations=tuple(one for one in lying.quotations if one not in lost),
            displaced=tuple(one for one in lying.displaced if one not in lost),
        )
        here = {one.id for one in kept.quotations}
        kept = replace(kept, codings=tuple(one for one in kept.codings if one.quotation_id in here))
        for change in moved(was, now, placement, kept).changes:
            if isinstance(change.now, Displaced) and change.was is None:
                continue  # a quotation of which less than half is others' words: it goes as theirs do
            self._cut += _is_cut(change)
            self._apply(change)

    def _without_voice(self, was: Transcript, placement: Placement, theirs: set[int], *, title: str) -> Transcript:
        """A transcript in which their turns are notes that say so, and nobody is heard in their place."""
        stays = [nth for nth, one in enumerate(was.speakers) if one.case_id != self._case_id]
        place = {nth: at for at, nth in enumerate(stays)}

        def marked(nth: int, turn: Turn) -> Turn:
            if nth in theirs or (turn.speaker is not None and turn.speaker not in place):
                return Turn(start=turn.start, end=turn.end, kind="note")
            return turn if turn.speaker is None else replace(turn, speaker=place[turn.speaker])

        turns = turns_after(was.turns, placement)
        named = self._holds_name(was.source_name)
        return replace(
            was,
            title=title,
            text=placement.new,
            turns=tuple(marked(nth, turn) for nth, turn in enumerate(turns)),
            speakers=tuple(replace(was.speakers[nth], label=self._mended(was.speakers[nth].label)) for nth in stays),
            source_name=_named_for(title, was.source_name) if named else was.source_name,
            # What a reader left out is told by examples from the file, and may be theirs.
            dropped=tuple(replace(one, examples=()) for one in was.dropped),
            notices=tuple(map(self._mended, was.notices)),
        )

    def _standing(self, transcript: Transcript) -> Standing:
        def lying(kind: type[F]) -> tuple[F, ...]:
            return tuple(one for one in self._all(kind) if getattr(one, "transcript_id", "") == transcript.id)

        quotations = tuple(sorted(lying(Quotation), key=lambda one: (one.start, one.end, one.id)))
        here = {one.id for one in quotations}
        return Standing(
            quotations=quotations,
            codings=tuple(one for one in self._all(Coding) if one.quotation_id in here),
            suggestions=lying(Suggestion),
            runs=tuple(self._all(Run)),
            belongings=lying(Belonging),
            askings=lying(Asking),
            identifiers=lying(Identifier),
            displaced=lying(Displaced),
            reviews=tuple(one for one in self._all(Review) if one.id == transcript.id),
            frozen=lying(FrozenTranscript),
            settlements=lying(Settlement),
        )

    def _is_on(self, start: int, end: int, taken: set[tuple[int, int]]) -> bool:
        return any(first <= start and end <= last for first, last in taken)

    def _was_theirs(self, lost: Displaced, was: Transcript, theirs: set[int]) -> bool:
        """Whether a quotation that lost its place was of their words, or may have been."""
        near = theirs & set(turns_in(was, lost.start, lost.end))
        return bool(near or self._passages.found_in(lost.words) or self._named_in(lost.words))

    # --- what hangs on them -------------------------------------------------------------------

    def _case_goes(self) -> None:
        id_ = self._case_id
        self._drop(one for one in self._all(CaseLink) if id_ in (one.case_id, one.other_id))
        self._drop(one for one in self._all(Consent) if one.id == id_)
        self._drop(one for one in self._all(Summary) if one.row_id == id_)
        self._drop(one for one in self._all(Memo) if one.about_id == id_)
        for run in self._all(Run):
            self._put(replace(run, members=tuple(one for one in run.members if one.case_id != id_)))
        self._drop(one for one in self._all(Case) if one.id == id_)

    def _with_quotations(self) -> frozenset[str]:
        """The codings and memos of quotations that went go too; returns the ids of these quotations."""
        gone = {id_ for (entity, id_) in self._was if entity == "quotation" and ("quotation", id_) not in self._now}
        codings = [one for one in self._all(Coding) if one.quotation_id in gone]
        suggested = {one.id for one in self._all(Suggestion)}
        self._drop(codings)
        about = (
            gone
            | {one.id for one in codings}
            | {id_ for kind, id_ in self._was if kind == "displaced"} - {one.id for one in self._all(Displaced)}
        )
        self._drop(one for one in self._all(Memo) if one.about_id in about)
        for one in self._all(Coding):
            if one.suggestion_id and one.suggestion_id not in suggested:
                self._put(replace(one, suggestion_id=None))
        return frozenset(gone)

    def _unlinked(self, gone: frozenset[str]) -> None:
        """Themes, memos and cells lose what they say of quotations that went."""
        for theme in self._all(Theme):
            self._put(
                replace(
                    theme,
                    for_ids=tuple(one for one in theme.for_ids if one not in gone),
                    against_ids=tuple(one for one in theme.against_ids if one not in gone),
                )
            )
        for memo in self._all(Memo):
            self._put(replace(memo, text=_unlinked(memo.text, gone)))
        for cell in self._all(Summary):
            self._put(replace(cell, text=_unlinked(cell.text, gone)))

    def _candidates(self) -> None:
        """Candidates lose phrases that only this person said, and are counted without them."""
        before = [one for one in self._was.values() if isinstance(one, Transcript)]
        after = " ".join(one.text.casefold() for one in self._all(Transcript))
        only = " ".join(one.text.casefold() for one in before if one not in self._all(Transcript))
        members = {run.id: run.members for run in self._all(Run)}
        changed = {run.id for run in self._all(Run) if self._was.get(("run", run.id)) != run}
        for one in self._all(Candidate):
            if one.run_id not in changed:
                continue
            here = [member for member in members[one.run_id] if member.rank == one.rank]

            def kept(words: Sequence[str]) -> tuple[str, ...]:
                return tuple(each for each in words if not (each.casefold() in only and each.casefold() not in after))

            phrases, key_words = kept(one.phrases), kept(one.key_words)
            name = kept([one.name]) or phrases[:1] or (", ".join(key_words[:3]),)
            self._put(
                replace(
                    one,
                    name=name[0] or f"candidate theme {one.rank}",
                    phrases=phrases,
                    key_words=key_words,
                    n_segments=len(here),
                    n_cases=len({member.case_id for member in here if member.case_id}),
                )
            )

    def _reasons(self) -> None:
        """Suggestions no longer say that something is like what this person said."""
        titles = [re.escape(one.title) for one in self._whole]
        case = self._was.get(("case", self._case_id))
        told = [*titles, *([re.escape(case.label)] if isinstance(case, Case) else [])]
        names_them = re.compile(rf"(?<!\w)(?:{'|'.join(told)})(?!\w)") if told else None
        for one in self._all(Suggestion):
            because = tuple(self._mended(each) for each in one.because if not (names_them and names_them.search(each)))
            self._put(replace(one, because=because))

    def _written(self) -> None:
        """What people wrote loses runs of their words, and their names."""
        for kind in WRITTEN:
            for one in self._all(kind):
                now = rewritten(one, self._mended)
                if isinstance(now, Code):
                    now = replace(now, typical=_examples(now.typical), not_this=_examples(now.not_this))
                if isinstance(now, ReportText):
                    gone = {id_ for _, id_ in self._was.keys() - self._now.keys()}
                    lines = now.text.split("\n")
                    now = replace(now, text="\n".join(line for line in lines if line.strip() not in gone))
                self._put(now)
        for one in self._all(Quotation):
            if self._passages.found_in(one.words):
                self._drop([one])

    def _clashes(self) -> None:
        """Of what waits for a decision that goes which is about them or holds their words: the first version stands."""
        gone = {id_ for _, id_ in self._was.keys() - self._now.keys()}
        for one in self._all(Clash):
            held = f"{one.first} {one.second}"
            if {one.subject_id, one.transcript_id} & gone or self._mended(held) != held:
                self._drop([one])

    def _told(self) -> None:
        """What the study keeps of it, with its counts; one that is there already stays as it is."""
        shared = [one for one in self._marked if any(who.case_id == self._case_id for who in one.speakers)]
        theirs = [words for one in (*self._whole, *shared) for words in said(one, self._case_id)]
        gone = [was for key, was in self._was.items() if key not in self._now]
        if self._withdrawal.n_turns:  # as another copy, in which it was done, has counted it
            self._put(self._withdrawal)
        elif ("withdrawal", self._case_id) not in self._was:
            self._put(
                replace(
                    self._withdrawal,
                    transcript_ids=tuple(sorted(one.id for one in self._whole)),
                    shared_ids=tuple(sorted(one.id for one in shared)),
                    n_turns=len(theirs),
                    n_words=sum(map(count_words, theirs)),
                    n_quotations=sum(isinstance(one, Quotation) for one in gone),
                    n_codings=sum(isinstance(one, Coding) for one in gone),
                )
            )

    # --- the facts ----------------------------------------------------------------------------

    def _all(self, kind: type[F]) -> list[F]:
        return [one for one in self._now.values() if type(one) is kind]

    def _put(self, fact: Fact) -> None:
        key = entity_of(fact), fact.id
        if self._now.get(key) != fact:
            self._now[key] = fact
            self._touched.setdefault(key)

    def _drop(self, facts: Iterable[Fact]) -> None:
        for one in list(facts):
            key = entity_of(one), one.id
            if self._now.pop(key, None) is not None:
                self._touched.setdefault(key)

    def _apply(self, change: Change) -> None:
        if change.now is None:
            self._drop([change.fact])
        else:
            self._put(change.now)

    def _mended(self, text: str) -> str:
        """Text without runs of their words and without their names."""
        text = self._passages.without(text)
        return self._names.sub(MARK, text) if self._names is not None else text

    def _named_in(self, text: str) -> list[tuple[int, int]]:
        return [one.span() for one in self._names.finditer(text)] if self._names is not None else []

    def _holds_name(self, name_of_file: str) -> bool:
        spaced = re.sub(r"[_\W]+|(?<=[a-z])(?=[A-Z])", " ", name_of_file)
        return self._names is not None and bool(self._names.search(spaced) or self._names.search(name_of_file))

    def _free(self, title: str, was: Transcript) -> str:
        taken = {one.title.casefold() for one in self._all(Transcript) if one.id != was.id}
        free, nth = title, 2
        while free.casefold() in taken:
            free, nth = f"{title} ({nth})", nth + 1
        return free


def _is_cut(change: Change) -> bool:
    was, now = change.was, change.now
    return isinstance(was, Quotation) and isinstance(now, Quotation) and was.words != now.words


def _unlinked(text: str, gone: frozenset[str]) -> str:
    def told(part: str | Link) -> str:
        if isinstance(part, str):
            return part
        return MARK if part.quotation_id in gone else link_to(part.quotation_id)

    return "".join(map(told, parts(text)))


def _examples(words: Sequence[str]) -> tuple[str, ...]:
    """Examples of a code without those that are nothing but a mark."""
    return tuple(each for each in words if each.strip(" .,;:!?“”‘’\"'…") != MARK)


def _named_for(title: str, source_name: str) -> str:
    from themes.privacy.neutral import neutral_file  # noqa: PLC0415 - brings lists that nothing else needs

    return neutral_file(title, title) if "." not in source_name else neutral_file(source_name, title)
