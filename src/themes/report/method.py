"""The method paragraphs of a report, written from the facts and the log."""

from __future__ import annotations

from collections import Counter

from themes.model import Run
from themes.report.heard import Voices
from themes.report.material import Material
from themes.report.wording import counted, listed
from themes.text import count_words


def method_paragraphs(material: Material, voices: Voices) -> tuple[str, ...]:
    """How the findings came about: the data, what the machine proposed, what people decided, how was counted.

    Args:
        material: The facts.
        voices: The same, ready for counting.

    Returns:
        Paragraphs of plain sentences, each from facts alone.
    """
    paragraphs = (
        _declared(material),
        _heard(material, voices),
        _proposed(material),
        _coded(material),
        _looked(material),
        COUNTING,
    )
    return tuple(paragraph for paragraph in paragraphs if paragraph)


COUNTING = (
    "Counts are of participants, n of N: N are those who speak in some transcript as one voice. Somebody counts as "
    "heard when they say most of a quotation that bears one of the codes in question; a code counts with its "
    "sub-codes, a theme with its sub-themes. Somebody who is not heard counts as looked at when each transcript in "
    "which they speak has been marked as looked at for each of those codes. While that is not so for all, a count is "
    "given as “at least” and without a quantity word. Voices of a group that can't be told apart are counted as one "
    "group, outside N."
)


def program(material: Material) -> str:
    """The program and its version."""
    return f"Themes {material.version}".strip()


def _declared(material: Material) -> str:
    study = material.study
    people = (
        (study.approached, "approached"),
        (study.declined, "declined"),
        (study.interviewed, "interviewed"),
    )
    counts = [f"{count:,} {did}" for count, did in people if count is not None]
    said = (
        material.method,
        f"People: {listed(counts)}." if counts else "",
        f"Dates: {study.dates.rstrip('.')}." if study.dates else "",
        f"Mode: {study.mode.rstrip('.')}." if study.mode else "",
        f"Interviewer: {study.interviewer.rstrip('.')}." if study.interviewer else "",
    )
    return " ".join(part for part in said if part)


def _heard(material: Material, voices: Voices) -> str:
    kinds = Counter(source.kind for source in material.transcripts)
    if not kinds:
        return "The project holds no transcript."
    n_words = sum(count_words(source.text) for source in material.transcripts)
    which = listed([counted(count, kind) for kind, count in kinds.items()])
    groups = counted(len(voices.groups), "group") if voices.groups else ""
    apart = f", and {groups} whose voices can't be told apart" if groups else ""
    return (
        f"The material is {which}, {counted(n_words, 'word')} in all, in which "
        f"{counted(len(voices.participants), 'participant')} can be heard{apart}."
    )


def _proposed(material: Material) -> str:
    if not material.runs:
        return "No candidate themes were proposed by machine."
    outcomes = {decision.id: decision.outcome for decision in material.decisions}
    by_run: dict[str, list[str]] = {}
    for candidate in material.candidates:
        by_run.setdefault(candidate.run_id, []).append(outcomes.get(candidate.id, "open"))
    decided = [run for run in material.runs if set(by_run.get(run.id, ())) - {"open"}]
    told = decided or [max(material.runs, key=lambda run: run.at)]
    sentences = [_run(run, Counter(by_run.get(run.id, ()))) for run in told]
    rest = len(material.runs) - len(told)
    if rest:
        sentences.append(f"{counted(rest, 'further run')} proposed candidates of which none was decided on.")
    return f"Candidate themes were proposed by {program(material)} on the study's own computer. " + " ".join(sentences)


def _run(run: Run, outcomes: Counter[str]) -> str:
    parameters = "".join(f", {name} {value}" for name, value in run.parameters)
    unplaced = sum(1 for member in run.members if member.rank == 0)
    beside = f" ({unplaced:,} of them left unplaced)" if unplaced else ""
    fates = listed(
        [
            f"{outcomes['accepted']} accepted",
            f"{outcomes['rejected']} rejected",
            f"{outcomes['merged']} merged into another",
            f"{outcomes['open']} left undecided",
        ]
    )
    return (
        f"The run of {run.at[:10]} (engine {run.engine}, model {run.model}, seed {run.seed}{parameters}) grouped "
        f"{counted(len(run.members), 'segment')}{beside} into {counted(outcomes.total(), 'candidate')}: {fates}."
    )


def _coded(material: Material) -> str:
    how = Counter(coding.how for coding in material.codings)
    if not material.codings:
        return "Nothing has been coded yet."
    unread = sum(1 for coding in material.codings if coding.unread)
    coding_by = {coding.coder_id for coding in material.codings}
    names = initials([coder.name for coder in material.coders])
    people = listed([name for coder, name in zip(material.coders, names, strict=True) if coder.id in coding_by])
    read = f"; {unread:,} of the accepted were taken in bulk and have not been read yet" if unread else ""
    n_codes = len({coding.code_id for coding in material.codings})
    return (
        f"Coded by {people or 'unknown coders'}: {counted(how['by hand'], 'coding')} by hand and "
        f"{how['accepted']:,} by accepting what was proposed{read}. No proposal counts before a person has accepted "
        f"it. The codebook stands at version {material.codebook_version} with {counted(len(material.codes), 'code')}, "
        f"of which {n_codes:,} bear codings.{_log(material)}"
    )


def _log(material: Material) -> str:
    total = sum(material.n_steps.values())
    undone = material.n_steps.get("undo", 0)
    back = f", {undone:,} of them to undo another" if undone else ""
    return f" The project's log holds {counted(total, 'step')}{back}." if total else ""


def _looked(material: Material) -> str:
    marked = {row.transcript_id for row in material.looked_at}
    full = sum(
        1
        for source in material.transcripts
        if material.codes
        and {code.id for code in material.codes}
        <= {row.code_id for row in material.looked_at if row.transcript_id == source.id}
    )
    if not material.transcripts:
        return ""
    return (
        f"Of {counted(len(material.transcripts), 'transcript')}, {full:,} have been marked as looked at for the whole "
        f"codebook and {len(marked) - full:,} for a part of it."
    )


def initials(names: list[str]) -> list[str]:
    """What a report calls its coders: initials, so that it prints nobody's name; told apart where they are alike.

    >>> initials(["AB", "Carol Dean", "coder2", "Ann Berg"])
    ['AB', 'CD', 'coder2', 'AB2']
    """
    taken: Counter[str] = Counter()
    short = []
    for name in names:
        letters = "".join(_initial(word) for word in name.split()) if " " in name.strip() else _initial(name.strip())
        taken[letters] += 1
        short.append(letters if taken[letters] == 1 else f"{letters}{taken[letters]}")
    return short


_LONGEST_INITIALS = 3


def _initial(word: str) -> str:
    neutral = len(word) <= _LONGEST_INITIALS and word.isupper()
    return word if neutral or any(character.isdigit() for character in word) else word[:1].upper()
