"""Verbs that show the framework matrix: who said what on what, and what was written of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from themes.compare.matrix import Column, Matrix, Row
from themes.compare.summaries import Sentence, sentences_of
from themes.errors import Refused
from themes.filters import Where, as_filter
from themes.memo_text import links
from themes.model import Code, MatrixColumn, MatrixRow, Quotation, Summary, Theme, Transcript
from themes.operations import body, digest
from themes.project.base import one_moment
from themes.project.codes.usage import UsageVerbs
from themes.project.matrix.laying_out import codes_of_theme, lay_out, places_of, with_below
from themes.project.texts.transcripts import natural
from themes.report import Material
from themes.report.heard import Voices
from themes.text import speaker_of, turns_in


@dataclass(frozen=True, slots=True, kw_only=True)
class CellQuotation:
    """A quotation of a cell as it is read there: its words, how who said it is named, and where it stands."""

    id: str
    words: str
    by: str
    transcript: Transcript
    start: int
    seconds: float | None


class MatrixViews(UsageVerbs):
    """Lay the matrix out."""

    @one_moment
    def matrix(
        self,
        *,
        rows: MatrixRow = "case",
        columns: MatrixColumn = "theme",
        group_by: str = "",
        where: Where | None = None,
        only: Sequence[Theme | Code | str] | None = None,
    ) -> Matrix:
        """The framework matrix: a row for each case or transcript, a column for each theme or code.

        A theme's column counts its sub-themes, a code's its sub-codes, and each of these has a column of its own.
        The cases are those who speak in some transcript as participants.

        Args:
            rows: What the rows are.
            columns: What the columns are.
            group_by: An attribute; rows then stand by its values.
            where: Only what passes this filter.
            only: Only these themes or codes; all of them where not given.

        Raises:
            Refused: There is no such attribute, or the filter names what the study does not have.
            NotFound: There is no such theme or code.
        """
        return self._matrix(
            self._said(where), rows, columns, group_by=group_by, only=only, of_part=bool(as_filter(where))
        )

    def _matrix(
        self,
        material: Material,
        rows: MatrixRow,
        columns: MatrixColumn,
        *,
        group_by: str = "",
        only: Sequence[Theme | Code | str] | None = None,
        of_part: bool = False,
    ) -> Matrix:
        from themes.discover.segments import sentences  # noqa: PLC0415 - what a study needs only here

        return lay_out(
            material,
            self._rows(material, rows, group_by, of_part=of_part),
            self._columns(material, columns, only),
            row_kind=rows,
            column_kind=columns,
            summaries=self._store.facts(Summary),
            cut=sentences,
            group_by=group_by,
        )

    def cell_quotations(self, quotation_ids: Iterable[str]) -> list[CellQuotation]:
        """Some quotations of a cell, in the order given; those that have gone are left out."""
        attributions = self.attributions()
        shown = []
        for quotation_id in quotation_ids:
            for quotation in self._store.facts(Quotation, id=quotation_id):
                source = self._store.fact(Transcript, quotation.transcript_id)
                speaker = speaker_of(source, quotation.start, quotation.end)
                turns = turns_in(source, quotation.start, quotation.end)
                shown.append(
                    CellQuotation(
                        id=quotation.id,
                        words=quotation.words,
                        by=attributions.get(speaker.case_id, "") if speaker and speaker.case_id else "",
                        transcript=source,
                        start=quotation.start,
                        seconds=source.turns[turns[0]].start_seconds if turns else None,
                    )
                )
        return shown

    def sentences_of(self, summary: Summary) -> tuple[Sentence, ...]:
        """The sentences of a summary, each with the quotations that stand behind it."""
        from themes.discover.segments import sentences  # noqa: PLC0415 - as above

        here = {one for one in links(summary.text) if self._store.facts(Quotation, id=one)}
        return sentences_of(summary.text, cut=sentences, here=here)

    def _rows(self, material: Material, kind: MatrixRow, group_by: str, *, of_part: bool) -> list[Row]:
        if group_by and group_by not in {attribute.name for attribute in self.attributes()}:
            raise Refused(f"The study has no attribute “{group_by}” to group by. Nothing was shown.")
        values = self.values_of_all() if group_by else {}

        def group(case_id: str | None) -> str:
            return values.get(case_id or "", {}).get(group_by, "")

        speaking = places_of(Voices(material), "case")
        if kind == "case":
            named = self.attributions()
            rows = [
                Row(
                    id=case.id,
                    name=case.label,
                    about=named[case.id].removeprefix(case.label).removeprefix(", "),
                    group=group(case.id),
                )
                for case in sorted(material.cases, key=lambda case: natural(case.label))
                if case.id in speaking
            ]
        else:
            heard = {id_ for places in speaking.values() for id_ in places} if of_part else None
            rows = [
                Row(
                    id=source.id,
                    name=source.title,
                    about=source.kind,
                    group=", ".join(dict.fromkeys(filter(None, (group(one.case_id) for one in source.speakers)))),
                )
                for source in material.transcripts
                if heard is None or source.id in heard
            ]
        return sorted(rows, key=lambda row: (row.group == "", natural(row.group))) if group_by else rows

    def _columns(
        self, material: Material, kind: MatrixColumn, only: Sequence[Theme | Code | str] | None
    ) -> dict[Column, list[str]]:
        if kind == "theme":
            wanted = None if only is None else {self.theme(_as_theme(one)).id for one in only}
            names = {theme.id: theme.name for theme in material.themes}
            return {
                Column(id=theme.id, name=theme.name, under=names.get(theme.parent_id or "", "")): codes_of_theme(
                    material, theme
                )
                for theme in material.themes
                if wanted is None or theme.id in wanted
            }
        wanted = None if only is None else {self.code(_as_code(one)).id for one in only}
        used = {coding.code_id for coding in material.codings}
        names = {code.id: code.name for code in material.codes}
        return {
            Column(id=code.id, name=code.name, under=names.get(code.parent_id or "", "")): below
            for code in material.codes
            if (wanted is None or code.id in wanted)
            and (below := with_below(material, [code.id]))
            and (not code.retired or used & set(below))
        }


def version_of(summary: Summary | None) -> str:
    """The digest of a state of a summary; "" where nothing is written."""
    return "" if summary is None else digest(body(summary))


def _as_theme(one: Theme | Code | str) -> Theme | str:
    return one if isinstance(one, Theme | str) else one.id


def _as_code(one: Theme | Code | str) -> Code | str:
    return one if isinstance(one, Code | str) else one.id
