"""Verbs that take cases and attributes from the names of files, by a pattern: ``{site}_{role}_{case}.docx``."""

from __future__ import annotations

from collections.abc import Sequence

from themes.filenames import CASE, pattern_of
from themes.model import Case, Transcript
from themes.operations import removed
from themes.project.base import whole
from themes.project.people.case_table import CaseTable, CaseTableVerbs
from themes.project.people.columns import Columns
from themes.project.records import NameRead

_FILE = "file"


class FileNameVerbs(CaseTableVerbs):
    """Read what files' names say, show it, and keep it in one step."""

    def read_file_names(self, pattern: str, transcripts: Sequence[Transcript | str] | None = None) -> list[NameRead]:
        """What each file's name says by a pattern; nothing is changed.

        Args:
            pattern: Names in curly brackets, with what stands between them: ``{site}_{role}_{case}``. ``{case}`` is
                the case's label, ``{site}`` the site it belongs to, ``{…}`` is passed over, any other an attribute.
            transcripts: Which; all where not given.

        Raises:
            Refused: The pattern cannot be understood.
        """
        read = pattern_of(pattern)
        chosen = self.transcripts() if transcripts is None else [self.transcript(one) for one in transcripts]
        found: list[NameRead] = []
        for transcript in chosen:
            fields = read.read(transcript.source_name)
            heard = {one.case_id for one in transcript.speakers if one.role == "participant"}
            if fields is None:
                why_not = "the name does not fit"
            elif len(heard) != 1:
                why_not = f"{len(heard)} participants speak in it, and the name does not say whose it is"
            else:
                why_not = ""
            found.append(NameRead(transcript=transcript, fields=tuple((fields or {}).items()), why_not=why_not))
        return found

    @whole
    def take_from_file_names(
        self, pattern: str, transcripts: Sequence[Transcript | str] | None = None
    ) -> list[NameRead]:
        """Keep what files' names say, in one step; files whose names bear one case's label are one case.

        Args:
            pattern: As in ``read_file_names``.
            transcripts: Which; all where not given.

        Returns:
            What ``read_file_names`` gives; those with a ``why_not`` were left as they are.

        Raises:
            Refused: The pattern cannot be understood, or a value is not of its attribute's type; nothing was changed.
        """
        found = self.read_file_names(pattern, transcripts)
        said: dict[str, dict[str, str]] = {}
        files: dict[str, str] = {}
        cases = {case.id: case for case in self._store.facts(Case)}
        by_label = {case.label.casefold(): case.id for case in cases.values()}
        into: dict[str, str] = {}
        for one in found:
            if one.why_not:
                continue
            fields = dict(one.fields)
            own = next(speaker.case_id for speaker in one.transcript.speakers if speaker.role == "participant") or ""
            own = into.get(own, own)
            kept = by_label.setdefault(fields.get(CASE, cases[own].label).casefold(), own)
            if kept != own:
                into[own] = kept
            said[kept] = {**said.get(kept, {}), **fields}
            files.setdefault(kept, one.transcript.source_name)
        names = [name for name in dict.fromkeys(name for fields in said.values() for name in fields) if name != CASE]
        header = [_FILE, CASE, *names]
        rows = [
            [files[kept], fields.get(CASE, ""), *(fields.get(name, "") for name in names)]
            for kept, fields in said.items()
        ]
        merged = self._values_merged(into)
        table = CaseTable(
            name="the files' names",
            header=header,
            rows=rows,
            columns=Columns(header, rows),
            before=cases,
            cases={key: merged.get(key, case) for key, case in cases.items() if key not in into},
            by_label=by_label,
            row_cases=dict(enumerate(said)),
        )
        changes = [*self._taken_from(table), *self._moved_to(into), *(removed(cases[gone]) for gone in into)]
        self._step("take cases from file names", changes)
        return found
