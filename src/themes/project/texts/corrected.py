"""A transcript with edits made: its text and turns, by rule, or why it cannot be."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from themes.anchor import Edit, Placement, edits_between, in_words
from themes.errors import Refused
from themes.model import Speaker, Transcript, Turn
from themes.project.texts.moving import turns_after
from themes.text import canonical, is_mark

_NOTHING = "Nothing was changed."


def corrected(was: Transcript, edits: Sequence[Edit]) -> tuple[Transcript, Placement]:
    """A transcript with its words corrected, each edit within one turn; a turn without words goes.

    Args:
        was: The transcript as it is.
        edits: In positions of its text, none overlapping another.

    Returns:
        The transcript, and where each range of its text is now.

    Raises:
        Refused: An edit reaches over the end of a turn, brings a line feed, or leaves nobody saying anything.
    """
    for edit in edits:
        _refuse_more_than_words(was, edit)
    try:
        placement = Placement(was.text, edits)
    except ValueError as error:
        raise Refused(f"Two of the corrections overlap. {_NOTHING} Make them one after the other.") from error
    turns = turns_after(was.turns, placement)
    bare = [not placement.new[turn.start : turn.end].strip() for turn in turns]
    if any(bare):
        placement = Placement(was.text, _without_turns(was, edits, bare))
        turns = turns_after([turn for turn, is_bare in zip(was.turns, bare, strict=True) if not is_bare], placement)
        turns = (*turns[:-1], *(replace(turn, end=len(placement.new)) for turn in turns[-1:]))
    if not any(turn.kind == "speech" for turn in turns):
        raise Refused(f"Nobody would say anything any more in “{was.title}”. {_NOTHING} Remove the transcript instead.")
    return _without_silent(replace(was, text=placement.new, turns=turns)), placement


def split(was: Transcript, position: int) -> tuple[Transcript, Placement]:
    """A transcript with a turn cut in two between two words; when the second begins is not known.

    Raises:
        Refused: The position is not between two words of one turn.
    """
    index = turn_at(was, position)
    if index is None or _cuts_a_word(was.text, position):
        raise Refused(f"{position} is not between two words of one turn. {_NOTHING}")
    turn = was.turns[index]
    before, after = was.text[turn.start : position], was.text[position : turn.end]
    if not before.strip() or not after.strip():
        raise Refused(f"{position} is not between two words of one turn. {_NOTHING}")
    start = turn.start + len(before.rstrip())
    end = position + len(after) - len(after.lstrip())
    placement = Placement(was.text, [Edit(start=start, end=end, words="\n")])
    first = replace(turn, end=start, end_seconds=None)
    second = replace(turn, start=placement.end(end), end=placement.end(turn.end), start_seconds=None)
    later = turns_after(was.turns[index + 1 :], placement)
    return replace(was, text=placement.new, turns=(*was.turns[:index], first, second, *later)), placement


def rewritten(was: Transcript, index: int, parts: Sequence[str]) -> tuple[Transcript, Placement]:
    """A transcript with the words of a turn put right, and the turn cut where one part ends and the next begins.

    Args:
        was: The transcript as it is.
        index: Of the turn.
        parts: What is said in it, each part a turn of its own; none empty, none with white space at its ends.

    Raises:
        Refused: As ``corrected`` and ``split`` do.
    """
    turn = was.turns[index]
    edits = [
        Edit(start=turn.start + one.start, end=turn.start + one.end, words=one.words)
        for one in edits_between(was.text[turn.start : turn.end], " ".join(parts))
    ]
    now, placement = corrected(was, in_words(was.text, edits))
    cuts: list[int] = []
    for length in map(len, parts[:-1]):
        cuts.append((cuts[-1] + 1 if cuts else turn.start) + length)
        now, _ = split(now, cuts[-1] + 1)
    return now, _with_cuts(placement, now.text, cuts) if cuts else placement


def joined(was: Transcript, index: int) -> tuple[Transcript, Placement]:
    """A transcript with a turn and the next made one, which the first's speaker says.

    Raises:
        Refused: No turn follows.
    """
    if not 0 <= index < len(was.turns) - 1:
        raise Refused(f"No turn follows turn {index + 1} in “{was.title}”. {_NOTHING}")
    first, second = was.turns[index : index + 2]
    placement = Placement(was.text, [Edit(start=first.end, end=second.start, words=" ")])
    one = replace(first, end=placement.end(second.end), end_seconds=second.end_seconds)
    later = turns_after(was.turns[index + 2 :], placement)
    now = replace(was, text=placement.new, turns=(*was.turns[:index], one, *later))
    return _without_silent(now), placement


def respoken(was: Transcript, index: int, speaker: Speaker) -> Transcript:
    """A transcript with a turn said by another of its speakers, known by the label, or by a new one.

    Whoever says nothing any more is no speaker of it any more.
    """
    labels = [one.label for one in was.speakers]
    speakers = was.speakers if speaker.label in labels else (*was.speakers, speaker)
    at = labels.index(speaker.label) if speaker.label in labels else len(labels)
    turn = replace(was.turns[index], speaker=at, kind="speech")
    turns = (*was.turns[:index], turn, *was.turns[index + 1 :])
    return _without_silent(replace(was, turns=turns, speakers=speakers))


def turn_at(transcript: Transcript, position: int) -> int | None:
    """The index of the turn that holds a position, its end included; None where none does."""
    index = bisect_right(transcript.turns, position, key=lambda turn: turn.start) - 1
    return index if index >= 0 and position <= transcript.turns[index].end else None


def _refuse_more_than_words(was: Transcript, edit: Edit) -> None:
    if edit.end > len(was.text):
        raise Refused(f"“{was.title}” ends at {len(was.text)}. {_NOTHING}")
    if edit.words != canonical(edit.words) or "\n" in edit.words:
        raise Refused(
            f"A correction cannot hold a line break or a control character. {_NOTHING} Split the turn instead."
        )
    index = turn_at(was, edit.start)
    if index is None or edit.end > was.turns[index].end:
        raise Refused(
            f"A correction stays within one turn. {_NOTHING} Correct each turn by itself, or join them first."
        )


def _without_turns(was: Transcript, edits: Sequence[Edit], bare: Sequence[bool]) -> list[Edit]:
    """The edits with bare turns taken out whole, each with the line feed after it; the last with the one before it."""
    kept = [nth for nth, is_bare in enumerate(bare) if not is_bare]
    last = kept[-1] if kept else -1
    found = [edit for edit in edits if turn_at(was, edit.start) in kept]
    found += [
        Edit(start=was.turns[nth].start, end=was.turns[nth + 1].start, words="") for nth in range(last) if bare[nth]
    ]
    begins = was.turns[last].end if kept else 0
    return found if last == len(bare) - 1 else [*found, Edit(start=begins, end=len(was.text), words="")]


def _with_cuts(placement: Placement, text: str, cuts: Sequence[int]) -> Placement:
    """A placement in whose new text some spaces, by their positions there, have become line feeds: ``text``."""
    edits: list[Edit] = []
    shift, left = 0, list(cuts)
    for edit in placement.edits:
        start, end = edit.start + shift, edit.start + shift + len(edit.words)
        edits += [Edit(start=cut - shift, end=cut - shift + 1, words="\n") for cut in left if cut < start]
        edits.append(Edit(start=edit.start, end=edit.end, words=text[start:end]))
        left = [cut for cut in left if cut >= end]
        shift += len(edit.words) - (edit.end - edit.start)
    edits += [Edit(start=cut - shift, end=cut - shift + 1, words="\n") for cut in left]
    return Placement(placement.old, edits)


def _without_silent(transcript: Transcript) -> Transcript:
    """The transcript without speakers who say nothing in it."""
    heard = sorted({turn.speaker for turn in transcript.turns if turn.speaker is not None})
    if len(heard) == len(transcript.speakers):
        return transcript
    at = {old: new for new, old in enumerate(heard)}
    turns: tuple[Turn, ...] = tuple(
        turn if turn.speaker is None else replace(turn, speaker=at[turn.speaker]) for turn in transcript.turns
    )
    return replace(transcript, turns=turns, speakers=tuple(transcript.speakers[old] for old in heard))


def _cuts_a_word(text: str, position: int) -> bool:
    before, after = text[position - 1 : position], text[position : position + 1]
    return is_mark(after) or ((before.isalnum() or is_mark(before)) and after.isalnum())
