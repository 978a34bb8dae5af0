"""The method paragraphs of a report, written from the facts and the log."""

from __future__ import annotations

from collections import Counter
from datetime import date

from themes.report.extract import matrix_sentence
from themes.report.heard import Voices
from themes.report.material import CodedTwice, Material
from themes.report.proposed import proposed
from themes.report.wording import counted, listed
from themes.text import count_words


def method_paragraphs(
    material: Material, voices: Voices, *, n_cells: int = 0, n_kept: int = 0, n_left: int = 0
) -> tuple[tuple[str, str], ...]:
    """How the findings came about: the data, what the machine proposed, what people decided, how was counted.

    Args:
        material: The facts.
        voices: The same, ready for counting.
        n_cells: How many cells of the framework matrix are for the report.
        n_kept: How many are kept.
        n_left: How many of the first stand nowhere in it.

    Returns:
        Paragraphs of plain sentences, each from facts alone, with what each is known by.
    """
    paragraphs = (
        ("declared", _declared(material)),
        ("material", _heard(material, voices)),
        ("withdrew", _withdrew(material)),
        ("proposed", proposed(material)),
        ("coded", _coded(material)),
        ("whose", material.whose_sentence),
        ("template", material.template),
        ("unit", material.unit),
        ("twice", _twice(material)),
        ("apart", _apart(material)),
        ("looked", _looked(material)),
        ("matrix", matrix_sentence(material, n_cells, n_kept, n_left)),
        ("counting", _counting(material)),
    )
    return tuple((name, paragraph) for name, paragraph in paragraphs if paragraph)


COUNTING = (
    "Counts are of participants, n of N: N are those who speak in some transcript as one voice. A participant counts "
    "as heard on something when they say most of a quotation that bears one of its codes; a code counts with its "
    "sub-codes, a theme with its sub-themes. Of a participant who is not heard, it is known only once somebody has "
    "marked each transcript in which they speak as looked at for each of those codes. While that is not so for all, a "
    "count is given as “at least” and without a quantity word. Voices of a group that can't be told apart are counted "
    "as one group, outside N."
)


def _counting(material: Material) -> str:
    return f"It is told of nothing how many say it. {material.uncounted}" if material.uncounted else COUNTING


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
    several = f" ({which})" if len(kinds) > 1 else ""
    what = counted(len(material.transcripts), "transcript") if several else which
    groups = counted(len(voices.groups), "group") if voices.groups else ""
    apart = f" and of {groups} whose voices can't be told apart" if groups else ""
    return (
        f"The material is {what}{several}, {counted(n_words, 'word')} in all, with the words of "
        f"{counted(len(voices.participants), 'participant')}{apart}."
    )


def _withdrew(material: Material) -> str:
    """How many withdrew, and when; what they said is nowhere any more."""
    days = [date.fromisoformat(one.at[:10]) for one in material.withdrawals]
    if not days:
        return ""
    said = listed(list(dict.fromkeys(f"{day.day} {day:%B} {day.year}" for day in days)))
    return f"{counted(len(days), 'participant')} withdrew on {said}; their material was removed."


def _coded(material: Material) -> str:
    codings = material.own_codings
    how = Counter(coding.how for coding in codings)
    if not codings:
        return "Nothing has been coded yet."
    unread = sum(1 for coding in codings if coding.unread)
    people = listed(_called(material, {coding.coder_id for coding in codings}))
    read = (
        f" Of those {how['accepted']:,}, {unread:,} were accepted in bulk and not yet read." if how["accepted"] else ""
    )
    n_codes = len({coding.code_id for coding in codings})
    bear = "bears" if n_codes == 1 else "bear"
    return (
        f"Coded by {people or 'unknown coders'}: {counted(how['by hand'], 'coding')} by hand and "
        f"{how['accepted']:,} by accepting what was proposed.{read} Nothing that was proposed counts before a person "
        f"has accepted it. The codebook has {counted(len(material.codes), 'code')}, of which {n_codes:,} {bear} "
        f"codings."
    )


def _twice(material: Material) -> str:
    """What several coders coded of the same, how far they agree, and what was settled."""
    twice = material.twice
    if twice is None:
        return ""
    who = listed(_called(material, set(twice.coder_ids)))
    apart = " apart, each without sight of the others' codings until all had said done" if twice.apart else ""
    counts = " What any of them coded counts." if material.standing.whose.rule == "everyone" else ""
    of_what = "the same transcript" if twice.n_transcripts == 1 else f"{twice.n_transcripts:,} transcripts"
    return (
        f"{who} coded {of_what}{apart}. How far they agree, where whether a {twice.unit} bears a code is one decision: "
        f"{twice.agreement.removesuffix('.')}.{_left_out(twice)}{_settled(twice)}{counts} "
        "Words that two coders chose with other ends are two quotations."
    )


def _settled(twice: CodedTwice) -> str:
    """How many disagreements were settled, and how many of the decisions say why."""
    if not twice.n_settled:
        return ""
    was = "was" if twice.n_settled == 1 else "were"
    if not twice.n_reasons:
        why = "without a reason"
    elif twice.n_reasons < twice.n_settled:
        why = f"{twice.n_reasons:,} of them with a reason"
    else:
        why = "with its reason" if twice.n_settled == 1 else "each with its reason"
    return (
        f" {counted(twice.n_settled, 'disagreement')} {was} settled afterwards, {why}; nobody's own codings were "
        "changed for it."
    )


def _left_out(twice: CodedTwice) -> str:
    """What the number on agreement is not of."""
    told = ""
    if twice.left_out:
        codes = listed([f"“{path}” in {counted(n, 'transcript')}" for path, n in twice.left_out])
        few = "not all of them are" if twice.unit == "quotation" else "only one of them is"
        told = f" The number leaves out {codes}, which {few} known to have looked at for it."
    if twice.n_outside:
        touch = "touches" if twice.n_outside == 1 else "touch"
        told += (
            f" Not compared: {counted(twice.n_outside, 'coding')} that {touch} no {twice.unit}, as in an "
            "interviewer's turn."
        )
    return told


def _called(material: Material, coder_ids: set[str]) -> list[str]:
    """What the report calls some coders."""
    return [name for id_, name in material.called.items() if id_ in coder_ids]


def _apart(material: Material) -> str:
    if not material.n_apart:
        return ""
    are = "is" if material.n_apart == 1 else "are"
    whose = "all of them" if material.standing.whose.rule == "everyone" else "those whose codings count"
    return (
        f"{counted(material.n_apart, 'transcript')} {are} still being coded by several people apart from each other; "
        f"the codings of {whose} stand here, as far as they have come."
    )


def _looked(material: Material) -> str:
    if not material.transcripts:
        return ""
    whole = {code.id for code in material.codes if not code.retired}
    marked: dict[str, set[str]] = {source.id: set() for source in material.transcripts}
    for row in material.looked_at:
        marked.setdefault(row.transcript_id, set()).add(row.code_id)
    full = sum(1 for codes in marked.values() if whole and whole <= codes)
    part = sum(1 for codes in marked.values() if codes) - full
    if not full and not part:
        return (
            "No transcript has been marked as looked at for any code, so that nobody can say of those who were not "
            "heard on something that they did not say it."
        )
    were = "has" if full == 1 else "have"
    return (
        f"Of {counted(len(material.transcripts), 'transcript')}, {full:,} {were} been marked as looked at for the "
        f"whole codebook and {part:,} for a part of it."
    )
