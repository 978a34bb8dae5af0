"""Verbs on cases and their attributes: the case table, single values, how a case is named beside a quotation."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path, PurePath

from themes.errors import Refused, RefusedFile
from themes.model import Attribute, Case, Transcript
from themes.operations import Change, added, new_id, revised
from themes.project.base import Base, whole
from themes.project.records import CaseTableResult

_FILE_COLUMNS = ("file", "transcript", "interview", "source")
_SPEAKER_COLUMNS = ("speaker", "label", "voice")
_CASE_COLUMNS = ("case", "pseudonym")
# These may hold people's names: they find a case by its label, and never give it one.
_ID_COLUMNS = ("participant", "participant id", "id")


class CaseVerbs(Base):
    """Who was heard, and what is known of them."""

    def cases(self) -> list[Case]:
        """All cases, by label."""
        return sorted(self._store.facts(Case), key=lambda case: case.label)

    def case(self, key: Case | str) -> Case:
        """The case of that id, beginning of an id, or label."""
        return self._pick(Case, key, names=lambda case: (case.label,), what="case")

    def attributes(self) -> list[Attribute]:
        """All attributes, in the order in which they came."""
        return self._store.facts(Attribute)

    def attribute(self, key: Attribute | str) -> Attribute:
        """The attribute of that id or name."""
        return self._pick(Attribute, key, names=lambda attribute: (attribute.name,), what="attribute")

    def values(self, case: Case | str) -> dict[str, str]:
        """What is known of a case: attribute names and values, in the attributes' order."""
        values = dict(self.case(case).values)
        return {attribute.name: values[attribute.id] for attribute in self.attributes() if values.get(attribute.id, "")}

    @whole
    def set_value(self, case: Case | str, attribute: str, value: str) -> Case:
        """Set one attribute of a case; an attribute of a new name is made, an empty value is taken away."""
        was = self.case(case)
        changes: list[Change] = []
        known = self._attributes_for([attribute], changes)
        now = _with_values(was, {known[attribute].id: value.strip()})
        self._step("set attribute", [*changes, revised(was, now)], subject=was.id)
        return now

    @whole
    def rename_case(self, case: Case | str, label: str) -> Case:
        """Give a case another label, which no other may have."""
        was = self.case(case)
        label = label.strip()
        if not label or any(other.label.casefold() == label.casefold() for other in self.cases() if other.id != was.id):
            message = f"A case needs a label of its own; “{label}” is taken or empty. Nothing was changed."
            raise Refused(message)
        now = replace(was, label=label)
        self._step("rename case", [revised(was, now)], subject=was.id)
        return now

    def attribution(self, case_id: str | None) -> str:
        """How a case is named beside a quotation: "P07, acute trust chair"; never by a person's name.

        The label, then the attributes that the study chose, or else the type of organisation and the role.
        """
        return self.attributions().get(case_id, "speaker not known") if case_id else "speaker not known"

    def attributions(self) -> dict[str, str]:
        """How every case is named beside a quotation, by its id."""
        names = {attribute.id: attribute.name for attribute in self.attributes()}
        chosen = self.study.attribution or tuple(
            name
            for wanted in ("type", "role")
            for name in names.values()
            if name.casefold() == wanted or (wanted == "type" and wanted in name.casefold().split())
        )
        named: dict[str, str] = {}
        for case in self._store.facts(Case):
            values = {names[attribute_id]: value for attribute_id, value in case.values}
            described = " ".join(values[name] for name in dict.fromkeys(chosen) if values.get(name))
            named[case.id] = f"{case.label}, {described}" if described else case.label
        return named

    @whole
    def add_case_table(self, table: str | Path, data: bytes | None = None) -> CaseTableResult:
        """Take attributes from a table with a row for each case (.csv or .xlsx).

        A row finds its case by the columns file (and speaker), or by the case's label; a column ``case`` beside a
        ``file`` gives the case its label. Every other column is an attribute.

        Args:
            table: The file, or its name where ``data`` holds its bytes.
            data: The bytes of an upload.

        Raises:
            RefusedFile: The table cannot be read, or no column says whose row it is; nothing was changed.
        """
        from themes import read  # noqa: PLC0415 - parsers are not needed to open a project

        place = Path(table)
        header, rows = read.read_table(place.name, place.read_bytes() if data is None else data)
        columns = _Columns(header)
        if columns.file is None and columns.case is None:
            message = (
                f"{place.name} has no column that says whose row it is. "
                "Name one “file” (and “speaker”) or “case”. Nothing was changed."
            )
            raise RefusedFile(message)
        changes: list[Change] = []
        attributes = self._attributes_for([header[index] for index in columns.attributes], changes)
        states = {case.id: case for case in self._store.facts(Case)}
        befores = dict(states)
        unmatched: list[tuple[str, str]] = []
        matched: set[str] = set()
        for nth, row in enumerate(rows, start=2):
            case_id = self._case_of_row(row, columns, states)
            if case_id is None:
                unmatched.append(self._nearest(row, columns))
                continue
            if case_id in matched:
                message = (
                    f"Row {nth} of {place.name} is about {befores[case_id].label}, as one before it is. "
                    "Nothing was changed; leave one row for each case."
                )
                raise RefusedFile(message)
            matched.add(case_id)
            label = row[columns.case].strip() if columns.case is not None and columns.file is not None else ""
            values = {attributes[header[index]].id: row[index].strip() for index in columns.attributes}
            states[case_id] = _with_values(replace(states[case_id], label=label or states[case_id].label), values)
        self._refuse_same_labels(list(states.values()))
        revisions = [revised(befores[case_id], case) for case_id, case in states.items() if case != befores[case_id]]
        self._step("add case table", [*changes, *revisions])
        return CaseTableResult(n_matched=len(matched), unmatched=tuple(unmatched))

    def _attributes_for(self, names: list[str], changes: list[Change]) -> dict[str, Attribute]:
        known = {attribute.name.casefold(): attribute for attribute in self.attributes()}
        found: dict[str, Attribute] = {}
        for name in names:
            attribute = known.get(name.strip().casefold())
            if attribute is None:
                attribute = Attribute(id=new_id(), name=name.strip(), position=len(known))
                known[attribute.name.casefold()] = attribute
                changes.append(added(attribute))
            found[name] = attribute
        return found

    def _case_of_row(self, row: list[str], columns: _Columns, cases: dict[str, Case]) -> str | None:
        if columns.file is None:
            wanted = row[columns.case or 0].strip().casefold()
            return next((case.id for case in cases.values() if case.label.casefold() == wanted), None)
        transcript = self._transcript_named(row[columns.file])
        if transcript is None:
            wanted = row[columns.file].strip().casefold()
            return next((case.id for case in cases.values() if case.label.casefold() == wanted), None)
        label = row[columns.speaker].strip().casefold() if columns.speaker is not None else ""
        speakers = [speaker for speaker in transcript.speakers if speaker.case_id]
        if label:
            chosen = [speaker for speaker in speakers if speaker.label.casefold() == label]
        else:
            chosen = speakers if len(speakers) == 1 else []
        return chosen[0].case_id if chosen else None

    def _transcript_named(self, name: str) -> Transcript | None:
        wanted = name.strip().casefold()
        known = self._store.facts(Transcript)
        for transcript in known:
            if wanted in (transcript.source_name.casefold(), transcript.title.casefold()):
                return transcript
        without = [one for one in known if wanted == PurePath(one.source_name).stem.casefold()]
        return without[0] if len(without) == 1 else None

    def _nearest(self, row: list[str], columns: _Columns) -> tuple[str, str]:
        index = columns.file if columns.file is not None else columns.case or 0
        wanted = row[index].strip()
        if columns.file is None:
            offered = [case.label for case in self._store.facts(Case)]
        else:
            offered = [transcript.source_name for transcript in self._store.facts(Transcript)]
        near = get_close_matches(wanted, offered, n=1, cutoff=0.3)
        return wanted, near[0] if near else ""

    def _refuse_same_labels(self, cases: list[Case]) -> None:
        labels = [case.label.casefold() for case in cases]
        twice = sorted({label for label in labels if labels.count(label) > 1})
        if twice:
            message = f"Two cases would bear the label “{twice[0]}”. Nothing was changed; mend the table's case column."
            raise RefusedFile(message)


class _Columns:
    """Which column of a case table says what, by index."""

    def __init__(self, header: list[str]) -> None:
        folded = [name.strip().casefold() for name in header]
        self.file = _first(folded, _FILE_COLUMNS)
        self.speaker = _first(folded, _SPEAKER_COLUMNS) if self.file is not None else None
        self.case = _first(folded, _CASE_COLUMNS if self.file is not None else (*_CASE_COLUMNS, *_ID_COLUMNS))
        # Beside a file, what identifies people is neither a label nor an attribute.
        self.ignored = _first(folded, _ID_COLUMNS) if self.file is not None else None
        special = {self.file, self.speaker, self.case, self.ignored}
        self.attributes = [index for index, name in enumerate(folded) if index not in special and name]


def _first(names: list[str], wanted: tuple[str, ...]) -> int | None:
    return next((names.index(name) for name in wanted if name in names), None)


def _with_values(case: Case, values: dict[str, str]) -> Case:
    """The case with some values set; an empty value is taken away."""
    merged = {**dict(case.values), **values}
    return replace(case, values=tuple((key, value) for key, value in merged.items() if value))
