"""A study's facts without one person: a plain function, the same for the facts of now and for those of any moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from themes.model import Case, Coding, Fact, Quotation, Transcript, Withdrawal
from themes.operations import Change
from themes.project.withdrawal.facts import Facts
from themes.project.withdrawal.hanging import candidates_without, case_goes, quotations_gone
from themes.project.withdrawal.person import is_alone, said
from themes.project.withdrawal.transcripts import mark, take_out
from themes.project.withdrawal.words import TheirWords
from themes.project.withdrawal.written import clashes_without, people_wrote, reasons_without
from themes.text import count_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """A study without a person: what is to be changed for it.

    Attributes:
        changes: One for each fact that goes, comes or becomes another.
        whole: The transcripts that went, as they were.
        marked: Those in which words are now marked, as they were: where the person spoke, or was named.
    """

    changes: tuple[Change, ...]
    whole: tuple[Transcript, ...]
    marked: tuple[Transcript, ...]


def without(facts: Iterable[Fact], withdrawal: Withdrawal, words: TheirWords) -> Removed:
    """What is to be done so that nothing of a person's words and names is left in some facts.

    Args:
        facts: All of a study.
        withdrawal: What is kept of it; its id is the person's case.
        words: Theirs alone, and their names.
    """
    left, case_id = Facts(facts), withdrawal.id
    whole = [one for one in left.all(Transcript) if is_alone(one, case_id)]
    for one in whole:
        take_out(left, one)
    marked = [one for one in left.all(Transcript) if mark(left, one, case_id, words)]
    left.drop(one for one in left.all(Quotation) if words.passages.found_in(one.words))
    case_goes(left, case_id)
    quotations_gone(left)
    candidates_without(left)
    reasons_without(left, words, [one.title for one in whole] + [one.label for one in left.gone(Case)])
    people_wrote(left, words)
    clashes_without(left, words)
    spoke = [one for one in marked if any(who.case_id == case_id for who in one.speakers)]
    left.put(_kept_of(withdrawal, left, whole, spoke))
    return Removed(changes=left.changes(), whole=tuple(whole), marked=tuple(marked))


def _kept_of(
    withdrawal: Withdrawal, left: Facts, whole: Iterable[Transcript], shared: Iterable[Transcript]
) -> Withdrawal:
    """What the study keeps of it, with its counts; one that is there already, or was counted elsewhere, stays."""
    known = left.was(Withdrawal).get(withdrawal.id)
    if withdrawal.n_turns:  # as another copy, in which it was done, has counted it
        return withdrawal
    if known is not None:
        return known
    whole, shared = tuple(whole), tuple(shared)
    theirs = [words for one in (*whole, *shared) for words in said(one, withdrawal.id)]
    return replace(
        withdrawal,
        transcript_ids=tuple(sorted(one.id for one in whole)),
        shared_ids=tuple(sorted(one.id for one in shared)),
        n_turns=len(theirs),
        n_words=sum(map(count_words, theirs)),
        n_quotations=len(left.gone(Quotation)),
        n_codings=len(left.gone(Coding)),
    )
