"""Sets that people coded, in the layout of ../shared/data/coded: one row a segment and code, a codebook beside it."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from themes.model import Segment

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FEWEST_WORDS = 5
"""Shorter texts and repeated ones are left out, as in the measurements that the bars come from."""

FEWEST_CODINGS = 20
"""A code with fewer is left out."""

_FEWEST_CODES = 5
_FEWEST_IN_SMALL_SETS = (8, 4)
_FEWEST_GROUPS = 4
_WHOEVER = {"", "Participant", "participant"}
_LONGEST_FIELD = 10_000_000
_SORTED = 1.02

Row = dict[str, str]
"""A row by its columns, cells without white space at their ends; ``source`` is always there."""

Kept = Callable[[Row, int], bool]
"""Told a segment's first row and its position: whether to keep it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """A segment that people coded: its id, and a row for each code that it was given."""

    id: str
    rows: list[Row] = field(default_factory=list)

    def given(self, column: str) -> list[str]:
        """Its codes or themes, in the order given; several themes in one cell are parted by semicolons."""
        cells = [row.get(column, "") for row in self.rows]
        parts = [part for cell in cells for part in (cell.split(";") if column == "theme" else [cell])]
        return list(dict.fromkeys(part.strip() for part in parts if part.strip()))


def rows_of(path: Path) -> Iterator[Row]:
    """The rows of a table, in its order."""
    if not path.is_file():
        raise SystemExit(f"There is no file {path.name} in {path.parent}. Nothing was measured.")
    csv.field_size_limit(_LONGEST_FIELD)
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            cells = {column: cell.strip() for column, cell in row.items() if column and isinstance(cell, str)}
            yield {"source": "", **cells}


def coded(path: Path, *, by_words: bool = False) -> list[Coded]:
    """The segments of a labelled.csv, in its order; rows of one ``segment_id`` are one segment with several codes.

    Args:
        path: Columns segment_id, source, speaker_if_known, text, code, theme; all but text and code may be absent.
        by_words: Whether rows without an id that say the same are one segment too; else each is one of its own.

    Raises:
        SystemExit: There is no such file, it has no column text or code, or no rows.
    """
    found: dict[str, Coded] = {}
    rows = list(rows_of(path))
    if missing := [column for column in ("text", "code") if rows and column not in rows[0]]:
        raise SystemExit(f"{path.name} has no column {' and none '.join(missing)}. Nothing was measured.")
    if not rows:
        raise SystemExit(f"{path.name} holds no rows below its heading. Nothing was measured.")
    for nth, row in enumerate(rows):
        words = " ".join(row.get("text", "").split())
        identity = row.get("segment_id") or (words if by_words else f"row {nth}")
        found.setdefault(identity, Coded(id=identity)).rows.append(row)
    return list(found.values())


def sorted_by(column: str, rows: list[Row]) -> bool:
    """Whether the rows of each source stand in the order of a column, as an export of coded segments by code has them.

    Text in its own order comes back to a code; sorted rows have one run a code and source.
    """
    before: dict[str, str] = {}
    n_runs = 0
    for row in rows:
        n_runs += before.get(row["source"]) != row.get(column, "")
        before[row["source"]] = row.get(column, "")
    n_pairs = len({(row["source"], row.get(column, "")) for row in rows})
    return n_pairs > len(before) and n_runs <= _SORTED * n_pairs


def even(_: Row, nth: int) -> bool:
    """Every other segment, from the first."""
    return nth % 2 == 0


def odd(_: Row, nth: int) -> bool:
    """Every other segment, from the second."""
    return nth % 2 == 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A coded set.

    Attributes:
        name: Which.
        words: n texts.
        spans: n spans; texts of one source stand in order, where the rows have an order.
        groups: Who speaks, (n,) names; each text a group of its own where nobody is known.
        gold: (n, c), whether each text bears each code.
        codes, definitions: c names, and c definitions ("" where there is none).
    """

    name: str
    words: list[str]
    spans: list[Segment]
    groups: list[str]
    gold: NDArray[np.bool_]
    codes: list[str]
    definitions: list[str]


def load(
    labelled: Path,
    *,
    codebook: Path | None = None,
    context: bool = False,
    gold: str = "code",
    kept: Kept = lambda _row, _nth: True,
    name: str = "",
) -> Labelled:
    """A labelled.csv, with definitions from its codebook.csv.

    Codes with fewer than 20 texts are left out (8, then 4, where fewer than five codes have so many), and, where at
    least half of those left are defined, codes without a definition. Texts without a code that is left go too.

    Args:
        labelled: As ``coded`` reads it.
        codebook: Columns code, definition.
        context: Whether the rows of a source stand in the order in which they were said; not believed where they
            are sorted by code.
        gold: The column that is learnt, "code" or "theme".
        kept: Which texts, by their first row and their number.
        name: The set's name; the folder's where not given.
    """
    import numpy as np  # noqa: PLC0415

    texts, rows = _texts(labelled, gold, kept)
    # Rows in the order of their codes would tell the codes by what stands beside and where: no context then.
    context = context and not any(sorted_by(column, rows) for column in ("code", "theme"))
    defined = _definitions(codebook)
    codes = _codes(texts, defined)
    texts = [text for text in texts if any(code in codes for code in text.codes)]
    if not texts:
        fewest = _FEWEST_IN_SMALL_SETS[-1]
        raise SystemExit(f"{labelled.name}: no {gold} has {fewest} texts of {FEWEST_WORDS} words or more.")
    if len(codes) == 1:
        raise SystemExit(
            f"{labelled.name}: one {gold} alone has enough texts, so there is nothing to tell apart. "
            "Nothing was measured."
        )
    nth = {code: at for at, code in enumerate(codes)}
    given = np.zeros((len(texts), len(codes)), dtype=bool)
    spans, end = [], dict[str, int]()
    for at, text in enumerate(texts):
        given[at, [nth[code] for code in text.codes if code in nth]] = True
        source = text.source if context else str(at)
        start = end.get(source, 0)
        end[source] = start + len(text.words) + 1
        case = text.group if context else None
        spans.append(Segment(transcript_id=source, start=start, end=end[source] - 1, turn=at, case_id=case))
    return Labelled(
        name=name or labelled.parent.name,
        words=[text.words for text in texts],
        spans=spans,
        groups=_groups([text.group for text in texts]),
        gold=given,
        codes=codes,
        definitions=[defined.get(code, "") for code in codes],
    )


@dataclass(slots=True, kw_only=True)
class _Text:
    words: str
    source: str
    group: str
    codes: list[str]


def _texts(labelled: Path, gold: str, kept: Kept) -> tuple[list[_Text], list[Row]]:
    """The texts that are kept, each once, and the first row of each in the file's order."""
    seen: set[str] = set()
    texts, rows = [], []
    for nth, one in enumerate(coded(labelled, by_words=True)):
        row, codes = one.rows[0], one.given(gold)
        words = " ".join(row.get("text", "").split())
        folded = words.casefold()
        if kept(row, nth) and len(folded.split()) >= FEWEST_WORDS and folded not in seen and codes:
            seen.add(folded)
            speaker = row.get("speaker_if_known", "")
            group = row["source"] if speaker in _WHOEVER else speaker
            texts.append(_Text(words=words, source=row["source"] or one.id, group=group or one.id, codes=codes))
            rows.append(row)
    return texts, rows


def _definitions(codebook: Path | None) -> dict[str, str]:
    """Definitions by code; a theme has that of the code of its name."""
    rows = rows_of(codebook) if codebook else ()
    return {row["code"]: row.get("definition", "") for row in rows if row.get("code")}


def _codes(texts: list[_Text], defined: dict[str, str]) -> list[str]:
    counts = Counter(code for text in texts for code in text.codes)
    codes: list[str] = []
    for fewest in (FEWEST_CODINGS, *_FEWEST_IN_SMALL_SETS):
        if len(codes) < _FEWEST_CODES:
            codes = [code for code, n in counts.most_common() if n >= fewest]
    told = [code for code in codes if defined.get(code)]
    return told if len(told) * 2 >= len(codes) and len(told) >= _FEWEST_CODES else codes


def _groups(groups: list[str]) -> list[str]:
    """Who speaks, or a group a text where there are too few to leave some out."""
    return groups if len(set(groups)) >= _FEWEST_GROUPS else [str(at) for at in range(len(groups))]
