"""The sample study: a fictional one, made from corpus/ and codebooks/ by the verbs that everybody uses."""

from __future__ import annotations

import csv
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from themes import here, places
from themes.errors import BrokenFile, ProjectExists
from themes.model import Transcript, Valence
from themes.project import CandidateView, Project

OnProgress = Callable[[float, str], None]

_READ, _CODED = 0.1, 0.5  # shares of the time that building takes, measured on two cores


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What a sample study holds."""

    path: Path
    n_transcripts: int
    n_codes: int
    n_codings: int
    n_candidates: int


def build(path: Path, *, coder: str, with_candidates: bool = True, on_progress: OnProgress | None = None) -> Sample:
    """Make the sample study.

    It is built in a folder beside its place and moved there when it is whole, so that one which was interrupted is not
    taken for it.

    Args:
        path: Where; ``.themes`` is appended where there is no suffix.
        coder: Who looks at it, beside its two fictional coders.
        with_candidates: Also look for candidate themes, which takes a few seconds.
        on_progress: Called with the share done and what is being done.

    Raises:
        ProjectExists: There is a file already.
    """
    place = path if path.suffix.casefold() == ".themes" else path.with_name(f"{path.name}.themes")
    if place.exists():
        message = f"{place} is there already. Nothing was made; choose another name, or open it."
        raise ProjectExists(message)
    place.parent.mkdir(parents=True, exist_ok=True)
    say = on_progress or (lambda _share, _what: None)
    with tempfile.TemporaryDirectory(prefix=".themes-sample-", dir=place.parent) as folder:
        built = Path(folder) / place.name
        made = _build(built, coder=coder, with_candidates=with_candidates, say=say)
        built.rename(place)
    return Sample(path=place, **made)


def build_here(
    path: Path, *, coder: str, with_candidates: bool = True, on_progress: OnProgress | None = None
) -> Sample:
    """Make the sample study as ``build`` does, for whoever sits at this computer: nobody asks them who they are."""
    made = build(path, coder=coder, with_candidates=with_candidates, on_progress=on_progress)
    with Project.open(made.path, read_only=True) as project:
        here.say(made.path, study=project.id, coder=project.coder.id, made=True)
    return made


def _build(path: Path, *, coder: str, with_candidates: bool, say: OnProgress) -> dict[str, int]:
    corpus = places.corpus()
    study = tomllib.loads((corpus / "study.toml").read_text(encoding="utf-8"))
    with Project.create(path, coder=coder, title=study["title"], method=study["method"]) as project:
        project.describe(**_described(study))
        say(0.0, "reading the transcripts")
        for file in sorted((corpus / "interviews").iterdir()):
            project.add(file)
        project.add_case_table(corpus / "cases.csv")
        project.read_guide(corpus / "topic-guide.txt")
        codes = project.read_codebook(places.codebooks() / study["codebook"])
        say(_READ, "applying the coders' codings")
        n_codings = _apply_codings(project, corpus / "codings")
        # A step of this coder stands last, so that whoever opens the study next acts as they, not as a fictional.
        project.describe(notice=study["fictional"])
        candidates: tuple[CandidateView, ...] = ()
        if with_candidates:
            candidates = project.discover(
                on_progress=lambda share, what: say(_CODED + (1 - _CODED) * share, what)
            ).candidates
        n_transcripts = len(project.transcripts())
    say(1.0, "done")
    return {
        "n_transcripts": n_transcripts,
        "n_codes": len(codes),
        "n_codings": n_codings,
        "n_candidates": len(candidates),
    }


def _described(study: dict[str, Any]) -> dict[str, Any]:
    """What study.toml says, as fields of ``Study``."""
    same = ("commissioner", "approached", "declined", "interviewed", "dates", "mode", "interviewer")
    # Nobody in it is real: what would stand in the place of names could be no better.
    return {**{name: study[name] for name in same}, "questions": tuple(study["questions"]), "pseudonymised": True}


def _apply_codings(project: Project, folder: Path) -> int:
    """Give the coders' codings, and say that each has looked at what they coded; how many codings.

    Raises:
        BrokenFile: Words of a coding are not, or not once, in their transcript.
    """
    views: dict[str, Project] = {}
    coded: dict[tuple[str, str], Transcript] = {}
    n_codings = 0
    for row in _rows(folder):
        view = views.setdefault(row["coder"], project.as_coder(row["coder"]))
        transcript = project.transcript(row["transcript"])
        count = transcript.text.count(row["words"])
        if count != 1:
            message = (
                f"{row['transcript']}: the words of a coding occur {count} times in it, not once. Nothing was made."
            )
            raise BrokenFile(message)
        start = transcript.text.index(row["words"])
        valence = cast("Valence", row["valence"]) if row["valence"] else None
        view.add_coding(transcript, start, start + len(row["words"]), row["code"], valence=valence)
        coded[row["coder"], transcript.id] = transcript
        n_codings += 1
    for (coder, _), transcript in coded.items():
        views[coder].mark_looked_at(transcript)
    return n_codings


def _rows(folder: Path) -> Iterator[dict[str, str]]:
    for file in sorted(folder.glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            yield from csv.DictReader(lines)
