"""What was written in a study, by people and by the machine, without a person's words and names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from themes.model import Clash, Code, ReportText, Suggestion
from themes.passages import MARK
from themes.project.names.elsewhere import WRITTEN, rewritten
from themes.project.withdrawal.facts import Facts
from themes.project.withdrawal.words import TheirWords


def people_wrote(facts: Facts, words: TheirWords) -> None:
    """What people wrote loses runs of their words, and their names."""
    for kind in WRITTEN:
        for one in facts.all(kind):
            now = rewritten(one, words.without)
            if isinstance(now, Code):
                now = replace(now, typical=_examples(now.typical), not_this=_examples(now.not_this))
            if isinstance(now, ReportText):
                # A part of the report may be a list of what was chosen for it, an id a line.
                gone = facts.ids_gone()
                now = replace(now, text="\n".join(line for line in now.text.split("\n") if line.strip() not in gone))
            facts.put(now)


def reasons_without(facts: Facts, words: TheirWords, labels: Iterable[str]) -> None:
    """Suggestions no longer say that something is like what this person said.

    Args:
        facts: The study's.
        words: Theirs.
        labels: The titles of transcripts that went and the label of their case, which reasons name.
    """
    told = "|".join(map(re.escape, labels))
    names_them = re.compile(rf"(?<!\w)(?:{told})(?!\w)") if told else None
    for one in facts.all(Suggestion):
        kept = (each for each in one.because if not (names_them and names_them.search(each)))
        facts.put(replace(one, because=tuple(map(words.without, kept))))


def clashes_without(facts: Facts, words: TheirWords) -> None:
    """What waits for a decision and is about them, or holds their words, goes: the first version stands."""
    gone = facts.ids_gone()
    for one in facts.all(Clash):
        held = f"{one.first} {one.second}"
        if {one.subject_id, one.transcript_id} & gone or words.without(held) != held:
            facts.drop([one])


def _examples(words: Sequence[str]) -> tuple[str, ...]:
    """Examples of a code without those that are nothing but a mark."""
    return tuple(each for each in words if each.strip(" .,;:!?“”‘’\"'…") != MARK)
