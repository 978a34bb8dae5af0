"""A study into which two hundred names are planted: in texts, labels, file names, titles, and what is made of them."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path
from typing import get_args

from themes.model import IdentifierKind
from themes.project import Project

_FIRST = ("Zanqu", "Brivo", "Keltu", "Dwamo", "Fjori", "Gwexa", "Hulpi", "Jambe", "Nurvo", "Oxtri")
_LAST = ("ndel", "rax", "squith", "mora", "zeck", "plow", "vint", "gard", "thun", "bolu")

PEOPLE = [f"{first}{last[:2]} {first[::-1].capitalize()}{last}" for first, last in product(_FIRST, _LAST)]
PLACES = [f"{first}{last}ham" for first, last in product(_FIRST[:8], _LAST[:5])]
ORGANISATIONS = [f"{first}{last} Vale NHS Trust" for first, last in product(_FIRST[:6], _LAST)]
KINDS: dict[str, IdentifierKind] = (
    dict.fromkeys(PEOPLE, "person") | dict.fromkeys(PLACES, "place") | dict.fromkeys(ORGANISATIONS, "organisation")
)
NAMES = list(KINDS)
N_TRANSCRIPTS = 10
_CODINGS = ("utf-8", "utf-16-le", "utf-16-be")

assert set(KINDS.values()) <= set(get_args(IdentifierKind))

_SAID = (
    "We brought {name} into the room because the board wanted to hear it directly, and that helped a great deal.",
    "Honestly {name} carried the whole thing through the winter when nobody else had the time for it.",
    "The training with {name} was too short, and staff said so in every single meeting afterwards.",
    "When {name} left, the momentum went too, and we had to begin from nothing with the managers.",
)


def files() -> list[tuple[str, bytes]]:
    """Ten interviews, each with twenty of the names, the first of them its participant's label and file name."""
    made = []
    for nth in range(N_TRANSCRIPTS):
        own = NAMES[nth::N_TRANSCRIPTS]
        person = own[0]
        turns = [f"{person} took part on a Tuesday in the small room."]
        for place, name in enumerate(own):
            turns.append("Interviewer: And what was that like for you?")
            after = f" 😀 {name}'s words, not mine." if place % 4 == 0 else ""
            turns.append(f"{person}: {_SAID[place % len(_SAID)].format(name=name)}{after}")
        made.append((f"{person} interview {nth + 1}.txt", "\n\n".join(turns).encode()))
    return made


def mark_all(project: Project) -> None:
    """Mark and accept each planted name wherever it stands, one by one."""
    for transcript in project.transcripts():
        known = [(view.identifier.start, view.identifier.end) for view in project.identifiers(transcript)]
        for match in re.finditer("|".join(map(re.escape, NAMES)), transcript.text):
            if not any(start < match.end() and match.start() < end for start, end in known):
                project.add_identifier(transcript, match.start(), match.end(), KINDS[match[0]])
        for view in project.identifiers(transcript):
            if view.identifier.state == "found":
                project.accept_identifier(view.identifier)


def names_in(data: bytes) -> list[str]:
    """The planted names that some bytes hold, in UTF-8 or UTF-16, whatever their case; parts of people's names too."""
    lowered = data.lower()
    stems = [stem.lower() for first in _FIRST for stem in (first, first[::-1])]  # one of them is in each name
    if not any(stem.encode(coding) in lowered for stem in stems for coding in _CODINGS):
        return []
    wanted = {*NAMES, *(part for name in PEOPLE for part in name.split()), *(name.split()[0] for name in ORGANISATIONS)}
    return sorted(name for name in wanted if any(name.lower().encode(coding) in lowered for coding in _CODINGS))


def bytes_of(folder: Path, *, besides: str) -> dict[str, bytes]:
    """All files below a folder, those of zip archives unpacked, but for one suffix."""
    import zipfile  # noqa: PLC0415 - only here

    found = {}
    for path in folder.rglob("*"):
        if path.is_file() and path.suffix != besides:
            found[str(path.relative_to(folder))] = path.read_bytes()
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as archive:
                    found |= {f"{path.name}/{name}": archive.read(name) for name in archive.namelist()}
    return found
