"""Agnes, who withdraws in several tests, with what she said; and all of a log undone and done again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from themes.errors import UndoRefused
from themes.project import Project

LATER = "Interviewer: So?\n\nDina: Nobody asked us, and nobody came to look at the rota.\n"
"""An interview in which she is not heard."""


@contextmanager
def study_with_agnes(folder: Path, *, alone: str, group: str, definition: str = "") -> Iterator[Project]:
    """Her interview and a focus group with her, one case, and an interview of another; every turn coded "Money".

    Args:
        folder: Where ``study.themes`` is made.
        alone: Her interview; she speaks second in it, as in the group.
        group: The focus group.
        definition: The code's.
    """
    with Project.create(folder / "study.themes", coder="AB") as made:
        hers = made.add_bytes("one.txt", alone.encode())
        others = made.add_bytes("group.txt", group.encode())
        made.add_bytes("later.txt", LATER.encode())
        made.merge_cases(others.speakers[1].case_id or "", into=hers.speakers[1].case_id or "")
        code = made.add_code("Money", definition=definition)
        for transcript in made.transcripts():
            for turn in transcript.turns:
                made.add_coding(transcript, turn.start, turn.end, code)
        yield made


def there_and_back(project: Project) -> None:
    """Undo all that can be undone, past what refuses, and do it again."""
    for verb in (project.undo, project.redo):
        while True:
            try:
                if verb() is None:
                    break
            except UndoRefused:
                continue
