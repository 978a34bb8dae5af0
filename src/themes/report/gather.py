"""From the facts of a project to its findings: a pure function."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import count

from themes.model import Code, Coding, Summary, Theme
from themes.report.attributing import over_quoted, singled_out
from themes.report.attribution import Attributions
from themes.report.cells import CellsShown
from themes.report.checklists import known_items
from themes.report.choose import Shown as ShownSoFar
from themes.report.choose import choose
from themes.report.consent import allowed
from themes.report.extract import kept, rows_of, with_column
from themes.report.findings import DIRECTIONS, Defined, Direction, Findings, Loose, Section, Shown
from themes.report.heard import Quoted, Voices
from themes.report.material import Material
from themes.report.method import method_paragraphs
from themes.report.proposed import program, technical_details
from themes.report.rows import case_rows, rows
from themes.report.titles import references, shown_attributes
from themes.report.wording import Heard
from themes.text import turns_in

MAX_QUOTATIONS = 6
"""Quotations that a section shows unless told otherwise."""


def gather(material: Material, *, max_quotations: int = MAX_QUOTATIONS) -> Findings:
    """The findings of a study.

    Args:
        material: The facts.
        max_quotations: How many quotations a theme, sub-theme or code shows at most; those that people chose for a
            theme are all shown, in their stead.

    Returns:
        Themes, or codes where there are no themes, with how widely they were heard and quotations spread over cases;
        the method as it was; codebook, cut-offs, cases; a row for each coding.
    """
    coding = {one.coder_id for one in material.own_codings}
    consented = allowed(material)
    material = consented.material
    voices = Voices(material)
    named = references(material.transcripts)
    attributes = shown_attributes(material.attributes)
    tree = _Tree(material, voices, named, max_quotations)
    everything = voices.quoted(code.id for code in material.codes)
    sections = tree.themes() if material.themes else tree.codes()
    return Findings(
        study=material.study,
        heading="Themes" if material.themes else "Codes",
        sections=sections,
        loose=tree.loose() if material.themes else (),
        method_parts=method_paragraphs(material, voices, n_cells=tree.n_cells, n_kept=tree.n_kept, n_left=tree.n_left),
        details=technical_details(material),
        program=program(material),
        coders=tuple(name for id_, name in material.called.items() if id_ in coding),
        codebook_version=material.codebook_version,
        codebook=tuple(tree.defined[code.id] for code in material.codes),
        cut_offs=_cut_offs(material.study.wording),
        attributes=attributes,
        withheld=tuple(name for name in material.attributes if name not in attributes),
        cases=case_rows(material, voices, attributes),
        rows=rows(material, voices, named, attributes),
        key=tuple((named[source.id], source.title) for source in material.transcripts),
        n_quotations=len(everything),
        n_unread=sum(1 for one in everything if one.unread),
        n_left_out=consented.n_left_out,
        n_paraphrase=consented.n_paraphrase,
        n_unreleased=material.n_unreleased,
        where=material.where,
        n_counted=len(voices.participants),
        filtered=material.filtered,
        file_name=material.file_name,
        steps=tuple(sorted(material.n_steps.items(), key=lambda one: (-one[1], one[0]))),
        checklist=known_items(material, voices),
        singled_out=singled_out(material, voices),
        over_quoted=over_quoted(sections, material),
        written={text.part: text for text in material.written},
        whose=str(material.standing.whose),
        whose_sentence=material.whose_sentence,
        max_quotations=max_quotations,
        uncounted=material.uncounted,
    )


class _Tree:
    """The sections of a report, made from the top down so that quotations spread over all of it."""

    def __init__(self, material: Material, voices: Voices, named: dict[str, str], limit: int) -> None:
        self._material = material
        self._voices = voices
        self._references = named
        self._limit = limit
        self._who = Attributions(material, voices)
        self._so_far = ShownSoFar()
        self._rows = rows_of(material, named)
        self._cells: dict[str, list[Summary]] = {}
        for summary in kept(material, self._rows):
            self._cells.setdefault(summary.column_id, []).append(summary)
        self._numbers = count(1)
        self._quotations = {one.id: one for one in material.quotations}
        self._told = {coding.id for coding in material.told_codings}
        self._codings: dict[str, list[Coding]] = {}
        for coding in material.codings:
            self._codings.setdefault(coding.quotation_id, []).append(coding)
        self._below: dict[str | None, list[Code]] = {}
        for code in material.codes:
            self._below.setdefault(code.parent_id, []).append(code)
        self.defined = {code.id: self._define(code) for code in material.codes}
        self._under_themes()
        self._told_of: set[str] = set()

    @property
    def n_cells(self) -> int:
        """How many cells of the framework matrix are for the report."""
        return sum(map(len, self._cells.values()))

    @property
    def n_left(self) -> int:
        """How many of these stand under none of the sections that were made: of a code that no theme carries."""
        return sum(len(cells) for column_id, cells in self._cells.items() if column_id not in self._told_of)

    @property
    def n_kept(self) -> int:
        """How many cells of the framework matrix are kept, of rows that may be used."""
        return len(kept(replace(self._material, cells=CellsShown()), self._rows))

    def themes(self) -> tuple[Section, ...]:
        """A section for each main theme, its sub-themes within."""
        return tuple(self._theme(theme) for theme in self._material.themes if theme.parent_id is None)

    def codes(self) -> tuple[Section, ...]:
        """A section for each code at the top of the codebook, its sub-codes within."""
        return tuple(self._code(code) for code in self._in_use(self._below.get(None, ())))

    def loose(self) -> tuple[Loose, ...]:
        """The codes with codings that no theme carries, itself or by a code above, in the order of the codebook."""
        carried = set(self._with_sub_codes(code_id for theme in self._material.themes for code_id in theme.code_ids))
        return tuple(
            Loose(
                code_id=code.id,
                path=self.defined[code.id].path,
                heard=self._voices.heard(quoted, [code.id]),
                n_quotations=len(quoted),
            )
            for code in self._material.codes
            if code.id not in carried and (quoted := self._voices.quoted([code.id]))
        )

    def _theme(self, theme: Theme) -> Section:
        children = [child for child in self._material.themes if child.parent_id == theme.id]
        own = self._with_sub_codes(theme.code_ids)
        whole = [*own, *self._with_sub_codes(code_id for child in children for code_id in child.code_ids)]
        chosen = self._chosen(theme.for_ids, whole) or self._choose(own)
        section = self._section(
            id=theme.id,
            name=theme.name,
            statement=theme.statement.strip(),
            asks=not theme.statement.strip(),
            own=own,
            whole=whole,
            chosen=chosen,
            parts=tuple(self._theme(child) for child in children),
        )
        against = self._chosen(theme.against_ids, self.defined)
        return replace(
            section, central_idea=theme.central_idea.strip(), against=tuple(self._shown(one) for one in against)
        )

    def _code(self, code: Code) -> Section:
        children = self._in_use(self._below.get(code.id, ()))
        chosen = self._choose([code.id])
        return self._section(
            id=code.id,
            name=code.name,
            statement="",
            asks=False,
            own=[code.id],
            whole=self._with_sub_codes([code.id]),
            chosen=chosen,
            parts=tuple(self._code(child) for child in children),
        )

    def _section(
        self,
        *,
        id: str,  # noqa: A002 - the field's name
        name: str,
        statement: str,
        asks: bool,
        own: Sequence[str],
        whole: Sequence[str],
        chosen: Sequence[Quoted],
        parts: tuple[Section, ...],
    ) -> Section:
        quoted = self._voices.quoted(whole)
        by_direction = {valence: [one for one in quoted if one.direction == valence] for valence in DIRECTIONS}
        shown = [self._shown(one) for one in chosen]
        section = Section(
            id=id,
            name=name,
            statement=statement,
            asks_for_statement=asks,
            codes=tuple(self.defined[code_id] for code_id in own),
            heard=self._heard(quoted, whole),
            counted=not self._material.uncounted,
            directions=tuple(
                Direction(valence=valence, n_quotations=len(some), n_participants=self._voices.n_participants(some))
                for valence, some in by_direction.items()
                if some
            ),
            quotations=tuple(sorted(shown, key=lambda one: DIRECTIONS.index(one.direction))),
            n_quotations=len(quoted),
            n_unread=sum(1 for one in quoted if one.unread),
            n_unknown=sum(1 for one in quoted if one.case_id is None),
            parts=parts,
            nothing_found=tuple(self._references[source_id] for source_id in self._voices.nothing_found(quoted, whole)),
        )
        self._told_of.add(id)
        return with_column(section, self._cells.get(id, ()), self._rows, self._numbers, self._linked)

    def _heard(self, quoted: Sequence[Quoted], code_ids: Iterable[str]) -> Heard:
        """How widely some codes are heard, without the words for it where the method claims nothing of it."""
        heard = self._voices.heard(quoted, code_ids)
        return replace(heard, word="", sentence="") if self._material.uncounted else heard

    def _under_themes(self) -> None:
        """Put what is written of a code under the first theme that it carries, itself or by a code above."""
        for theme in self._material.themes:
            own = self._cells.get(theme.id, [])
            for code_id in self._with_sub_codes(theme.code_ids):
                own = [*own, *self._cells.pop(code_id, [])]
            if own:
                order = list(self._rows.names)
                self._cells[theme.id] = sorted(own, key=lambda one: order.index(one.row_id))

    def _linked(self, quotation_id: str) -> Shown | None:
        """A quotation that a cell of the matrix hangs on; None where it is not here, or may not be used."""
        quotation = self._quotations.get(quotation_id)
        if quotation is None:
            return None
        codings = tuple(self._codings.get(quotation_id, ()))
        place = (quotation.transcript_id, quotation.start, quotation.end)
        return self._shown(Quoted(quotation=quotation, speaker=self._voices.speaker(place), codings=codings))

    def _chosen(self, quotation_ids: Sequence[str], code_ids: Iterable[str]) -> list[Quoted]:
        """The quotations that people chose, in their order, as far as they bear one of the codes still."""
        if not quotation_ids:
            return []
        by_place = {one.place: one for one in self._voices.quoted(code_ids)}
        places = {one.id: (one.transcript_id, one.start, one.end) for one in self._material.quotations}
        asked = dict.fromkeys(places[id_] for id_ in quotation_ids if id_ in places)
        chosen = [by_place[place] for place in asked if place in by_place]
        for one in chosen:
            self._so_far.add(one)
        return chosen

    def _choose(self, code_ids: Sequence[str]) -> list[Quoted]:
        return choose(self._voices.quoted(code_ids), limit=self._limit, shown=self._so_far)

    def _with_sub_codes(self, code_ids: Iterable[str]) -> list[str]:
        """The codes and all below them, each once, in the order of the codebook below each."""
        found: dict[str, None] = {}
        waiting = [code_id for code_id in reversed(list(code_ids)) if code_id in self.defined]
        while waiting:
            code_id = waiting.pop()
            if code_id not in found:
                found[code_id] = None
                waiting.extend(child.id for child in reversed(self._below.get(code_id, [])))
        return list(found)

    def _in_use(self, codes: Iterable[Code]) -> list[Code]:
        """Codes that stand, and retired ones whose codings, or whose sub-codes' codings, still do."""
        return [code for code in codes if not code.retired or self._voices.quoted(self._with_sub_codes([code.id]))]

    def _define(self, code: Code) -> Defined:
        quoted = self._voices.quoted([code.id])
        path = self._material.code_paths.get(code.id, code.name)
        by_id = {known.id: known for known in self._material.codes}
        depth, above = 0, code.parent_id
        while above is not None and above in by_id:
            depth, above = depth + 1, by_id[above].parent_id
        return Defined(
            code_id=code.id,
            name=code.name,
            path=path,
            depth=depth,
            definition=code.definition,
            use_when=code.use_when,
            dont_use_when=code.dont_use_when,
            n_codings=sum(coding.id in self._told for one in quoted for coding in one.codings),
            n_cases=len({one.case_id for one in quoted if one.case_id}),
            retired=code.retired,
        )

    def _shown(self, quoted: Quoted) -> Shown:
        quotation = quoted.quotation
        source = self._voices.transcripts[quotation.transcript_id]
        turns = turns_in(source, quotation.start, quotation.end)
        return Shown(
            words=quotation.words,
            attribution=self._who.of(source, quotation.start, quotation.end),
            transcript_id=source.id,
            reference=self._references[source.id],
            start=quotation.start,
            end=quotation.end,
            seconds=source.turns[turns[0]].start_seconds if turns else None,
            case_id=quoted.case_id,
            direction=quoted.direction,
            unread=quoted.unread,
            coding_ids=tuple(coding.id for coding in quoted.codings),
            quotation_id=quotation.id,
        )


def _cut_offs(wording: Sequence[tuple[str, float]]) -> tuple[tuple[str, str], ...]:
    """Each quantity word with its rule."""
    ranked = sorted(wording, key=lambda cut: -cut[1])
    rules = [("every", "all N participants")]
    for word, share in ranked:
        over = f"more than {share:.0%} of N" if share else "two or more participants"
        rules.append(
            (word, f"{over}, but not all" if word == ranked[0][0] else f"{over}, but fewer than “{rules[-1][0]}”")
        )
    rules.append(("one", "one participant"))
    return tuple(rules)
