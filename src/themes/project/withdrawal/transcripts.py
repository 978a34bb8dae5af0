"""What is done to a transcript in which a person is heard: it goes whole, or their turns become a mark."""

from __future__ import annotations

from dataclasses import dataclass, replace

from themes.anchor import Edit, Placement
from themes.model import (
    Asking,
    Assignment,
    Belonging,
    Coding,
    Displaced,
    Fact,
    FrozenTranscript,
    Identifier,
    LookedAt,
    Memo,
    Quotation,
    Reading,
    Review,
    Run,
    Settlement,
    Suggestion,
    Summary,
    Transcript,
    Turn,
)
from themes.operations import Change
from themes.passages import MARK
from themes.project.texts.moving import Standing, moved, turns_after
from themes.project.withdrawal.facts import Facts
from themes.project.withdrawal.person import turns_of
from themes.project.withdrawal.words import TheirWords
from themes.text import turns_in

_LYING: tuple[type[Fact], ...] = (
    Assignment, Asking, Belonging, Displaced, FrozenTranscript, Identifier, LookedAt, Quotation, Reading, Settlement,
    Suggestion,
)  # fmt: skip
"""The kinds of fact that lie on one transcript."""


def take_out(facts: Facts, transcript: Transcript) -> None:
    """A transcript of theirs alone goes, with all that lies on it."""
    for kind in _LYING:
        facts.drop(facts.on(kind, transcript.id))
    facts.drop(one for one in facts.all(Review) if one.id == transcript.id)
    facts.drop(one for one in facts.all(Summary) if one.row_id == transcript.id)
    facts.drop(one for one in facts.all(Memo) if one.about_id == transcript.id)
    for run in facts.all(Run):
        facts.put(replace(run, members=tuple(one for one in run.members if one.transcript_id != transcript.id)))
    facts.drop([transcript])


def mark(facts: Facts, was: Transcript, case_id: str, words: TheirWords) -> bool:
    """Mark their turns, and their names where others say them; what lies on others' words moves with these.

    Returns:
        Whether anything in the transcript was theirs.
    """
    theirs = set(turns_of(was, case_id))
    edits = _edits(was, theirs, words)
    title = words.without(was.title)
    speaks = any(one.case_id == case_id for one in was.speakers)
    if not edits and not speaks and title == was.title and not words.name_file(was.source_name):
        return False
    placement = Placement(was.text, edits)
    now = _Marked(was, case_id, theirs, words).at(placement, title=_free(title, was, facts))
    taken = [(edit.start, edit.end) for edit in edits]
    lying = _others(facts, was, theirs, taken, words)
    for change in moved(was, now, placement, lying).changes:
        if not _is_lost(change):
            facts.apply(change)
    return True


def _edits(was: Transcript, theirs: set[int], words: TheirWords) -> list[Edit]:
    """A mark for each turn of theirs that says something, and for each of their names that somebody else says."""
    spoken = [was.turns[nth] for nth in sorted(theirs) if was.turns[nth].start < was.turns[nth].end]
    named = [(start, end) for start, end in words.names_in(was.text) if theirs.isdisjoint(turns_in(was, start, end))]
    return [
        *(Edit(start=turn.start, end=turn.end, words=MARK) for turn in spoken),
        *(Edit(start=start, end=end, words=MARK) for start, end in named),
    ]


@dataclass(frozen=True, slots=True)
class _Marked:
    """A transcript in which the turns of one case become notes that say so, and nobody is heard in their place."""

    was: Transcript
    case_id: str
    theirs: set[int]
    words: TheirWords

    def at(self, placement: Placement, *, title: str) -> Transcript:
        """The transcript as it becomes by an edit of its words."""
        was, words = self.was, self.words
        stays = [nth for nth, one in enumerate(was.speakers) if one.case_id != self.case_id]
        turns = turns_after(was.turns, placement)
        return replace(
            was,
            title=title,
            text=placement.new,
            turns=tuple(self._turn(nth, turn, stays) for nth, turn in enumerate(turns)),
            speakers=tuple(replace(was.speakers[nth], label=words.without(was.speakers[nth].label)) for nth in stays),
            source_name=_named_for(title, was.source_name) if words.name_file(was.source_name) else was.source_name,
            # What a reader left out is told by examples from the file, and may be theirs.
            dropped=tuple(replace(one, examples=()) for one in was.dropped),
            notices=tuple(map(words.without, was.notices)),
        )

    def _turn(self, nth: int, turn: Turn, stays: list[int]) -> Turn:
        if nth in self.theirs or (turn.speaker is not None and turn.speaker not in stays):
            return Turn(start=turn.start, end=turn.end, kind="note")
        return turn if turn.speaker is None else replace(turn, speaker=stays.index(turn.speaker))


def _others(
    facts: Facts, was: Transcript, theirs: set[int], taken: list[tuple[int, int]], words: TheirWords
) -> Standing:
    """What lies on others' words; quotations of theirs alone, and lost ones of theirs, go here and now."""
    facts.drop(
        one
        for one in facts.on(Quotation, was.id)
        if any(first <= one.start and one.end <= last for first, last in taken)
    )
    facts.drop(one for one in facts.on(Displaced, was.id) if _was_theirs(one, was, theirs, words))
    quotations = sorted(facts.on(Quotation, was.id), key=lambda one: (one.start, one.end, one.id))
    here = {one.id for one in quotations}
    return Standing(
        quotations=tuple(quotations),
        codings=tuple(one for one in facts.all(Coding) if one.quotation_id in here),
        suggestions=facts.on(Suggestion, was.id),
        runs=tuple(facts.all(Run)),
        belongings=facts.on(Belonging, was.id),
        askings=facts.on(Asking, was.id),
        identifiers=facts.on(Identifier, was.id),
        displaced=facts.on(Displaced, was.id),
        reviews=tuple(one for one in facts.all(Review) if one.id == was.id),
        frozen=facts.on(FrozenTranscript, was.id),
        settlements=facts.on(Settlement, was.id),
    )


def _was_theirs(lost: Displaced, was: Transcript, theirs: set[int], words: TheirWords) -> bool:
    """Whether a quotation that lost its place was of their words, or may have been."""
    near = theirs & set(turns_in(was, lost.start, lost.end))
    return bool(near or words.passages.found_in(lost.words) or words.names_in(lost.words))


def _is_lost(change: Change) -> bool:
    """Whether a quotation would be listed as lost: less than half of it is others' words, so it goes as theirs do."""
    return isinstance(change.now, Displaced) and change.was is None


def _free(title: str, was: Transcript, facts: Facts) -> str:
    """A title that no other transcript has, in whatever case."""
    taken = {one.title.casefold() for one in facts.all(Transcript) if one.id != was.id}
    free, nth = title, 2
    while free.casefold() in taken:
        free, nth = f"{title} ({nth})", nth + 1
    return free


def _named_for(title: str, source_name: str) -> str:
    from themes.privacy.neutral import neutral_file  # noqa: PLC0415 - brings lists that nothing else needs

    return neutral_file(title, title) if "." not in source_name else neutral_file(source_name, title)
