"""Codebooks as files: .toml as in ``codebooks/``, .csv as spreadsheets and other tools write it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from themes.errors import BrokenFile, FileTooLarge, Refused, UnknownFormat
from themes.exchange.entry import LARGEST, Entry

_PATH = re.compile(r"\s*>\s*|\s*\\+\s*|\s*::\s*")


def read_codebook(name: str, data: bytes) -> list[Entry]:
    """The codes of a codebook file, each after its parent.

    Args:
        name: The file's name; its suffix says what it is.
        data: Its bytes.

    Returns:
        Entries, otherwise in the file's order.

    Raises:
        UnknownFormat: It is neither .toml nor .csv.
        FileTooLarge: It is over the limit.
        BrokenFile: It cannot be read, names no code, lacks a parent, or has two of a name at one place.
    """
    from themes.exchange import codebook_csv, codebook_toml  # noqa: PLC0415 - they stand on this module

    if len(data) > LARGEST:
        raise FileTooLarge(
            f"{name} is {len(data) / 1e6:.0f} MB (limit {LARGEST / 1e6:.0f} MB for a codebook). Nothing was imported."
        )
    readers = {".toml": codebook_toml.read, ".csv": codebook_csv.read, ".tsv": codebook_csv.read}
    reader = readers.get(PurePath(name).suffix.casefold())
    if reader is None:
        raise UnknownFormat(f"{name} is no codebook that Themes reads. Save it as .csv or .toml. Nothing was imported.")
    entries = reader(name, data)
    if not entries:
        raise BrokenFile(f"{name} holds no code. Nothing was imported.")
    return _in_order(name, entries)


def write_codebook(name: str, title: str, entries: Sequence[Entry]) -> str:
    """The text of a codebook file, to be encoded as UTF-8.

    Args:
        name: The file's name; its suffix says what it becomes.
        title: The codebook's title, which .csv has no place for.
        entries: The codes, parents before children.

    Raises:
        Refused: The suffix is neither .toml nor .csv.
    """
    from themes.exchange import codebook_csv, codebook_toml  # noqa: PLC0415 - they stand on this module

    suffix = PurePath(name).suffix.casefold()
    if suffix == ".toml":
        return codebook_toml.write(title, entries)
    if suffix == ".csv":
        return codebook_csv.write(entries)
    raise Refused(f"A codebook is written as .toml or .csv, not as “{suffix or name}”. Nothing was written.")


def _in_order(name: str, entries: list[Entry]) -> list[Entry]:
    """The entries with each after its parent, their parents named as they name themselves; refused where broken."""
    parents = [_parent(name, entries, nth) for nth in range(len(entries))]
    places = [(parent, entry.name.casefold()) for parent, entry in zip(parents, entries, strict=True)]
    first = {place: nth for nth, place in reversed(list(enumerate(places)))}
    twice = next((nth for nth, place in enumerate(places) if first[place] != nth), None)
    if twice is not None:
        raise BrokenFile(
            f"{name} has two codes “{entries[twice].name}” at the same place. Rename one of them. Nothing was imported."
        )
    ordered: list[int] = []
    done: set[int] = set()
    for nth in range(len(entries)):
        chain: list[int] = []
        step: int | None = nth
        while step is not None and step not in done:
            if step in chain:
                raise BrokenFile(
                    f"{name} has a circle of parents at “{entries[step].name}”. Mend its parent. Nothing was imported."
                )
            chain.append(step)
            step = parents[step]
        ordered.extend(reversed(chain))
        done.update(chain)
    return [_with_parent(entries[nth], entries, parents[nth]) for nth in ordered]


def _parent(name: str, entries: list[Entry], nth: int) -> int | None:
    """The index of an entry's parent: the nearest of that name before it, else the first after it.

    A parent may be given as a path ("Governance > Board", as ATLAS.ti and MAXQDA do with other signs): its last name
    counts.
    """
    wanted = entries[nth].parent
    if not wanted:
        return None
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


def _with_parent(entry: Entry, entries: list[Entry], parent: int | None) -> Entry:
    return Entry(
        name=entry.name,
        definition=entry.definition,
        use_when=entry.use_when,
        dont_use_when=entry.dont_use_when,
        colour=entry.colour,
        parent=entry.parent if parent is None else entries[parent].name,
    )
