"""Verbs on names that stand outside the transcripts: in codes, memos, themes, cases, the study's description."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from themes.memo_text import between_links
from themes.model import (
    Attribute,
    Case,
    CaseLink,
    Code,
    Decision,
    Fact,
    GuideQuestion,
    Memo,
    Query,
    ReportText,
    Study,
    Summary,
    Theme,
    Transcript,
)
from themes.operations import Change, entity_of, revised
from themes.project.base import one_moment
from themes.project.names.records import Left
from themes.project.names.reviewing import ReviewVerbs
from themes.queries.ids import reworded

Rewrite = Callable[[str], str]

WRITTEN: dict[type[Fact], tuple[str, ...]] = {
    Study: ("title", "commissioner", "questions", "dates", "mode", "interviewer", "notice", "attribution"),
    Attribute: ("name", "choices"),
    Case: ("label", "values"),
    CaseLink: ("relation",),
    GuideQuestion: ("text",),
    Code: ("name", "definition", "use_when", "dont_use_when", "typical", "not_this"),
    Decision: ("name",),
    Theme: ("name", "statement", "central_idea"),
    Memo: ("text",),
    Summary: ("text",),
    ReportText: ("text", "beneath"),
    Query: ("name", "expression", "memo"),
}
"""The fields in which people write in their own words, by kind of fact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The names that a project knows: words with their bare pseudonyms, and single words that only names had."""

    names: Mapping[str, str]
    gone: frozenset[str]


class ElsewhereVerbs(ReviewVerbs):
    """Say where else names stand."""

    @one_moment
    def names_elsewhere(self) -> list[Left]:
        """Where outside the words of transcripts names stand, by what it is; the key says which names there are."""
        known = self._known_names()
        left = [
            Left(entity=entity_of(fact), entity_id=fact.id, n=n)
            for kind in WRITTEN
            for fact in self._store.facts(kind)
            if (n := self._n_names(fact, known))
        ]
        # Its words are released; its title, or who speaks, may have got a name since.
        left += [
            Left(entity="transcript", entity_id=one.transcript.id, n=len(told))
            for one in self.reviews()
            if one.state == "released" and (told := _named(one.transcript, known.names))
        ]
        return left

    def _known_names(
        self, also: Mapping[str, str] | None = None, texts: Mapping[str, Transcript] | None = None
    ) -> Known:
        """All names that the key has, or had replaced, but for words that somebody let stay.

        Args:
            also: Words that are about to be replaced, with their pseudonyms.
            texts: The transcripts as they are about to be, by id; as they are where not given.
        """
        from themes.privacy.pseudonyms import folded  # noqa: PLC0415 - not needed to open a project
        from themes.privacy.scrub import gone_words  # noqa: PLC0415 - as above

        key = self._key()
        stays = key.stays()
        names = {words: one.pseudonym for one in key.names() for words in (one.name, *one.spellings)}
        names |= dict(key.replaced()) | dict(also or {})
        names = {words: pseudonym for words, pseudonym in names.items() if folded(words) not in stays}
        every = texts.values() if texts is not None else self._store.facts(Transcript)
        return Known(names=names, gone=gone_words(names, (source.text for source in every)))

    def _unnamed(self, words: str) -> str:
        """Words on which nobody could decide, as those of lost quotations, with all that is found in them replaced."""
        from themes.privacy import find  # noqa: PLC0415 - not needed to open a project
        from themes.privacy.pseudonyms import FIXED, known_as  # noqa: PLC0415 - as above
        from themes.privacy.scrub import scrubbed  # noqa: PLC0415 - as above

        listed, stays = self.names(), self._key().stays()
        for one in reversed(find(words, self._names_to_find())):
            said = words[one.start : one.end]
            if self._fold(said) in stays or words[one.start - 1 : one.start] == "[":
                continue
            known = known_as(said, one.kind, listed)
            instead = FIXED.get(one.kind) or (known.pseudonym if known else FIXED["other"])
            words = f"{words[: one.start]}[{instead}]{words[one.end :]}"
        return scrubbed(words, dict(self._key().replaced()))

    def _n_names(self, fact: Fact, known: Known) -> int:
        from themes.privacy.scrub import count_in  # noqa: PLC0415 - as above

        n = 0

        def counted(text: str) -> str:
            nonlocal n
            n += count_in(text, known.names, known.gone)
            return text

        rewritten(fact, counted)
        return n

    def _elsewhere_replaced(self, known: Known) -> list[Change]:
        """The changes by which every name outside the transcripts gives way to its pseudonym."""
        from themes.privacy.scrub import scrubbed  # noqa: PLC0415 - as above

        changes = []
        for kind in WRITTEN:
            for fact in self._store.facts(kind):
                if self._n_names(fact, known):
                    now = rewritten(fact, lambda text: scrubbed(text, known.names, known.gone))
                    if isinstance(now, Case):
                        now = replace(now, label=now.label.strip("[]"))
                    changes.append(revised(fact, now))
        return [*changes, *self._titles_replaced(known)]

    def _titles_replaced(self, known: Known) -> list[Change]:
        """The changes by which names in titles and labels of released transcripts give way to what names nobody."""
        from themes.project.names.as_released import labels_of, title_of  # noqa: PLC0415 - brings the search for names

        cases = {case.id: case for case in self._store.facts(Case)}
        changes = []
        for number, view in enumerate(self.reviews(), start=1):
            source = view.transcript
            if view.state == "released" and _named(source, known.names):
                labels = labels_of(source, cases, known.names)
                speakers = tuple(replace(one, label=label) for one, label in zip(source.speakers, labels, strict=True))
                title = title_of(source, cases, known.names, number)
                changes.append(revised(source, replace(source, title=title, speakers=speakers)))
        return changes


def _named(source: Transcript, names: Iterable[str]) -> list[str]:
    """The title and labels of a transcript that hold one of some names."""
    from themes.privacy.neutral import holds_name, is_neutral  # noqa: PLC0415 - not needed to open a project

    known = list(names)
    labels = [one.label for one in source.speakers if not is_neutral(one.label)]
    return [words for words in (source.title, *labels) if holds_name(words, known)]


def rewritten(fact: Any, rewrite: Rewrite) -> Any:  # noqa: ANN401 - a fact of one of the kinds in WRITTEN
    """The fact with all that people wrote in it rewritten."""
    if isinstance(fact, Memo | Summary):
        return replace(fact, text=between_links(fact.text, rewrite))
    if isinstance(fact, Query):
        told = reworded(fact.expression, rewrite)
        return replace(fact, name=rewrite(fact.name), memo=rewrite(fact.memo), expression=told)
    fields = {name: _each(getattr(fact, name), rewrite) for name in WRITTEN[type(fact)]}
    return replace(fact, **fields)


def _each(value: Any, rewrite: Rewrite) -> Any:  # noqa: ANN401 - text, or tuples of it
    if isinstance(value, str):
        return rewrite(value)
    return tuple(_each(item, rewrite) for item in value)
