"""Taguette's export of highlights (.csv, .xlsx): id, document, tag, content, a row for each code; no places."""

from __future__ import annotations

from collections.abc import Sequence

from themes.exchange.other_project import HeldCode, OtherProject, Passage, Tally
from themes.exchange.refi.codes_in import code_of
from themes.exchange.taguette import TOOL, paths_of

_COLUMNS = ("id", "document", "tag", "content")
_CODEBOOK = ("tag", "description")
_NO_CODE = "no code was given to the passage"


def is_highlights(header: Sequence[str]) -> bool:
    """Whether the headings are those of Taguette's highlights."""
    return set(_COLUMNS) <= _folded(header)


def is_codebook(header: Sequence[str]) -> bool:
    """Whether the headings are those of Taguette's codebook, and not of ours, which Taguette reads too."""
    return set(_CODEBOOK) <= _folded(header) and not {"content", "code"} & _folded(header)


def read_highlights(header: Sequence[str], rows: Sequence[Sequence[str]]) -> OtherProject:
    """The passages of an export of highlights, each with all its codes, in the order of their numbers."""
    number, document, code, words = _places(header, _COLUMNS)
    paths = paths_of(row[code] for row in rows if row[code])
    held: dict[tuple[str, str, str], list[str]] = {}
    for row in rows:
        held.setdefault((row[document], row[number], row[words]), []).append(row[code])
    tally = Tally()
    passages = []
    for (text_name, key, content), codes in sorted(held.items(), key=lambda item: _order(item[0][1])):
        given = tuple(paths[name] for name in dict.fromkeys(codes) if name)
        if given:
            passages.append(Passage(text_name=text_name, number=key, words=content, codes=given))
        else:
            tally.add(_NO_CODE, f"{text_name}: {key}")
    return OtherProject(
        tool=TOOL,
        passages=tuple(passages),
        codes=tuple(HeldCode(path=path) for path in paths.values()),
        not_brought=tally.all(),
    )


def read_codebook(header: Sequence[str], rows: Sequence[Sequence[str]]) -> OtherProject:
    """The codes of Taguette's codebook with their definitions."""
    name, definition = _places(header, _CODEBOOK)
    paths = paths_of(row[name] for row in rows if row[name])
    codes = tuple(code_of(paths[row[name]], row[definition]) for row in rows if row[name])
    return OtherProject(tool=TOOL, codes=codes)


def _folded(header: Sequence[str]) -> set[str]:
    return {cell.strip().casefold() for cell in header}


def _places(header: Sequence[str], wanted: Sequence[str]) -> list[int]:
    folded = [cell.strip().casefold() for cell in header]
    return [folded.index(name) for name in wanted]


def _order(number: str) -> tuple[int, str]:
    return (int(number), "") if number.isdecimal() else (0, number)
