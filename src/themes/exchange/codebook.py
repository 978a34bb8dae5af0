"""Codebooks as files: .toml as in ``codebooks/``, .csv as spreadsheets and other tools write it, .qdc of REFI-QDA."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from themes.errors import BrokenFile, FileTooLarge, Refused, UnknownFormat
from themes.exchange.entry import DEEPEST, LARGEST, MOST_CODES, Entry, path_of

_PATH = re.compile(r"\s*>\s*|\s*\\+\s*|\s*::\s*")


def entries_of(data: bytes, *, name: str) -> list[Entry]:
    """As ``read_codebook``, for a child process that its parent watches: TOML of a few kilobytes can take minutes."""
    return read_codebook(name, data)


def read_codebook(name: str, data: bytes) -> list[Entry]:
    """The codes of a codebook file, each after its parent.

    Args:
        name: The file's name; its suffix says what it is.
        data: Its bytes.

    Returns:
        Entries, otherwise in the file's order.

    Raises:
        UnknownFormat: It is none of .toml, .csv and .qdc.
        FileTooLarge: It is over the limit.
        BrokenFile: It cannot be read, names no code, lacks a parent, nests too deep, or has two of a name at one place.
    """
    from themes.exchange import codebook_csv, codebook_toml  # noqa: PLC0415 - they stand on this module
    from themes.exchange.refi import qdc  # noqa: PLC0415 - as above

    if len(data) > LARGEST:
        raise FileTooLarge(
            f"{name} is {len(data) / 1e6:.0f} MB (limit {LARGEST / 1e6:.0f} MB for a codebook). Nothing was imported."
        )
    readers = {".toml": codebook_toml.read, ".csv": codebook_csv.read, ".tsv": codebook_csv.read, ".qdc": qdc.read}
    reader = readers.get(PurePath(name).suffix.casefold())
    if reader is None:
        raise UnknownFormat(
            f"{name} is no codebook that Themes reads. Save it as .csv, .toml or .qdc. Nothing was imported."
        )
    entries = reader(name, data)
    if not entries:
        raise BrokenFile(f"{name} holds no code. Nothing was imported.")
    if len(entries) > MOST_CODES:
        raise FileTooLarge(f"{name} has {len(entries):,} codes (limit {MOST_CODES:,}). Nothing was imported.")
    return _in_order(name, entries)


def write_codebook(name: str, title: str, entries: Sequence[Entry]) -> str:
    """The text of a codebook file, to be encoded as UTF-8.

    Args:
        name: The file's name; its suffix says what it becomes.
        title: The codebook's title, which .csv and .qdc have no place for.
        entries: The codes, parents before children.

    Raises:
        Refused: The suffix is none of .toml, .csv and .qdc.
    """
    from themes.exchange import codebook_csv, codebook_toml  # noqa: PLC0415 - they stand on this module
    from themes.exchange.refi import qdc  # noqa: PLC0415 - as above

    suffix = PurePath(name).suffix.casefold()
    if suffix == ".toml":
        return codebook_toml.write(title, entries)
    if suffix == ".csv":
        return codebook_csv.write(entries)
    if suffix == ".qdc":
        return qdc.write(title, entries)
    raise Refused(f"A codebook is written as .toml, .csv or .qdc, not as “{suffix or name}”. Nothing was written.")


def _in_order(name: str, entries: list[Entry]) -> list[Entry]:
    """The entries with each after its parent, their parents given as paths; refused where broken."""
    parents = _parents(name, entries)
    places = [(parent, entry.name.casefold()) for parent, entry in zip(parents, entries, strict=True)]
    first = {place: nth for nth, place in reversed(list(enumerate(places)))}
    twice = next((nth for nth, place in enumerate(places) if first[place] != nth), None)
    if twice is not None:
        raise BrokenFile(
            f"{name} has two codes “{entries[twice].name}” at the same place. Rename one of them. Nothing was imported."
        )
    ordered: list[Entry] = []
    names: dict[int, tuple[str, ...]] = {}
    for nth in range(len(entries)):
        chain: dict[int, None] = {}
        step: int | None = nth
        while step is not None and step not in names:
            if step in chain:
                raise BrokenFile(
                    f"{name} has a circle of parents at “{entries[step].name}”. Mend its parent. Nothing was imported."
                )
            chain[step] = None
            step = parents[step]
        for link in reversed(chain):
            above = () if (parent := parents[link]) is None else names[parent]
            ordered.append(replace(entries[link], parent=path_of(*above)))
            names[link] = (*above, entries[link].name)
            if len(names[link]) > DEEPEST:
                raise BrokenFile(f"{name} nests codes over {DEEPEST:,} levels deep. Nothing was imported.")
    return ordered


def _parents(name: str, entries: list[Entry]) -> list[int | None]:
    """For each entry the index of its parent: the one of that path, or else the one of that name."""
    parents: list[int | None] = [None] * len(entries)
    waiting: dict[str, list[int]] = {}
    placed: list[tuple[int, tuple[str, ...]]] = [
        (nth, (entry.name,)) for nth, entry in enumerate(entries) if not entry.parent
    ]
    for nth, entry in enumerate(entries):
        if entry.parent:
            waiting.setdefault(entry.parent.casefold(), []).append(nth)
    for nth, names in placed:  # grows while it is walked: what hangs below a placed entry is placed
        for child in waiting.pop(path_of(*names).casefold(), []):
            parents[child] = nth
            placed.append((child, (*names, entries[child].name)))
    for child in (child for children in waiting.values() for child in children):
        parents[child] = _named(name, entries, child)
    return parents


def _named(name: str, entries: list[Entry], nth: int) -> int:
    r"""The index of the entry that bears the parent's name: the nearest before it, else the first after it.

    Of a path by other tools' signs ("Governance\\Board") the last name counts.
    """
    wanted = entries[nth].parent
    for called in dict.fromkeys((wanted, _PATH.split(wanted)[-1])):
        folded = called.casefold()
        named = [other for other, entry in enumerate(entries) if entry.name.casefold() == folded]
        before = [other for other in named if other < nth]
        after = [other for other in named if other >= nth]
        if before or after:
            return before[-1] if before else after[0]
    raise BrokenFile(
        f"{name} puts “{entries[nth].name}” under “{wanted}”, which it does not list. Add that code or empty the "
        "parent. Nothing was imported."
    )
