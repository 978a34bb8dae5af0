"""What a transcript, and what the machine made of it, is once names have given way to pseudonyms: plain functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from themes.anchor import Edit, Placement
from themes.model import Candidate, Case, Identifier, Run, Suggestion, Transcript
from themes.operations import Change, revised
from themes.privacy import neutral
from themes.privacy.scrub import Replacements, pattern_of, scrubbed, without
from themes.project.names.review_states import is_replaced
from themes.project.texts.moving import Standing, moved, turns_after


@dataclass(frozen=True, slots=True, kw_only=True)
class AsReleased:
    """A transcript as it will be, the changes that make it so, and the runs as they leave them."""

    transcript: Transcript
    changes: tuple[Change, ...]
    runs: tuple[Run, ...]


def waiting(transcript: Transcript, identifiers: Iterable[Identifier]) -> list[Identifier]:
    """The identifiers that are accepted and not yet replaced."""
    return [one for one in identifiers if one.state == "accepted" and not is_replaced(transcript, one)]


def replacements(
    transcript: Transcript, identifiers: Iterable[Identifier], cases: Mapping[str, Case], known: Iterable[str]
) -> dict[str, str]:
    """The words that a release of this transcript replaces, with their bare pseudonyms: names in it and its labels.

    Args:
        transcript: As it is.
        identifiers: All that were found in it.
        cases: By id.
        known: Names that no label may hold, besides those found here.
    """
    found = {
        " ".join(transcript.text[one.start : one.end].split()): one.pseudonym
        for one in waiting(transcript, identifiers)
    }
    for speaker, label in zip(transcript.speakers, labels_of(transcript, cases, [*known, *found]), strict=True):
        if speaker.label != label:
            found.setdefault(" ".join(speaker.label.split()), label)
    return found


def as_released(
    transcript: Transcript,
    stands: Standing,
    *,
    names: Replacements,
    cases: Mapping[str, Case],
    title: str,
    unnamed: Callable[[str], str],
) -> AsReleased:
    """A transcript and all that stands on it with pseudonyms in the place of names.

    Args:
        transcript: As it is.
        stands: What stands on it; its review is left to the caller.
        names: All names that are known, with their bare pseudonyms.
        cases: By id.
        title: What it is called from now on.
        unnamed: What makes words name nobody on which nobody could decide: those of lost quotations.
    """
    edits = [
        Edit(start=one.start, end=one.end, words=f"[{one.pseudonym}]")
        for one in waiting(transcript, stands.identifiers)
    ]
    placement = Placement(transcript.text, edits, stand_in=True)
    labels = labels_of(transcript, cases, names)
    told = title != transcript.title or neutral.holds_name(transcript.source_name, names)
    now = replace(
        transcript,
        title=title,
        text=placement.new,
        turns=turns_after(transcript.turns, placement),
        speakers=tuple(
            replace(speaker, label=label) for speaker, label in zip(transcript.speakers, labels, strict=True)
        ),
        source_name=neutral.neutral_file(transcript.source_name, title) if told else transcript.source_name,
        # What a reader left out is told by examples from the file: mostly its heading, with who was heard and when.
        dropped=tuple(replace(one, examples=()) for one in transcript.dropped),
        notices=tuple(scrubbed(one, names) for one in transcript.notices),
    )
    rearranged = moved(transcript, now, placement, replace(stands, displaced=(), reviews=()))
    displaced: list[Change] = []
    for one in stands.displaced:
        near = placement.near(one.start, one.end)
        displaced.append(revised(one, replace(one, start=near.start, end=near.end, words=unnamed(one.words))))
    return AsReleased(transcript=now, changes=(*rearranged.changes, *displaced), runs=rearranged.runs)


def title_of(transcript: Transcript, cases: Mapping[str, Case], names: Iterable[str], number: int) -> str:
    """The title of a transcript, or one that names nobody where it holds a name."""
    if not neutral.holds_name(transcript.title, names):
        return transcript.title
    known = (cases.get(speaker.case_id or "") for speaker in transcript.speakers)
    heard = [case.label for case in known if case is not None]
    safe = [label for label in dict.fromkeys(heard) if not neutral.holds_name(label, names)]
    return neutral.neutral_title(transcript.kind, safe if len(safe) == len(set(heard)) else (), number)


def candidate_without(candidate: Candidate, names: Replacements, gone: frozenset[str]) -> Candidate:
    """A candidate theme whose name, phrases and key words hold no name."""
    phrases = without(candidate.phrases, names, gone)
    key_words = without(candidate.key_words, names, gone)
    (name,) = without([candidate.name], names, gone) or (
        (phrases or (", ".join(key_words[:_FEW]),))[0] or f"candidate theme {candidate.rank}",
    )
    return replace(candidate, name=name, phrases=phrases, key_words=key_words)


def suggestion_without(
    suggestion: Suggestion, names: Replacements, gone: frozenset[str], titles: Sequence[tuple[str, str]]
) -> Suggestion:
    """A suggestion whose reasons name nobody, and transcripts by their new titles."""
    reasons = list(suggestion.because)
    for was, now in titles:
        title = pattern_of([was], any_case=False)
        instead = now.replace("\\", r"\\")  # a pattern's replacement reads backslashes
        reasons = [title.sub(instead, reason) for reason in reasons] if title else reasons
    return replace(suggestion, because=tuple(scrubbed(reason, names, gone) for reason in reasons))


def labels_of(transcript: Transcript, cases: Mapping[str, Case], names: Iterable[str]) -> tuple[str, ...]:
    """Labels of the speakers that name nobody; a case whose label is a name itself gives none."""
    found = [cases.get(speaker.case_id or "") for speaker in transcript.speakers]
    own = ["" if case is None else case.label for case in found]
    known = list(names)
    return neutral.neutral_labels(
        [speaker.label for speaker in transcript.speakers],
        [speaker.role for speaker in transcript.speakers],
        ["" if neutral.holds_name(label, known) else label for label in own],
    )


_FEW = 3
