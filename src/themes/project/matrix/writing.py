"""Verbs that write in the framework matrix: a summary of what a row says on a column, drafted or in one's own words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from themes.errors import Refused, StaleChange
from themes.memo_text import link_to
from themes.model import (
    Case,
    Code,
    Coder,
    Consent,
    MatrixColumn,
    MatrixRow,
    Quotation,
    Span,
    Summary,
    Theme,
    Transcript,
)
from themes.model.matrix import cell_id
from themes.operations import Change, now
from themes.project.base import whole
from themes.project.matrix.views import MatrixViews, version_of
from themes.report.consent import uses_of
from themes.text import canonical

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LONGEST = 20_000
"""Characters that a summary may hold."""

_OPENING, _CLOSING = "“", "”"
_FEWEST_WORDS = 4


class SummaryVerbs(MatrixViews):
    """Write what a row says on a column."""

    def summary(self, row: Case | Transcript | str, column: Theme | Code | str) -> Summary | None:
        """What is written in a cell, by its row and column or their ids; None where nothing is."""
        found = self._store.facts(Summary, id=cell_id(_id(row), _id(column)))
        return found[0] if found else None

    @whole
    def write_summary(
        self,
        row: Case | Transcript,
        column: Theme | Code,
        text: str,
        *,
        draft: bool = False,
        version: str | None = None,
        step_id: str | None = None,
    ) -> Summary | None:
        """Write in a cell, or write it anew; its earlier words stay in the history.

        Args:
            row: The case or transcript.
            column: The theme or code.
            text: What the row says on it, with links to quotations (``memo_text.link_to``); nothing empties the cell.
            draft: Whether the machine drew the words together and nobody has kept them.
            version: The version that the writer saw (``version_of``), "" for an empty cell; the one that stands where
                not given.
            step_id: An id that the caller chose; a second call with it changes nothing.

        Returns:
            What stands in the cell now.

        Raises:
            StaleChange: Somebody else has written there since; nothing was changed.
            Refused: It is too long.
            NotFound: The row or the column is not there any more.
        """
        was = self.summary(row, column)
        if step_id and self.has_step(step_id):
            return was
        words = canonical(text).strip()
        if len(words) > LONGEST:
            raise Refused(f"A cell holds at most {LONGEST:,} characters. Nothing was changed; say it shorter.")
        if version is not None and version_of(was) != version:
            raise StaleChange(
                "Somebody else wrote in this cell while you did. Nothing was changed, and neither version is lost; "
                "look at both and say what stands."
            )
        row_kind, column_kind = self._checked(row, column)
        fact = Summary(
            id=cell_id(row.id, column.id),
            row=row_kind,
            row_id=row.id,
            column=column_kind,
            column_id=column.id,
            coder_id=self._coder.id,
            text=words,
            draft=draft,
            at=now(),
        )
        if was is not None and (was.text, was.draft) == (words, draft):
            return was
        stands = fact if words else None
        if was is None and stands is None:
            return None
        verb = "clear summary" if not words else "draft summary" if draft else "write summary"
        self._step(verb, [Change(was=was, now=stands)], subject=column.id, step_id=step_id)
        return stands

    @whole
    def keep_draft(
        self,
        row: Case | Transcript,
        column: Theme | Code,
        *,
        version: str | None = None,
        step_id: str | None = None,
    ) -> Summary | None:
        """Say that the words that were drawn together for a cell stand as they are.

        Raises:
            StaleChange: Somebody else has written there since; nothing was changed.
        """
        was = self.summary(row, column)
        if was is None or not was.draft or (step_id and self.has_step(step_id)):
            return was
        return self.write_summary(row, column, was.text, version=version, step_id=step_id)

    def summary_states(self, summary: Summary | str) -> list[tuple[Coder, str, Summary]]:
        """The states of a summary that its history holds, oldest first: who wrote it, when (UTC, ISO 8601), and it."""
        coders = {person.id: person for person in self._store.facts(Coder)}
        return [
            (coders[step.coder_id], step.at, state)
            for step, state in self._store.history("summary", _id(summary))
            if isinstance(state, Summary)
        ]

    def wrote_last(self, row: Case | Transcript | str, column: Theme | Code | str) -> str:
        """The id of the step that a cell was last changed by; "" where it never was."""
        states = self._store.history("summary", cell_id(_id(row), _id(column)))
        return states[-1][0].id if states else ""

    def draft_summary(self, quotation_ids: Sequence[str], *, limit: int = 3) -> str:
        """Words for a cell, drawn together from its quotations: their most central sentences, each on its quotation.

        Nothing is written; nothing is in it that was not said. Who may only be paraphrased is not quoted.

        Args:
            quotation_ids: The cell's quotations.
            limit: How many sentences at most.

        Raises:
            Refused: There is nothing to draw from.
            ModelError: The encoder cannot be loaded.
        """
        from themes.compare.drafts import central  # noqa: PLC0415 - what a study needs only here
        from themes.discover.segments import sentences  # noqa: PLC0415 - as above

        quotations = [one for id_ in quotation_ids for one in self._store.facts(Quotation, id=id_)]
        sources = {one.transcript_id for one in quotations}
        unquotable = uses_of(
            quotations,
            [self._store.fact(Transcript, id_) for id_ in sources],
            self._store.facts(Consent),
            datetime.now(UTC).date(),
        )
        said = [
            (quotation.id, words)
            for quotation in quotations
            if quotation.id not in unquotable
            for words in _sentences(quotation.words, sentences(quotation.words))
        ]
        if not said:
            raise Refused(
                "There is nothing here to draw a draft from: no quotation whose words may be used. Nothing was changed."
            )
        vectors = self._meanings([words for _, words in said])
        taken = central(vectors, [id_ for id_, _ in said], limit=limit)
        return " ".join(f"{_OPENING}{said[at][1]}{_CLOSING} {link_to(said[at][0])}" for at in taken)

    def _meanings(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A vector for each text, shape (n, d); those of quotations are kept, as others ask for them again."""
        from themes.project.encoding import encode  # noqa: PLC0415 - brings the encoder

        on_vectors = None if self.read_only else self._store.save_vectors
        return encode((), extra=texts, known=self._store.known_vectors, on_vectors=on_vectors).extra

    def _checked(self, row: Case | Transcript, column: Theme | Code) -> tuple[MatrixRow, MatrixColumn]:
        """What the row and the column are, refused where they have gone."""
        self._store.fact(type(row), row.id)
        self._store.fact(type(column), column.id)
        return ("case" if isinstance(row, Case) else "transcript"), ("theme" if isinstance(column, Theme) else "code")


def _sentences(words: str, spans: Sequence[Span]) -> list[str]:
    """The sentences of a quotation on one line each; those of three words or fewer only where there is no other."""
    every = [" ".join(words[span.start : span.end].split()) for span in spans]
    return [one for one in every if len(one.split()) >= _FEWEST_WORDS] or every


def _id(one: Case | Transcript | Theme | Code | Summary | str) -> str:
    return one if isinstance(one, str) else one.id
