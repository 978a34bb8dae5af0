"""Codebooks as .toml: a ``name``, then a table ``[[codes]]`` for each code (TOML 1.0; see ``codebooks/``)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence

from themes.errors import BrokenFile
from themes.exchange.entry import Entry
from themes.text import canonical

_FIELDS = ("name", "parent", "definition", "use_when", "dont_use_when", "colour")
_ESCAPED = re.compile(r'[\\"\x00-\x1f\x7f]')
_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def read(name: str, data: bytes) -> list[Entry]:
    """The entries of a .toml codebook, in its order.

    Args:
        name: The file's name, for messages.
        data: Its bytes, UTF-8.

    Raises:
        BrokenFile: It is not TOML, has no ``[[codes]]``, or a code without a name.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BrokenFile(f"{name} is not encoded as UTF-8. Save it so and try again. Nothing was imported.") from error
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BrokenFile(f"{name} is not valid TOML: {error}. Nothing was imported.") from error
    except RecursionError as error:
        raise BrokenFile(f"{name} is no codebook: it nests too deep. Nothing was imported.") from error
    tables = content.get("codes")
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise BrokenFile(f"{name} has no [[codes]] tables. Nothing was imported.")
    return [_entry(name, nth, table) for nth, table in enumerate(tables, start=1)]


def write(title: str, entries: Sequence[Entry]) -> str:
    """The text of a .toml codebook; empty fields are left out."""
    parts = [f"name = {_string(canonical(title))}\n"]
    for entry in entries:
        lines = [f"{field} = {_string(getattr(entry, field))}" for field in _FIELDS if getattr(entry, field)]
        parts.append("\n".join(["[[codes]]", *lines]) + "\n")
    return "\n".join(parts)


def _entry(name: str, nth: int, table: dict[str, object]) -> Entry:
    fields: dict[str, str] = {}
    for field in _FIELDS:
        content = table.get(field, "")
        if not isinstance(content, str):
            raise BrokenFile(f"{name}: “{field}” of code {nth} is not a text in quotes. Nothing was imported.")
        fields[field] = content
    entry = Entry(**fields)
    if not entry.name:
        raise BrokenFile(f"{name}: code {nth} has no name. Nothing was imported.")
    return entry


def _string(text: str) -> str:
    """A TOML basic string: quotes, backslashes and controls escaped, all else as it is."""
    return '"' + _ESCAPED.sub(lambda found: _SHORT.get(found[0], f"\\u{ord(found[0]):04X}"), text) + '"'
