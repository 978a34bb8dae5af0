"""Studies that were made on this computer before it kept who made them: their maker is not asked who they are.

A Themes before ``coders.json`` kept in ``recent.json`` as whom the last new study was begun, and made studies in the
user's folder. What lay there when this Themes first ran is noted once, and nothing that comes later is taken for it.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass

from themes import here
from themes.project import Project
from themes.project.agreement import CONSENSUS
from themes.ui import recent

_FILE = "earlier.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """As whom studies were begun here before, and the files that lay in the user's folder then."""

    coder: str = ""
    studies: tuple[str, ...] = ()


def note() -> None:
    """Note what lies here, where this Themes has kept nothing yet and one before it has; else nothing."""
    if here.has_kept() or (here.home() / _FILE).exists():
        return
    coder = recent.read().coder
    if coder:
        studies = tuple(str(path.resolve()) for path in sorted(here.home().glob("*.themes")))
        with suppress(OSError):  # a folder that takes nothing: whoever sits there is asked
            here.write_beside_and_move(_FILE, asdict(Earlier(coder=coder, studies=studies)))


def maker(shared: Project) -> str | None:
    """The name of who made a study here before; None where that is not sure.

    It is where the study lay in the user's folder, nobody else has ever coded in it, and its one coder bears the name
    that was given on this computer: a colleague's copy that lay there bears the colleague's. Once it was said who codes
    in the file, that holds; another study put in its place is not it.
    """
    kept = Earlier() if here.has_kept(shared.path) else _read()
    coders = [coder.name for coder in shared.coders() if coder.name != CONSENSUS]
    return kept.coder if str(shared.path.resolve()) in kept.studies and coders == [kept.coder] else None


def _read() -> Earlier:
    """What was noted; nothing where the file is missing or damaged."""
    try:
        kept = json.loads((here.home() / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Earlier()
    if not isinstance(kept, dict) or not isinstance(kept.get("studies"), list):
        return Earlier()
    return Earlier(coder=str(kept.get("coder", "")), studies=tuple(map(str, kept["studies"])))
