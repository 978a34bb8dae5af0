"""A day by somebody's clock, as the log counts moments: in UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo


def day_in_utc(day: date | None, zone: tzinfo | None = None) -> tuple[str, str]:
    """When a day begins and when the next one does, written as the log writes moments; empty for no day.

    Args:
        day: By the clock of ``zone``.
        zone: Whose clock; this computer's where not given.

    >>> from datetime import timezone
    >>> day_in_utc(date(2026, 11, 22), timezone(timedelta(hours=1)))
    ('2026-11-21T23:00:00.000Z', '2026-11-22T23:00:00.000Z')
    """
    if day is None:
        return "", ""
    return _written(day, zone), _written(day + timedelta(days=1), zone)


def at_clock(moment: str, zone: tzinfo | None = None) -> datetime:
    """A moment of the log by the clock of ``zone``, this computer's where not given."""
    return datetime.fromisoformat(moment).astimezone(zone)


def _written(day: date, zone: tzinfo | None) -> str:
    midnight = datetime(day.year, day.month, day.day, tzinfo=zone)  # without a zone: this computer's, by astimezone
    return midnight.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
