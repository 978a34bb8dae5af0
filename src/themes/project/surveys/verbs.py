"""Verbs on surveys: what a grid of answers holds, and taking it in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from themes.errors import AlreadyAdded, RefusedFile
from themes.many import no_rubbish
from themes.model import Attribute, Case, Transcript
from themes.project.base import Base, whole
from themes.project.surveys.facts import Here, survey_facts
from themes.project.texts.intake import bytes_of

if TYPE_CHECKING:
    from themes.read.survey import ColumnAs, Grid
    from themes.read.survey.column import ColumnKind

    Said = Mapping[str | int, ColumnAs | ColumnKind]


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyAdded:
    """What a survey brought: a transcript for each open question, its respondents, the names of its attributes."""

    transcripts: tuple[Transcript, ...]
    n_respondents: int
    n_answers: int
    attributes: tuple[str, ...]


class SurveyVerbs(Base):
    """Look at a survey's answers, and take them in."""

    def read_survey(self, path: str | Path, data: bytes | None = None, *, columns: Said | None = None) -> Grid:
        """The grid that a file of survey answers holds, without taking it in.

        Args:
            path: The file (.csv, .tsv, .xlsx), or its name where ``data`` holds its bytes.
            data: The bytes of an upload.
            columns: What columns are, by heading, code, number ("#4") or index from 0, where the proposal is not right.

        Raises:
            RefusedFile: It is no table, or broken.
            AlreadyAdded: It is in the project already.
            NotFound: A column that is named is not there.
            Refused: What is said of a column cannot be.
        """
        from themes.read import survey  # noqa: PLC0415 - parsers are not needed to open a project

        place = Path(path)
        grid = survey.read_grid(place.name, bytes_of(place) if data is None else data)
        self._refuse_known_grid(grid)
        return self.confirm_survey(grid, columns or {})

    def confirm_survey(self, grid: Grid, columns: Said) -> Grid:
        """The grid with its columns as a person says; see ``read_survey``."""
        from themes.read import survey  # noqa: PLC0415 - as above

        said = {
            key if isinstance(key, int) else survey.column_named(grid, key).index: survey.ColumnAs(kind=value)
            if isinstance(value, str)
            else value
            for key, value in columns.items()
        }
        return survey.confirmed(grid, said)

    @no_rubbish()
    def add_survey(
        self,
        survey: str | Path | Grid,
        data: bytes | None = None,
        *,
        columns: Said | None = None,
        identified: bool = False,
    ) -> SurveyAdded:
        """Take in a survey's answers: a transcript for each open question, a case for each respondent.

        Closed questions become attributes of the cases, those on a scale with their points in order. An empty answer
        makes no turn. A sheet of ratings alone makes cases and attributes, and its file is not kept: there are no words
        of it to go back to. Undo takes all of it back.

        Args:
            survey: The file, its name where ``data`` holds its bytes, or its grid as ``read_survey`` gave it.
            data: The file's bytes, which the project keeps.
            columns: As in ``read_survey``.
            identified: Whether respondents go by the identifier in the file, and are one with a case that bears it
                already. Else each gets a neutral label (R0001), and the identifier is not kept in the project's facts.

        Raises:
            RefusedFile: It cannot be read, or is here already; nothing was kept.
            Refused: No column is a question, or a value is not of its column's type; nothing was kept.
        """
        if isinstance(survey, str | Path):
            place = Path(survey)
            content = bytes_of(place) if data is None else data
            grid = self.read_survey(place.name, content, columns=columns)
        elif data is None:
            message = "Beside a grid its file's bytes are needed."
            raise ValueError(message)
        else:
            grid, content = self.confirm_survey(survey, columns or {}), data
        return self._take_in_survey(grid, content, identified=identified)

    @whole
    def _take_in_survey(self, grid: Grid, content: bytes, *, identified: bool) -> SurveyAdded:
        self._refuse_known_grid(grid)
        here = Here(
            cases=self._store.facts(Case),
            attributes=self._store.facts(Attribute),
            titles={transcript.title for transcript in self._store.facts(Transcript)},
        )
        facts = survey_facts(grid, here, identified=identified)
        self._step(
            "add survey",
            facts.changes,
            subject=(facts.transcripts or facts.respondents)[0].id,
            sources={grid.sha256: content} if facts.transcripts else {},
        )
        return SurveyAdded(
            transcripts=facts.transcripts,
            n_respondents=len(facts.respondents),
            n_answers=sum(len(transcript.turns) for transcript in facts.transcripts),
            attributes=tuple(attribute.name for attribute in facts.attributes),
        )

    def _refuse_known_grid(self, grid: Grid) -> None:
        withdrawn = self._gone().told(grid.name, grid.sha256, "\n".join(_answers(grid)))
        if withdrawn:
            raise RefusedFile(withdrawn)
        known = self._store.facts(Transcript, source_sha256=grid.sha256)
        if known:
            more = f" and {len(known) - 1} more" if len(known) > 1 else ""
            message = f"{grid.name} is already here as “{known[0].title}”{more}. Nothing was imported."
            raise AlreadyAdded(message)


def _answers(grid: Grid) -> Iterator[str]:
    return (answer for row in grid.rows for answer in row)
