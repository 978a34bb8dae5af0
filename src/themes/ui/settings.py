"""What each reader sets once and keeps on this computer: how dates are written, the size of text, snapping, colours."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from themes import here
from themes.colours import COLOURS

_FILE = "settings.json"

DATES: Mapping[str, str] = {
    "22 November 2026": "{d} {month} {y}",
    "November 22, 2026": "{month} {d}, {y}",
    "22/11/2026": "{d:02}/{m:02}/{y}",
    "22.11.2026": "{d:02}.{m:02}.{y}",
    "2026-11-22": "{y}-{m:02}-{d:02}",
}
"""How a date can be written, each by how the twenty-second of November is."""

_TYPED: Mapping[str, Literal["DD/MM/YYYY", "MM/DD/YYYY", "DD.MM.YYYY", "YYYY-MM-DD"]] = {
    "November 22, 2026": "MM/DD/YYYY",
    "22.11.2026": "DD.MM.YYYY",
    "2026-11-22": "YYYY-MM-DD",
}
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

SIZES: Mapping[str, float] = {"Small": 0.9, "As usual": 1.0, "Large": 1.2, "Very large": 1.5}
"""Sizes of a transcript's text, as parts of the usual one."""

AS_CHOSEN = "As in the codebook"
PALETTES: Mapping[str, tuple[str, ...]] = {
    AS_CHOSEN: (),
    "Told apart without red or green": tuple(colour.value for colour in COLOURS),
    "Greys only": ("#334155",),
}
"""What colours codes are shown in; they are given in the codebook's order, and each code has its name beside them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What is set: keys of ``DATES``, ``SIZES`` and ``PALETTES``.

    ``snaps`` says that a selection takes whole words, ``toured`` that the tour was seen or skipped.
    """

    dates: str = "22 November 2026"
    size: str = "As usual"
    snaps: bool = True
    colours: str = AS_CHOSEN
    toured: bool = False

    def day(self, day: date) -> str:
        """A date as it is to be written."""
        return DATES[self.dates].format(d=day.day, m=day.month, y=day.year, month=_MONTHS[day.month - 1])

    def moment(self, at: str, zone: str | None = None) -> str:
        """A moment of the log to the minute, by the clock of a zone such as "Europe/London", else this computer's."""
        here = datetime.fromisoformat(at).astimezone(zone_of(zone))
        return f"{self.day(here.date())}, {here:%H:%M}"

    @property
    def picker(self) -> Literal["DD/MM/YYYY", "MM/DD/YYYY", "DD.MM.YYYY", "YYYY-MM-DD"]:
        """The nearest to it that a date can be typed in."""
        return _TYPED.get(self.dates, "DD/MM/YYYY")

    @property
    def column(self) -> str:
        """The same for a column of dates in a table, in Moment's letters."""
        said = DATES[self.dates].replace("{d:02}", "DD").replace("{m:02}", "MM").replace("{month}", "MMMM")
        return said.replace("{d}", "D").replace("{y}", "YYYY")

    def colour(self, own: str, nth: int) -> str:
        """The colour that the nth code of the codebook is shown in, from 0; ``own`` is the code's."""
        palette = PALETTES[self.colours]
        return palette[nth % len(palette)] if palette else own

    @property
    def digest(self) -> str:
        """What tells these settings from others."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:12]

    def for_surface(self) -> dict[str, object]:
        """What the coding surface is handed; colours reach it with the codes."""
        return {"size": SIZES[self.size], "snaps": self.snaps, "dates": DATES[self.dates]}


def read() -> Settings:
    """What is set; as usual where the file is missing, damaged or says what we do not know."""
    try:
        kept = json.loads((here.home() / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(kept, dict):
        return Settings()
    known = {"dates": DATES, "size": SIZES, "colours": PALETTES, "snaps": (True, False), "toured": (True, False)}
    said = {field.name: kept[field.name] for field in fields(Settings) if field.name in kept}
    return Settings(**{name: value for name, value in said.items() if _is_one_of(value, known[name])})


def write(settings: Settings) -> None:
    """Keep what is set."""
    here.write_beside_and_move(_FILE, asdict(settings))


def _is_one_of(value: object, known: object) -> bool:
    return isinstance(value, str | bool) and isinstance(known, Mapping | tuple) and value in known


def zone_of(name: str | None) -> ZoneInfo | None:
    """The zone of that name; None, which means this computer's, where there is none."""
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):  # a computer without time zones, or a browser with its own idea
        return None
