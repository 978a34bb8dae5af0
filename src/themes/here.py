"""What this computer keeps of its own, beside the studies: their folder, and who codes here in which of them.

No study's file says who sits before it: a copy of it would say so on every computer.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

_FILE = "coders.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """Who codes in a study on this computer: the ids of the study and of the coder, and whether it was made here."""

    study: str
    coder: str
    made: bool = False


def home() -> Path:
    """The user's folder for studies: ``THEMES_HOME``, or ``Themes`` in their home."""
    return Path(os.environ.get("THEMES_HOME") or Path.home() / "Themes").expanduser()


def who(path: Path, study: str) -> Here | None:
    """Who codes on this computer in the study that lies there; None where nobody has ever said.

    Args:
        path: The study's file: a copy of it elsewhere on this computer is another's until somebody says.
        study: The study's id: another study that was put under the same name is not that one.
    """
    known = _read().get(_key(path))
    return known if known is not None and known.study == study else None


def say(path: Path, *, study: str, coder: str, made: bool = False) -> None:
    """Keep who codes there on this computer; a study that was made here stays so.

    Nothing is kept where the folder takes nothing: who codes is then asked again.

    Args:
        path: The study's file.
        study: Its id.
        coder: The coder's id.
        made: Whether the study was made on this computer just now.
    """
    was = who(path, study)
    fresh = Here(study=study, coder=coder, made=made or (was is not None and was.made))
    if fresh != was:
        with suppress(OSError):
            write_beside_and_move(_FILE, {key: asdict(one) for key, one in {**_read(), _key(path): fresh}.items()})


def has_kept(path: Path | None = None) -> bool:
    """Whether anything was ever kept here of who codes, in whichever study or in one that lay or lies at a place."""
    return (home() / _FILE).exists() if path is None else _key(path) in _read()


def write_beside_and_move(name: str, content: Mapping[str, object]) -> None:
    """Write a small file of the user's folder, so that a crash leaves the old one, never half of a new one."""
    folder = home()
    folder.mkdir(parents=True, exist_ok=True)
    beside = folder / f"{name}.{os.getpid()}.new"
    beside.write_text(json.dumps(content, ensure_ascii=False, indent=2), encoding="utf-8")
    beside.replace(folder / name)


def _key(path: Path) -> str:
    return str(path.expanduser().resolve())


def _read() -> dict[str, Here]:
    """What is kept, by path; nothing where the file is missing or damaged, for it can be asked again."""
    try:
        kept = json.loads((home() / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(kept, dict):
        return {}
    return {path: one for path, said in kept.items() if (one := _told(said)) is not None}


def _told(said: object) -> Here | None:
    if not isinstance(said, dict):
        return None
    study, coder, made = said.get("study"), said.get("coder"), said.get("made", False)
    if not (isinstance(study, str) and isinstance(coder, str) and isinstance(made, bool)):
        return None
    return Here(study=study, coder=coder, made=made)
