"""A .qdpx written: valid to the schema, the same bytes for the same study, and a line for what it could not hold.

Ids of facts are its GUIDs, so that a second export names the same things alike. Positions are Unicode code points, the
first is 0, the end is the one after the last, as most tools take the standard (section 10.2).
"""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Mapping

from themes.exchange.other_project import Tally
from themes.exchange.refi import labelled, xml
from themes.exchange.refi.codes_out import codebook
from themes.exchange.refi.leaving import Leaving, Written
from themes.exchange.refi.notes_out import NoteRefs
from themes.exchange.refi.people_out import cases, links, users, variables
from themes.exchange.refi.sets_out import sets
from themes.model import Coding, Quotation, Transcript

NAMESPACE = "urn:QDA-XML:project:1.0"
PROJECT_FILE = "project.qde"
_SCHEMA = f"{NAMESPACE} http://schema.qdasoftware.org/versions/Project/v1.0/Project.xsd"
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_LONGEST_NAME = 100
_UNTOLD = "who speaks in a text where somebody says what looks like a name before words"
_VALENCE = "whether a coding is an enabler or a barrier"
_ACCEPTED = "that a coding came from a proposal"
_UNREAD = "that a coding was accepted and not read yet"
_TIMES = "when a turn begins and ends in the recording"
_HEADING = "that a turn is a heading"
_ORIGINAL = "the file that a text was read from"
_COVERED = "a quotation of words that are withheld"


def write(leaving: Leaving) -> Written:
    """The study as a .qdpx.

    Args:
        leaving: Its facts, as they may leave.
    """
    marks = _Marks(leaving)
    tally, notes = marks.tally, marks.notes
    texts: dict[str, str] = {}
    sources = "".join(_source(one, leaving, marks, texts) for one in leaving.transcripts)
    for what, count in leaving.beyond:
        for _ in range(count):
            tally.add(what, "")
    inside = (
        users(leaving.coders),
        _some("CodeBook", codebook(leaving.codes, tally, notes)),
        variables(leaving.attributes),
        cases(leaving),
        _some("Sources", sources),
        notes.written(),
        _some("Links", links(leaving.links) + notes.links("case")),
        sets(leaving.themes, notes, tally),
        notes.on(leaving.study.id),
    )
    attributes: dict[str, str | None] = {
        "xmlns": NAMESPACE,
        "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
        "xsi:schemaLocation": _SCHEMA,
        "name": leaving.study.title or "Study",
        "origin": f"Themes {leaving.version}".strip(),
    }
    project = _HEAD + xml.tag("Project", attributes, *inside)
    files = {PROJECT_FILE: project, **{f"sources/{name}": text for name, text in {**texts, **notes.files}.items()}}
    return Written(data=_packed(files), not_held=tally.all())


def text_guid(transcript_id: str) -> str:
    """The GUID under which a transcript's words lie in the package: the same each time."""
    return str(uuid.uuid5(_as_uuid(transcript_id), "text"))


class _Marks:
    """Quotations by their transcript, in the order of their places, codings by their quotation; what could not go."""

    def __init__(self, leaving: Leaving) -> None:
        self.tally = Tally()
        self.notes = NoteRefs(leaving.memos)
        self.labels = {case.id: case.label for case in leaving.cases}
        self.codings: dict[str, list[Coding]] = {}
        for coding in leaving.codings:
            self.codings.setdefault(coding.quotation_id, []).append(coding)
        self.quotations: dict[str, list[Quotation]] = {}
        for one in sorted(leaving.quotations, key=lambda one: (one.start, one.end, one.id)):
            self.quotations.setdefault(one.transcript_id, []).append(one)


def _source(transcript: Transcript, leaving: Leaving, marks: _Marks, texts: dict[str, str]) -> str:
    """A transcript as a text source with its selections; its words go to ``texts``."""
    names = labelled.names_of(transcript, marks.labels)
    written = labelled.label(transcript, names, leaving.withheld.get(transcript.id, {}))
    file = f"{text_guid(transcript.id)}.txt"
    texts[file] = written.text
    _say_lost(transcript, written, marks.tally)
    selections = (_selection(one, written, marks) for one in marks.quotations.get(transcript.id, ()))
    return xml.tag(
        "TextSource",
        {"guid": transcript.id, "name": transcript.title, "plainTextPath": f"internal://{file}"},
        xml.text("Description", written.description),
        *selections,
        marks.notes.on(transcript.id),
    )


def _selection(quotation: Quotation, written: labelled.Labelled, marks: _Marks) -> str:
    """A quotation with its codings, where any of its words are there."""
    tally = marks.tally
    start, end = written.span(quotation.start, quotation.end)
    if start >= end:
        tally.add(_COVERED, quotation.id)
        return ""
    words = " ".join(written.text[start:end].split())
    inside = [xml.text("Description", marks.notes.words_on(quotation.id))]
    codings = marks.codings.get(quotation.id, ())
    for coding in codings:
        for reason, lost in (
            (_VALENCE, coding.valence),
            (_ACCEPTED, coding.how == "accepted"),
            (_UNREAD, coding.unread),
        ):
            if lost:
                tally.add(reason, "")
        attributes = {"guid": coding.id, "creatingUser": coding.coder_id, "creationDateTime": coding.at}
        inside.append(xml.tag("Coding", attributes, xml.tag("CodeRef", {"targetGUID": coding.code_id})))
    return xml.tag(
        "PlainTextSelection",
        {
            "guid": quotation.id,
            "name": words if len(words) <= _LONGEST_NAME else words[: _LONGEST_NAME - 1].rstrip() + "…",
            "startPosition": str(start),
            "endPosition": str(end),
            "creatingUser": quotation.coder_id,
            # Of its codings the first: QualCoder takes a selection's moment for theirs.
            "creationDateTime": min((coding.at for coding in codings if coding.at), default=""),
        },
        *inside,
        marks.notes.on(quotation.id),
    )


def _say_lost(transcript: Transcript, written: labelled.Labelled, tally: Tally) -> None:
    """What of a transcript a text source has no place for."""
    if not written.is_told:
        tally.add(_UNTOLD, transcript.title)
    for turn in transcript.turns:
        if turn.start_seconds is not None:
            tally.add(_TIMES, transcript.title)
        if turn.kind == "heading":
            tally.add(_HEADING, transcript.title)
    tally.add(_ORIGINAL, transcript.title)


def _some(name: str, inside: str) -> str:
    """An element that must not be empty; nothing where nothing is in it."""
    return f"<{name}>{inside}</{name}>" if inside else ""


def _packed(files: Mapping[str, str]) -> bytes:
    """A zip file of texts in UTF-8, its bytes the same whenever it is made."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression=zipfile.ZIP_DEFLATED, compresslevel=6) as made:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name)  # its date is 1980-01-01
            entry.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(entry, text.encode("utf-8", errors="replace"))
    return out.getvalue()


def _as_uuid(key: str) -> uuid.UUID:
    try:
        return uuid.UUID(key)
    except ValueError:
        return uuid.uuid5(uuid.NAMESPACE_OID, key)
