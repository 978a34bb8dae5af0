"""Sources of a REFI-QDA project: their texts, and the passages marked in them, at places that evidence decides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from themes.errors import FileTooLarge
from themes.exchange.held import Remark
from themes.exchange.other_project import CodePath, OtherText, Passage, Tally
from themes.exchange.refi import counting, evidence, labelled, xml
from themes.exchange.refi.counting import Counting, Text
from themes.exchange.refi.notes_in import Notes
from themes.exchange.refi.package import stem
from themes.exchange.refi.people_in import moment
from themes.text import canonical

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from themes.exchange.refi.package import Package

KINDS = ("TextSource", "PDFSource", "PictureSource", "AudioSource", "VideoSource")
_LONGEST_TEXT = 10 * 1024 * 1024
_TEXT_SELECTIONS = ("PlainTextSelection", "TranscriptSelection")
_OTHER_SELECTIONS = {
    "PictureSelection": "a passage is a part of a picture",
    "PDFSelection": "a passage is an area of a page, without its words",
    "AudioSelection": "a passage is a stretch of sound",
    "VideoSelection": "a passage is a stretch of film",
}
NO_TEXT = "its text is not in the file as plain text, and neither are all of the passage's words"
_CUT_SHORT = ("…", "...")
NO_PLACE = "its place is outside of the text, or holds nothing"
_NO_WORDS = "a text whose words are not in the file as plain text"
_NO_CODE = "no code was given to the passage"
_NOT_HELD = "its code is not in the file's codebook"
_WHOLE = "a code given to a whole text, rather than to words"
_NOT_TEXT = "a source without any text: a picture, a sound or a film"


@dataclass(slots=True)
class _Source:
    """A text of the file: its element, the source that it belongs to, its name, and its words where they are there."""

    element: Element
    owner: Element
    name: str
    text: Text | None
    selections: list[Element] = field(default_factory=list)
    marked: list[evidence.Marked | None] = field(default_factory=list)


class Sources:
    """The texts of a project, and where passages stand in them.

    Args:
        root: The project.
        package: Where the texts lie.
        origin: Who wrote the file.
        tally: Counts what has no place here.
        way: How positions count, where a person says so.
    """

    def __init__(
        self, root: Element, package: Package, *, origin: str, tally: Tally, way: Counting | None = None
    ) -> None:
        """Read the texts, and decide how positions count in them."""
        self._tally = tally
        self._package = package
        self.names: dict[str, str] = {}
        self._sources = [
            self._source(nth, element, owner) for nth, (element, owner) in enumerate(_texts(root, tally), start=1)
        ]
        self._name_by_file(root)
        looked_at = [
            (one.name, one.text, [mark for mark in one.marked if mark]) for one in self._sources if one.text is not None
        ]
        self._decided = evidence.decide(looked_at, origin=origin)
        self._way = way
        self.counted = self._decided.counted

    def read(
        self, paths: Mapping[str, CodePath], users: Mapping[str, str], notes: Notes
    ) -> tuple[list[OtherText], list[Passage]]:
        """The texts with their passages.

        Args:
            paths: Codes by GUID.
            users: Names of users by GUID.
            notes: What is noted on passages.
        """
        texts, passages, elsewhere = [], [], []
        for one in self._sources:
            text, unlabelled = _text(one)
            if one.text is not None:
                texts.append(text)
            way = self._way or self._decided.ways.get(one.name, Counting())
            for nth, (selection, mark) in enumerate(zip(one.selections, one.marked, strict=True), start=1):
                where = f"{one.name}: {nth}"
                span = one.text.span(mark.start, mark.end, way) if one.text and mark and way else None
                if one.text is not None and mark is not None and span is None:
                    self._tally.add(NO_PLACE if way else evidence.NO_WAY, where)
                    continue
                if one.text and mark and span and evidence.stands_elsewhere(one.text.words, span, mark.named):
                    elsewhere.append(where)
                words = one.text.words[span[0] : span[1]] if one.text and span else _stored(selection)
                if not words.strip() or (span is None and words.endswith(_CUT_SHORT)):
                    self._tally.add(NO_TEXT, where)
                    continue
                if span and unlabelled is not None:
                    span = unlabelled.place(span[0]), unlabelled.place(span[1])
                    words = unlabelled.words[span[0] : span[1]]
                made = self._passages(selection, paths, users, notes, where)
                passages += [
                    Passage(
                        text_name=one.name,
                        number=str(nth),
                        words=words,
                        codes=tuple(path for path, _ in given),
                        coded_at=tuple(at for _, at in given),
                        coder=coder,
                        start=span[0] if span else None,
                        end=span[1] if span else None,
                        remarks=remarks,
                    )
                    for coder, given, remarks in made
                ]
        if self.counted is not None:
            self.counted = replace(self.counted, elsewhere=tuple(elsewhere))
        return texts, passages

    def owners(self) -> Iterator[tuple[str, Element]]:
        """Each source by the name of its text."""
        yield from ((one.name, one.owner) for one in self._sources)

    def _source(self, nth: int, element: Element, owner: Element) -> _Source:
        name = xml.said(owner, "name") or xml.said(element, "name") or f"Text {nth}"
        if name in self.names.values():
            name = f"{name} ({nth})"
        for guid in (xml.guid(owner), xml.guid(element)):
            self.names.setdefault(guid, name)
        text = self._words(element)
        if text is None:
            self._tally.add(_NO_WORDS, name)
        selections = [*xml.children(element, *_TEXT_SELECTIONS)]
        points = {xml.guid(point): point.get("position", "") for point in xml.children(element, "SyncPoint")}
        marked = [_marked(selection, points) for selection in selections]
        known = {" ".join(_stored(selection).split()) for selection in selections}
        for kind, reason in _OTHER_SELECTIONS.items():
            for area in xml.children(owner, kind):
                words = _stored(area)
                # ATLAS.ti gives a passage of a PDF twice: as an area, and in the text.
                if " ".join(words.split()) in known - {""}:
                    continue
                if area.find("Representation") is None or not words:
                    self._tally.add(reason, name)
                    continue
                selections.append(area)
                marked.append(None)
        for _ in xml.children(owner, "Coding"):
            self._tally.add(_WHOLE, name)
        return _Source(element, owner, name, text, selections, marked)

    def _name_by_file(self, root: Element) -> None:
        """Name texts by the GUIDs of their files where cases refer to those, as QualCoder's do.

        The file is the text's own, or lies beside it with the same words.
        """
        wanted = {xml.guid(one, "targetGUID") for one in root.iter("SourceRef")} - self.names.keys()
        if not wanted:
            return
        for one in self._sources:
            if (guid := stem(one.element.get("richTextPath", ""))) in wanted:
                self.names[guid] = one.name
        saying: dict[str, list[str]] = {}
        for one in self._sources:
            if one.text is not None:
                saying.setdefault(one.text.words, []).append(one.name)
        # Only what can be a copy: sound and pictures are never unpacked.
        texts = [one for one in self._package.sources if one.endswith(".txt")]
        for entry in texts:
            guid = stem(entry)
            if guid not in wanted - self.names.keys() or self._package.size(entry) > _LONGEST_TEXT:
                continue
            names = saying.get(canonical(counting.decoded(self._package.read(entry))[0]), [])
            if len(names) == 1:
                self.names[guid] = names[0]

    def _words(self, element: Element) -> Text | None:
        """The words of a text: in the project file, or in a file beside it."""
        held = element.find("PlainTextContent")
        if held is not None and held.text:
            return Text(held.text)
        path = element.get("plainTextPath", "")
        entry = self._package.find(path) if path else None
        if entry is None:
            return None
        data = self._package.read(entry)
        if len(data) > _LONGEST_TEXT:
            raise FileTooLarge("a text in it is over 10 MB, as no interview is. Split it there and export again.")
        return Text(counting.decoded(data)[0])

    def _passages(
        self, selection: Element, paths: Mapping[str, CodePath], users: Mapping[str, str], notes: Notes, where: str
    ) -> list[tuple[str, list[tuple[CodePath, str]], tuple[Remark, ...]]]:
        """By coder: the codes that a selection was given, with when; what is noted on it comes with the first."""
        by: dict[str, list[tuple[CodePath, str]]] = {}
        marker = users.get(xml.guid(selection, "creatingUser"), "")
        remarks = notes.on(selection)
        description = xml.child_text(selection, "Description")
        # Ours repeats what is noted on the words, for tools that show no notes.
        known = {xml.said(selection, "name"), " ".join(" ".join(remark.text for remark in remarks).split())}
        if description and " ".join(description.split()) not in known:
            remarks.insert(0, Remark(text=description, coder=marker, at=moment(selection)))
        for coding in xml.children(selection, "Coding"):
            path = paths.get(xml.target(coding, "CodeRef"))
            remarks += notes.on(coding)
            if path is None:
                self._tally.add(_NOT_HELD, where)
                continue
            # QualCoder writes GUIDs that no user has: who marked the words is then the best that the file tells.
            coder = users.get(xml.guid(coding, "creatingUser"), "") or marker
            by.setdefault(coder, []).append((path, moment(coding) or moment(selection)))
        if not by and remarks:
            by[marker] = []
        if not by:
            self._tally.add(_NO_CODE, where)
        made = [(coder, _each_once(given), ()) for coder, given in by.items()]
        return [(*one[:2], tuple(remarks) if nth == 0 else ()) for nth, one in enumerate(made)]


def _each_once(given: list[tuple[CodePath, str]]) -> list[tuple[CodePath, str]]:
    """Each code once, as it was given first."""
    return list({path: (path, at) for path, at in reversed(given)}.values())[::-1]


def _texts(root: Element, tally: Tally) -> Iterator[tuple[Element, Element]]:
    """Each text of the sources, with the source that it belongs to: itself, a PDF, a picture, a sound or a film."""
    for owner in xml.children(root.find("Sources"), *KINDS):
        if owner.tag == "TextSource":
            yield owner, owner
            continue
        held = list(xml.children(owner, "Representation", "TextDescription", "Transcript"))
        yield from ((element, owner) for element in held)
        if not held:
            tally.add(_NOT_TEXT, xml.said(owner, "name"))


def _text(one: _Source) -> tuple[OtherText, labelled.Unlabelled | None]:
    """The text as a project takes it in; without its voices where its description lists them, as ours does."""
    words = one.text.words if one.text else ""
    ours = labelled.read(words, xml.child_text(one.owner, "Description"))
    if ours is None:
        return OtherText(name=one.name, text=words), None
    kind, speakers, said = ours
    unlabelled = labelled.Unlabelled(said)
    return OtherText(name=one.name, text=unlabelled.words, said=said, kind=kind, speakers=speakers), unlabelled


def is_ours(owner: Element) -> bool:
    """Whether the description of a source is the list of voices that we write."""
    return labelled.read("", xml.child_text(owner, "Description")) is not None


def _marked(selection: Element, points: Mapping[str, str]) -> evidence.Marked | None:
    """The positions of a selection, its own or those of the points in time that it goes between; None without."""
    start = selection.get("startPosition") or points.get(xml.guid(selection, "fromSyncPoint"), "")
    end = selection.get("endPosition") or points.get(xml.guid(selection, "toSyncPoint"), "")
    try:
        return evidence.Marked(int(start), int(end), _stored(selection))
    except ValueError:
        return None


def _stored(selection: Element) -> str:
    """The words that a file stores with a selection, as far as it does: its name, or those of an area of a page."""
    inner = selection.find("Representation")
    return xml.child_text(inner, "PlainTextContent") if inner is not None else xml.said(selection, "name")
