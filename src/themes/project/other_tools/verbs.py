"""Verbs that bring in what was coded in another tool."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from themes.errors import Refused, RefusedFile, UnknownFormat
from themes.model import Attribute, Case, CaseLink, Code, Coder, Coding, Memo, Quotation, Theme, Transcript
from themes.operations import new_id
from themes.project.base import Base, whole
from themes.project.other_tools.bringing import Bringing
from themes.project.other_tools.brought_in import BroughtIn, Here
from themes.project.other_tools.texts import OTHER_TOOL, by_name, called
from themes.project.other_tools.withdrawn import without_cases
from themes.project.texts.intake import bytes_of

if TYPE_CHECKING:
    from themes.exchange.other_project import OtherProject

    Columns = Mapping[str, Sequence[str]]


class OtherToolVerbs(Base):
    """Look into another tool's file, and bring in what it holds."""

    def look_into(
        self,
        path: str | Path,
        data: bytes | None = None,
        *,
        study: str | None = None,
        columns: Columns | None = None,
        positions: str | None = None,
    ) -> OtherProject:
        """What a file of another tool holds, without bringing anything in.

        Args:
            path: The file, or its name where ``data`` holds its bytes: REFI-QDA's project (.qdpx) or codebook (.qdc);
                Taguette's .sqlite3, its highlights or its codebook; ATLAS.ti's quotations; a table of texts, codes and
                coders (.csv, .tsv, .xlsx); a text with codes in it, or an outline of codes with quotations below them
                (.txt, .md, .rock).
            data: The bytes of an upload.
            study: Which of a Taguette file's projects, where it has several.
            columns: Which headings of a coded table hold what, where the proposal is not right: "text", "code" (one
                or more), "coder", "source", "voice", "number", "group", "memo".
            positions: How positions in a .qdpx count, where the proposal is not right: a way that its report names.

        Raises:
            RefusedFile: It cannot be read; nothing was brought in.
            Refused: It has several studies, and none of them was named.
        """
        from themes import read  # noqa: PLC0415 - parsers are not needed to open a project
        from themes.exchange import guarded_sqlite, inline_codes, other_tools, outline_codes  # noqa: PLC0415 - as above
        from themes.exchange.refi import package  # noqa: PLC0415 - as above

        place = Path(path)
        content = bytes_of(place) if data is None else data
        if place.suffix.casefold() == ".qdpx" or package.is_package(content):
            return _refis(place.name, content, "read", positions=positions)
        if place.suffix.casefold() == ".qdc":
            return _refis(place.name, content, "qdc")
        if guarded_sqlite.is_sqlite(content):
            return _taguettes(place.name, content, study)
        if place.suffix.casefold().removeprefix(".") in read.TEXTS and not columns:
            text = read.read_words(place.name, content)
            if inline_codes.is_inline(text):
                return inline_codes.read(place.name, text)
            if outline_codes.is_outline(text):
                return outline_codes.read(text)
            if place.suffix.casefold() != ".txt":  # which a table may be saved as
                message = (
                    f"{place.name} was not brought in: it holds no codes as [[code]] or {{{{code}}}}, and no outline "
                    "of them. Nothing was changed; add a transcript without codes on the page Study, or by themes add."
                )
                raise UnknownFormat(message)
        header, rows = read.read_table(place.name, content)
        return other_tools.read_table(place.name, header, rows, columns=columns)

    def bring_in(
        self,
        path: str | Path,
        data: bytes | None = None,
        *,
        coder: str | None = None,
        make_transcripts: bool = False,
        study: str | None = None,
        columns: Columns | None = None,
        positions: str | None = None,
    ) -> BroughtIn:
        """Bring in transcripts, codes, codings and coders from another tool's file, in one step.

        What is here already stays as it is: bringing the same file in again changes nothing. A text that a transcript
        here has the name and the words of is that transcript. Where the file holds passages alone, they are found by
        their words in the transcript of that name. A new text that holds the words of somebody who withdrew is left
        out, with the case that is heard there alone, and is told among what did not come.

        Args:
            path: As in ``look_into``.
            data: The same.
            coder: Who coded what the file names nobody for; this view's coder where not given.
            make_transcripts: Make a transcript of the passages themselves (kind "document") where the file holds no
                more of a text, and no transcript of its name is here.
            study: As in ``look_into``.
            columns: The same.
            positions: The same.

        Raises:
            RefusedFile: It cannot be read; nothing was brought in.
            Refused: As in ``look_into``, or the name of the coder is empty.
        """
        if coder is not None and not coder.strip():
            message = "A coder needs a name. Nothing was brought in."
            raise Refused(message)
        other = self.look_into(path, data, study=study, columns=columns, positions=positions)
        return self._bring(other, coder=coder, make_transcripts=make_transcripts)

    @whole
    def _bring(self, other: OtherProject, *, coder: str | None, make_transcripts: bool) -> BroughtIn:
        from themes import read  # noqa: PLC0415 - parsers are not needed to open a project
        from themes.exchange.other_project import quotations_as_text  # noqa: PLC0415 - as above

        transcripts = self._store.facts(Transcript)
        known = by_name(transcripts)
        whole_text = []
        for name in other.without_text:
            meant = called(name, known)
            if any(one.format == OTHER_TOOL for one in meant) or (make_transcripts and not meant):
                whole_text.append(name)
        here = self._what_is_here(transcripts)
        labels = {case.label.casefold() for case in here.cases}
        bringing = Bringing(
            without_cases(quotations_as_text(other, whole_text), here.gone, labels),
            here,
            coder=self._coder if coder is None else Coder(id=new_id(), name=coder.strip()),
            read_page=lambda name, page, layout: read.read(name, page, layout=layout),
        )
        self._step("bring in from another tool", here.changes, sources=here.sources)
        return bringing.result

    def _what_is_here(self, transcripts: Sequence[Transcript]) -> Here:
        quotations = {
            (one.transcript_id, one.coder_id, one.start, one.end): one for one in self._store.facts(Quotation)
        }
        return Here(
            transcripts=transcripts,
            cases=self._store.facts(Case),
            codes=self._store.facts(Code),
            coders=self._store.facts(Coder),
            quotations=quotations,
            codings={(one.quotation_id, one.code_id) for one in self._store.facts(Coding)},
            memos={(one.about_id, one.text) for one in self._store.facts(Memo)},
            codebook_version=self._store.codebook_version(),
            gone=self._gone(),
            study_id=self.study.id,
            attributes=self._store.facts(Attribute),
            links=self._store.facts(CaseLink),
            themes=self._store.facts(Theme),
        )


def _taguettes(name: str, data: bytes, study: str | None) -> OtherProject:
    """What a Taguette file holds, read in the child that ``read.fence`` watches: its maker wrote its schema too."""
    from themes.exchange import taguette  # noqa: PLC0415 - parsers are not needed to open a project
    from themes.read import fence  # noqa: PLC0415 - as above

    try:
        found = fence.ask("themes.exchange.taguette:found_in", taguette.Found, data, study=study)
    except RefusedFile as error:
        message = f"{name} was not brought in: {error}"
        raise type(error)(message) from error
    return taguette.as_project(found)


def _refis(name: str, data: bytes, reader: str, **told: str | None) -> OtherProject:
    """What a .qdpx or a .qdc holds, read in the child that ``read.fence`` watches."""
    from themes.exchange.refi.found import Found  # noqa: PLC0415 - parsers are not needed to open a project
    from themes.read import fence  # noqa: PLC0415 - as above

    try:
        found = fence.ask(f"themes.exchange.refi.{reader}:found_in", Found, data, **told)
    except RefusedFile as error:
        message = f"{name} was not brought in: {error}"
        raise type(error)(message) from error
    return found.as_project()
