"""The verb that takes a case table in: a row for each participant, site or group, a column for each attribute."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path, PurePath
from typing import cast

from themes.errors import Refused, RefusedFile
from themes.model import Attribute, AttributeType, Case, CaseKind, CaseLink, Transcript
from themes.operations import Change, added, new_id, revised
from themes.project.base import whole
from themes.project.people.cases import CaseVerbs, with_values
from themes.project.people.columns import WORKS_AT, Columns
from themes.project.records import CaseTableResult, Unmatched
from themes.project.texts.intake import bytes_of
from themes.values import choices_of, found_type, value_of


@dataclass(slots=True)
class CaseTable:
    """A case table while its rows become facts: cases as they will be, and what could not be placed."""

    name: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    columns: Columns
    before: Mapping[str, Case]
    cases: dict[str, Case]
    by_label: dict[str, str]
    row_cases: dict[int, str] = field(default_factory=dict)
    made: list[str] = field(default_factory=list)
    unmatched: list[Unmatched] = field(default_factory=list)
    types: list[tuple[str, AttributeType]] = field(default_factory=list)

    def new_case(self, label: str, kind: CaseKind) -> str:
        """The id of a new case of that label."""
        case = Case(id=new_id(), label=label, kind=kind)
        self.cases[case.id] = case
        self.by_label[label.casefold()] = case.id
        self.made.append(label)
        return case.id

    def not_found(self, wanted: str, offered: Iterable[str]) -> None:
        """Note what was not found, with the nearest of what there is."""
        near = get_close_matches(wanted, list(offered), n=1, cutoff=0.3)
        self.unmatched.append(Unmatched(wanted=wanted, nearest=near[0] if near else ""))


class CaseTableVerbs(CaseVerbs):
    """Take what is known of cases from a table."""

    @whole
    def add_case_table(self, table: str | Path, data: bytes | None = None) -> CaseTableResult:
        """Take attributes, kinds and links from a table with a row for each case (.csv or .xlsx); see docs/cases.md.

        A row finds its case by the columns file (and speaker), or by the case's label; a column ``case`` beside a
        ``file`` gives the case its label. A column ``kind`` says participant, site or group, and a row of a site or
        group that is not here makes it. A column ``site`` links to a site, which is made where it is not here; a
        column ``links to`` (or ``links to: knows``) to other cases, parted by semicolons. Every other column is an
        attribute, of the type that its values have.

        Args:
            table: The file, or its name where ``data`` holds its bytes.
            data: The bytes of an upload.

        Raises:
            RefusedFile: The table cannot be read, no column says whose row it is, two bear one heading, or a value is
                not of its attribute's type; nothing was changed.
        """
        from themes import read  # noqa: PLC0415 - parsers are not needed to open a project

        place = Path(table)
        header, rows = read.read_table(place.name, bytes_of(place) if data is None else data)
        _refuse_same_headings(place.name, header)
        cases = {case.id: case for case in self._store.facts(Case)}
        read_in = CaseTable(
            name=place.name,
            header=header,
            rows=rows,
            columns=Columns(header, rows),
            before=cases,
            cases=dict(cases),
            by_label={case.label.casefold(): case.id for case in cases.values()},
        )
        if read_in.columns.file is None and read_in.columns.case is None:
            message = (
                f"{place.name} has no column that says whose row it is. "
                "Name one “file” (and “speaker”) or “case”. Nothing was changed."
            )
            raise RefusedFile(message)
        self._find_cases(read_in)
        self._step("add case table", self._taken_from(read_in))
        return CaseTableResult(
            n_matched=len(read_in.row_cases),
            unmatched=tuple(read_in.unmatched),
            made=tuple(read_in.made),
            types=tuple(read_in.types),
        )

    def _taken_from(self, table: CaseTable) -> list[Change]:
        """Attributes, cases and links as the rows say, once it is known whose row each is."""
        changes: list[Change] = []
        attributes = self._typed_attributes(table, changes)
        table.types.extend((one.name, one.type) for one in attributes.values() if one.type != "text")
        _set_values(table, attributes)
        links = self._links_of(table)
        _refuse_same_labels(table)
        for case_id, case in table.cases.items():
            was = table.before.get(case_id)
            if was != case:
                changes.append(added(case) if was is None else revised(was, case))
        return [*changes, *map(added, links)]

    def _find_cases(self, table: CaseTable) -> None:
        """Which case each row is about; a site or group that is not here is made."""
        named = _Named(self._store.facts(Transcript))
        seen: dict[str, int] = {}
        for nth, row in enumerate(table.rows):
            kind = table.columns.kind_of(row)
            case_id = _case_of_row(row, table, named)
            label = table.columns.label_of(row)
            if case_id is None and kind in ("site", "group") and label:
                case_id = table.new_case(label, cast("CaseKind", kind))
            transcript = None if table.columns.file is None else named.find(row[table.columns.file])
            if case_id is None and transcript is not None and not _speaker_of(row, table):
                table.unmatched.append(_nobodys(transcript, table))
                continue
            if case_id is None:
                wanted = table.columns.name_of(row) or f"row {nth + _HEADER_AND_FIRST}"
                by_file = table.columns.file is not None
                table.not_found(wanted, named.files if by_file else [case.label for case in table.before.values()])
                continue
            if case_id in seen:
                message = (
                    f"Row {nth + _HEADER_AND_FIRST} of {table.name} is about {table.cases[case_id].label}, as one "
                    "before it is. Nothing was changed; leave one row for each case."
                )
                raise RefusedFile(message)
            seen[case_id] = nth
            table.row_cases[nth] = case_id
            if kind:
                table.cases[case_id] = replace(table.cases[case_id], kind=cast("CaseKind", kind))

    def _typed_attributes(self, table: CaseTable, changes: list[Change]) -> dict[int, Attribute]:
        """The attribute of each column: a new one has the type that is found, a known choice gets new choices."""
        names = [table.header[index] for index in table.columns.attributes]
        known = {attribute.id for attribute in self.attributes()}
        by_name = self._attributes_for(names, [])
        typed: dict[int, Attribute] = {}
        for index in table.columns.attributes:
            attribute = by_name[table.header[index]]
            column = [table.rows[nth][index] for nth in table.row_cases]
            if attribute.id not in known:
                kind = found_type(column)
                typed[index] = replace(attribute, type=kind, choices=choices_of(column) if kind == "choice" else ())
                changes.append(added(typed[index]))
                known.add(attribute.id)
            elif attribute.type == "choice":
                here = {choice.casefold() for choice in attribute.choices}
                more = tuple(one for one in choices_of(column) if one.casefold() not in here)
                typed[index] = replace(attribute, choices=(*attribute.choices, *more))
                changes.append(revised(attribute, typed[index]))
            else:
                typed[index] = attribute
        return typed

    def _links_of(self, table: CaseTable) -> list[CaseLink]:
        """The links that the rows ask for and that are not there yet."""
        there = {(one.case_id, one.other_id, one.relation.casefold()) for one in self._store.facts(CaseLink)}
        links: list[CaseLink] = []
        for nth, case_id in table.row_cases.items():
            for relation, wanted in table.columns.links_of(table.rows[nth]):
                other_id = table.by_label.get(wanted.casefold())
                if other_id is None and relation == WORKS_AT:
                    other_id = table.new_case(wanted, "site")
                if other_id is None:
                    table.not_found(wanted, [case.label for case in table.cases.values()])
                elif other_id != case_id and (case_id, other_id, relation.casefold()) not in there:
                    there.add((case_id, other_id, relation.casefold()))
                    links.append(CaseLink(id=new_id(), case_id=case_id, other_id=other_id, relation=relation))
        return links


class _Named:
    """Transcripts by what a table may call them: the file's name with or without its ending, or the title."""

    def __init__(self, transcripts: Sequence[Transcript]) -> None:
        self.files = [transcript.source_name for transcript in transcripts]
        self._whole: dict[str, Transcript] = {}
        self._stems: dict[str, list[Transcript]] = {}
        for transcript in transcripts:
            self._whole.setdefault(transcript.title.casefold(), transcript)
            self._stems.setdefault(PurePath(transcript.source_name).stem.casefold(), []).append(transcript)
        for transcript in transcripts:
            self._whole.setdefault(transcript.source_name.casefold(), transcript)

    def find(self, name: str) -> Transcript | None:
        """The one transcript that is meant; None where none or several are."""
        wanted = name.strip().casefold()
        # The table may name the recording, or the file before it was saved as another format.
        stems = self._stems.get(wanted) or self._stems.get(_ENDING.sub("", wanted), [])
        return self._whole.get(wanted) or (stems[0] if len(stems) == 1 else None)


def _case_of_row(row: Sequence[str], table: CaseTable, named: _Named) -> str | None:
    columns = table.columns
    if columns.file is None:
        return table.by_label.get(columns.name_of(row).casefold())
    transcript = named.find(row[columns.file])
    if transcript is None:
        return table.by_label.get(row[columns.file].strip().casefold() or columns.label_of(row).casefold())
    label = _speaker_of(row, table)
    speakers = [speaker for speaker in transcript.speakers if speaker.case_id]
    if label:
        chosen = [speaker for speaker in speakers if speaker.label.casefold() == label]
    else:
        chosen = speakers if len(speakers) == 1 else []
    return chosen[0].case_id if chosen else None


def _speaker_of(row: Sequence[str], table: CaseTable) -> str:
    """Whom of a file a row means, as the file calls them, in small letters; empty where it does not say."""
    return row[table.columns.speaker].strip().casefold() if table.columns.speaker is not None else ""


def _nobodys(transcript: Transcript, table: CaseTable) -> Unmatched:
    """Why a row that names a file alone is nobody's."""
    labels = dict.fromkeys(table.cases[one.case_id].label for one in transcript.speakers if one.case_id)
    return Unmatched(wanted=transcript.source_name, participants=tuple(labels))


def _set_values(table: CaseTable, attributes: Mapping[int, Attribute]) -> None:
    """Give each row's case its label and values.

    Raises:
        RefusedFile: A value is not of its attribute's type; it says in which row.
    """
    for nth, case_id in table.row_cases.items():
        row = table.rows[nth]
        was = table.cases[case_id]
        label = table.columns.label_of(row) if table.columns.file is not None else ""
        try:
            values = {attribute.id: value_of(row[index], attribute) for index, attribute in attributes.items()}
        except Refused as error:
            message = f"Row {nth + _HEADER_AND_FIRST} of {table.name} cannot be taken in: {error}"
            raise RefusedFile(message) from error
        if label and label != was.label:
            table.by_label[label.casefold()] = case_id
        table.cases[case_id] = with_values(replace(was, label=label or was.label), values)


def _refuse_same_headings(name: str, header: Sequence[str]) -> None:
    """One of two columns of a name would silently take the other's place."""
    seen: set[str] = set()
    for heading in header:
        folded = " ".join(heading.split()).casefold()
        if folded in seen:
            message = f"{name} has two columns headed “{heading.strip()}”. Nothing was changed; rename one of them."
            raise RefusedFile(message)
        seen.update({folded} - {""})


def _refuse_same_labels(table: CaseTable) -> None:
    labels: set[str] = set()
    for case in table.cases.values():
        if case.label.casefold() in labels:
            message = (
                f"Two cases would bear the label “{case.label}”. Nothing was changed; mend the table's case column."
            )
            raise RefusedFile(message)
        labels.add(case.label.casefold())


_ENDING = re.compile(r"\.(?=[a-z0-9]*[a-z])[a-z0-9]{2,5}$")
_HEADER_AND_FIRST = 2  # rows of a sheet are counted from 1, and the header is the first
