"""ATLAS.ti's export of quotations (.csv, .xlsx), whatever language its headings are in, or mix.

It parts codes by line feeds or by ", ", which code names hold too ("T2. Security, Privacy & Trust: Access Control").
The number of codes that it gives with them, and the codes of other rows, say where one ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from themes.exchange.other_project import CodePath, HeldCode, OtherProject, Passage, Tally

TOOL = "ATLAS.ti"
_HEADINGS: Mapping[str, frozenset[str]] = {
    "words": frozenset(
        ("text content", "quotation content", "content", "textinhalt", "zitatinhalt", "contenido de texto",
         "contenido del texto", "conteúdo de texto", "conteúdo do texto")
    ),
    "text": frozenset(("document", "dokument", "documento")),
    "codes": frozenset(("codes", "kodes", "códigos")),
    "n_codes": frozenset(
        ("number of codes", "anzahl der kodes", "anzahl kodes", "número de códigos", "cantidad de códigos")
    ),
    "reference": frozenset(("reference", "referenz", "referencia", "referência")),
    "number": frozenset(("number", "id", "nummer", "número")),
    "memo": frozenset(("comment", "kommentar", "comentario", "comentário")),
    "start": frozenset(("start position", "initial position", "startposition", "posición inicial", "posição inicial")),
    "coder": frozenset(("creator", "created by", "ersteller", "erstellt von", "creador", "criador", "creado por")),
}  # fmt: skip
_NEEDED = ("words", "text", "codes")
_TELLING = ("n_codes", "reference", "start")
_MOST_PARTS = 60
_MOST_ROUNDS = 20
_NO_CODE = "no code was given to the passage"
_NO_WORDS = "it has no words: a picture, a sound, or a text that was not exported"
_NOT_PARTED = "its codes could not be told apart, as their names hold commas"
_REPEATS = "a code that only repeats the words of its one passage"
_LONG_NAME = 5  # words: "in vivo" codes are shorter; a whole sentence as a code is a slip of the exporting hand
_UNSURE = 1
_STRANGE = 4


def is_quotations(header: Sequence[str]) -> bool:
    """Whether the headings are those of ATLAS.ti's quotations."""
    columns = _columns(header)
    return all(name in columns for name in _NEEDED) and any(name in columns for name in _TELLING)


def read(header: Sequence[str], rows: Sequence[Sequence[str]]) -> OtherProject:
    """The passages of an export of quotations with their codes, coders and comments, in the order of their places."""
    columns = _columns(header)

    def cell(row: Sequence[str], name: str) -> str:
        return row[columns[name]].strip() if name in columns else ""

    parted = part_codes([(cell(row, "codes"), _number(cell(row, "n_codes"))) for row in rows])
    grouped = _grouped(name for names in parted for name in names or ())
    uses = _uses(parted)
    tally = Tally()
    passages: list[tuple[int, Passage]] = []
    for nth, (row, names) in enumerate(zip(rows, parted, strict=True), start=2):
        number = cell(row, "number") or f"row {nth}"
        where, words = f"{cell(row, 'text')}: {number}", cell(row, "words")
        if names is None:
            tally.add(_NOT_PARTED, where)
            continue
        repeated = [name for name in names if name == words and uses[name] == 1 and len(name.split()) > _LONG_NAME]
        for _ in repeated:
            tally.add(_REPEATS, where)
        codes = tuple(grouped[name] for name in names if name not in repeated)
        if not words or not codes:
            tally.add(_NO_CODE if words else _NO_WORDS, where)
            continue
        passage = Passage(
            text_name=cell(row, "text"),
            number=number,
            words=words,
            codes=codes,
            coder=cell(row, "coder"),
            memo=cell(row, "memo"),
        )
        passages.append((_number(cell(row, "start")) or 0, passage))
    placed = tuple(passage for _, passage in sorted(passages, key=lambda one: (one[1].text_name, one[0])))
    return OtherProject(
        tool=TOOL,
        passages=placed,
        codes=tuple(HeldCode(path=path) for path in dict.fromkeys(code for one in placed for code in one.codes)),
        not_brought=tally.all(),
        headings=tuple(header),
    )


def part_codes(cells: Sequence[tuple[str, int | None]]) -> list[tuple[str, ...] | None]:
    """The names of the codes in each cell; None where it cannot be told where one ends.

    Args:
        cells: Each with the number of codes in it, where the file says so.

    >>> part_codes([("A, b: C", 1), ("A, b: C, D: E", 2), ("D: E", 1)])
    [('A, b: C',), ('A, b: C', 'D: E'), ('D: E',)]
    """
    parted: list[tuple[str, ...] | None] = [_plainly(codes, count) for codes, count in cells]
    known = {name for names in parted for name in names or ()}
    waiting = [nth for nth, names in enumerate(parted) if names is None]
    for _ in range(_MOST_ROUNDS):
        groups = {name.partition(": ")[0] for name in known if ": " in name}
        found = {nth: _likeliest(cells[nth], known, groups) for nth in waiting}
        sure = {nth: names for nth, names in found.items() if names}
        if not sure:
            break
        for nth, names in sure.items():
            parted[nth] = names
            known.update(names)
        waiting = [nth for nth in waiting if nth not in sure]
    return parted


def _plainly(codes: str, count: int | None) -> tuple[str, ...] | None:
    """The names where there is only one way to part them."""
    lines = tuple(line.strip() for line in codes.split("\n") if line.strip())
    if len(lines) > 1 or not lines:
        return lines
    parts = tuple(part.strip() for part in codes.split(", "))
    if count == 1:
        return (codes,)
    return parts if count in (None, len(parts)) else None


def _likeliest(cell: tuple[str, int | None], known: set[str], groups: set[str]) -> tuple[str, ...] | None:
    """The cheapest way to part a cell into as many names as it holds; None where two ways are as cheap."""
    codes, count = cell
    parts = codes.split(", ")
    if count is None or not 0 < count < len(parts) <= _MOST_PARTS:
        return None
    # costs[start, end]: what it costs to take these parts for one name.
    costs = {
        (start, end): _cost(", ".join(parts[start:end]), known, groups)
        for start in range(len(parts))
        for end in range(start + 1, len(parts) + 1)
    }
    # ways[k][end]: the cost of parting the first ``end`` parts into k names, how many ways cost so, and the last cut.
    ways: list[dict[int, tuple[int, int, int]]] = [{0: (0, 1, 0)}]
    for _ in range(count):
        row: dict[int, tuple[int, int, int]] = {}
        for start, (before, n_ways, _) in ways[-1].items():
            for end in range(start + 1, len(parts) + 1):
                cost = before + costs[start, end]
                held = row.get(end)
                if held is None or cost < held[0]:
                    row[end] = (cost, n_ways, start)
                elif cost == held[0]:
                    row[end] = (cost, held[1] + n_ways, held[2])
        ways.append(row)
    _, n_ways, _ = ways[count][len(parts)]
    if n_ways > 1:
        return None
    names: list[str] = []
    end = len(parts)
    for row in reversed(ways[1:]):
        start = row[end][2]
        names.insert(0, ", ".join(parts[start:end]).strip())
        end = start
    return tuple(names)


def _cost(name: str, known: set[str], groups: set[str]) -> int:
    if name in known:
        return 0
    head, colon, _ = name.partition(": ")
    return _UNSURE if colon and head in groups else _STRANGE


def _grouped(names: Iterable[str]) -> dict[str, CodePath]:
    """The path of each code: "X: Y" stands under X where X has another code too, or is one."""
    listed = list(dict.fromkeys(names))
    heads: dict[str, int] = {}
    for name in listed:
        head, colon, rest = name.partition(": ")
        if colon and head.strip() and rest.strip():
            heads[head] = heads.get(head, 0) + 1
    paths: dict[str, CodePath] = {}
    for name in listed:
        head, _, rest = name.partition(": ")
        paths[name] = (head, rest) if heads.get(head, 0) > (0 if head in listed else 1) and rest.strip() else (name,)
    return paths


def _uses(parted: Iterable[tuple[str, ...] | None]) -> dict[str, int]:
    uses: dict[str, int] = {}
    for names in parted:
        for name in names or ():
            uses[name] = uses.get(name, 0) + 1
    return uses


def _columns(header: Sequence[str]) -> dict[str, int]:
    folded = [" ".join(cell.split()).casefold() for cell in header]
    return {
        name: next(nth for nth, cell in enumerate(folded) if cell in known)
        for name, known in _HEADINGS.items()
        if known & set(folded)
    }


def _number(cell: str) -> int | None:
    return int(cell) if cell.isascii() and cell.isdecimal() else None
