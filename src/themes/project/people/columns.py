"""Which column of a case table says what, by its heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

WORKS_AT = "works at"
"""The relation that a column ``site`` makes."""

_FILE = ("file", "transcript", "interview", "source")
_SPEAKER = ("speaker", "label", "voice")
_CASE = ("case", "pseudonym")
# These may hold people's names: they find a case by its label, and never give it one.
_ID = ("participant", "participant id", "id")
_SITE = ("site",)
_KINDS = ("participant", "site", "group")
_LINKS = re.compile(r"links? to\W*(?P<relation>.*?)\W*", re.IGNORECASE)
_LINKED = "linked to"


class Columns:
    """Which column says what, by index; None where none does.

    Args:
        header: The headings.
        rows: The rows: a column "kind" is one of ours only where it says nothing but participant, site or group.
    """

    def __init__(self, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Look at each heading."""
        folded = [" ".join(name.split()).casefold() for name in header]
        self.file = _first(folded, _FILE)
        self.speaker = _first(folded, _SPEAKER) if self.file is not None else None
        self.case = _first(folded, _CASE if self.file is not None else (*_CASE, *_ID))
        # Beside a file, what identifies people is neither a label nor an attribute.
        ignored = _first(folded, _ID) if self.file is not None else None
        kind = _first(folded, ("kind",))
        said = {row[kind].strip().casefold() for row in rows} if kind is not None else set()
        self.kind = kind if said <= {*_KINDS, ""} else None
        self.site = _first(folded, _SITE)
        self.links = [
            (index, " ".join(found["relation"].split()) or _LINKED)
            for index, name in enumerate(header)
            if (found := _LINKS.fullmatch(" ".join(name.split()))) is not None
        ]
        special = {self.file, self.speaker, self.case, ignored, self.kind, self.site, *(at for at, _ in self.links)}
        self.attributes = [index for index, name in enumerate(folded) if index not in special and name]

    def name_of(self, row: Sequence[str]) -> str:
        """What the row calls its case or its file, as it stands there."""
        return row[self.file if self.file is not None else self.case or 0].strip() or self.label_of(row)

    def label_of(self, row: Sequence[str]) -> str:
        """The case's label, as the row gives it; empty where it gives none."""
        return row[self.case].strip() if self.case is not None else ""

    def kind_of(self, row: Sequence[str]) -> str:
        """What kind of case the row is about; empty where it does not say."""
        return row[self.kind].strip().casefold() if self.kind is not None else ""

    def links_of(self, row: Sequence[str]) -> Iterator[tuple[str, str]]:
        """The links that a row asks for: relation, and the label of the other case."""
        columns = [*([(self.site, WORKS_AT)] if self.site is not None else []), *self.links]
        for index, relation in columns:
            for label in row[index].split(";"):
                if label.strip():
                    yield relation, " ".join(label.split())


def _first(names: Sequence[str], wanted: Sequence[str]) -> int | None:
    return next((names.index(name) for name in wanted if name in names), None)
