"""Whose words are whose: what a person said in a study, and by what names they go there. Plain functions."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from themes.model import Case, KnownName, Transcript, Turn
from themes.passages import Passages

_LONG = 6  # letters of a name that is looked for in whatever case: a shorter one may be a word in small letters
_SHORTEST = 3


def turns_of(transcript: Transcript, case_id: str) -> list[int]:
    """The indexes of a person's turns in a transcript; where only they are heard, also of those of nobody known."""
    alone = is_alone(transcript, case_id)
    return [
        nth
        for nth, turn in enumerate(transcript.turns)
        if (alone and turn.speaker is None and turn.kind == "speech") or _case_of(transcript, turn) == case_id
    ]


def is_alone(transcript: Transcript, case_id: str) -> bool:
    """Whether nobody but a person and interviewers is heard in a transcript."""
    heard = {one.case_id for one in transcript.speakers if one.role == "participant"}
    return heard == {case_id}


def said(transcript: Transcript, case_id: str) -> list[str]:
    """What a person says in a transcript, turn by turn."""
    return [_words(transcript, transcript.turns[nth]) for nth in turns_of(transcript, case_id)]


def ever_said(case_id: str, ever: Iterable[Transcript]) -> set[str]:
    """The turns of a person in all states of transcripts that the study keeps."""
    return {words for state in ever for words in said(state, case_id)}


def passages_of(
    case_id: str, ever: Iterable[Transcript], now: Sequence[Transcript], questions: Iterable[str] = ()
) -> Passages:
    """The runs of words by which what a person said can be told.

    Args:
        case_id: Their case.
        ever: All states of all transcripts that the study keeps, older ones too.
        now: The transcripts as they stand: what others say in them is not this person's.
        questions: Those of the topic guide, which a person may repeat as they answer.
    """
    return Passages.of(ever_said(case_id, ever), besides=[*_others(case_id, now), *questions])


def names_of(case: Case, ever: Iterable[Transcript], known: Iterable[KnownName], cases: Collection[Case]) -> set[str]:
    """The names that a person goes by: on the list of names, on labels of speakers, as their case.

    A single name of several ("Obi" of "Agnes Obi") is one too, unless somebody else bears it or it is a word.
    """
    listed = list(known)
    own = {words for one in listed if one.case_id == case.id for words in (one.name, *one.spellings)}
    labels = {case.label}
    standing = {one.id for one in cases} - {case.id}
    others = {one.label for one in cases if one.id != case.id}
    for state in ever:
        for speaker in state.speakers:
            if speaker.case_id == case.id:
                labels.add(speaker.label)
            elif speaker.case_id is None or speaker.case_id in standing:  # else a case that was made one with theirs
                others.add(speaker.label)
    own |= {label for label in labels if _could_be_a_name(label)}
    others |= {words for one in listed if one.case_id != case.id for words in (one.name, *one.spellings)}
    taken = {part for words in others for part in (words.casefold(), *words.casefold().split())}
    single = {part for words in own for part in words.split() if _tells(part)}
    return {words for words in own | single if len(words) >= _SHORTEST and words.casefold() not in taken}


def pattern_of(names: Iterable[str]) -> re.Pattern[str] | None:
    """What finds names as they are written, long ones in whatever case; None where there are none."""
    from themes.privacy import scrub  # noqa: PLC0415 - brings lists that nothing else needs

    every = set(names)
    long = {name for name in every if len(name) >= _LONG}
    found = [scrub.pattern_of(long), scrub.pattern_of(every - long, any_case=False)]
    parts = [f"(?{'i' if one.flags & re.IGNORECASE else '-i'}:{one.pattern})" for one in found if one is not None]
    return re.compile("|".join(parts)) if parts else None


def _case_of(transcript: Transcript, turn: Turn) -> str | None:
    return None if turn.speaker is None else transcript.speakers[turn.speaker].case_id


def _words(transcript: Transcript, turn: Turn) -> str:
    return transcript.text[turn.start : turn.end]


def _others(case_id: str, now: Sequence[Transcript]) -> Iterator[str]:
    for transcript in now:
        theirs = set(turns_of(transcript, case_id))
        if theirs and is_alone(transcript, case_id):
            continue  # it goes whole, with what the interviewer said in it
        # What stands between two turns of theirs, as one: where one turn ends and the next begins words meet that
        # nobody said in a row, and that this person may have.
        at = 0
        for nth in sorted(theirs):
            yield transcript.text[at : transcript.turns[nth].start]
            at = transcript.turns[nth].end
        yield transcript.text[at:]


def _could_be_a_name(label: str) -> bool:
    from themes.privacy.neutral import is_neutral  # noqa: PLC0415 - as above

    return not is_neutral(label) and any(map(_tells, label.split()))


def _tells(word: str) -> bool:
    """Whether a single word, written large, is a name and no word of the language."""
    from themes.privacy.lexicon import is_name, is_word  # noqa: PLC0415 - as above

    plain = word.casefold().strip(".,’'")
    return len(plain) >= _SHORTEST and word[:1].isupper() and plain.isalpha() and (is_name(plain) or not is_word(plain))
