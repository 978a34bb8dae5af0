"""Taguette's own file (.sqlite3), of any version since 0.1.

A highlight's place counts UTF-8 bytes in the text of its document's HTML, and it keeps a copy of what it covers: the
check, here as there (1,794 of 1,794 agree in coded/usability_interviews).
Anybody may have made it, so ``found_in`` is asked of a child process that its parent watches (``read/fence``).
Who coded stands only in its log of commands; ``admin`` is what it calls its only user on a desktop, and says nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from themes.errors import BrokenFile, Refused
from themes.exchange.guarded_sqlite import Tables, opened, was_open
from themes.exchange.html_text import text_of
from themes.exchange.other_project import CodePath, HeldCode, NotBrought, OtherProject, OtherText, Passage, Tally
from themes.exchange.refi.codes_in import code_of

TOOL = "Taguette"
_NOBODY = "admin"
_MOST_LEVELS = 20
_LONGEST_TEXT = 10 * 1024 * 1024
_NO_CODE = "no code was given to the passage"
_NOT_THERE = "its words are not at the place that the file gives"
_TOO_LONG = "the text is over 10 MB"
_UNFINISHED = "the file was still open in Taguette: what was coded last may be missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found in a file; where none of its projects is ``meant``, no more than their names, ``studies``."""

    texts: tuple[OtherText, ...] = ()
    passages: tuple[Passage, ...] = ()
    codes: tuple[HeldCode, ...] = ()
    not_brought: tuple[NotBrought, ...] = ()
    studies: tuple[str, ...] = ()
    meant: bool = True


def read(data: bytes, *, study: str | None = None) -> OtherProject:
    """What a Taguette file holds.

    Args:
        data: The file.
        study: Which of its projects, by name, where it has several.

    Raises:
        BrokenFile: It is damaged, or not Taguette's.
        FileTooLarge: It is over a limit.
        Refused: It has several projects, and none or none of them was named.
    """
    return as_project(found_in(data, study=study))


def as_project(found: Found) -> OtherProject:
    """What was found, as what any other tool's file holds.

    Raises:
        Refused: As ``read``.
    """
    if not found.meant:
        names = ", ".join(f"“{name}”" for name in found.studies)
        raise Refused(f"The file holds several studies: {names}. Nothing was brought in. Name one of them.")
    return OtherProject(
        tool=TOOL, texts=found.texts, passages=found.passages, codes=found.codes, not_brought=found.not_brought
    )


def found_in(data: bytes, *, study: str | None = None) -> Found:
    """As ``read``, for a child process, which answers in plain facts and refuses files alone."""
    tally = Tally()
    if was_open(data):
        tally.add(_UNFINISHED, TOOL)
    with opened(data) as tables:
        projects = [(key, _words(name)) for key, name in tables.rows("projects", ["id", "name"], order="id")]
        wanted = [key for key, name in projects if study is None or name.casefold() == study.strip().casefold()]
        if not projects:
            raise BrokenFile("there is no project in it. Export it again from Taguette.")
        if len(wanted) != 1:
            return Found(studies=tuple(name for _, name in projects), meant=False)
        project = wanted[0]
        texts = _texts(tables, project, tally)
        codes = _codes(tables, project)
        coders = _coders(tables, project)
        passages = list(_passages(tables, texts, {key: code.path for key, code in codes.items()}, coders, tally))
    return Found(
        texts=tuple(texts.values()),
        passages=tuple(passages),
        codes=tuple(codes.values()),
        not_brought=tally.all(),
    )


def paths_of(names: Iterable[str]) -> dict[str, CodePath]:
    """The path of each code by its name: "a.b" stands under "a" where "a" is a code too, or has another below it.

    >>> paths_of(["people", "people.board", "v1.2 works"])
    {'people': ('people',), 'people.board': ('people', 'board'), 'v1.2 works': ('v1.2 works',)}
    """
    listed = list(dict.fromkeys(names))
    heads: dict[str, int] = {}
    for name in listed:
        parts = _parted(name)
        for depth in range(1, len(parts)):
            head = ".".join(parts[:depth])
            heads[head] = heads.get(head, 0) + 1
    parents = {head for head, count in heads.items() if count > 1 or head in listed}
    return {name: _path(name, parents) for name in listed}


def name_of(path: Iterable[str]) -> str:
    """What Taguette calls a code that stands below others: the way back from ``paths_of``.

    >>> name_of(("people", "board"))
    'people.board'
    """
    return ".".join(path)


def heads_of(paths: Iterable[CodePath]) -> list[CodePath]:
    """The paths that stand above some and are none of them, the highest first: Taguette has no tag for those."""
    listed = dict.fromkeys(paths)
    above = dict.fromkeys(path[:depth] for path in listed for depth in range(1, len(path)))
    return sorted((path for path in above if path not in listed), key=len)


def _path(name: str, parents: set[str]) -> CodePath:
    path: list[str] = []
    rest = _parted(name)
    taken = 0
    for depth in range(1, len(rest)):
        if ".".join(rest[:depth]) in parents:
            path.append(".".join(rest[taken:depth]))
            taken = depth
    return (*path, ".".join(rest[taken:]))


def _parted(name: str) -> list[str]:
    """The parts between dots; a dot at an end, or beside white space, is punctuation, and so are very many."""
    parts = name.split(".", _MOST_LEVELS)
    return parts if len(parts) <= _MOST_LEVELS and all(part and part == part.strip() for part in parts) else [name]


def _texts(tables: Tables, project: object, tally: Tally) -> dict[object, OtherText]:
    texts: dict[object, OtherText] = {}
    for key, name, owner, contents in tables.rows("documents", ["id", "name", "project_id", "contents"], order="id"):
        if owner != project:
            continue
        called = _words(name).strip() or f"text {key}"
        if len(_words(contents)) > _LONGEST_TEXT:
            tally.add(_TOO_LONG, called)
        else:
            texts[key] = OtherText(name=called, text=text_of(_words(contents)), html=_words(contents))
    return texts


def _codes(tables: Tables, project: object) -> dict[object, HeldCode]:
    held = [
        (key, " ".join(_words(path).split()), _words(description))
        for key, owner, path, description in tables.rows(
            "tags", ["id", "project_id", "path", "description"], order="path"
        )
        if owner == project and _words(path).strip()
    ]
    paths = paths_of(path for _, path, _ in held)
    return {key: code_of(paths[path], description) for key, path, description in held}


def _coders(tables: Tables, project: object) -> dict[object, str]:
    """Who made each highlight, as far as the log of commands tells."""
    columns = ["user_login", "project_id", "payload"]
    coders: dict[object, str] = {}
    for login, owner, payload in (
        tables.rows("commands", columns, order="id") if tables.has("commands", columns) else ()
    ):
        if owner != project or login == _NOBODY:
            continue
        try:
            command = json.loads(_words(payload))
        except (ValueError, RecursionError):
            continue
        if isinstance(command, dict) and command.get("type") == "highlight_add":
            highlight = command.get("highlight_id")
            if isinstance(highlight, int):
                coders.setdefault(highlight, _words(login).strip())
    return coders


def _passages(
    tables: Tables,
    texts: Mapping[object, OtherText],
    paths: Mapping[object, CodePath],
    coders: Mapping[object, str],
    tally: Tally,
) -> Iterable[Passage]:
    given: dict[object, list[CodePath]] = {}
    for highlight, code in tables.rows("highlight_tags", ["highlight_id", "tag_id"], order="highlight_id"):
        if code in paths:
            given.setdefault(highlight, []).append(paths[code])
    columns = ["id", "document_id", "start_offset", "end_offset", "snippet"]
    rows = [row for row in tables.rows("highlights", columns, order="id") if row[1] in texts]
    places = _places(texts, rows)
    for key, document, start, end, snippet in rows:
        text = texts[document]
        where = f"{text.name}: {key}"
        span = _checked(text.text, places.get((document, start)), places.get((document, end)), text_of(_words(snippet)))
        if key not in given:
            tally.add(_NO_CODE, where)
        elif span is None:
            tally.add(_NOT_THERE, where)
        else:
            yield Passage(
                text_name=text.name,
                number=str(key),
                words=text.text[span[0] : span[1]],
                codes=tuple(given[key]),
                coder=coders.get(key, ""),
                start=span[0],
                end=span[1],
            )


def _places(texts: Mapping[object, OtherText], rows: Iterable[tuple[object, ...]]) -> dict[tuple[object, object], int]:
    """The code point of each byte offset that is used, by text and offset; each text is walked once."""
    wanted: dict[object, set[int]] = {}
    for _, document, start, end, _ in rows:
        wanted.setdefault(document, set()).update(one for one in (start, end) if isinstance(one, int) and one >= 0)
    places: dict[tuple[object, object], int] = {}
    for document, offsets in wanted.items():
        encoded = texts[document].text.encode(errors="replace")
        at, point = 0, 0
        for offset in sorted(offsets):
            point += len(encoded[at:offset].decode(errors="ignore"))
            at = max(at, min(offset, len(encoded)))
            places[document, offset] = point
    return places


def _checked(text: str, start: int | None, end: int | None, words: str) -> tuple[int, int] | None:
    """The range if it covers the words of the copy, else where alone they stand, or where they do under the range."""
    if start is not None and end is not None and start < end and text[start:end].split() == words.split():
        return start, end
    words = words.strip()
    first, last = (text.find(words), text.rfind(words)) if words else (-1, -1)
    if first == last:
        return (first, first + len(words)) if first >= 0 else None
    if start is None or end is None:
        return None
    # Words said several times are meant only where the range, off by a little, still reaches into them.
    at = text.find(words, max(0, start - len(words) + 1), max(start, end) + len(words) - 1)
    return (at, at + len(words)) if at >= 0 else None


def _words(stored: object) -> str:
    """A stored value as text, whatever type somebody put there."""
    return stored if isinstance(stored, str) else ""
