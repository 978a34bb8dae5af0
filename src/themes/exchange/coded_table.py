"""A table of texts with the codes that people gave them (.csv, .tsv, .xlsx), as kept in spreadsheets.

A row a coding (text, code, coder), a row a text with several codes in one cell or in columns "Code 1" … "Code 8", or
a row a turn with the codes beside it (FORMATS.md, 17a and 27). Which heading holds what is proposed, and a person may
say otherwise.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath

from themes.errors import NotFound, Refused, UnknownFormat
from themes.exchange.other_project import CodePath, HeldCode, NotBrought, OtherProject, OtherText, Passage, Said
from themes.text import canonical, count_words

TOOL = "coded table"
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "text": (
        "text", "quotation", "quote", "segment", "coded segment", "content", "text content", "words", "excerpt",
        "answer", "response", "sentence", "utterance", "verbatim", "passage", "comment text", "feedback",
    ),
    "code": ("code", "codes", "tag", "tags", "label", "labels", "code name", "assigned codes", "category"),
    "coder": ("coder", "rater", "annotator", "coded by", "user", "creator", "created by", "researcher"),
    "source": ("source", "document", "document name", "file", "file name", "filename", "transcript", "interview"),
    "voice": (
        "speaker", "participant", "respondent", "participant id", "respondent id", "response id", "responseid",
        "respondentid", "interviewee", "case", "speaker if known",
    ),
    "number": ("segment id", "segment", "quotation id", "id", "row", "number", "no"),
    "group": ("theme", "code group", "parent", "parent code", "group"),
    "memo": ("memo", "note", "notes", "comment", "comments"),
}  # fmt: skip
"""What a column can hold, and under which headings, the likeliest first."""

_NUMBERED = re.compile(r"(?:code|tag|label)\s*\d{1,2}")
_PARTED = re.compile(r"\s*[;|\n]\s*")
_DEEPER = re.compile(r"\s*(?:->|→|::)\s*|\s+>\s+")
_WORDS_OF_A_TEXT = 3
_NO_CODE = "no code was given to the text"
_NO_WORDS = "the text is empty"
_SEVERAL_GROUPS = "codes that stand under several themes: they came without one"


def read(
    name: str,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    columns: Mapping[str, Sequence[str]],
) -> OtherProject:
    """The texts of a table, a turn each, with what they were coded.

    Args:
        name: The file's name, which a text has where no column names it.
        header: The headings.
        rows: As many cells each.
        columns: What a person says that headings hold, by the keys of ``COLUMNS``; an empty list for nothing.

    Raises:
        UnknownFormat: No column holds codes, or none texts.
        NotFound: A heading that is named is not there.
        Refused: A key is none of ``COLUMNS``.
    """
    held = {**_proposed(header, rows), **_said(name, header, columns)}
    if not held.get("code"):
        raise UnknownFormat(
            f"{name} has no column of codes, so it is no coded table. Nothing was brought in. Head it “code”, or say "
            "which column it is."
        )
    if not held.get("text"):
        return _codebook(name, header, rows, held)
    table = _Table(PurePath(name).stem, rows, held)
    return OtherProject(
        tool=TOOL,
        texts=table.texts(),
        passages=table.passages(),
        codes=tuple(HeldCode(path=path) for path in table.paths.values()),
        not_brought=table.not_brought(),
        columns={kind: tuple(header[nth] for nth in where) for kind, where in held.items() if where},
        headings=tuple(header),
    )


class _Turn:
    """A text of the table, with all that was coded in it: codes by coder, in order."""

    def __init__(self, words: str, voice: str, number: str) -> None:
        self.words = words
        self.voice = voice
        self.number = number
        self.codes: dict[str, dict[CodePath, None]] = {}
        self.memos: dict[str, str] = {}


class _Table:
    """Rows as they become turns of texts."""

    def __init__(self, stem: str, rows: Sequence[Sequence[str]], held: Mapping[str, Sequence[int]]) -> None:
        self._held = held
        self._stem = stem
        self._empty: list[str] = []
        groups, self._several = _groups(rows, held)
        cells = [[row[nth] for nth in held["code"]] for row in rows]
        parted = _names(cells)
        self.paths = {
            code: (*([groups[code]] if groups.get(code) else []), *_path(code)) for names in parted for code in names
        }
        one_a_row = max(map(len, parted), default=0) <= 1
        self._turns: dict[str, list[_Turn]] = {}
        at: dict[tuple[str, ...], list[_Turn]] = {}
        used: dict[tuple[str, ...], int] = {}
        for nth, (row, codes) in enumerate(zip(rows, parted, strict=True), start=2):
            words = canonical(html.unescape(self._cell(row, "text"))).strip()
            number = self._cell(row, "number")
            source = self._cell(row, "source") or self._stem
            if not words:
                self._empty.append(f"{source}: {number or f'row {nth}'}")
                continue
            voice = self._cell(row, "voice").rstrip(":").strip()
            key = (source, voice, number, words)
            coder = self._cell(row, "coder")
            # The same words again are the same turn where another coder or code says so, else said once more.
            mark = (*key, coder, *(codes if one_a_row else ()))
            nth_time = used[mark] = used.get(mark, -1) + 1
            turns = at.setdefault(key, [])
            if nth_time >= len(turns):
                turns.append(_Turn(words, voice, number or f"row {nth}"))
                self._turns.setdefault(source, []).append(turns[-1])
            turn = turns[nth_time]
            turn.codes.setdefault(coder, {}).update(dict.fromkeys(self.paths[code] for code in codes))
            if self._cell(row, "memo"):
                turn.memos.setdefault(coder, self._cell(row, "memo"))

    def texts(self) -> tuple[OtherText, ...]:
        """Each text with its turns."""
        return tuple(
            OtherText(
                name=source,
                text="\n".join(turn.words for turn in turns),
                said=tuple(Said(words=turn.words, voice=turn.voice) for turn in turns),
            )
            for source, turns in self._turns.items()
        )

    def passages(self) -> tuple[Passage, ...]:
        """Each turn that somebody coded, for each coder."""
        found: list[Passage] = []
        for source, turns in self._turns.items():
            start = 0
            for turn in turns:
                end = start + len(turn.words)
                found.extend(
                    Passage(
                        text_name=source,
                        number=turn.number,
                        words=turn.words,
                        codes=tuple(codes),
                        coder=coder,
                        memo=turn.memos.get(coder, ""),
                        start=start,
                        end=end,
                    )
                    for coder, codes in turn.codes.items()
                    if codes
                )
                start = end + 1
        return tuple(found)

    def not_brought(self) -> tuple[NotBrought, ...]:
        """Rows that brought nothing, texts that nobody coded, themes that could not be kept."""
        bare = tuple(
            f"{source}: {turn.number}"
            for source, turns in self._turns.items()
            for turn in turns
            if not any(turn.codes.values())
        )
        reasons = ((_NO_WORDS, tuple(self._empty)), (_NO_CODE, bare), (_SEVERAL_GROUPS, self._several))
        return tuple(NotBrought(reason=reason, count=len(where), where=where) for reason, where in reasons if where)

    def _cell(self, row: Sequence[str], kind: str) -> str:
        columns = self._held.get(kind) or ()
        return row[columns[0]].strip() if columns else ""


def _proposed(header: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, list[int]]:
    """Which columns hold what, by their headings; the fullest column is the text where no heading says so."""
    folded = [" ".join(cell.replace("_", " ").split()).casefold() for cell in header]
    held: dict[str, list[int]] = {}
    taken: set[int] = set()
    numbered = [nth for nth, cell in enumerate(folded) if _NUMBERED.fullmatch(cell)]
    if numbered:
        held["code"] = numbered
        taken.update(numbered)
    for kind, names in COLUMNS.items():
        if kind in held:
            continue
        found = next((folded.index(name) for name in names if name in folded and folded.index(name) not in taken), None)
        if found is not None:
            held[kind] = [found]
            taken.add(found)
    if "text" not in held and "code" in held and rows:
        n_words = {nth: sum(count_words(row[nth]) for row in rows) for nth in range(len(header)) if nth not in taken}
        fullest = max(n_words, key=lambda nth: n_words[nth], default=None)
        if fullest is not None and n_words[fullest] >= _WORDS_OF_A_TEXT * len(rows) and "definition" not in folded:
            held["text"] = [fullest]
    return held


def _said(name: str, header: Sequence[str], columns: Mapping[str, Sequence[str]]) -> dict[str, list[int]]:
    """What a person says that columns hold."""
    folded = [cell.strip().casefold() for cell in header]
    held: dict[str, list[int]] = {}
    for kind, headings in columns.items():
        if kind not in COLUMNS:
            raise Refused(f"A column holds {', '.join(COLUMNS)}, not “{kind}”. Nothing was brought in.")
        for heading in headings:
            if heading.strip().casefold() not in folded:
                raise NotFound(f"{name} has no column “{heading}”. Nothing was brought in.")
        held[kind] = [folded.index(heading.strip().casefold()) for heading in headings]
    return held


def _codebook(
    name: str, header: Sequence[str], rows: Sequence[Sequence[str]], held: Mapping[str, Sequence[int]]
) -> OtherProject:
    """A table of codes without texts: a codebook, with a theme above each code and its definition where there are."""
    folded = [cell.strip().casefold() for cell in header]
    definition = next((folded.index(one) for one in ("definition", "description") if one in folded), None)
    if definition is None:
        raise UnknownFormat(
            f"{name} has no column of texts, so it is no coded table. Nothing was brought in. Head it “text”, or say "
            "which column it is."
        )
    code, group = held["code"][0], held["group"][0] if held.get("group") else None
    codes: dict[CodePath, str] = {}
    for row in rows:
        if not row[code]:
            continue
        above = [row[group]] if group is not None and row[group] and row[group] != row[code] else []
        codes.setdefault((*above, *_path(row[code])), row[definition])
    return OtherProject(tool=TOOL, codes=tuple(HeldCode(path=path, definition=text) for path, text in codes.items()))


def _names(cells: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """The codes of each row: parted at ; | and line feeds, at commas only where each part stands alone elsewhere."""
    parted = [[part for cell in row for part in _PARTED.split(html.unescape(cell)) if part.strip()] for row in cells]
    alone = {" ".join(part.split()) for row in parted for part in row if "," not in part}
    names = []
    for row in parted:
        found: dict[str, None] = {}
        for part in row:
            pieces = [" ".join(piece.split()) for piece in part.split(",")]
            several = len(pieces) > 1 and all(piece in alone for piece in pieces)
            found.update(dict.fromkeys(pieces if several else [" ".join(part.split())]))
        names.append(tuple(found))
    return names


def _path(name: str) -> CodePath:
    """The path of a code that other tools write as "a->b", "a > b" or "a::b"."""
    parts = tuple(part for part in _DEEPER.split(name) if part)
    return parts or (name,)


def _groups(rows: Iterable[Sequence[str]], held: Mapping[str, Sequence[int]]) -> tuple[dict[str, str], tuple[str, ...]]:
    """The one theme that each code stands under, and the codes that stand under several."""
    if not held.get("group") or len(held["code"]) > 1:
        return {}, ()
    found: dict[str, dict[str, None]] = {}
    for row in rows:
        code, group = " ".join(row[held["code"][0]].split()), " ".join(row[held["group"][0]].split())
        if code:
            found.setdefault(code, {})[group] = None
    single = {code: next(iter(groups)) for code, groups in found.items() if len(groups) == 1}
    several = tuple(code for code, groups in found.items() if len(groups) > 1)
    return {code: group for code, group in single.items() if group not in ("", code)}, several
