"""When something was, as the page says it: in the reader's time zone, and as they have dates written."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from themes.ui import settings


def day(at: str) -> str:
    """The day of a moment (UTC, ISO 8601): "3 March 2026", or as the settings have it."""
    return settings.read().day(_here(at).date())


def moment(at: str) -> str:
    """A moment (UTC, ISO 8601) to the minute: "3 March 2026, 14:05"."""
    return f"{day(at)}, {clock(at)}"


def clock(at: str) -> str:
    """The time of day of a moment (UTC, ISO 8601): "14:05"."""
    return f"{_here(at):%H:%M}"


def _here(at: str) -> datetime:
    return datetime.fromisoformat(at).astimezone(settings.zone_of(st.context.timezone))
