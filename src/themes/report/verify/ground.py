"""What a report is checked against: a study's findings, its transcripts, and what may be done with their words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache

from themes.manuscript import QUOTATION_ANCHOR, THEME_ANCHOR, anchor
from themes.model import Coding, Quotation, Transcript, Withdrawal
from themes.report.attribution import Attributions
from themes.report.consent import allowed
from themes.report.findings import Findings, Section
from themes.report.gather import MAX_QUOTATIONS, gather
from themes.report.heard import Voices
from themes.report.material import Material
from themes.report.titles import references
from themes.report.verify.placing import Place, Sources
from themes.report.verify.words import keys

_NUMBERED = re.compile(r"^\s*(?:(?:sub-?)?(?:theme|code)\s+)?(?:\d+(?:\.\d+)*|[ivx]+)\s*[.:)\-–—]?\s+", re.IGNORECASE)


class Ground:
    """A study as its report is checked against it.

    Args:
        material: Its facts, or those of the part that the report is of.
        unreleased: The ids of transcripts in which names may still stand.
        max_quotations: How many quotations each theme and sub-theme shows at most.
        withdrawn: Who withdrew, by the ids of the quotations of theirs that were removed.
    """

    def __init__(
        self,
        material: Material,
        *,
        unreleased: Iterable[str] = (),
        max_quotations: int = MAX_QUOTATIONS,
        withdrawn: Mapping[str, Withdrawal] | None = None,
    ) -> None:
        """Gather the findings once."""
        self._withdrawn = {anchor(QUOTATION_ANCHOR, id_): one for id_, one in (withdrawn or {}).items()}
        self.material = material
        self.unreleased = frozenset(unreleased)
        self.findings: Findings = gather(material, max_quotations=max_quotations)
        self.references = references(material.transcripts)
        self.sources = Sources(material.transcripts)
        self.attributions = Attributions(material, Voices(material))
        self.counted = Voices(allowed(material).material)
        self.sections: dict[str, Section] = {one.id: one for one in _all(self.findings.sections)}
        self._by_anchor = {anchor(THEME_ANCHOR, id_): one for id_, one in self.sections.items()}
        self._by_name = {folded(one.name): one for one in reversed(list(self.sections.values()))}

    @property
    def main(self) -> tuple[Section, ...]:
        """The themes, or codes at the top of the codebook, without what is under them."""
        return self.findings.sections

    @cached_property
    def noun(self) -> str:
        """What the sections are called: "theme" or "code"."""
        return self.findings.heading.removesuffix("s").casefold()

    def section(self, name: str, anchors: Iterable[str] = ()) -> Section | None:
        """The section of a name, its numbering left aside; by its bookmark where the name has been changed."""
        named = self._by_name.get(folded(name)) or self._by_name.get(folded(_NUMBERED.sub("", name)))
        return named or next((self._by_anchor[one] for one in anchors if one in self._by_anchor), None)

    def named_in(self, words: str) -> list[Section]:
        """The sections whose whole names stand in some words, the longest name first, none within another."""
        line = f" {folded(words)} "
        found = []
        for name in sorted(self._by_name, key=len, reverse=True):
            if name and f" {name} " in line:
                found.append(self._by_name[name])
                line = line.replace(f" {name} ", " | ")
        return found

    def places(self, words: str) -> list[Place]:
        """Where a quotation stands, as ``Sources.places`` tells it, or where the project quotes just these words.

        A quotation may begin or end amid a word, as some that come from other tools do. What anybody else cuts amid a
        word is not what was said: of "they cannot" is left "they can".
        """
        places = self.sources.places(words)
        if places and places[0].laid is None:
            return places
        return self._cut_amid_words.get(keys(words)) or places

    @cached_property
    def _cut_amid_words(self) -> dict[tuple[str, ...], list[Place]]:
        """The places of the quotations that begin or end amid a word, by their words."""
        sources = {one.id: one for one in self.material.transcripts}
        found: dict[tuple[str, ...], list[Place]] = {}
        for one in self.material.quotations:
            source = sources[one.transcript_id]
            if any(at > 0 and source.text[at - 1 : at + 1].isalnum() for at in (one.start, one.end)):
                place = Place(transcript=source, start=one.start, end=one.end)
                found.setdefault(keys(source.text[one.start : one.end]), []).append(place)
        return found

    def withdrawn(self, words: str, anchors: Iterable[str]) -> Withdrawal | None:
        """Who withdrew and said what stands in a passage: by its bookmark, or by the label that it names."""
        known = next((self._withdrawn[one] for one in anchors if one in self._withdrawn), None)
        line = f" {folded(words)} "
        return known or next((one for one in self.material.withdrawals if f" {folded(one.label)} " in line), None)

    @cached_property
    def anchored(self) -> dict[str, tuple[str, int]]:
        """Where each quotation stands, transcript id and start, by the bookmark that our reports give it."""
        return {anchor(QUOTATION_ANCHOR, one.id): (one.transcript_id, one.start) for one in self.material.quotations}

    @cached_property
    def labels(self) -> dict[str, str]:
        """The cases' labels, folded, by id; one without a word in it is left out."""
        told = {case.id: folded(case.label) for case in self.material.cases}
        return {case_id: label for case_id, label in told.items() if label}

    @cached_property
    def values(self) -> dict[str, frozenset[str]]:
        """What is known of each case, folded, by its id; bare numbers and nothing are left out."""
        return {
            case_id: frozenset(said for value in row.values() if (said := folded(value)) and not said.isdigit())
            for case_id, row in self.material.attribute_values.items()
        }

    @cached_property
    def every_value(self) -> tuple[str, ...]:
        """All that is known of any case, folded, the longest first."""
        return tuple(sorted(frozenset().union(*self.values.values()), key=lambda value: (-len(value), value)))

    @cached_property
    def _quoted_in(self) -> dict[str, list[Quotation]]:
        found: dict[str, list[Quotation]] = {}
        for one in self.material.quotations:
            found.setdefault(one.transcript_id, []).append(one)
        return found

    @cached_property
    def _codings_of(self) -> dict[str, list[Coding]]:
        found: dict[str, list[Coding]] = {}
        for one in self.material.codings:
            found.setdefault(one.quotation_id, []).append(one)
        return found

    def codings_at(self, source: Transcript, start: int, end: int) -> list[Coding]:
        """The codings of quotations that share words with a range."""
        there = (one for one in self._quoted_in.get(source.id, ()) if one.start < end and start < one.end)
        return [coding for one in there for coding in self._codings_of.get(one.id, ())]

    def carries(self, section: Section, source: Transcript, start: int, end: int) -> bool:
        """Whether what stands in a range is evidence of a section: by a code of it, or chosen against it."""
        own = {code.code_id for part in _all((section,)) for code in part.codes}
        if any(coding.code_id in own for coding in self.codings_at(source, start, end)):
            return True
        return any(
            one.transcript_id == source.id and one.start < end and start < one.end
            for part in _all((section,))
            for one in part.against
        )

    @cached_property
    def own_words(self) -> frozenset[str]:
        """What the study calls things, folded: put in quotation marks it is no quotation of anybody."""
        study, findings = self.material.study, self.findings
        told = [study.title, study.commissioner, findings.program, *study.questions, *self.material.attributes]
        for section in self.sections.values():
            told += [section.name, section.statement, section.central_idea]
        for code in findings.codebook:
            told += [code.name, code.path, code.definition, code.use_when, code.dont_use_when]
        return frozenset(folded(one) for one in told if one.strip())


@lru_cache(maxsize=10_000)
def folded(text: str) -> str:
    """A name for comparing: its words, whatever stands between them.

    >>> folded("Board – engagement (early)")
    'board engagement early'
    """
    return " ".join(keys(text))


def _all(sections: Iterable[Section]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _all(section.parts)
