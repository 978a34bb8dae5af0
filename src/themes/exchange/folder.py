"""A whole project as a folder of plain files that anything can read, and back: equal, or refused.

    README.txt               what this is, and whose words it holds that are not to be used
    manifest.json            the same, and how many facts of each kind
    facts/code.jsonl         a fact a line, as canonical JSON: a file for each kind
    texts/0001.txt           the text of each transcript, UTF-8, line feeds; its fact names the file
    originals/<sha256>       the files that transcripts came from, as they came
    SHA256SUMS               the checksum of each file, as `sha256sum --check` reads it

Its JSON is read here and not in a child process: the standard library's parser is all that touches it, files are
bounded, and each value must be of its field's type (``typed``).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from themes.errors import BrokenFile, FileTooLarge
from themes.exchange.typed import fact_of
from themes.model import Fact, Transcript
from themes.operations import ENTITIES, body, entity_of

FORMAT, VERSION = "themes folder", 1
MANIFEST, SUMS, README = "manifest.json", "SHA256SUMS", "README.txt"
MOST_BYTES = 500 * 1024 * 1024
"""Of one file."""

_ABOUT = (
    "A whole study as plain files: facts as JSON Lines, texts, the files that they came from. It holds all of it as it "
    "stands, names and what may not be used too. `themes import` makes a study of it again."
)
_TEXT_FILE = "text_file"
_TEXTS = re.compile(r"texts/\d{4,8}\.txt")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """A project as plain facts, with the bytes of the files that its transcripts came from, by SHA-256."""

    facts: tuple[Fact, ...]
    originals: Mapping[str, bytes]


def write(plain: Plain, folder: Path, *, program: str, notice: str = "") -> None:
    """Write a project as plain files.

    Args:
        plain: The project.
        folder: An empty folder.
        program: Which program wrote it, for the manifest.
        notice: What whoever gets it must know.
    """
    sums: list[tuple[str, str]] = []

    def put(name: str, data: bytes) -> None:
        place = folder / name
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(data)
        sums.append((hashlib.sha256(data).hexdigest(), name))

    lines: dict[str, list[str]] = {}
    n_texts = 0
    for fact in plain.facts:
        line = body(fact)
        if isinstance(fact, Transcript):
            n_texts += 1
            name = f"texts/{n_texts:04d}.txt"
            put(name, fact.text.encode())
            line = json.dumps({**json.loads(line), "text": "", _TEXT_FILE: name}, ensure_ascii=False, sort_keys=True)
        lines.setdefault(entity_of(fact), []).append(line)
    for entity, told in lines.items():
        put(_file_of(entity), "".join(f"{line}\n" for line in told).encode())
    for sha256, data in plain.originals.items():
        put(f"originals/{sha256}", data)
    counts = {entity: len(told) for entity, told in lines.items()}
    manifest = {"format": FORMAT, "version": VERSION, "written_by": program, "facts": counts, "notice": notice}
    put(README, "\n".join(part for part in (_ABOUT, notice) if part).encode() + b"\n")
    put(MANIFEST, json.dumps(manifest, indent=2, sort_keys=True).encode() + b"\n")
    told_sums = "".join(f"{digest}  {name}\n" for digest, name in sorted(sums, key=lambda one: one[1]))
    (folder / SUMS).write_bytes(told_sums.encode())


def read(folder: Path) -> Plain:
    """Read a project from plain files.

    Raises:
        BrokenFile: It is no such folder, a file is missing or was changed, or a value is of another type.
        FileTooLarge: A file is over the limit.
    """
    sums = _sums(folder)
    manifest = _json(_checked(folder, MANIFEST, sums), MANIFEST)
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise BrokenFile(f"“{folder.name}” was not written by `themes export`. {_NOTHING}")
    if manifest.get("version") != VERSION:
        raise BrokenFile(f"“{folder.name}” was written by a newer version of Themes. {_NOTHING} Update and try again.")
    facts: list[Fact] = []
    for entity, kind in ENTITIES.items():
        name = _file_of(entity)
        if name in sums:
            facts += _facts(kind, name, _checked(folder, name, sums), folder, sums)
    counts = manifest.get("facts")
    if counts != {entity: n for entity in ENTITIES if (n := sum(entity_of(fact) == entity for fact in facts))}:
        raise BrokenFile(f"“{folder.name}” does not hold as many facts as its manifest says. {_NOTHING}")
    originals = {
        name.removeprefix("originals/"): _checked(folder, name, sums)
        for name in sums
        if name.startswith("originals/") and _SHA256.fullmatch(name.removeprefix("originals/"))
    }
    if any(hashlib.sha256(data).hexdigest() != sha256 for sha256, data in originals.items()):
        raise BrokenFile(f"A file in “{folder.name}/originals” is not what its name says. {_NOTHING}")
    return Plain(facts=tuple(facts), originals=originals)


_NOTHING = "Nothing was imported."


def _facts(kind: type, name: str, data: bytes, folder: Path, sums: Mapping[str, str]) -> Iterator[Fact]:
    for nth, line in enumerate(data.decode(errors="replace").split("\n"), start=1):
        if not line:
            continue
        value = _json(line.encode(), name)
        if kind is Transcript:
            text_file = value.pop(_TEXT_FILE, None) if isinstance(value, dict) else None
            if not isinstance(text_file, str) or not _TEXTS.fullmatch(text_file):
                raise BrokenFile(f"{name}, line {nth} names no text. {_NOTHING}")
            value["text"] = _text(_checked(folder, text_file, sums), text_file)
        try:
            fact: Fact = fact_of(kind, value)
        except ValueError as error:
            raise BrokenFile(f"{name}, line {nth} is no {_called(kind)}. {_NOTHING}") from error
        yield fact


def _called(kind: type) -> str:
    return next(entity for entity, known in ENTITIES.items() if known is kind)


def _text(data: bytes, name: str) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise BrokenFile(f"{name} is not UTF-8. {_NOTHING}") from error


def _json(data: bytes, name: str) -> Any:  # noqa: ANN401 - whatever stands there
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise BrokenFile(f"{name} is no JSON. {_NOTHING}") from error


def _sums(folder: Path) -> dict[str, str]:
    """The checksum of each file, by its name within the folder."""
    place = folder / SUMS
    if not place.is_file():
        raise BrokenFile(f"“{folder.name}” has no file {SUMS}, so it was not written by `themes export`. {_NOTHING}")
    lines = _bytes(place).decode(errors="replace").splitlines()
    parted: Iterable[tuple[str, str, str]] = (line.partition("  ") for line in lines)
    return {name: digest for digest, _, name in parted if name}


def _checked(folder: Path, name: str, sums: Mapping[str, str]) -> bytes:
    """The bytes of a file, which are those that were written."""
    place = folder / name
    if not place.is_file() or place.is_symlink():
        raise BrokenFile(f"“{folder.name}” has lost its file {name}. {_NOTHING} Export it once more.")
    data = _bytes(place)
    if hashlib.sha256(data).hexdigest() != sums.get(name):
        raise BrokenFile(f"{name} was changed since it was written. {_NOTHING} Export it once more.")
    return data


def _bytes(place: Path) -> bytes:
    if place.stat().st_size > MOST_BYTES:
        raise FileTooLarge(f"{place.name} is over {MOST_BYTES // 1024 // 1024} MB. {_NOTHING}")
    return place.read_bytes()


def _file_of(entity: str) -> str:
    return f"facts/{entity.replace(' ', '-')}.jsonl"
