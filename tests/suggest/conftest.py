"""A small real set: the first usability sessions with their codes and the vectors of the product's own encoder."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import pytest

from themes.discover.embed import default_encoder
from themes.model import Segment
from themes.suggest import Decided, Described, Pool, Units

_SESSIONS = ("P2_GMT20211119.odt", "P3_", "P4_", "P5_")
_CODES = (
    "Query inputs and elements useful",
    "Task sequence complex",
    "Export (meta)data useful",
    "Visualization useful",
    "Navigation complex",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """Texts of four sessions, the code that each bears, and the pool that they make."""

    pool: Pool
    gold: list[int]

    def confirmed(self, *, per_code: int, sessions: tuple[str, ...] = _SESSIONS[:3]) -> list[Decided]:
        """The first few quotations of each code in some sessions."""
        decided = []
        for code in range(len(_CODES)):
            rows = [row for row, of in enumerate(self.gold) if of == code and self._in(row, sessions)]
            decided += [Decided(unit=row, code=code) for row in rows[:per_code]]
        return decided

    def unseen(self) -> list[int]:
        """The units of the session that nothing is confirmed in."""
        return [row for row in range(len(self.gold)) if self._in(row, _SESSIONS[3:])]

    def _in(self, row: int, sessions: tuple[str, ...]) -> bool:
        return self.pool.units.spans[row].transcript_id.startswith(sessions)


@pytest.fixture(scope="session")
def coded(shared_data: Path) -> Coded:
    """Four usability sessions under five codes."""
    folder = shared_data / "coded" / "usability_interviews"
    with (folder / "codebook.csv").open(encoding="utf-8", newline="") as file:
        defined = {row["code"]: row["definition"] for row in csv.DictReader(file)}
    spans, words, gold, ends = [], [], [], dict[str, int]()
    with (folder / "labelled.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["source"].startswith(_SESSIONS) and row["code"] in _CODES and row["text"] not in words:
                start = ends.get(row["source"], 0)
                ends[row["source"]] = start + len(row["text"]) + 1
                spans.append(Segment(transcript_id=row["source"], start=start, end=start + len(row["text"]), turn=0))
                words.append(row["text"])
                gold.append(_CODES.index(row["code"]))
    described = [f"{code}: {defined[code]}" for code in _CODES]
    vectors = default_encoder().encode([*words, *described])
    return Coded(
        pool=Pool(
            Units(spans=spans, words=words, vectors=vectors[: len(words)]),
            [
                Described(words=text, vector=vector)
                for text, vector in zip(described, vectors[len(words) :], strict=True)
            ],
        ),
        gold=gold,
    )
