"""Verbs that write what a query found as a file: the quotation table, with every attribute as a column."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from themes.errors import Refused
from themes.filters import Where
from themes.project.base import one_moment
from themes.project.findings import FindingVerbs
from themes.project.people.consents import ConsentVerbs
from themes.project.queries.keeping import KeepingQueryVerbs
from themes.project.queries.records import FoundRow, QueryAnswer
from themes.project.whole_file import checked_place, written_whole
from themes.queries import Expression
from themes.report.consent import PARAPHRASE, WITHHELD
from themes.report.findings import watermark
from themes.report.tables import Cell, Table, write_csv
from themes.report.titles import references, shown_attributes
from themes.report.wording import clock, counted

_BESIDE = 200
"""Characters of what stands before and after the words in their turn."""


class QueryFileVerbs(KeepingQueryVerbs, FindingVerbs, ConsentVerbs):
    """Write answers down."""

    def write_query(
        self,
        path: str | Path,
        expression: str | Expression,
        *,
        where: Where | None = None,
        insist: bool = False,
    ) -> Path:
        """Write the quotations that a query finds, as .csv or .xlsx; consent is asked as for a report.

        Args:
            path: Where; a file of that name is replaced once the new one is whole.
            expression: As in ``query``.
            where: As in ``query``.
            insist: Write it although names may still stand in transcripts that it quotes; the file then says so.

        Raises:
            NotUnderstood: As in ``query``; nothing was written.
            Refused: The suffix is another, the folder is missing, or a transcript that is quoted is not released;
                nothing was written.
        """
        place = checked_place(path, (".csv", ".xlsx"), what="A query's answer is")
        answer = self.query(expression, where=where)
        n_unreleased = self.n_unreleased_of(answer)
        if n_unreleased and not insist:
            raise Refused(
                f"Names may still stand in {counted(n_unreleased, 'transcript')} that this quotes. Nothing was "
                "written. Review names and release (page Names), or declare there that they came pseudonymised."
            )
        rows = self._allowed(answer)
        left_out = len(answer.rows) - len(rows)
        kept_back = f"{counted(left_out, 'quotation')} left out, as those who said them asked." if left_out else ""
        asked = f"Query: {answer.expression}" + (f" (only {answer.where})" if answer.where else "")
        told = [watermark(n_unreleased), asked, answer.whose, kept_back]
        table = self._query_table(rows)

        def write(made: Path) -> None:
            if made.suffix.casefold() == ".csv":
                write_csv(table, made, notice=" ".join(filter(None, told)))
            else:
                from themes.report.sheet import read_first  # noqa: PLC0415 - only who writes it needs it
                from themes.report.workbook import write_workbook  # noqa: PLC0415

                write_workbook([*read_first(*told), table], made, title=self.study.title, creator=self.coder.name)

        return written_whole(place, write)

    def n_unreleased_of(self, answer: QueryAnswer) -> int:
        """In how many of the transcripts that an answer quotes names may still stand."""
        quoted = {row.hit.transcript.id for row in answer.rows}
        return sum(view.transcript.id in quoted for view in self.unreleased()) if quoted else 0

    def _allowed(self, answer: QueryAnswer) -> list[tuple[FoundRow, str]]:
        """The rows that may leave, each with its words as they may: themselves, or that they are paraphrased only."""
        told = ((row, self.as_allowed(row.hit.words, row.hit.transcript, *_ends(row))) for row in answer.rows)
        return [(row, words) for row, words in told if words != WITHHELD]

    @one_moment
    def _query_table(self, rows: Sequence[tuple[FoundRow, str]]) -> Table:
        attributes = shown_attributes([one.name for one in self.attributes()])
        named = references(self.transcripts())
        head = (
            "Words", "Before", "After", "Codes on it", "Valence", "Case", "Cases who speak", *attributes, "Speaker",
            "Transcript", "Turn", "Time", "Coder", "Coded on", "Memo", "Start", "End",
        )  # fmt: skip
        return Table(
            title="Quotations",
            head=head,
            rows=tuple(_cells(row, words, attributes, named[row.hit.transcript.id]) for row, words in rows),
            widths=(80, 40, 40, 36, 10, 9, 14, *[18] * len(attributes), 13, 28, 8, 10, 10, 12, 40, 9, 9),
        )  # fmt: skip


def _cells(row: FoundRow, words: str, attributes: Sequence[str], reference: str) -> tuple[Cell, ...]:
    hit = row.hit
    # The context is the same turn's: where its words are not to be printed, nothing beside them is.
    before, after = hit.context(_BESIDE) if words != PARAPHRASE else ("", "")
    return (
        words, before, after, "; ".join(row.codes), ", ".join(row.valences), hit.case.label if hit.case else "",
        ", ".join(case.label for case in row.cases), *(row.values.get(name, "") for name in attributes),
        hit.speaker.role if hit.speaker else "", reference, row.turn, clock(hit.seconds), ", ".join(row.coders),
        ", ".join(row.coded), "\n".join(row.memos), hit.span.start, hit.span.end,
    )  # fmt: skip


def _ends(row: FoundRow) -> tuple[int, int]:
    return row.hit.span.start, row.hit.span.end
